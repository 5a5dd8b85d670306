import { expect } from "chai";
import fc from "fast-check";
import { cartAnswers } from "./answers";
import { fuzzedCart } from "./fuzzedCart";

const numRuns = Number(process.env["FUZZ_RUNS"] ?? 600);
const seed = Number(process.env["FUZZ_SEED"] ?? 20261115);

describe("damaged answers to the calls of a cart", () => {
  it(`never crash it, never let another cart be checked out, and never hide a purchase (${numRuns} lives)`, async function () {
    this.timeout(60_000 + numRuns * 100);
    let given = 0;
    const days = fc.constantFrom(0, 0, 8);
    const services = [cartAnswers, cartAnswers, cartAnswers] as const;
    const property = fc.asyncProperty(...services, days, async (first, second, third, later) => {
      const life = await fuzzedCart(first, second, third, later);
      given += life.given;
      expect(life.breaches).to.deep.equal([]);
    });
    await fc.assert(property, { numRuns, seed });
    expect(given).to.be.greaterThan(numRuns);
  });
});
