import { expect } from "chai";
import type { FaultAction } from "../../emulator";
import { buys, LICENCE, Purchase } from "../support/purchase";

/** What can happen to the answer of a checkout that did buy. */
const LOST: Record<string, FaultAction> = {
  "the connection is cut": { kind: "cut" },
  "the answer is a 500": { kind: "respond", status: 500, code: 800003 },
  "the body is truncated and the connection cut": { kind: "truncate" },
  "the body is truncated as if that were all": { kind: "truncate", end: "clean" },
  "a proxy answers with its own page": { kind: "respond", status: 502, shape: "html" },
  "a proxy answers 200 with its own page": { kind: "respond", status: 200, shape: "html" },
  "the body is empty": { kind: "respond", status: 201, shape: "empty" },
};

/** Neither list shows what was bought for a while. */
const UNSEEN = { ordersLagMs: 15 * 60_000, subscriptionsLagMs: 15 * 60_000 };

describe("a checkout whose answer is lost after the purchase", function () {
  this.timeout(120_000);
  let purchase: Purchase;
  afterEach(() => purchase.end());

  const answerIs = (action: FaultAction, times: number, phase: "before" | "after" = "after") =>
    purchase.emulator.faults.script({ operation: "checkout", phase, times, action });

  for (const [what, action] of Object.entries(LOST))
    it(`is settled in the same run when ${what}`, async () => {
      purchase = await Purchase.start();
      answerIs(action, 1);
      expect((await purchase.stack.up()).ok).to.equal(true);
      await purchase.expectBoughtOnce();
      expect(purchase.checkoutsSent()).to.equal(2);
      expect(purchase.requestIdsSent()).to.have.length(1);
    });

  it("is found in the orders when no try gets an answer until the deadline", async () => {
    purchase = await Purchase.start({ args: { checkoutTimeoutSeconds: 3 } });
    answerIs({ kind: "cut" }, 100);
    expect((await purchase.stack.up()).ok).to.equal(true);
    await purchase.expectBoughtOnce();
  });

  it("is found in the orders when the repetition is answered with 800065", async () => {
    purchase = await Purchase.start({ modes: { repeatCheckout: "800065" } });
    answerIs({ kind: "cut" }, 1);
    expect((await purchase.stack.up()).ok).to.equal(true);
    await purchase.expectBoughtOnce();
  });

  it("is found by its subscription while the list of orders lacks it", async () => {
    purchase = await Purchase.start({
      args: { checkoutTimeoutSeconds: 2 },
      modes: { ...UNSEEN, subscriptionsLagMs: 0 },
    });
    answerIs({ kind: "cut" }, 100);
    const up = await purchase.stack.up();
    expect(up.ok, up.output).to.equal(true);
    await purchase.expectBoughtOnce();
  });

  it("stays unknown while the order can't be seen, and is settled by the next up with the same request id", async () => {
    purchase = await Purchase.start({
      args: { checkoutTimeoutSeconds: 2 },
      modes: UNSEEN,
    });
    const fault = answerIs({ kind: "cut" }, 100);
    const first = await purchase.stack.up();
    expect(first.ok).to.equal(false);
    expect(first.output).to.contain("not known yet whether").and.contain("pulumi up");
    expect((await purchase.outputs())["status"]).to.equal("unknown");
    purchase.emulator.faults.clear();
    expect(fault.hits()).to.be.greaterThan(0);
    expect((await purchase.stack.up()).ok).to.equal(true);
    await purchase.expectBoughtOnce();
    expect(purchase.requestIdsSent()).to.have.length(1);
  });

  it("is settled by a refresh alone once the order can be seen", async () => {
    purchase = await Purchase.start({
      args: { checkoutTimeoutSeconds: 2 },
      modes: UNSEEN,
    });
    answerIs({ kind: "cut" }, 100);
    await purchase.stack.up();
    purchase.emulator.clock.advance(16 * 60_000);
    const sent = purchase.checkoutsSent();
    expect((await purchase.stack.refresh()).ok).to.equal(true);
    await purchase.expectBoughtOnce();
    expect(purchase.checkoutsSent()).to.equal(sent);
  });

  it("is not called not placed when a refusal follows an unanswered try", async () => {
    purchase = await Purchase.start({ modes: UNSEEN });
    const refuse: FaultAction = { kind: "respond", status: 403, code: 800069 };
    answerIs({ kind: "cut" }, 1);
    purchase.emulator.faults.script({ operation: "checkout", phase: "arrival", skip: 1, action: refuse });
    const first = await purchase.stack.up();
    expect(first.ok).to.equal(false);
    expect((await purchase.outputs())["status"]).to.equal("unknown");
    const other = buys(purchase.emulator.addCart({ lineItems: [LICENCE] }));
    expect((await purchase.stack.preview({ program: other })).output).to.contain(
      "Another purchase is another resource",
    );
    purchase.emulator.faults.clear();
    expect((await purchase.stack.up({ program: buys(purchase.ids) })).ok).to.equal(true);
    await purchase.expectBoughtOnce();
  });

  it("can be settled by hand with orderIds", async () => {
    purchase = await Purchase.start({
      args: { checkoutTimeoutSeconds: 2 },
      modes: UNSEEN,
    });
    answerIs({ kind: "cut" }, 100);
    await purchase.stack.up();
    const orderIds = purchase.emulator.journal.purchases().map((p) => p.orderId);
    expect((await purchase.stack.up({ program: buys(purchase.ids, { orderIds }) })).ok).to.equal(true);
    await purchase.expectBoughtOnce();
    expect((await purchase.stack.up()).output).to.contain("2 unchanged");
  });

  it("can't be destroyed while it is unknown", async () => {
    purchase = await Purchase.start({
      args: { checkoutTimeoutSeconds: 2 },
      modes: UNSEEN,
    });
    answerIs({ kind: "cut" }, 100);
    await purchase.stack.up();
    expect((await purchase.stack.destroy()).ok).to.equal(false);
    expect((await purchase.outputs())["status"]).to.equal("unknown");
  });
});
