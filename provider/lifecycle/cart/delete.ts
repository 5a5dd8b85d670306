import type { Context } from "../core/context";
import { checkoutId } from "../core/ids";
import { hasSeveralGroups, OBSERVATION_MS, observeCart } from "../core/observedCart";
import { customerPurchases } from "../orders/customerPurchases";
import type { OrderState } from "../orders/order";
import { cartEnd, ordersSinceMade } from "./end";
import { forgotten, forgottenOrdered, forgottenUnasked } from "./forgottenMessages";
import type { CartState } from "./state";
import { partVisibleAt } from "./update";

/**
 * Forgets a cart, which Partner Center lets expire by itself. A cart that was ordered is forgotten after its checkout, which
 * names the orders. Where no checkout was, a run that was killed may have ordered it, as a whole or in part: then what it
 * became is told here. No refusal: the checkout can have been let go by an earlier run, which told it.
 */
export async function deleteCart(context: Context, state: CartState): Promise<void> {
  const { memory } = context;
  const id = checkoutId(state.customerId, state.cartId);
  if (!memory.letGo.has(id) && !memory.holds(id)) await tellWhatItBecame(context, state);
  context.info(forgotten(state));
}

async function tellWhatItBecame(context: Context, state: CartState): Promise<void> {
  try {
    const orders = await ordersOf(context, state);
    if (orders) context.warn(forgottenOrdered(state, orders));
  } catch (error) {
    context.warn(forgottenUnasked(state, error instanceof Error ? error.message : ""));
  }
}

/** What holds its lines since it was made; none while that may be in no list yet; undefined where it was never ordered. */
async function ordersOf(context: Context, state: CartState): Promise<OrderState[] | undefined> {
  const partnerCenter = context.partnerCenter();
  const observed = await observeCart(partnerCenter, state, context.now() + OBSERVATION_MS);
  if (observed.kind === "failed") throw observed.error;
  if (observed.kind === "gone") {
    const end = await cartEnd(context, partnerCenter, state);
    if (end.kind === "expired") return undefined;
    return end.kind === "unsure" ? [] : end.orders;
  }
  if (observed.kind === "open" && !hasSeveralGroups(observed.cart)) return undefined;
  const { orders, incomplete, now } = await customerPurchases(context, partnerCenter, state.customerId);
  const since = ordersSinceMade(state, [...orders, ...incomplete], state.adopt === true);
  const mayBeLate = observed.kind === "ordered" || now < partVisibleAt(observed.cart);
  return since.length > 0 || mayBeLate ? since : undefined;
}
