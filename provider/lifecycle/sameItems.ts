import type { CartLineState } from "./checkoutState";
import { cycleOf } from "./linePrice";
import type { OrderState } from "./orderState";

/** What makes two purchases the same one to a person: item, quantity, term and billing cycle. */
export interface PurchasedLine {
  catalogItemId?: string;
  quantity?: number;
  termDuration?: string;
  billingCycle?: string;
}

/** Partner Center is younger than this, so an older date, such as year 1, is none. */
export const EARLIEST = Date.UTC(2010);

/**
 * Whether two lines buy the same. Availability ids change from month to month, so the item is its product and SKU. A
 * fact that one side leaves out speaks against nothing.
 */
export function isSameLine(a: PurchasedLine, b: PurchasedLine): boolean {
  return (
    agree(itemOf(a.catalogItemId), itemOf(b.catalogItemId)) &&
    agree(a.quantity, b.quantity) &&
    agree(a.termDuration?.toUpperCase(), b.termDuration?.toUpperCase()) &&
    agree(cycleOf(a), cycleOf(b))
  );
}

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
export function isOlder({ creationDate }: OrderState, since: number): boolean {
  const created = Date.parse(creationDate ?? "");
  return created > EARLIEST && created < since;
}

function agree(a: string | number | undefined, b: string | number | undefined): boolean {
  return a === undefined || a === "" || b === undefined || b === "" || a === b;
}

/** Product and SKU; items of the older catalogue are one text. */
export function itemOf(catalogItemId: string | undefined): string | undefined {
  return catalogItemId?.split(":").slice(0, 2).join(":").toLowerCase();
}

/** Lines in which every catalog item is its product and SKU: what they are, whatever month it is. */
export function withoutAvailabilities<T>(lines: T): T {
  const json = JSON.stringify(lines ?? null, (key, value: unknown) =>
    key === "catalogItemId" && typeof value === "string" ? itemOf(value) : value,
  );
  return JSON.parse(json) as T;
}
