import { expect } from "chai";
import type { NewOrder } from "../../emulator";
import { CartCheckout, type PurchaseArgs } from "../../provider";
import {
  BOUGHT_PLAN,
  BOUGHT_VISIO,
  CUSTOMER,
  DAY_MS,
  declares,
  DeclaredPurchase,
  PLAN,
  PLAN_NEXT_MONTH,
  VISIO,
} from "../support/declaredPurchase";

const LAG_MS = 15 * 60_000;
const BOTH = [PLAN, VISIO];
const STOPPED = { limits: { maxTotal: { amount: 1, currency: "USD" } } };

/** A run made the cart and was stopped before its checkout; what happens until the next run counts then. */
describe("a cart that waits, through the real engine", function () {
  this.timeout(180_000);
  let purchase: DeclaredPurchase;
  beforeEach(async () => (purchase = await DeclaredPurchase.start()));
  afterEach(() => purchase.end());

  const order = (more: Partial<NewOrder>) =>
    purchase.emulator.addOrder({ customerId: CUSTOMER, lineItems: [PLAN], ...more }).orderId;
  const up = (args: Partial<PurchaseArgs> = {}) =>
    purchase.stack.up({ program: declares({ plan: { lineItems: [PLAN], ...args } }) });

  /** A run that makes the cart and is stopped before the checkout. */
  async function makeItWait(
    by: "a limit" | "allowPurchases",
    args: Partial<PurchaseArgs> = {},
  ): Promise<void> {
    const value = String(by !== "allowPurchases");
    await purchase.stack.setConfig("partnercenter:allowPurchases", value);
    const stopped = await up({ ...args, ...(by === "a limit" && STOPPED) });
    expect(stopped.ok).to.equal(false);
    expect(stopped.output).to.contain("was not checked out");
    expect(purchase.sent("POST", "/carts")).to.equal(1);
    await purchase.stack.setConfig("partnercenter:allowPurchases", "true");
  }

  /** What the customer ordered elsewhere meanwhile, with the lines that the program declares. */
  const MEANWHILE: Record<
    string,
    { lineItems: (typeof PLAN | typeof VISIO)[]; place: () => string; bought: string[] }
  > = {
    "the same was ordered": { lineItems: [PLAN], place: () => order({}), bought: [BOUGHT_PLAN] },
    "the same was ordered through another availability": {
      lineItems: [PLAN],
      place: () => order({ lineItems: [PLAN_NEXT_MONTH] }),
      bought: [BOUGHT_PLAN],
    },
    "an order with more than the cart was placed": {
      lineItems: [PLAN],
      place: () => order({ lineItems: BOTH }),
      bought: [BOUGHT_PLAN],
    },
    "one of its two lines was ordered": {
      lineItems: BOTH,
      place: () => order({}),
      bought: [BOUGHT_PLAN, BOUGHT_VISIO],
    },
  };
  for (const by of ["a limit", "allowPurchases"] as const)
    for (const [what, { lineItems, place, bought }] of Object.entries(MEANWHILE))
      it(`for ${by} is not bought when ${what}, until that is named`, async () => {
        await makeItWait(by, { lineItems });
        const orderId = place();
        purchase.expectRefused(await purchase.stack.preview({ program: declares({ plan: { lineItems } }) }), [
          orderId,
        ]);
        await purchase.expectStaysRefused(await up({ lineItems }), [orderId]);
        purchase.expectBoughtAs(await up({ lineItems, besides: [orderId] }), [bought]);
        purchase.expectBoughtAs(await up({ lineItems }), [bought]);
      });

  it("is not bought when an older order of the same was listed late", async () => {
    purchase.emulator.setModes({ ordersLagMs: LAG_MS, subscriptionsLagMs: LAG_MS });
    const orderId = order({ placedAt: purchase.emulator.clock.now() - LAG_MS / 3 });
    await makeItWait("a limit");
    purchase.emulator.clock.advance(LAG_MS);
    await purchase.expectStaysRefused(await up(), [orderId]);
    purchase.expectBoughtAs(await up({ besides: [orderId] }), [[BOUGHT_PLAN]]);
  });

  for (const days of [8, 31]) {
    it(`for ${days} days is not bought beside what was ordered meanwhile, until that is named`, async () => {
      await makeItWait("a limit");
      const orderId = order({ lineItems: [PLAN_NEXT_MONTH] });
      purchase.emulator.clock.advance(days * DAY_MS);
      for (const refresh of [false, true, false]) {
        const program = declares({ plan: { lineItems: [PLAN] } });
        const refused = await purchase.stack.up({ program, refresh });
        expect(refused.ok, refused.output).to.equal(false);
        expect(refused.output).to.contain(orderId);
        if (refresh) purchase.expectRefused(refused, [orderId]);
        purchase.expectBought(0);
      }
      // The way out that the refresh names.
      await purchase.stack.changeState((all) => all.filter(({ type }) => !type.endsWith(":Cart")));
      purchase.expectBoughtAs(await up({ besides: [orderId] }), [[BOUGHT_PLAN]]);
      purchase.expectBoughtAs(await up({ besides: [orderId] }), [[BOUGHT_PLAN]]);
    });

    it(`for ${days} days is made anew and bought once where nothing was ordered meanwhile`, async () => {
      await makeItWait("a limit");
      purchase.emulator.clock.advance(days * DAY_MS);
      const program = declares({ plan: { lineItems: [PLAN] } });
      purchase.expectBoughtAs(await purchase.stack.up({ program, refresh: true }), [[BOUGHT_PLAN]]);
      purchase.expectBoughtAs(await purchase.stack.up({ refresh: true }), [[BOUGHT_PLAN]]);
    });
  }

  const OTHERS_CARTS: Record<string, (cartId: string, more?: Partial<PurchaseArgs>) => () => Promise<void>> =
    {
      existingCartId: (existingCartId, more) =>
        declares({ plan: { lineItems: [PLAN], existingCartId, ...more } }),
      "the cartId of a bare CartCheckout": (cartId, more) => async () => {
        new CartCheckout("plan", { customerId: CUSTOMER, cartId, waitForProvisioning: false, ...more });
      },
    };
  for (const [what, program] of Object.entries(OTHERS_CARTS))
    it(`somewhere else, given as ${what}, is not bought beside an order of yesterday`, async () => {
      const orderId = order({ placedAt: purchase.emulator.clock.now() - DAY_MS });
      const { cartId } = purchase.emulator.addCart({ customerId: CUSTOMER, lineItems: [PLAN] });
      await purchase.expectStaysRefused(await purchase.stack.up({ program: program(cartId) }), [orderId]);
      const besides = [orderId];
      const allowed = await purchase.stack.up({ program: program(cartId, { besides }) });
      purchase.expectBoughtAs(allowed, [[BOUGHT_PLAN]]);
      expect(purchase.emulator.journal.purchases(cartId)).to.have.length(1);
    });
});
