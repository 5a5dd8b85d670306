import { expect } from "chai";
import { Life } from "../property/life";
import { huntIn } from "./hunt";
import { CAUSES, SAME_MOMENT } from "./causes";
import { MUTANTS } from "./mutants";
import { GATE_STATES, search } from "./search";

const STATES = Number(process.env["SEARCH_STATES"] ?? GATE_STATES);
const DEPTH = 8;

describe("every short history", () => {
  for (const cause of CAUSES)
    it(`keeps the promise: ${cause.name} (${STATES} moments at most)`, async function () {
      this.timeout(60_000 + STATES * 500);
      const { found, states, depth } = await search(cause, { states: STATES, depth: DEPTH });
      expect(found, found && `${found.history.join(" > ")}\n${JSON.stringify(found.story)}`).to.equal(
        undefined,
      );
      expect(states).to.be.greaterThan(10);
      expect(depth).to.be.greaterThan(0);
    });

  it("of two stacks at the same moment is found to buy twice, which is documented, and told in as few steps", async function () {
    this.timeout(60_000);
    const { found } = await search(SAME_MOMENT, { states: 100, depth: 3 });
    expect(found?.story.steps).to.deep.equal([{ do: "up", beside: "checkout" }]);
    expect(found?.breaches.join()).to.include("which the customer had: our");
    expect(await Life.of(found!.story)).to.have.lengthOf(found!.breaches.length);
  });
});

describe("a guard that is taken out", () => {
  // All of them take half an hour: `npm run search -- --mutants`.
  for (const [without, cause] of [
    ["the switch for all purchases", "a cart that waits"],
    ['the guard\'s reason "alreadyOrdered"', "flags beside what a stranger ordered"],
    ["other availabilities of the same product and SKU", "a cart that waits"],
  ] as const)
    it(`is missed: ${without}`, async function () {
      this.timeout(120_000);
      const mutant = MUTANTS.find((one) => one.without === without)!;
      const { history, breach } = await huntIn(mutant, { states: 60, depth: 3 }, cause);
      expect(history).to.be.an("array");
      expect(breach).to.be.a("string");
    });
});
