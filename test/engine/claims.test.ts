import { expect } from "chai";
import type { FaultAction } from "../../emulator";
import { DAY_MS } from "../support/declaredPurchase";
import { buys, LICENCE, Purchase, SOFTWARE } from "../support/purchase";

const LAG_MS = 15 * 60_000;
const MINUTE_MS = 60_000;

/** Refusals that reach the client although the checkout was carried out. */
const AFTER_ALL: Record<string, { action: FaultAction; times: number }> = {
  "a 403": { action: { kind: "respond", status: 403, code: 800069 }, times: 1 },
  "a second 401": { action: { kind: "respond", status: 401, code: 401 }, times: 2 },
  "another 409": { action: { kind: "respond", status: 409, code: 409 }, times: 1 },
  "an empty 400": { action: { kind: "respond", status: 400, shape: "empty" }, times: 1 },
  "an empty 404": { action: { kind: "respond", status: 404, shape: "empty" }, times: 1 },
};

describe("what is said of a purchase, through the real engine", function () {
  this.timeout(180_000);
  let purchase: Purchase;
  afterEach(() => purchase.end());

  const bought = () => purchase.emulator.journal.purchases().map(({ orderId }) => orderId);
  const cut = (times = 100) =>
    purchase.emulator.faults.script({
      operation: "checkout",
      phase: "after",
      times,
      action: { kind: "cut" },
    });

  for (const repeatCheckout of ["replay", "800065"] as const) {
    for (const [what, { action, times }] of Object.entries(AFTER_ALL))
      it(`is never that nothing was bought after ${what}, while the cart reads Ordered (${repeatCheckout})`, async () => {
        purchase = await Purchase.start({ modes: { repeatCheckout, ordersLagMs: LAG_MS } });
        purchase.emulator.faults.script({ operation: "checkout", phase: "after", times, action });
        const first = await purchase.stack.up();
        expect(first.output).not.to.contain("Nothing was bought");
        const { status, orderIds } = await purchase.outputs();
        expect(first.ok ? orderIds : status).to.deep.equal(first.ok ? bought() : "unknown");
        purchase.emulator.clock.advance(LAG_MS + MINUTE_MS);
        const second = await purchase.stack.up();
        expect(second.ok, second.output).to.equal(true);
        await purchase.expectBoughtOnce();
      });

    for (const [what, line] of Object.entries({
      "licences, whose subscription tells of it": LICENCE,
      software: SOFTWARE,
    }))
      it(`is no claim on a stranger's order of the same two minutes, while ours is late, of ${what} (${repeatCheckout})`, async () => {
        purchase = await Purchase.start({
          lineItems: [line],
          args: { checkoutTimeoutSeconds: 3 },
          modes: { repeatCheckout, ordersLagMs: MINUTE_MS },
        });
        const { emulator, ids } = purchase;
        // An order can't be older than its cart.
        emulator.clock.advance(5 * MINUTE_MS);
        const held = emulator.faults.script({ operation: "checkout", action: { kind: "hold" } });
        cut(repeatCheckout === "replay" ? 100 : 1);
        const running = purchase.stack.up();
        await held.held(60_000);
        const placedAt = emulator.clock.now() - 1.8 * MINUTE_MS;
        const { customerId } = ids;
        const { orderId: strangers } = emulator.addOrder({ customerId, lineItems: [line], placedAt });
        held.release();
        const first = await running;
        expect((await purchase.outputs())["orderIds"]).not.to.include(strangers);
        expect(first.ok, first.output).to.equal(false);
        expect((await purchase.outputs())["status"]).to.equal("unknown");

        emulator.faults.clear();
        emulator.clock.advance(LAG_MS + MINUTE_MS);
        await purchase.stack.up({ refresh: true });
        expect((await purchase.outputs())["orderIds"]).not.to.include(strangers);
        const settled = await purchase.stack.up({ program: buys(ids, { orderIds: bought() }) });
        expect(settled.ok, settled.output).to.equal(true);
        await purchase.expectBoughtOnce();
      });
  }

  it("is ours although a stranger ordered another quantity in the same moment", async () => {
    purchase = await Purchase.start({ modes: { repeatCheckout: "800065" } });
    const { emulator, ids } = purchase;
    const held = emulator.faults.script({ operation: "checkout", action: { kind: "hold" } });
    cut(1);
    const running = purchase.stack.up();
    await held.held(60_000);
    emulator.addOrder({ customerId: ids.customerId, lineItems: [{ ...LICENCE, quantity: 7 }] });
    held.release();
    expect((await running).ok).to.equal(true);
    await purchase.expectBoughtOnce();
  });

  /** What makes the order hard to recognise once it is listed. */
  const LATER: Record<string, () => void> = {
    "without a date": () => {
      const action: FaultAction = { kind: "alter", without: ["creationDate"] };
      purchase.emulator.faults.script({ operation: "listOrders", times: "always", action });
    },
    "under another availability": () => {
      const offerId = LICENCE.catalogItemId.replace(/[^:]*$/, "CFQ7TTC0E1B2");
      purchase.emulator.ordersOtherwise(purchase.ids.cartId, { offerId });
    },
  };
  for (const [what, prepare] of Object.entries(LATER))
    it(`is not on day 8 that nothing was bought, for an order ${what}`, async () => {
      purchase = await Purchase.start({
        args: { checkoutTimeoutSeconds: 2 },
        modes: { ordersLagMs: LAG_MS, subscriptionsLagMs: LAG_MS },
      });
      prepare();
      cut();
      expect((await purchase.stack.up()).ok).to.equal(false);
      expect((await purchase.outputs())["status"]).to.equal("unknown");
      purchase.emulator.clock.advance(8 * DAY_MS);
      for (const refresh of [true, false]) {
        const run = await purchase.stack.up({ refresh });
        expect(run.output).not.to.contain("Nothing was bought");
        const { status, orderIds } = await purchase.outputs();
        if (status === "unknown") expect(run.output).to.contain(bought()[0]);
        else expect(orderIds).to.deep.equal(bought());
      }
      expect(purchase.emulator.journal.purchases()).to.have.length(1);
    });
});
