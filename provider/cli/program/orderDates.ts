import type { OrderState } from "../../lifecycle/orders/order";

/** When an order was placed, in ms since 1970; undefined where Partner Center doesn't say it readably. */
export function placedAt({ creationDate }: OrderState): number | undefined {
  const time = Date.parse(creationDate ?? "");
  return Number.isNaN(time) ? undefined : time;
}

/** The day (UTC) on which an order was placed, such as `2026-01-14`. */
export function dayPlaced(order: OrderState): string | undefined {
  const time = placedAt(order);
  return time === undefined ? undefined : new Date(time).toISOString().slice(0, 10);
}
