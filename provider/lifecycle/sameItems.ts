import type { CartLineState } from "./checkoutState";
import { cycleOf } from "./linePrice";
import { isCancelled } from "./orderProgress";
import type { OrderLineState, OrderState } from "./orderState";

/** What makes two purchases the same one to a person: item, quantity, term and billing cycle. */
export interface WantedLine {
  catalogItemId?: string;
  quantity?: number;
  termDuration?: string;
  billingCycle?: string;
}

/** What was ordered within this time was ordered lately: to buy the same again would be noticed too late. */
export const RECENT_MS = 30 * 24 * 60 * 60 * 1000;

/** Partner Center is younger than this, so an older date, such as year 1, is none. */
export const EARLIEST = Date.UTC(2010);

/**
 * Orders since a moment that bought what one of these lines would buy. Availability ids change from month to month, so
 * the item is its product and SKU. A fact that one side doesn't tell speaks against nothing, and neither does a date
 * that can't be read: an order must not be overlooked because the list says less of it.
 * @param cancelledToo whether what was cancelled counts, as it does where the question is what a cart became.
 */
export function ordersOfSameItems(
  lines: WantedLine[],
  orders: OrderState[],
  since: number,
  cancelledToo = false,
): OrderState[] {
  const wanted = lines.filter(({ catalogItemId }) => catalogItemId);
  return orders.filter((order) => {
    if (!cancelledToo && isCancelled(order)) return false;
    const created = Date.parse(order.creationDate ?? "");
    if (created > EARLIEST && created < since) return false;
    if (order.lineItems.length === 0) return wanted.length > 0;
    return order.lineItems.some(
      (line) =>
        (cancelledToo || line.quantity !== 0) && wanted.some((wanted) => canBeSame(wanted, line, order)),
    );
  });
}

/** The orders, cancelled ones included, that a cart with these lines can have become. */
export function ordersOfLines(lines: CartLineState[], orders: OrderState[], since = -Infinity): OrderState[] {
  // A quantity that can't be read any more is any quantity.
  const wanted = lines.map((line) => ({
    ...line,
    quantity: Number.isNaN(line.quantity) ? undefined : line.quantity,
  }));
  return ordersOfSameItems(wanted, orders, since, true);
}

function canBeSame(wanted: WantedLine, line: OrderLineState, order: OrderState): boolean {
  // 0: the line was cancelled, and how much it was can't be told any more.
  const quantity = line.quantity === 0 ? undefined : line.quantity;
  return (
    agree(itemOf(wanted.catalogItemId), itemOf(line.offerId)) &&
    agree(wanted.quantity, quantity) &&
    agree(wanted.termDuration?.toUpperCase(), line.termDuration?.toUpperCase()) &&
    agree(cycleOf(wanted), cycleOf(order))
  );
}

function agree(a: string | number | undefined, b: string | number | undefined): boolean {
  return a === undefined || a === "" || b === undefined || b === "" || a === b;
}

/** Product and SKU; items of the older catalogue are one text. */
function itemOf(catalogItemId: string | undefined): string | undefined {
  return catalogItemId?.split(":").slice(0, 2).join(":").toLowerCase();
}

/** Lines in which every catalog item is its product and SKU: what they are, whatever month it is. */
export function withoutAvailabilities(lines: unknown): unknown {
  const json = JSON.stringify(lines ?? null, (key, value: unknown) =>
    key === "catalogItemId" && typeof value === "string" ? itemOf(value) : value,
  );
  return JSON.parse(json);
}
