import { expect } from "chai";
import {
  BOUGHT_SEATS,
  CUSTOMER,
  DAY_MS,
  declares,
  DeclaredPurchase,
  SEATS,
} from "../support/declaredPurchase";
import { TestStack } from "../support/stack";

/** A year's seats: their subscription is active, and the list shows it, whatever became of the list of orders. */
const YEAR = { lineItems: [{ ...SEATS, termDuration: "P1Y" }] };
const BOUGHT_ONCE = [[BOUGHT_SEATS]];

for (const days of [31, 200])
  describe(`a purchase of ${days} days under a new URN, through the real engine`, function () {
    this.timeout(180_000);
    let purchase: DeclaredPurchase;
    let orderId: string;

    beforeEach(async () => {
      purchase = await DeclaredPurchase.start({ seats: YEAR });
      purchase.expectBoughtAs(await purchase.stack.up(), BOUGHT_ONCE);
      orderId = purchase.emulator.journal.purchases()[0]?.orderId ?? "";
      purchase.emulator.provisionAll();
      purchase.emulator.clock.advance(days * DAY_MS);
    });
    afterEach(() => purchase.end());

    it("is refused after a rename without alias, in preview and up, night after night", async () => {
      const program = declares({ renamed: YEAR });
      purchase.expectRefused(await purchase.stack.preview({ program }), [orderId], BOUGHT_ONCE);
      await purchase.expectStaysRefused(await purchase.stack.up(), [orderId], BOUGHT_ONCE);
      purchase.emulator.clock.advance(DAY_MS);
      await purchase.expectStaysRefused(await purchase.stack.up(), [orderId], BOUGHT_ONCE);
    });

    it("is refused after a destroy", async () => {
      expect((await purchase.stack.destroy()).ok).to.equal(true);
      const program = declares({ seats: YEAR });
      await purchase.expectStaysRefused(await purchase.stack.up({ program }), [orderId], BOUGHT_ONCE);
    });

    it("is refused after its state was lost", async () => {
      await purchase.stack.changeState((resources) =>
        resources.filter(({ type }) => !/:(Cart|CartCheckout|Purchase)$/.test(type)),
      );
      await purchase.expectStaysRefused(await purchase.stack.up(), [orderId], BOUGHT_ONCE);
    });

    it("is refused on --replace of its cart", async () => {
      const replace = [await purchase.urn("Cart")];
      purchase.expectRefused(await purchase.stack.up({ replace }), [orderId], BOUGHT_ONCE);
      purchase.expectRefused(await purchase.stack.up({ replace }), [orderId], BOUGHT_ONCE);
    });

    it("is not bought on --replace of its checkout", async () => {
      await purchase.stack.up({ replace: [await purchase.urn("CartCheckout")] });
      await purchase.stack.up();
      expect(purchase.bought(), purchase.requestLog()).to.deep.equal(BOUGHT_ONCE);
    });

    it("is refused in another stack", async () => {
      const other = await TestStack.create(purchase.emulator, declares({ licences: YEAR }));
      try {
        for (let run = 0; run < 2; run++) purchase.expectRefused(await other.up(), [orderId], BOUGHT_ONCE);
      } finally {
        other.remove();
      }
    });

    it("is taken over with adopt, without a checkout", async () => {
      const program = declares({ renamed: { ...YEAR, ifAlreadyOrdered: "adopt" } });
      purchase.expectBoughtAs(await purchase.stack.up({ program }), BOUGHT_ONCE);
      expect((await purchase.outputs("CartCheckout"))["orderIds"]).to.deep.equal([orderId]);
    });

    it("is bought anew once its subscription has ended, and only once", async () => {
      const [subscription] = purchase.emulator.subscriptions(CUSTOMER);
      purchase.emulator.setSubscription(subscription?.id ?? "", { status: "deleted" });
      const program = declares({ renamed: YEAR });
      expect((await purchase.stack.up({ program })).ok).to.equal(true);
      const again = await purchase.stack.up();
      purchase.expectBoughtAs(again, [[BOUGHT_SEATS], [BOUGHT_SEATS]]);
    });
  });
