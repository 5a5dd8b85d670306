import type { Subscription } from "../../client/schemas";
import { ENDED, isAlive, lineOf, type CustomerPurchases } from "./customerPurchases";
import { idKey } from "../core/ids";
import { isCancelled } from "./orderProgress";
import { isNamedBy, namesOf, type OrderLineState, type OrderState } from "./order";
import { isOlder, linesOfOrder } from "./orderLines";
import { isSameLine, itemOf, type PurchasedLine } from "../core/items";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Something that the customer has already and that a purchase would buy once more. */
export interface AlreadyOrdered {
  /** What `besides` calls it: the id of the order or, where none is known, of the subscription. */
  id: string;
  order?: OrderState;
  /** The live subscription by which it was found, where the order alone is too old to count. */
  subscription?: Subscription;
  /** Only some of the order's lines are known, so it is never taken over. */
  incomplete?: true;
}

export interface AlreadyOrderedQuery {
  /** What is to be bought. */
  lines: PurchasedLine[];
  purchases: CustomerPurchases;
  /** How long an order counts, whatever became of it. */
  duplicateDays: number;
  /** Orders and subscriptions that the purchase is known to come on top of. */
  besides: string[];
  /** Orders that this resource holds, or that its own cart became. */
  own: string[];
  /** The answer for "adopt": what ended counts for nothing. */
  onlyAlive: boolean;
}

/** Lines of these kinds change or prolong what was bought before. Source: "Order resources" (transactionType). */
const NO_PURCHASE = /^(renew|add_?quantity|remove_?quantity|cancel)$/i;

/**
 * What the customer has already of what these lines would buy: orders of the last days, however they came about, and
 * subscriptions that have not ended, however old. One line is enough.
 */
export function alreadyOrdered(question: AlreadyOrderedQuery): AlreadyOrdered[] {
  const { purchases, onlyAlive, duplicateDays } = question;
  const lines = question.lines.filter(({ catalogItemId }) => catalogItemId);
  const links = subscriptionLinks(purchases);
  const isKnown = knownBy([...question.besides, ...question.own], purchases, links);
  const since = purchases.now - duplicateDays * DAY_MS;
  const found = new Map<string, AlreadyOrdered>();
  const isWanted = (line: PurchasedLine) => lines.some((one) => isSameLine(one, line));

  const incomplete = new Set(purchases.incomplete);
  for (const order of [...purchases.orders, ...purchases.incomplete]) {
    if (isCancelled(order) || isKnown(order) || isOlder(order, since)) continue;
    const counts = linesThatCount(order, purchases, onlyAlive ? ENDED : ["deleted"]);
    if (order.lineItems.length > 0 && !counts.some(isWanted)) continue;
    if (lines.length > 0) found.set(idKey(order.id), evidence(order, incomplete));
  }
  for (const subscription of purchases.subscriptions) {
    const orders = links.of(subscription);
    const isFound = orders.some((order) => found.has(idKey(order.id)));
    if (!isAlive(subscription) || isFound || isKnown(subscription)) continue;
    const order = orders.find((one) => orderedLines(subscription, one).some(isWanted)) ?? orders[0];
    const bought = [lineOf(subscription), ...orders.flatMap((one) => orderedLines(subscription, one))];
    if (!bought.some(isWanted)) continue;
    const id = order?.id ?? subscription.orderId ?? subscription.id;
    found.set(idKey(id), { ...(order ? evidence(order, incomplete) : { id }), subscription });
  }
  return [...found.values()];
}

/** Whether every line of an order that was not cancelled has a subscription that goes on, or never had one. */
export function isWhollyAlive(order: OrderState, purchases: CustomerPurchases): boolean {
  return linesThatCount(order, purchases, ENDED).length === order.lineItems.length;
}

/**
 * Whether one of these ids names an order or a subscription: an order by either of its ids or by any of its
 * subscriptions, a subscription by its own id or through its order.
 */
function knownBy(
  ids: string[],
  purchases: CustomerPurchases,
  links: Links,
): (one: OrderState | Subscription) => boolean {
  const named = new Set(ids.map(idKey));
  const has = (id: string | undefined) => id !== undefined && named.has(idKey(id));
  const bySubscription = new Set(purchases.subscriptions.filter(({ id }) => has(id)).flatMap(links.of));
  const knowsOrder = (order: OrderState) => namesOf(order).some(has) || bySubscription.has(order);
  return (one) =>
    "lineItems" in one ? knowsOrder(one) : has(one.id) || has(one.orderId) || links.of(one).some(knowsOrder);
}

/** Which orders a subscription stands in: the one it came from, and those that added seats to it or prolonged it. */
interface Links {
  of: (subscription: Subscription) => OrderState[];
}

function subscriptionLinks(purchases: CustomerPurchases): Links {
  const byName = new Map<string, OrderState[]>();
  for (const order of [...purchases.orders, ...purchases.incomplete])
    for (const name of namesOf(order)) byName.set(name, [...(byName.get(name) ?? []), order]);
  const named = (id: string | undefined) => (id === undefined ? [] : (byName.get(idKey(id)) ?? []));
  return { of: ({ id, orderId }) => [...new Set([...named(orderId), ...named(id)])] };
}

/** What was bought with a subscription: its seats may have changed since, and what changed them is left out. */
function orderedLines({ id, offerId }: Subscription, order: OrderState): PurchasedLine[] {
  const lineOfOrder = linesOfOrder(order);
  const bought = order.lineItems.flatMap((line, index) => {
    const fact = lineOfOrder[index];
    return fact && !NO_PURCHASE.test(line.transactionType ?? "") ? [{ ...line, fact }] : [];
  });
  const own = bought.filter(({ subscriptionId }) => subscriptionId && idKey(subscriptionId) === idKey(id));
  const told =
    own.length > 0 ? own : bought.filter(({ fact }) => isSameLine({ catalogItemId: offerId }, fact));
  return told.map(({ fact }) => fact);
}

/** The lines of an order that stand for something that was bought and has not ended. */
export function linesThatCount(
  order: OrderState,
  purchases: Pick<CustomerPurchases, "subscriptions">,
  ended: string[],
): PurchasedLine[] {
  return linesOfOrder(order).filter((_, index) => {
    const line = order.lineItems[index] as OrderLineState;
    const isPurchase = line.quantity !== 0 && !NO_PURCHASE.test(line.transactionType ?? "");
    return isPurchase && !hasEnded(order, line, purchases, ended);
  });
}

/** Whether the subscription of an order's line readably has one of these states. */
export function hasEnded(
  order: OrderState,
  { subscriptionId, offerId }: OrderLineState,
  { subscriptions }: Pick<CustomerPurchases, "subscriptions">,
  ended: string[],
): boolean {
  const own = subscriptions.filter((one) =>
    subscriptionId
      ? idKey(one.id) === idKey(subscriptionId)
      : isNamedBy(order, [one.orderId ?? ""]) && itemOf(one.offerId) === itemOf(offerId),
  );
  return own.length > 0 && own.every(({ status }) => ended.includes(status?.toLowerCase() ?? ""));
}

function evidence(order: OrderState, incomplete: Set<OrderState>): AlreadyOrdered {
  return { id: order.id, order, ...(incomplete.has(order) && { incomplete: true }) };
}
