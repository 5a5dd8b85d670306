import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";

const ROOT = join(__dirname, "..", "..");

/** The commands that each hold a share of the tests. */
const SHARES = ["check", "test:unit", "test:wire", "test:engine", "test:property", "test:documents"];

const { scripts } = read("package.json") as { scripts: Record<string, string> };
const { extension } = read(".mocharc.json") as { extension: string[] };

function read(path: string): unknown {
  return JSON.parse(readFileSync(join(ROOT, path), "utf8"));
}

/** The folders that a command names. */
const foldersOf = (name: string) => scripts[name]?.match(/\btest\/\S+/g) ?? [];

describe("the commands that run tests", () => {
  const files = readdirSync(join(ROOT, "test"), { recursive: true, encoding: "utf8" });
  const tests = files.filter((path) => /\.(test|spec)\.[cm]?[jt]sx?$/.test(path));
  const folders = [...new Set(tests.map((path) => `test/${path.split(sep)[0]}`))];

  it("know every test by its name", () => {
    expect(tests.length).to.be.greaterThan(100);
    expect(tests.filter((path) => !extension.some((end) => path.endsWith(`.${end}`)))).to.deep.equal([]);
  });

  it("hold each test once, and so does `npm test`", () => {
    expect(SHARES).to.include.members(Object.keys(scripts).filter((name) => name.startsWith("test:")));
    expect(SHARES.flatMap(foldersOf)).to.have.members(folders);
    expect(foldersOf("test")).to.have.members(folders);
  });
});
