import { currencyOf } from "../../lifecycle/limits/linePrice";
import { cycleOf } from "../../lifecycle/core/items";
import { readMoney, showMoney } from "../../lifecycle/limits/money";
import { orderProgress } from "../../lifecycle/orders/orderProgress";
import type { OrderLineState, OrderState } from "../../lifecycle/orders/order";
import { dayPlaced } from "./orderDates";
import { commentText } from "./sourceText";

const MOST_LINES = 20;

/** What was bought, and what became of it: the lines of the comment above an order's resource. */
export function orderComment(order: OrderState): string[] {
  const items = order.lineItems.slice(0, MOST_LINES).map((line) => describeItem(line, order));
  const more = order.lineItems.length - items.length;
  return [
    ...(items.length > 0 ? items : ["What was bought can't be read from the list of orders."]),
    ...(more > 0 ? [`and ${more} more items`] : []),
    describePlacing(order),
    ...describeTrouble(order),
  ].map((line) => `// ${line}`);
}

function describeItem(line: OrderLineState, order: OrderState): string {
  const [name, offer, term, cycle] = [
    line.friendlyName,
    line.offerId,
    line.termDuration,
    cycleOf(order)?.replace(/_/g, " "),
  ].map((text) => commentText(text ?? ""));
  const what = [
    `${line.quantity ?? "?"} x ${name || offer || "an item without a name"}`,
    term && `term ${term}`,
    cycle && `billing ${cycle}`,
    line.quantity === 0 && "cancelled",
  ];
  const price = describePrice(line, order);
  return what.filter(Boolean).join(", ") + (price ? `: ${price}` : "");
}

function describePrice(line: OrderLineState, order: OrderState): string {
  const currency = currencyOf(order);
  const [each, all] = [line.price, line.extendedPrice].map(readMoney);
  if (currency === undefined) return "";
  const amounts = [
    each && !(all && each.equals(all)) && `${showMoney(each, currency)} each`,
    all && `${showMoney(all, currency)} in all`,
  ];
  const known = amounts.filter(Boolean).join(", ");
  return known && `${known}, before tax`;
}

function describePlacing(order: OrderState): string {
  const day = dayPlaced(order);
  return `Ordered${day === undefined ? " on an unknown day" : ` ${day}`}, status ${statusOf(order)}.`;
}

function describeTrouble(order: OrderState): string[] {
  switch (orderProgress(order.status)) {
    case "person":
      return ["Attention: it waits for a person, such as for a review or the upload of a purchase order."];
    case "bad":
      return ["Attention: it ended badly; see in Partner Center what has to be bought again."];
    default:
      return [];
  }
}

function statusOf({ status }: OrderState): string {
  return commentText(status) || "unknown";
}
