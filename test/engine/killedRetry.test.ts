import { expect } from "chai";
import type { PurchaseArgs } from "../../provider";
import {
  BOUGHT_SEATS,
  BOUGHT_SOFTWARE,
  CUSTOMER,
  declares,
  DeclaredPurchase,
  OTHER_CUSTOMER,
  SEATS,
  SOFTWARE,
} from "../support/declaredPurchase";

const MINUTE_MS = 60_000;
const LAG_MS = 15 * MINUTE_MS;
const BOTH = { lineItems: [SEATS, SOFTWARE] };

/** Its cart becomes two orders, of which a run that was killed placed the first one; no list shows it for 15 minutes. */
for (const ordersTouchCarts of [true, false])
  describe(`a part that a killed run ordered, of a cart whose time ${ordersTouchCarts ? "moves" : "stays"}`, function () {
    this.timeout(180_000);
    let purchase: DeclaredPurchase;
    let cartId: string;

    beforeEach(async () => {
      const modes = { ordersLagMs: LAG_MS, subscriptionsLagMs: LAG_MS, ordersTouchCarts };
      purchase = await DeclaredPurchase.start({ plan: BOTH }, { modes });
      await purchase.stack.setConfig("partnercenter:allowPurchases", "false");
      expect((await up()).ok).to.equal(false);
      await purchase.stack.setConfig("partnercenter:allowPurchases", "true");
      cartId = String((await purchase.outputs("Cart"))["cartId"]);
      purchase.emulator.clock.advance(5 * MINUTE_MS);
    });
    afterEach(() => purchase.end());

    const up = (args: Partial<PurchaseArgs> = {}) =>
      purchase.stack.up({ program: declares({ plan: { ...BOTH, ...args } }) });
    const refuse = () =>
      purchase.emulator.faults.script({
        operation: "checkout",
        phase: "before",
        times: 1,
        action: { kind: "respond", status: 403, code: 20002 },
      });

    async function killedUp(): Promise<void> {
      purchase.emulator.groupFails(cartId, "1", { times: 1 });
      await purchase.stack.killed(() => up());
      expect(purchase.bought()).to.deep.equal([[BOUGHT_SEATS]]);
    }

    /** Once the list is whole: a cart that doesn't tell when it was ordered leaves it to a person whose order that is. */
    async function expectSettled(): Promise<void> {
      purchase.emulator.clock.advance(LAG_MS + MINUTE_MS);
      const orderId = purchase.emulator.journal.purchases()[0]?.orderId ?? "";
      if (!ordersTouchCarts) {
        await purchase.expectStaysRefused(await up(), [orderId], [[BOUGHT_SEATS]]);
        return;
      }
      purchase.expectBoughtAs(await up(), [[BOUGHT_SEATS], [BOUGHT_SOFTWARE]]);
      expect((await purchase.outputs("CartCheckout"))["orderIds"])
        .to.include(orderId)
        .and.have.length(2);
    }

    it("leaves it unknown what a refused retry bought, and is found once the list is whole", async () => {
      await killedUp();
      refuse();
      const refused = await up();
      expect(refused.output).to.contain("not known yet").and.not.contain("Nothing was bought");
      expect((await purchase.outputs("CartCheckout"))["status"]).to.equal("unknown");
      await expectSettled();
    });

    it("is not bought again by another cart, another customer or more seats", async () => {
      await killedUp();
      refuse();
      expect((await up()).ok).to.equal(false);
      const other = purchase.emulator.addCart({ customerId: CUSTOMER, lineItems: [SEATS, SOFTWARE] });
      const edits: Partial<PurchaseArgs>[] = [
        { existingCartId: other.cartId },
        { customerId: OTHER_CUSTOMER },
        { lineItems: [{ ...SEATS, quantity: 30 }, SOFTWARE] },
      ];
      for (const edit of edits) {
        const edited = await up(edit);
        expect(edited.ok, edited.output).to.equal(false);
        expect(purchase.bought(), purchase.requestLog()).to.deep.equal([[BOUGHT_SEATS]]);
      }
      await expectSettled();
    });

    if (ordersTouchCarts)
      it("is not forgotten with a purchase that was refused long before", async () => {
        for (let run = 0; run < 2; run++) {
          refuse();
          expect((await up()).ok).to.equal(false);
          purchase.emulator.clock.advance(LAG_MS + MINUTE_MS);
        }
        expect((await purchase.outputs("CartCheckout"))["status"]).to.equal("notPlaced");
        await killedUp();
        for (let minutes = 0; minutes < 2; minutes++) {
          const destroyed = await purchase.stack.destroy();
          expect(destroyed.ok, destroyed.output).to.equal(false);
          expect(destroyed.output).to.contain(cartId);
          purchase.emulator.clock.advance(LAG_MS + MINUTE_MS);
        }
        purchase.expectBoughtAs(await up(), [[BOUGHT_SEATS], [BOUGHT_SOFTWARE]]);
      });
  });

describe("a purchase that a killed run made", function () {
  this.timeout(180_000);
  let purchase: DeclaredPurchase;
  beforeEach(async () => (purchase = await DeclaredPurchase.start()));
  afterEach(() => purchase.end());

  it("is told when the program no longer declares it, and taken over when it does again", async () => {
    await purchase.stack.setConfig("partnercenter:allowPurchases", "false");
    expect((await purchase.stack.up()).ok).to.equal(false);
    await purchase.stack.setConfig("partnercenter:allowPurchases", "true");
    await purchase.stack.killed(() => purchase.stack.up());
    purchase.expectBought(1);
    const orderId = purchase.emulator.journal.purchases()[0]?.orderId ?? "";
    const reverted = await purchase.stack.up({ program: async () => {} });
    expect(reverted.ok, reverted.output).to.equal(true);
    expect(reverted.output).to.contain(orderId).and.contain("takes its orders over");
    const program = declares({ seats: { ifAlreadyOrdered: "adopt" } });
    purchase.expectBoughtAs(await purchase.stack.up({ program }), [[BOUGHT_SEATS]]);
    expect((await purchase.outputs("CartCheckout"))["orderIds"]).to.have.length(1);
  });
});
