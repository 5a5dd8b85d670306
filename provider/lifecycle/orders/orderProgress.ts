import type { OrderState } from "./order";

/** What an order's status means to somebody who waits for it. */
export type OrderProgress = "pending" | "person" | "bad" | "cancelled" | "completed" | "missing";

const PROGRESS: ReadonlyMap<string, OrderProgress> = new Map([
  ["completed", "completed"],
  ["cancelled", "cancelled"],
  // Documented with two l; with one it means the same.
  ["canceled", "cancelled"],
  ["pending_review", "person"],
  ["pending_po_upload", "person"],
  ["po_review_rejected", "bad"],
  ["partial_success", "bad"],
  ["error", "bad"],
  ["missing", "missing"],
]);

/** Source: "Order resources" (OrderStatus). A status that this version doesn't know counts as pending. */
export function orderProgress(status: string): OrderProgress {
  const spelled = status
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_");
  return PROGRESS.get(spelled) ?? "pending";
}

export function isCancelled({ status }: OrderState): boolean {
  return orderProgress(status) === "cancelled";
}

/** Orders as a whole: the first that applies, by how much it matters to a person. */
export type OrdersStatus =
  "failed" | "actionRequired" | "missing" | "pending" | "unknown" | "cancelled" | "completed";

export function rollUp(orders: OrderState[]): OrdersStatus {
  const progress = orders.map((order) => orderProgress(order.status));
  if (progress.includes("bad")) return "failed";
  if (progress.includes("person")) return "actionRequired";
  if (progress.includes("missing")) return "missing";
  if (progress.includes("pending")) return "pending";
  // A purchase without orders says nothing of itself: somebody has to find them.
  if (progress.length === 0) return "unknown";
  return progress.every((p) => p === "cancelled") ? "cancelled" : "completed";
}

/** Whether an order still changes on its own: it is being processed, or a recurring line has no subscription yet. */
export function isProvisioning(order: OrderState): boolean {
  const progress = orderProgress(order.status);
  if (progress === "pending") return true;
  return progress === "completed" && awaitsSubscription(order);
}

/** Software and reservations bought one-time never get a subscription id; a line of quantity 0 was cancelled. */
function awaitsSubscription(order: OrderState): boolean {
  if (/^one_?time$/i.test(order.billingCycle ?? "")) return false;
  return order.lineItems.some((line) => !line.subscriptionId && line.quantity !== 0);
}

/** Waiting is over early when an order needs a person or ended badly: time won't mend that. */
export function shouldKeepWaiting(orders: OrderState[]): boolean {
  const stuck = orders.some((order) => ["person", "bad"].includes(orderProgress(order.status)));
  return !stuck && orders.some(isProvisioning);
}
