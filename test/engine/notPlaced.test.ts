import { expect } from "chai";
import { buys, LICENCE, Purchase } from "../support/purchase";

describe("a checkout that Partner Center refuses", function () {
  this.timeout(120_000);
  let purchase: Purchase;
  beforeEach(async () => {
    purchase = await Purchase.start();
    purchase.emulator.faults.script({
      operation: "checkout",
      times: 1,
      action: { kind: "respond", status: 403, code: 13605, description: "Agreement missing" },
    });
  });
  afterEach(() => purchase.end());

  it("is kept in state as notPlaced, with code, remedy and the ids for support", async () => {
    const up = await purchase.stack.up();
    expect(up.ok).to.equal(false);
    expect(up.output).to.contain("Nothing was bought").and.contain("13605").and.contain("MS-CorrelationId");
    expect(up.output).to.contain("Microsoft Customer Agreement");
    expect(await purchase.outputs()).to.deep.include({ status: "notPlaced", attempt: 1, orderIds: [] });
  });

  it("is bought by the next up, once the cause is mended, with a new request id", async () => {
    await purchase.stack.up();
    expect((await purchase.stack.up()).ok).to.equal(true);
    await purchase.expectBoughtOnce();
    expect((await purchase.outputs())["attempt"]).to.equal(2);
    expect(purchase.requestIdsSent()).to.have.length(2);
  });

  it("is bought by the next up also after a refresh made the engine forget", async () => {
    await purchase.stack.up();
    expect((await purchase.stack.refresh()).ok).to.equal(true);
    expect((await purchase.stack.up()).ok).to.equal(true);
    await purchase.expectBoughtOnce();
  });

  it("may be replaced by another cart", async () => {
    await purchase.stack.up();
    const other = purchase.emulator.addCart({ customerId: purchase.ids.customerId, lineItems: [LICENCE] });
    expect((await purchase.stack.up({ program: buys(other) })).ok).to.equal(true);
    expect(purchase.emulator.journal.purchases().map((p) => p.cartId)).to.deep.equal([other.cartId]);
    expect(await purchase.outputs()).to.deep.include({ cartId: other.cartId, status: "pending" });
  });

  it("is forgotten by destroy without a word about orders", async () => {
    await purchase.stack.up();
    const destroy = await purchase.stack.destroy();
    expect(destroy.ok).to.equal(true);
    expect(destroy.output).not.to.contain("keeps billing");
  });
});
