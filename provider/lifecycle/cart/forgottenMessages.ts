import { cartName } from "../core/words";
import type { OrderState } from "../orders/order";
import { listed } from "../orders/orderWords";
import { resourceName } from "./messages";
import type { CartState } from "./state";

/** What is said when a cart leaves state. */

/** @param orders that hold its lines; none while they may be in no list yet. */
export function forgottenOrdered(state: CartState, orders: OrderState[]): string {
  const what =
    orders.length > 0
      ? `since it was made, the customer ordered what it held: ${listed(orders)}`
      : `it was ordered, or can have been in part, in a run that was interrupted; no list shows such an order yet`;
  return (
    `warning: ${resourceName(state.seed)}: ${cartName(state)} is forgotten, and ${what}. Nothing was cancelled: what no ` +
    `other resource holds stays bought and keeps billing. To keep it, declare the purchase again with ` +
    `\`ifAlreadyOrdered: "adopt"\`: that takes its orders over and buys nothing.`
  );
}

export function forgottenUnasked(state: CartState, why: string): string {
  return (
    `warning: ${cartName(state)} is forgotten. Whether it was ordered can't be asked: ${why} Look for its order in ` +
    `Partner Center.`
  );
}

export function forgotten(state: CartState): string {
  const end = state.expiresAt ? ` at ${state.expiresAt}` : " 7 days after it was made";
  return state.status === "active"
    ? `${resourceName(state.seed)}: Partner Center has no way to delete carts; ${cartName(state)} expires by itself${end}. ` +
        `If it was ordered, that stays bought.`
    : `${resourceName(state.seed)}: ${cartName(state)} is forgotten; nothing was cancelled.`;
}
