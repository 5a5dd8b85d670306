import { expect } from "chai";
import fc from "fast-check";
import { ANSWERS, PurchaseModel, type Command, type Reply } from "../../../support/purchaseModel";

const reply: fc.Arbitrary<Reply> = fc.record({
  answer: fc.constantFrom(...ANSWERS),
  buys: fc.subarray(["a" as const, "b" as const]),
  late: fc.boolean(),
});

const command: fc.Arbitrary<Command> = fc.record({
  kind: fc.constantFrom("up" as const, "up" as const, "refresh" as const, "killed" as const),
  minutesBefore: fc.constantFrom(0, 1, 5, 16, 60),
  expires: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  replies: fc.array(reply, { maxLength: 3 }),
});

const setting = fc.record({
  lag: fc.constantFrom(0, 5, 14),
  partialStatus: fc.constantFrom("Active" as const, "Ordered" as const),
});

describe("the promise, over random lives of one checkout", () => {
  it("never repeats under a new id what has no answer, never loses an order, and never claims what isn't so", async () => {
    const property = fc.asyncProperty(setting, fc.array(command, { maxLength: 6 }), async (how, commands) => {
      const model = new PurchaseModel(how);
      for (const one of commands) await model.run(one);
      expect(model.breaches).to.deep.equal([]);
    });
    await fc.assert(property, { numRuns: 1000, seed: 20261115 });
  }).timeout(120_000);
});
