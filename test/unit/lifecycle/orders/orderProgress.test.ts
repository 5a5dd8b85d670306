import { expect } from "chai";
import {
  isProvisioning,
  orderProgress,
  rollUp,
  shouldKeepWaiting,
  type OrderProgress,
} from "../../../../provider/lifecycle/orders/orderProgress";
import type { OrderState } from "../../../../provider/lifecycle/orders/order";

function order(status: string, more: Partial<OrderState> = {}): OrderState {
  const lineItems = [{ lineItemNumber: 0, quantity: 1, subscriptionId: "s" }];
  return { id: status, status, billingCycle: "monthly", lineItems, ...more };
}

const noSubscription = { lineItems: [{ lineItemNumber: 0, quantity: 1 }] };

describe("orderProgress", () => {
  const table: [string, OrderProgress][] = [
    ["completed", "completed"],
    ["Completed", "completed"],
    ["pending", "pending"],
    ["suspended", "pending"],
    ["po_upload_complete", "pending"],
    ["unknown", "pending"],
    ["something_new", "pending"],
    ["constructor", "pending"],
    ["cancelled", "cancelled"],
    ["canceled", "cancelled"],
    ["pending_review", "person"],
    ["pending po upload", "person"],
    ["Pending-Review", "person"],
    ["po_review_rejected", "bad"],
    ["partial_success", "bad"],
    ["error", "bad"],
    ["missing", "missing"],
  ];
  for (const [status, progress] of table)
    it(`takes "${status}" as ${progress}`, () => {
      expect(orderProgress(status)).to.equal(progress);
    });
});

describe("rollUp", () => {
  const table: [string[], string][] = [
    [["completed"], "completed"],
    [["completed", "pending"], "pending"],
    [["completed", "cancelled"], "completed"],
    [["cancelled", "cancelled"], "cancelled"],
    [["cancelled", "pending"], "pending"],
    [["pending", "missing"], "missing"],
    [["missing", "pending_review"], "actionRequired"],
    [["pending_po_upload", "error"], "failed"],
    [["error", "missing", "pending", "completed"], "failed"],
    [["new_status", "completed"], "pending"],
  ];
  for (const [statuses, status] of table)
    it(`makes ${statuses.join(" and ")} ${status}`, () => {
      expect(rollUp(statuses.map((s) => order(s)))).to.equal(status);
    });

  it("never calls a purchase without orders completed", () => {
    expect(rollUp([])).not.to.equal("completed");
  });
});

describe("isProvisioning", () => {
  it("is true while an order is pending, with its subscription or without", () => {
    expect(isProvisioning(order("pending"))).to.equal(true);
    expect(isProvisioning(order("pending", noSubscription))).to.equal(true);
  });

  it("is true while a recurring line of a completed order has no subscription", () => {
    expect(isProvisioning(order("completed", noSubscription))).to.equal(true);
    expect(isProvisioning(order("completed"))).to.equal(false);
  });

  for (const billingCycle of ["one_time", "oneTime", "OneTime"])
    it(`expects no subscription from a ${billingCycle} purchase`, () => {
      expect(isProvisioning(order("completed", { ...noSubscription, billingCycle }))).to.equal(false);
    });

  it("expects no subscription from a cancelled line", () => {
    const lineItems = [{ lineItemNumber: 0, quantity: 0 }];
    expect(isProvisioning(order("completed", { lineItems }))).to.equal(false);
  });
});

describe("shouldKeepWaiting", () => {
  it("waits for what changes on its own", () => {
    expect(shouldKeepWaiting([order("completed"), order("pending")])).to.equal(true);
  });

  for (const status of [
    "pending_review",
    "pending_po_upload",
    "error",
    "po_review_rejected",
    "partial_success",
  ])
    it(`stops at ${status}, whatever else is pending`, () => {
      expect(shouldKeepWaiting([order("pending"), order(status)])).to.equal(false);
    });

  it("has nothing to wait for when all is done", () => {
    expect(shouldKeepWaiting([order("completed"), order("cancelled"), order("missing")])).to.equal(false);
  });
});
