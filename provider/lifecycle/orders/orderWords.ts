import type { OrderState } from "./order";

const MOST_DESCRIBED = 30;
const MOST_NAMED = 100;

/** An order as people read it. */
export function describeOrder(order: OrderState): string {
  const items = order.lineItems.map((line) => {
    const price = line.extendedPrice ?? line.price;
    const cost = price ? `, ${price} ${order.currencyCode ?? ""}`.trimEnd() : "";
    const named = line.friendlyName ?? line.offerId ?? "an item";
    return `${line.quantity ?? "?"} x ${named}${line.termDuration ? `, ${line.termDuration}` : ""}${cost}`;
  });
  const facts = [order.status, order.billingCycle && `billed ${order.billingCycle}`, order.creationDate];
  return `${order.id} (${facts.filter(Boolean).join(", ")}): ${items.join("; ")}`;
}

/** The latest orders in full, older ones by their ids, and how many there are beyond that: none is passed over. */
export function listed(orders: OrderState[]): string {
  const named = orders.slice(MOST_DESCRIBED, MOST_NAMED).map((order) => order.id);
  const more = orders.length - MOST_NAMED;
  return [
    orders.slice(0, MOST_DESCRIBED).map(describeOrder).join(" | "),
    named.length > 0 ? `and ${named.join(", ")}` : "",
    more > 0 ? `and ${more} more, see Partner Center` : "",
  ]
    .filter(Boolean)
    .join(" ");
}
