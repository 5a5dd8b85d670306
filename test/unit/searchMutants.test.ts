import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { MUTANTS } from "../search/mutants";

const REPO = join(__dirname, "..", "..");

describe("the guards that the search takes out", () => {
  for (const { without, file, find, replace } of MUTANTS)
    it(`stand in the source once: ${without}`, () => {
      expect(readFileSync(join(REPO, file), "utf8").split(find)).to.have.lengthOf(2);
      expect(replace).not.to.equal(find);
    });

  it("each have a name of their own", () => {
    expect(new Set(MUTANTS.map(({ without }) => without))).to.have.lengthOf(MUTANTS.length);
  });
});
