import { expect } from "chai";
import fc from "fast-check";
import { answers } from "./answers";
import { fuzzedLife } from "./fuzzedLife";

const numRuns = Number(process.env["FUZZ_RUNS"] ?? 600);
const seed = Number(process.env["FUZZ_SEED"] ?? 20261115);

describe("damaged answers", () => {
  it(`to any call never crash, never lose and never buy twice (${numRuns} lives)`, async function () {
    this.timeout(60_000 + numRuns * 100);
    let given = 0;
    const property = fc.asyncProperty(answers, answers, answers, async (first, second, third) => {
      const life = await fuzzedLife(first, second, third);
      given += life.given;
      expect(life.breaches).to.deep.equal([]);
    });
    await fc.assert(property, { numRuns, seed });
    expect(given).to.be.greaterThan(numRuns);
  });
});
