import Table from "cli-table3";
import type { StoredCheckout } from "./checkouts";

/**
 * The orders of every cart, one row a line item. An order whose status differs from the one in `before` shows both.
 */
export function ordersTable(
  checkouts: readonly StoredCheckout[],
  before: readonly StoredCheckout[] = [],
): string {
  const earlier = new Map(before.flatMap(({ orders }) => orders.map((order) => [order.id, order.status])));
  const table = new Table({
    head: ["order", "status", "line item", "subscription", "price"],
    style: { head: [], border: [] },
    colWidths: [null, null, 40, null, null],
    wordWrap: true,
  });
  for (const { cartId, status, orders } of checkouts) {
    table.push([{ colSpan: 5, content: `cart ${cartId}: ${status}` }]);
    for (const order of orders) {
      const was = earlier.get(order.id);
      const statusCell =
        was === undefined || was === order.status ? order.status : `${was} -> ${order.status}`;
      order.lineItems.forEach((line, position) => {
        const rowSpan = order.lineItems.length;
        table.push([
          ...(position === 0
            ? [
                { rowSpan, content: order.id },
                { rowSpan, content: statusCell },
              ]
            : []),
          `${line.quantity ?? 1} x ${line.friendlyName ?? line.offerId ?? `line ${line.lineItemNumber}`}`,
          line.subscriptionId ?? "-",
          line.extendedPrice === undefined ? "-" : `${line.extendedPrice} ${order.currencyCode ?? ""}`.trim(),
        ]);
      });
    }
  }
  return table.toString();
}
