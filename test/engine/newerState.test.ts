import { expect } from "chai";
import { DeclaredPurchase } from "../support/declaredPurchase";
import type { StoredResource } from "../support/stack";

const NEWER = 99;

describe("state that a newer version wrote, through the real engine", function () {
  this.timeout(180_000);
  let purchase: DeclaredPurchase;
  beforeEach(async () => {
    purchase = await DeclaredPurchase.start();
    expect((await purchase.stack.up()).ok).to.equal(true);
  });
  afterEach(() => purchase.end());

  for (const kind of ["Cart", "CartCheckout"] as const) {
    const isOfKind = ({ type }: StoredResource) => type.endsWith(`:${kind}`);

    it(`is left as it is by a refresh, an up and a destroy, which say so (${kind})`, async () => {
      const newer = { schemaVersion: NEWER, ofTomorrow: { kept: true } };
      await purchase.stack.changeState((resources) =>
        resources.map((one) => (isOfKind(one) ? { ...one, outputs: { ...one.outputs, ...newer } } : one)),
      );
      const stored = async () => (await purchase.stack.resources()).find(isOfKind)?.outputs;
      const before = await stored();
      for (const act of ["refresh", "up", "destroy"] as const) {
        const run = await purchase.stack[act]();
        expect(run.ok, `${act}: ${run.output}`).to.equal(false);
        expect(run.output).to.contain(String(NEWER)).and.contain("newer");
        expect(await stored()).to.deep.equal(before);
      }
      purchase.expectBought(1);
      expect(purchase.sent("POST", "/checkout")).to.equal(1);
    });
  }
});
