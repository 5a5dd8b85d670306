import { expect } from "chai";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { DEFAULT_OPTIONS } from "../../provider/lifecycle/checkout/inputs";
import { commentOf, DOORS, exportsOf, membersOf, type Member } from "../reference/declarations";
import { tagOf } from "../reference/markdown";
import { referencePages, RESOURCES, TOLD } from "../reference/pages";
import { renderedReference } from "../reference/render";
import { documents, typeScriptBlocks } from "../support/documents";

/** Names of members without a word, those of objects in place included. */
function silent(members: readonly Member[], path: string): string[] {
  return members.flatMap((member) => {
    const here = `${path}.${member.name}`;
    return [...(member.text === "" ? [here] : []), ...silent(member.inner, here)];
  });
}

describe("the reference", function () {
  this.timeout(60_000);

  it("is what the declarations say now (else run `npm run reference`)", async () => {
    const rendered = await renderedReference();
    const folder = dirname([...rendered.keys()][0] ?? "");
    expect(existsSync(folder) && readdirSync(folder)).to.have.members(
      [...rendered.keys()].map((path) => basename(path)),
    );
    for (const [path, text] of rendered) expect(readFileSync(path, "utf8"), path).to.equal(text);
  });

  for (const [door, file] of Object.entries(DOORS))
    it(`has a description of everything that ${door} exports, and of every public member`, () => {
      const without = [...exportsOf(file)].flatMap(([name, symbol]) => [
        ...(commentOf(symbol).text === "" ? [name] : []),
        ...silent(membersOf(symbol), name),
      ]);
      expect(without).to.deep.equal([]);
    });

  it("has a description of every member of the types that it tells of", () => {
    expect(TOLD.length).to.be.greaterThan(20);
    expect(TOLD.flatMap((symbol) => silent(membersOf(symbol), symbol.name))).to.deep.equal([]);
  });

  it("has an example for every resource and function", () => {
    const pages = documents().filter(({ path }) => path.startsWith("docs/reference/"));
    const without = pages
      .filter(({ text }) => typeScriptBlocks(text).length === 0)
      .map(({ path }) => basename(path));
    expect(without).to.have.members(["settings.md", "types.md", "objects.md"]);
    expect([...referencePages().keys()]).to.have.length(pages.length);
  });

  describe("of a resource", () => {
    const door = exportsOf(DOORS["pulumi-partnercenter"]);
    for (const name of RESOURCES) {
      const args = door.get(`${name}Args`);
      const members = args ? membersOf(args) : [];

      it(`says of every argument of ${name} what changing it does`, () => {
        expect(members.length).to.be.greaterThan(5);
        const without = members
          .filter(({ text }) => !/\bchang(e|ed|ing)\b/i.test(text))
          .map((one) => one.name);
        expect(without).to.deep.equal([]);
      });

      it(`names the defaults of ${name} that hold`, () => {
        for (const member of members) {
          const preset = tagOf(member, "default");
          const held = new Map<string, unknown>(Object.entries(DEFAULT_OPTIONS)).get(member.name);
          if (held !== undefined) expect(preset, member.name).to.equal(JSON.stringify(held));
        }
      });
    }
  });
});
