import { cartName } from "../core/words";
import { besidesLine, orderIdsLine } from "../orders/alreadyOrderedMessages";
import type { OrderState } from "../orders/order";
import { describeOrder, listed } from "../orders/orderWords";
import type { CheckoutState } from "./state";

/** What is said when a purchase leaves state, or may not. */

export function retained(state: CheckoutState): string {
  const orders = state.orders.map(describeOrder).join(" | ");
  return (
    `warning: ${cartName(state)} is no longer managed, but nothing was cancelled: what is active stays active and ` +
    `keeps billing. Orders as last seen: ${orders}. Cancel in Partner Center what is not wanted.`
  );
}

/** @param left orders of this resource that the one in its place does not hold. */
export function leftBehind(state: CheckoutState, left: OrderState[]): string {
  return (
    `${cartName(state)} is held by another resource of this program from now on, but that one doesn't hold ` +
    `${listed(left)}. Nothing was cancelled: what is active stays active and keeps billing. Name all orders of the ` +
    `purchase in orderIds of the other resource, or cancel in Partner Center what is not wanted.`
  );
}

export function orderedAfterAll(state: CheckoutState): string {
  return (
    `${cartName(state)} was refused when it was last checked out, but it reads Ordered now: a run that was interrupted ` +
    `may have bought it. Declare a checkout of this cart and run \`pulumi up\`: that takes its orders over. In a ` +
    `Purchase, existingCartId: "${state.cartId}" puts the old cart back.`
  );
}

export function refusedAndOrdered(state: CheckoutState, orders: OrderState[], besides: string[]): string {
  return (
    `${cartName(state)} was refused when it was last checked out; these orders hold its items: ${listed(orders)}. If they ` +
    `are this purchase: \`${orderIdsLine(orders.map(({ id }) => id))}\`. If not: \`${besidesLine(besides, orders)}\`.`
  );
}

export function refusedLately(state: CheckoutState): string {
  return `${cartName(state)} was not ordered when it was last checked out, and was changed since, or has expired.`;
}

/** @param readyAt milliseconds since 1970. */
export function mayBeLate(readyAt: number): string {
  return (
    `Its order may be missing from the customer's list until ${new Date(readyAt).toISOString()}: run \`pulumi up\` ` +
    `again after that.`
  );
}

export function partForgotten(state: CheckoutState): string {
  return (
    `warning: a part of ${cartName(state)} was refused, and is forgotten. What a run that was interrupted in the last 15 ` +
    `minutes has ordered of it is in no list yet: if there was one, look for its order in Partner Center.`
  );
}

export function forgottenUnasked(state: CheckoutState, why: string): string {
  return (
    `warning: ${cartName(state)} was refused when it was last checked out, and is forgotten. Whether a run that was ` +
    `interrupted has bought it since can't be asked: ${why} Look for its order in Partner Center.`
  );
}
