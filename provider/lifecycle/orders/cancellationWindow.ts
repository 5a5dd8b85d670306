import type { Subscription } from "../../client/schemas";
import { cycleOf, EARLIEST } from "../core/items";
import type { OrderState } from "./order";
import { isNamedBy } from "./order";

/** So long after its order a new commerce licence can be cancelled. Source: "New commerce experience cancellation policy". */
const WINDOW_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Until when an order can be cancelled, in milliseconds since 1970, and who says so. `subscription`: the order's own.
 * `licences`: the rule of new commerce licences, for an order that may be one. `nobody`: other products (software,
 * reservations, Azure plans) have rules of their own, and an order doesn't tell which product it is.
 */
export type CancellableUntil = { by: "subscription" | "licences"; until: number } | { by: "nobody" };

/** Source: "Subscription resources" (cancellationAllowedUntilDate). The earliest one of the order's subscriptions counts. */
export function cancellableUntil(order: OrderState, subscriptions: Subscription[]): CancellableUntil {
  const told = subscriptions
    .filter(({ id, orderId }) => isNamedBy(order, [id, orderId ?? ""]))
    .map(({ cancellationAllowedUntilDate }) => Date.parse(cancellationAllowedUntilDate ?? ""))
    .filter((date) => date > EARLIEST);
  if (told.length > 0) return { by: "subscription", until: Math.min(...told) };
  const ordered = Date.parse(order.creationDate ?? "");
  return mayBeLicence(order) && ordered > EARLIEST
    ? { by: "licences", until: ordered + WINDOW_MS }
    : { by: "nobody" };
}

/** Whether an order is so young that licences of it can still be cancelled, by the order's own date. */
export function isInCancellationWindow(
  { creationDate }: Pick<OrderState, "creationDate">,
  now: number,
): boolean {
  const ordered = Date.parse(creationDate ?? "");
  return ordered > EARLIEST && now < ordered + WINDOW_MS;
}

/** Licences have a term and are billed more than once. */
function mayBeLicence(order: OrderState): boolean {
  const isRecurring = !["one_time", "none"].includes(cycleOf(order) ?? "none");
  return isRecurring && order.lineItems.some(({ termDuration }) => termDuration);
}
