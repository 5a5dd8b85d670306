import { cartName } from "../core/words";
import type { CartState } from "./state";

/** What is said of a cart that was made elsewhere. */

export function existingGone(state: CartState, why: string): string {
  return (
    `existingCartId names cart ${state.cartId}, which Partner Center does not know: the id is wrong, or the cart ` +
    `expired (7 days after it was made). Nothing was made or bought. ${why} Correct existingCartId, or leave it out to ` +
    `have a new cart made; if it was bought, name its orders with orderIds, or let lineItems say what was bought.`
  );
}

export function existingGoneWithout(state: CartState, lines: string[]): string {
  return (
    `existingCartId names cart ${state.cartId}, which is gone, and no order of the customer holds ${lines.join(", ")}. Nothing ` +
    `was made or bought. If it was bought, declare in lineItems what was bought; if it never was, correct existingCartId, ` +
    `or leave it out to have a new cart made.`
  );
}

export function existingExpired(state: CartState): string {
  return (
    `existingCartId names cart ${state.cartId}, which expired without having been ordered. Nothing was made or bought. ` +
    `Leave existingCartId out to have a new cart made.`
  );
}

export function existingOrderedOther(state: CartState, details: string[]): string {
  return (
    `existingCartId names ${cartName(state)}, which was ordered with something else than lineItems declare: ` +
    `${details.join("; ")}. Nothing was changed or bought. Declare in lineItems what it holds.`
  );
}
