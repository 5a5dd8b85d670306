import { LIST_LAG_MS } from "../core/observedCart";
import { alreadyOrdered, linesThatCount } from "./alreadyOrdered";
import { cancellableUntil, isInCancellationWindow, type CancellableUntil } from "./cancellationWindow";
import { ENDED, type CustomerPurchases } from "./customerPurchases";
import type { OrderState } from "./order";
import { isOlder } from "./orderLines";
import { orderProgress } from "./orderProgress";

/** More than the cancellation window and the lag of a list. */
const DAYS = 8;

/** An order, and until when it can be cancelled. */
export interface CancellableOrder {
  order: OrderState;
  cancellable: CancellableUntil;
}

/** Two orders of the same. */
export interface DuplicateOrder {
  /** The one that the resource holds. */
  own: CancellableOrder;
  /** The one that nobody of this run is known to hold. */
  other: CancellableOrder;
}

export interface DuplicateOrdersQuery {
  /** Orders that the resource holds. */
  orders: OrderState[];
  purchases: CustomerPurchases;
  /** Orders and subscriptions that are known and wanted. */
  besides: string[];
  /** Whether another resource of this run holds the order. */
  isTaken: (orderId: string) => boolean;
}

/**
 * Orders of the same that no look before the checkout could show, since they were placed in the same moment or since:
 * those that are younger than an order of the resource less the lag of the list. Whatever the look could show was judged
 * before the purchase. Once the order of the resource can no longer be cancelled by the rule of licences, there are none.
 */
export function duplicateOrders(query: DuplicateOrdersQuery): DuplicateOrder[] {
  const { orders, purchases, besides, isTaken } = query;
  const withWindow = (order: OrderState): CancellableOrder => ({
    order,
    cancellable: cancellableUntil(order, purchases.subscriptions),
  });
  const own = orders.map(({ id }) => id);
  const watched = orders.filter((order) => isWatched(order, purchases.now));
  return watched.flatMap((order) => {
    const lines = linesThatCount(order, purchases, ENDED);
    const since = Date.parse(order.creationDate ?? "") - LIST_LAG_MS;
    const found = alreadyOrdered({ lines, purchases, besides, own, duplicateDays: DAYS, onlyAlive: true });
    const others = found.flatMap(({ order: other }) => (other ? [other] : []));
    return others
      .filter((other) => isBought(other) && !isOlder(other, since) && !isTaken(other.id))
      .map((other) => ({ own: withWindow(order), other: withWindow(other) }));
  });
}

/** Whether other orders of the same as one that a resource holds are told. */
export function isWatched(order: OrderState, now: number): boolean {
  return isBought(order) && isInCancellationWindow(order, now);
}

/** Whether an order is known to have bought what it says: one without lines, or that ended badly, is not. */
function isBought({ status, lineItems }: OrderState): boolean {
  return lineItems.length > 0 && !["cancelled", "missing", "bad"].includes(orderProgress(status));
}

/** What a run keeps of a reading for the duplicates of a customer's latest orders. */
export function latestPurchases({
  orders,
  incomplete,
  subscriptions,
  ...rest
}: CustomerPurchases): CustomerPurchases {
  const since = rest.now - DAYS * 24 * 60 * 60 * 1000;
  const isLate = (one: { creationDate?: string }) => !isOlder(one, since);
  return {
    ...rest,
    orders: orders.filter(isLate),
    incomplete: incomplete.filter(isLate),
    subscriptions: subscriptions.filter(isLate),
  };
}
