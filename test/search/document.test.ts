import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DOCUMENT, readResults, renderedDocument } from "./document";
import { CAUSES } from "./causes";
import { MUTANTS } from "./mutants";

describe("what is published of the search", () => {
  it("is what its last runs came to", async () => {
    const committed = readFileSync(join(__dirname, "..", "..", DOCUMENT), "utf8");
    expect(committed).to.equal(await renderedDocument(readResults()));
  });

  it("names every cause, and every guard that is taken out", () => {
    const { searched, hunted } = readResults();
    expect(searched.map(({ cause }) => cause)).to.deep.equal(CAUSES.map(({ name }) => name));
    expect(hunted.map(({ without }) => without)).to.deep.equal(MUTANTS.map(({ without }) => without));
  });

  it("says why a guard stays that nothing is found without", () => {
    const survivors = readResults().hunted.filter(({ history }) => !history);
    for (const { without } of survivors)
      expect(MUTANTS.find((one) => one.without === without)?.survives, without).to.be.a("string");
  });
});
