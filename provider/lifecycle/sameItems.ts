import type { OrderState } from "./orderState";

/** What makes two purchases the same one to a person: item, quantity, term and billing cycle. */
export interface WantedLine {
  catalogItemId?: string;
  quantity?: number;
  termDuration?: string;
  billingCycle?: string;
}

/**
 * Orders since a moment that bought what one of these lines would buy. Availability ids change from month to month, so
 * the item is its product and SKU. What was cancelled doesn't count; an order whose date can't be read does.
 */
export function ordersOfSameItems(lines: WantedLine[], orders: OrderState[], since: number): OrderState[] {
  const wanted = new Set(lines.map((line) => itemKey(line, line.billingCycle)));
  return orders.filter((order) => {
    if (order.status.toLowerCase() === "cancelled") return false;
    const created = Date.parse(order.creationDate ?? "");
    if (created < since) return false;
    return order.lineItems.some((line) =>
      wanted.has(itemKey({ ...line, catalogItemId: line.offerId }, order.billingCycle)),
    );
  });
}

function itemKey(line: WantedLine, billingCycle: string | undefined): string {
  const item = (line.catalogItemId ?? "").split(":").slice(0, 2).join(":");
  const parts = [item, line.quantity ?? "", line.termDuration ?? "", billingCycle ?? ""];
  return parts.join("|").toLowerCase();
}
