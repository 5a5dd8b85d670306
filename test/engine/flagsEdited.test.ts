import { expect } from "chai";
import type { Modes } from "../../emulator";
import { Cart, CartCheckout, type PurchaseArgs } from "../../provider";
import { BOUGHT_SEATS, CUSTOMER, declares, DeclaredPurchase, SEATS } from "../support/declaredPurchase";

/** What makes a checkout idempotent is not documented. */
const IDEMPOTENCY: Modes["idempotency"][] = ["cart", "requestId"];

/** Arguments count as they stand now: what was said in an earlier run permits nothing. */
for (const idempotency of IDEMPOTENCY)
  describe(`a purchase whose arguments are edited between runs, by ${idempotency}, through the real engine`, function () {
    this.timeout(180_000);
    let purchase: DeclaredPurchase;
    beforeEach(
      async () => (purchase = await DeclaredPurchase.start({ seats: {} }, { modes: { idempotency } })),
    );
    afterEach(() => purchase.end());

    const order = (lineItems = [SEATS]) => purchase.emulator.addOrder({ customerId: CUSTOMER, lineItems });
    const up = (args: Partial<PurchaseArgs>) => purchase.stack.up({ program: declares({ seats: args }) });

    async function expectRefusedFrom(program: () => Promise<void>, found: string[]): Promise<void> {
      purchase.expectRefused(await purchase.stack.preview({ program }), found);
      await purchase.expectStaysRefused(await purchase.stack.up({ program }), found);
    }

    it("stays refused where the cart would adopt and its checkout would not", async () => {
      const { orderId } = order();
      const program = async () => {
        const { cartId } = new Cart("seats", {
          customerId: CUSTOMER,
          lineItems: [SEATS],
          ifAlreadyOrdered: "adopt",
        });
        new CartCheckout("seats", { customerId: CUSTOMER, cartId, waitForProvisioning: false });
      };
      await purchase.expectStaysRefused(await purchase.stack.up({ program }), [orderId]);
      purchase.expectRefused(await purchase.stack.preview(), [orderId]);
    });

    it("stays refused once adopt, which was refused in doubt, is taken out", async () => {
      const twins = [order().orderId, order().orderId];
      await purchase.expectStaysRefused(await purchase.stack.up(), twins);
      const adopting = await up({ ifAlreadyOrdered: "adopt" });
      purchase.expectRefused(adopting, twins);
      expect(adopting.output).to.contain("can't be told for certain");
      await expectRefusedFrom(declares({ seats: {} }), twins);
    });

    it("stays refused once a mistyped orderIds is taken out", async () => {
      const { orderId } = order();
      const mistyped = await up({ orderIds: ["0123456789ab"] });
      expect(mistyped.ok).to.equal(false);
      expect(mistyped.output).to.contain("0123456789ab");
      purchase.expectBought(0);
      await expectRefusedFrom(declares({ seats: {} }), [orderId]);
    });

    it("stays refused once besides is taken out before it was used, and is bought once with it", async () => {
      const { orderId } = order();
      await purchase.stack.setConfig("partnercenter:allowPurchases", "false");
      const forbidden = await up({ besides: [orderId] });
      expect(forbidden.ok).to.equal(false);
      expect(forbidden.output).to.contain("partnercenter:allowPurchases");
      await purchase.stack.setConfig("partnercenter:allowPurchases", "true");
      await expectRefusedFrom(declares({ seats: {} }), [orderId]);
      purchase.expectBoughtAs(await up({ besides: [orderId] }), [[BOUGHT_SEATS]]);
      purchase.expectBoughtAs(await up({}), [[BOUGHT_SEATS]]);
    });

    it("stays refused once besides names another order than the one that is found", async () => {
      const [first, second] = [order().orderId, order().orderId];
      purchase.expectRefused(await up({ besides: [first] }), [second]);
      purchase.expectRefused(await up({ besides: [second] }), [first]);
      purchase.expectBoughtAs(await up({ besides: [first, second] }), [[BOUGHT_SEATS]]);
    });
  });

describe("an argument of an earlier version, through the real engine", function () {
  this.timeout(180_000);
  let purchase: DeclaredPurchase;
  afterEach(() => purchase.end());

  const OLD = { adopt: "ifAlreadyOrdered", allowDuplicate: "besides", refuseDuplicate: "leave it out" };
  for (const [old, spelling] of Object.entries(OLD))
    it(`${old} is refused with what says the same now`, async () => {
      purchase = await DeclaredPurchase.start({ seats: { [old]: true } });
      const up = await purchase.stack.up();
      expect(up.ok).to.equal(false);
      expect(up.output).to.contain(`${old} is gone`).and.contain(spelling);
      expect(purchase.emulator.requests()).to.deep.equal([]);
    });
});
