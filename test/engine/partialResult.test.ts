import { expect } from "chai";
import { buys, LICENCE, Purchase, SOFTWARE } from "../support/purchase";

const BOTH = [LICENCE, SOFTWARE];
const REFUSED = { code: 800020, description: "The catalog item is not eligible." };

describe("a checkout of which Partner Center orders only a part", function () {
  this.timeout(120_000);
  let purchase: Purchase;
  afterEach(() => purchase.end());

  const start = async (times: number | "always") => {
    purchase = await Purchase.start({ lineItems: BOTH });
    purchase.emulator.groupFails(purchase.ids.cartId, "1", { ...REFUSED, times });
    return purchase.stack.up();
  };

  it("fails the run, keeps what was bought in state, and buys the rest on the next up", async () => {
    const first = await start(1);
    expect(first.ok).to.equal(false);
    expect(first.output).to.contain("code 800020").and.contain("order group 1");
    const [bought] = purchase.emulator.journal.purchases();
    expect(await purchase.outputs()).to.deep.include({
      status: "partiallyFailed",
      orderIds: [bought?.orderId],
    });
    const second = await purchase.stack.up();
    expect(second.ok).to.equal(true);
    await purchase.expectBoughtOnce(2);
    expect(await purchase.outputs()).to.deep.include({ attempt: 2, orderErrors: [] });
    expect(purchase.requestIdsSent()).to.have.length(2);
  });

  it("still fails after a refresh made the engine forget, until it is settled", async () => {
    await start(2);
    expect((await purchase.stack.refresh()).ok).to.equal(true);
    expect((await purchase.stack.checkouts())[0]?.initErrors ?? []).to.deep.equal([]);
    expect((await purchase.stack.up()).ok).to.equal(false);
    expect((await purchase.stack.up({ refresh: true })).ok).to.equal(true);
    await purchase.expectBoughtOnce(2);
  });

  it("still fails in up --refresh while nothing has changed", async () => {
    await start("always");
    const run = await purchase.stack.up({ refresh: true });
    expect(run.ok).to.equal(false);
    expect(run.output).to.contain("code 800020");
    await purchase.expectBoughtOnce(1);
  });

  it("succeeds without another checkout once the refused part is accepted, and stays partiallyFailed", async () => {
    await start("always");
    const accept = buys(purchase.ids, { onOrderErrors: "accept" });
    expect((await purchase.stack.up({ program: accept })).ok).to.equal(true);
    expect((await purchase.outputs())["status"]).to.equal("partiallyFailed");
    expect(purchase.checkoutsSent()).to.equal(1);
    expect((await purchase.stack.up()).output).to.contain("2 unchanged");
  });

  it("says that nothing was bought when every group is refused", async () => {
    purchase = await Purchase.start({ args: { onOrderErrors: "accept" } });
    purchase.emulator.groupFails(purchase.ids.cartId, "0", { ...REFUSED, times: 1 });
    const first = await purchase.stack.up();
    expect(first.ok).to.equal(false);
    expect(first.output).to.contain("Nothing was bought");
    expect(purchase.emulator.journal.purchases()).to.deep.equal([]);
    expect((await purchase.stack.up()).ok).to.equal(true);
    await purchase.expectBoughtOnce();
  });

  it("keeps earlier orders when the answer to the retry names only the new ones", async () => {
    purchase = await Purchase.start({ lineItems: BOTH, modes: { partialRetryOrders: "new" } });
    purchase.emulator.groupFails(purchase.ids.cartId, "1", { ...REFUSED, times: 1 });
    await purchase.stack.up();
    expect((await purchase.stack.up()).ok).to.equal(true);
    await purchase.expectBoughtOnce(2);
  });

  it("warns and keeps every order when Partner Center places the finished groups once more", async () => {
    purchase = await Purchase.start({ lineItems: BOTH, modes: { retryRebuysGroups: true } });
    purchase.emulator.groupFails(purchase.ids.cartId, "1", { ...REFUSED, times: 1 });
    await purchase.stack.up();
    const second = await purchase.stack.up();
    const bought = purchase.emulator.journal.purchases().map((p) => p.orderId);
    expect(bought).to.have.length(3);
    expect((await purchase.outputs())["orderIds"]).to.have.members(bought);
    expect(second.output).to.contain("placed more than was still open");
  });

  it("can still be accepted where Partner Center takes the cart for ordered and refuses to try it again", async () => {
    purchase = await Purchase.start({
      lineItems: BOTH,
      modes: { partialCart: "Ordered", repeatCheckout: "800065" },
    });
    purchase.emulator.groupFails(purchase.ids.cartId, "1", { ...REFUSED, times: 1 });
    await purchase.stack.up();
    await purchase.stack.up();
    purchase.emulator.clock.advance(16 * 60_000);
    const third = await purchase.stack.up();
    expect(third.ok).to.equal(false);
    expect((await purchase.outputs())["status"]).to.equal("partiallyFailed");
    const accept = buys(purchase.ids, { onOrderErrors: "accept" });
    expect((await purchase.stack.up({ program: accept })).ok).to.equal(true);
    await purchase.expectBoughtOnce(1);
  });
});
