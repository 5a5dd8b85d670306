import type { Order } from "../../client/schemas";
import type { OrderErrorState, OrderState } from "./order";
import { idKey } from "../core/ids";
import { isCancelled } from "./orderProgress";
import { isSameLine, itemOf, type CartedLine, type PurchasedLine } from "../core/items";
import { linesOfOrder } from "./orderLines";

interface OrderedLine extends PurchasedLine {
  orderId: string;
}

/**
 * What an answer to a checkout ordered otherwise than the cart held it: another quantity, item, term or cycle, a line that
 * is missing or one too many. Only the answer is held against the cart; seats change later. An order that doesn't
 * tell what it holds says nothing.
 * @param orders of the answer. @param known orders of this purchase from before. @param refused groups that became no
 *   order.
 */
export function orderDifferences(
  lines: CartedLine[],
  orders: OrderState[],
  known: OrderState[],
  refused: OrderErrorState[],
): string[] {
  const knownIds = new Set(known.map(({ id }) => idKey(id)));
  const fresh = orders.filter(({ id }) => !knownIds.has(idKey(id)));
  const isTold = [...known, ...fresh].every(({ lineItems }) => lineItems.length > 0);
  const missing = [...lines];
  // What was ordered before has its line, however many seats it has by now.
  const before = known.flatMap(linesOfOrder);
  for (const fit of [isIdentical, isAlike, isSameItem])
    for (const line of [...before]) if (take(missing, fit(line))) before.splice(before.indexOf(line), 1);
  const extra = fresh.flatMap((order): OrderedLine[] =>
    linesOfOrder(order).map((line, index) => ({ ...line, ...noSeats(order, index), orderId: order.id })),
  );
  for (const isFit of [isIdentical, isAlike])
    for (const line of [...missing]) if (take(extra, isFit(line))) missing.splice(missing.indexOf(line), 1);
  const differences = extra.map((line) => {
    const instead = take(missing, isSameItem(line));
    const isBilledAlike =
      !instead || isSameLine({ billingCycle: line.billingCycle }, { billingCycle: instead.billingCycle });
    return instead
      ? `order ${line.orderId} holds ${words(line, !isBilledAlike)} (the cart held ${words(instead, !isBilledAlike)})`
      : `order ${line.orderId} holds ${words(line)}, which the cart did not hold`;
  });
  const groups = new Set(refused.map(({ orderGroupId }) => orderGroupId));
  const isRefused = ({ orderGroup }: CartedLine) => groups.has(orderGroup) || groups.has(undefined);
  const lost = isTold && fresh.length > 0 ? missing.filter((line) => !isRefused(line)) : [];
  return [...differences, ...lost.map((line) => `no order holds ${words(line)}, which the cart held`)];
}

/** A line of quantity 0 in an order that is not cancelled ordered nothing. Once it is cancelled, it may have been any. */
function noSeats(order: OrderState, index: number): Partial<PurchasedLine> {
  return order.lineItems[index]?.quantity === 0 && !isCancelled(order) ? { quantity: 0 } : {};
}

/** Takes the first that fits out of a list. */
function take<T>(list: T[], fits: (one: T) => boolean): T | undefined {
  const at = list.findIndex(fits);
  return at < 0 ? undefined : list.splice(at, 1)[0];
}

const isSameItem = (line: PurchasedLine) => (other: PurchasedLine) =>
  itemOf(other.catalogItemId) === itemOf(line.catalogItemId);
const isAlike = (line: PurchasedLine) => (other: PurchasedLine) => isSameLine(other, line);
const isIdentical = (line: PurchasedLine) => (other: PurchasedLine) =>
  isAlike(line)(other) && isSameItem(line)(other) && line.quantity === other.quantity;

/** Orders of an answer that Partner Center placed for somebody else. */
export function ordersOfOthers(customerId: string, orders: Order[]): string[] {
  return orders.flatMap(({ id, referenceCustomerId }) =>
    referenceCustomerId !== undefined && idKey(referenceCustomerId) !== idKey(customerId)
      ? [`order ${id} is for customer ${referenceCustomerId} (the cart is of customer ${customerId})`]
      : [],
  );
}

function words(line: PurchasedLine, withCycle = false): string {
  const { quantity, catalogItemId, termDuration, billingCycle } = line;
  const item = `${quantity ?? "an unknown number"} x ${catalogItemId ?? "an item"}`;
  return [item, termDuration, withCycle && `billed ${billingCycle}`].filter(Boolean).join(", ");
}
