import { EARLIEST, isSameLine, type CartLineState, type PurchasedLine } from "../core/items";
import type { OrderState } from "./order";

/** The lines of an order. A line of quantity 0 was cancelled, and how much it was can't be told any more. */
export function linesOfOrder({ lineItems, billingCycle }: OrderState): PurchasedLine[] {
  return lineItems.map(({ offerId, quantity, termDuration }) => ({
    catalogItemId: offerId,
    quantity: quantity === 0 ? undefined : quantity,
    termDuration,
    billingCycle,
  }));
}

/**
 * The orders, cancelled ones included, that a cart with these lines can have become: those that hold one of them, and
 * were not placed before `since`. A date that can't be read speaks against nothing.
 */
export function ordersOfLines(
  lines: (PurchasedLine | CartLineState)[],
  orders: OrderState[],
  since = -Infinity,
): OrderState[] {
  // A quantity that can't be read any more is any quantity.
  const wanted = lines
    .filter(({ catalogItemId }) => catalogItemId)
    .map((line) => ({ ...line, quantity: Number.isNaN(line.quantity) ? undefined : line.quantity }));
  return orders.filter((order) => {
    if (isOlder(order, since)) return false;
    if (order.lineItems.length === 0) return wanted.length > 0;
    return linesOfOrder(order).some((line) => wanted.some((one) => isSameLine(one, line)));
  });
}

/** Whether an order is readably older. What has no date that makes sense may be of this moment. */
export function isOlder({ creationDate }: Pick<OrderState, "creationDate">, since: number): boolean {
  const created = Date.parse(creationDate ?? "");
  return created > EARLIEST && created < since;
}
