import { expect } from "chai";
import { CartCheckout } from "../../provider";
import { buys, LICENCE, Purchase, type CartIds } from "../support/purchase";

/** A program that only reads a purchase. */
function reads(id: string) {
  return async () => {
    const { status, orderIds } = CartCheckout.get("read", id);
    return { status, orderIds };
  };
}

describe("the same purchase under another name", function () {
  this.timeout(120_000);
  let purchase: Purchase;
  beforeEach(async () => (purchase = await Purchase.start()));
  afterEach(() => purchase.end());

  const renamed = (ids: CartIds, aliases: string[]) => async () => {
    new CartCheckout(
      "renamed",
      { ...ids, waitForProvisioning: false },
      { aliases: aliases.map((name) => ({ name })) },
    );
  };

  it("renamed with an alias, sends nothing", async () => {
    await purchase.stack.up();
    expect((await purchase.stack.up({ program: renamed(purchase.ids, ["licences"]) })).ok).to.equal(true);
    await purchase.expectBoughtOnce();
    expect(purchase.checkoutsSent()).to.equal(1);
  });

  it("renamed without an alias, is taken over and not bought again", async () => {
    await purchase.stack.up();
    const up = await purchase.stack.up({ program: renamed(purchase.ids, []) });
    expect(up.ok).to.equal(true);
    expect(up.output).to.contain("stays bought").and.not.contain("keeps billing");
    await purchase.expectBoughtOnce();
  });

  it("renamed without an alias a while later, is taken over without a checkout", async () => {
    await purchase.stack.up();
    purchase.emulator.clock.advance(16 * 60_000);
    const up = await purchase.stack.up({ program: renamed(purchase.ids, []) });
    expect(up.ok).to.equal(true);
    expect(up.output).to.contain("ordered before this run");
    await purchase.expectBoughtOnce();
    expect(purchase.checkoutsSent()).to.equal(1);
  });

  it("declared again after its state was lost, is taken over and not bought again", async () => {
    await purchase.stack.up();
    await purchase.stack.destroy();
    expect((await purchase.stack.up({ program: buys(purchase.ids) })).ok).to.equal(true);
    await purchase.expectBoughtOnce();
  });

  it("read with get, by its cart, is found among the customer's orders", async () => {
    await purchase.stack.up();
    const [order] = purchase.emulator.journal.purchases();
    const { customerId, cartId } = purchase.ids;
    const up = await purchase.stack.up({ program: reads(`${customerId}/${cartId}`) });
    expect(up.ok).to.equal(true);
    const read = (await purchase.stack.checkouts()).find((c) => c.urn.endsWith("::read"));
    expect(read?.outputs).to.deep.include({ orderIds: [order?.orderId], cartId });
    expect(purchase.checkoutsSent()).to.equal(1);
  });

  it("read with get, by its cart and orders, needs no match", async () => {
    await purchase.stack.up();
    const [order] = purchase.emulator.journal.purchases();
    const { customerId, cartId } = purchase.ids;
    const program = reads(`${customerId}/${cartId}/${order?.orderId}`);
    expect((await purchase.stack.preview({ program })).ok).to.equal(true);
    expect((await purchase.stack.up()).ok).to.equal(true);
    expect((await purchase.stack.up()).ok).to.equal(true);
    const read = (await purchase.stack.checkouts()).find((c) => c.urn.endsWith("::read"));
    expect(read?.outputs["orderIds"]).to.deep.equal([order?.orderId]);
  });

  it("read with get, where two orders fit the cart, is refused with both named", async () => {
    await purchase.stack.up();
    const twin = purchase.emulator.addCart({ customerId: purchase.ids.customerId, lineItems: [LICENCE] });
    const besides = purchase.emulator.journal.purchases().map(({ orderId }) => orderId);
    expect((await purchase.stack.up({ program: buys(twin, { besides }, "twin") })).ok).to.equal(true);
    const { customerId, cartId } = purchase.ids;
    const up = await purchase.stack.up({ program: reads(`${customerId}/${cartId}`) });
    expect(up.ok).to.equal(false);
    for (const { orderId } of purchase.emulator.journal.purchases()) expect(up.output).to.contain(orderId);
  });
});
