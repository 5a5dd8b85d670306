import type { PartnerCenter } from "../../client/partnerCenter";
import { LAST_MOMENT_MS, lastOrderOf, LIST_LAG_MS } from "../core/observedCart";
import type { Subscription } from "../../client/schemas";
import { hasEnded } from "../orders/alreadyOrdered";
import type { Context } from "../core/context";
import { customerPurchases, type CustomerPurchases } from "../orders/customerPurchases";
import type { CartState } from "./state";
import { checkoutId } from "../core/ids";
import { withAddons, type PurchasedLine } from "../core/items";
import { isNamedBy, type OrderState } from "../orders/order";
import { ordersOfLines } from "../orders/orderLines";

/** Unlike what was deleted, which may have been adopted and cancelled since. */
const RUN_OUT = ["expired", "disabled"];

/** What became of a cart that Partner Center doesn't show any more. */
export type CartEnd =
  | { kind: "ordered"; orders: OrderState[] }
  /** Orders since it was made hold its items in another quantity or for another term: seats change, and others buy. */
  | { kind: "unclear"; orders: OrderState[] }
  | { kind: "expired" }
  /** An order of it could still appear in the list. `readyAt`: milliseconds since 1970; undefined when nothing tells. */
  | { kind: "unsure"; readyAt?: number };

/**
 * Tells from the customer's orders since the cart was made. Any order of what it held counts as its own: to take a
 * stranger's order for it costs a question, not to see its own would cost a second purchase. Throws a
 * PartnerCenterError when the list can't be read.
 * @param besides orders that a person knows not to be the cart's.
 */
export async function cartEnd(
  context: Pick<Context, "now" | "memory" | "rules">,
  partnerCenter: PartnerCenter,
  state: CartState,
  besides: string[] = [],
): Promise<CartEnd> {
  const purchases = await customerPurchases(context, partnerCenter, state.customerId);
  const made = Date.parse(state.createdAt ?? "") - LAST_MOMENT_MS;
  const all = [...purchases.orders, ...purchases.incomplete];
  // What ran out later could still be taken over then.
  const subscriptions = purchases.subscriptions.filter((one) => !(endOf(one) >= made));
  const counts = (order: OrderState) =>
    Number.isNaN(made) ||
    Date.parse(order.creationDate ?? "") >= made ||
    !hasRunOut(order, { subscriptions });
  const counted = all.filter(counts);
  const orders = ordersSinceMade(state, counted, state.adopt === true, besides);
  if (orders.length > 0) return { kind: "ordered", orders };
  const readyAt = listCompleteAt(state);
  // Without its times, or without a line, nothing can be told, and so nothing is made anew.
  if (readyAt === undefined || (state.lineItems.length === 0 && state.lines.length === 0))
    return { kind: "unsure" };
  if (purchases.now <= readyAt) return { kind: "unsure", readyAt };
  const id = checkoutId(state.customerId, state.cartId);
  const isTaken = (order: OrderState) => context.memory.isTakenByOther(id, order.id);
  const ofItems = ordersOfItems(state, counted, besides).filter((order) => !isTaken(order));
  return ofItems.length > 0 ? { kind: "unclear", orders: ofItems } : { kind: "expired" };
}

/**
 * The terms of all that it bought are over. Where it is known when the cart was made, and the order wasn't readably placed
 * since, it is older than the cart, and nothing that could have been adopted.
 */
function hasRunOut(order: OrderState, purchases: Pick<CustomerPurchases, "subscriptions">): boolean {
  const { lineItems } = order;
  return lineItems.length > 0 && lineItems.every((line) => hasEnded(order, line, purchases, RUN_OUT));
}

function endOf({ commitmentEndDateTime, commitmentEndDate }: Subscription): number {
  return Date.parse(commitmentEndDateTime ?? commitmentEndDate ?? "");
}

/**
 * Those of the customer's orders since a cart was made that hold something of it, cancelled ones included.
 * @param evenOlder whether orders from before count, too: those that "adopt" can have taken over.
 * @param besides orders that a person knows not to be the cart's, by any of their names.
 * @param lines Default: those of the cart.
 */
export function ordersSinceMade(
  state: CartState,
  orders: OrderState[],
  evenOlder: boolean,
  besides: string[] = [],
  lines = heldLines(state),
): OrderState[] {
  const made = Date.parse(state.createdAt ?? "");
  const since = Number.isNaN(made) || evenOlder ? -Infinity : made - LAST_MOMENT_MS;
  return ordersOfLines(lines, orders, since).filter((order) => !isNamedBy(order, besides));
}

/** Orders since the cart was made that hold one of its items, however many and for whatever term. */
function ordersOfItems(state: CartState, orders: OrderState[], besides: string[]): OrderState[] {
  const onlyItem = ({ catalogItemId }: PurchasedLine) => ({ catalogItemId });
  return ordersSinceMade(state, orders, false, besides, heldLines(state).map(onlyItem));
}

/** As the program declares them, and as Partner Center had them. */
function heldLines({ lineItems, lines }: CartState): PurchasedLine[] {
  return [...withAddons(lineItems), ...lines];
}

/** When every order that the cart can have become must be in the list. */
function listCompleteAt({ createdAt, expiresAt }: CartState): number | undefined {
  const made = Date.parse(createdAt ?? "");
  const expires = Date.parse(expiresAt ?? "");
  // An expiry from before the cart was made, such as year 1, is none.
  const last = expires > (Number.isNaN(made) ? 0 : made) ? expires + LAST_MOMENT_MS : lastOrderOf(createdAt);
  return Number.isNaN(last) ? undefined : last + LIST_LAG_MS;
}
