import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DOCUMENT } from "./document";
import { TROUBLES } from "./faults";
import { renderedMatrix } from "./render";

describe("the document of the fault matrix", () => {
  it("is what the matrix says now (else run `npm run matrix`)", async () => {
    const committed = readFileSync(join(__dirname, "..", "..", DOCUMENT), "utf8");
    expect(committed).to.equal(await renderedMatrix());
  });

  it("names every trouble once", () => {
    const names = TROUBLES.map(({ name }) => name);
    expect(new Set(names).size).to.equal(names.length);
  });
});
