import { expect } from "chai";
import type { NewOrder } from "../../emulator";
import type { PurchaseArgs } from "../../provider";
import {
  BOUGHT_PLAN,
  CUSTOMER,
  DAY_MS,
  declares,
  DeclaredPurchase,
  PLAN,
  PLAN_NEXT_MONTH,
  SEATS,
  VISIO,
} from "../support/declaredPurchase";

/** Bought once and for all, so that no subscription tells of it. */
const SOFTWARE = {
  catalogItemId: "DG7GMGF0D5RK:0005:DG7GMGF0D3RL",
  quantity: 2,
  billingCycle: "one_time",
} as const;

describe("what the customer has already, through the real engine", function () {
  this.timeout(180_000);
  let purchase: DeclaredPurchase;
  beforeEach(async () => (purchase = await DeclaredPurchase.start({ plan: { lineItems: [PLAN] } })));
  afterEach(() => purchase.end());

  const order = (order: Partial<NewOrder>): string =>
    purchase.emulator.addOrder({ customerId: CUSTOMER, lineItems: [PLAN], ...order }).orderId;
  const daysAgo = (days: number) => purchase.emulator.clock.now() - days * DAY_MS;
  const subscriptionIds = () => purchase.emulator.subscriptions(CUSTOMER).map(({ id }) => id);
  const up = (args: Partial<PurchaseArgs> = {}) =>
    purchase.stack.up({ program: declares({ plan: { lineItems: [PLAN], ...args } }) });

  const EXISTING: Record<string, Partial<NewOrder>> = {
    "an order of yesterday": {},
    "an order through another availability": { lineItems: [PLAN_NEXT_MONTH] },
  };
  for (const [what, existing] of Object.entries({ ...EXISTING, "a live subscription of 40 days": {} })) {
    const place = () => order({ ...existing, placedAt: daysAgo(what.includes("40") ? 40 : 1) });

    it(`refuses to buy beside ${what}, and buys once when it is named`, async () => {
      const orderId = place();
      await purchase.expectStaysRefused(await up(), [orderId]);
      purchase.expectBoughtAs(await up({ besides: [orderId] }), [[BOUGHT_PLAN]]);
      purchase.expectBoughtAs(await up(), [[BOUGHT_PLAN]]);
    });

    it(`adopts ${what}`, async () => {
      const orderId = place();
      purchase.expectBoughtAs(await up({ ifAlreadyOrdered: "adopt" }), []);
      expect((await purchase.outputs("CartCheckout"))["orderIds"]).to.deep.equal([orderId]);
      purchase.expectBoughtAs(await up(), []);
      expect(purchase.sent("POST", "/checkout")).to.equal(0);
    });
  }

  it("neither buys beside nor adopts an order that holds one line more", async () => {
    const orderId = order({ lineItems: [PLAN, VISIO] });
    await purchase.expectStaysRefused(await up(), [orderId]);
    await purchase.expectStaysRefused(await up({ ifAlreadyOrdered: "adopt" }), [orderId]);
  });

  it("is named by a subscription of it as well as by its order", async () => {
    order({ placedAt: daysAgo(1) });
    purchase.expectBoughtAs(await up({ besides: subscriptionIds() }), [[BOUGHT_PLAN]]);
  });

  it("counts while a subscription is suspended, and with seats that changed since", async () => {
    const orderId = order({ placedAt: daysAgo(60) });
    for (const id of subscriptionIds())
      purchase.emulator.setSubscription(id, { status: "suspended", quantity: 31 });
    await purchase.expectStaysRefused(await up(), [orderId]);
    const now = { lineItems: [{ ...PLAN, quantity: 31 }] };
    await purchase.expectStaysRefused(await up(now), [orderId]);
  });

  for (const ifAlreadyOrdered of ["refuse", "adopt"] as const)
    it(`counts for nothing once it was cancelled (${ifAlreadyOrdered})`, async () => {
      purchase.emulator.cancelOrder(order({ placedAt: daysAgo(1) }));
      purchase.expectBoughtAs(await up({ ifAlreadyOrdered }), [[BOUGHT_PLAN]]);
    });

  it("is no renewal and no added seats, which are no purchases", async () => {
    const orderId = order({ placedAt: daysAgo(400), lineItems: [{ ...PLAN, quantity: 3 }] });
    const [subscriptionId] = subscriptionIds();
    for (const transactionType of ["renew", "addQuantity"])
      order({ lineItems: [{ ...PLAN, transactionType, subscriptionId }], placedAt: daysAgo(2) });
    purchase.expectBoughtAs(await up(), [[BOUGHT_PLAN]]);
    expect(purchase.bought().flat()).not.to.contain(orderId);
  });

  it("without a subscription counts for duplicateDays", async () => {
    const lineItems = [SOFTWARE];
    const orderId = order({ lineItems, placedAt: daysAgo(40) });
    await purchase.stack.setConfig("partnercenter:duplicateDays", "50");
    await purchase.expectStaysRefused(await up({ lineItems }), [orderId]);
    await purchase.stack.setConfig("partnercenter:duplicateDays", "30");
    purchase.expectBoughtAs(await up({ lineItems }), [["2 x DG7GMGF0D5RK:0005"]]);
  });

  for (const operation of ["listOrders", "listSubscriptions"] as const)
    it(`is never waved through where ${operation} fails, whatever the program says`, async () => {
      const action = { kind: "respond", status: 403, code: 403, description: "Forbidden" } as const;
      purchase.emulator.faults.script({ operation, times: "always", action });
      for (const args of [{}, { ifAlreadyOrdered: "adopt" as const }, { besides: ["0123456789ab"] }]) {
        const refused = await up(args);
        expect(refused.ok, refused.output).to.equal(false);
        expect(refused.output).to.contain("Forbidden");
        purchase.expectBought(0);
      }
    });

  it("is told by orders alone, and says so, where the partner may not list subscriptions", async () => {
    const action = { kind: "respond", status: 403, code: 403, description: "Forbidden" } as const;
    purchase.emulator.faults.script({ operation: "listSubscriptions", times: "always", action });
    await purchase.stack.setConfig("partnercenter:listSubscriptions", "false");
    const orderId = order({});
    await purchase.expectStaysRefused(await up(), [orderId]);
    const lineItems = [SEATS];
    const bought = await up({ lineItems });
    purchase.expectBoughtAs(bought, [["25 x CFQ7TTC0LF8S:0001"]]);
    expect(bought.output).to.contain("partnercenter:listSubscriptions is false");
  });
});
