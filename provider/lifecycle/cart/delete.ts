import type { Context } from "../core/context";
import { checkoutId } from "../core/ids";
import { Refusal } from "../core/lifecycle";
import { OBSERVATION_MS, observeCart } from "../core/observedCart";
import * as messages from "./messages";
import type { CartState } from "./state";

/**
 * Forgets a cart, which Partner Center lets expire by itself. A cart that was ordered is forgotten after its checkout, which
 * names the orders; where no checkout is in state, a run that was killed may have ordered it, and it stays. If that can't be
 * asked, for want of settings or of an answer, the cart is let go with a warning.
 */
export async function deleteCart(context: Context, state: CartState): Promise<void> {
  const { memory } = context;
  const id = checkoutId(state.customerId, state.cartId);
  const isTold = memory.letGo.has(id) || memory.holds(id);
  if (!isTold && (await wasOrdered(context, state))) throw new Refusal(messages.orderedUnknown(state));
  context.info(messages.forgotten(state));
}

async function wasOrdered(context: Context, state: CartState): Promise<boolean> {
  if (state.status !== "active") return state.status === "ordered";
  try {
    const observed = await observeCart(context.partnerCenter(), state, context.now() + OBSERVATION_MS);
    if (observed.kind === "failed") throw observed.error;
    return observed.kind === "ordered";
  } catch (error) {
    context.warn(messages.forgottenUnasked(state, error instanceof Error ? error.message : ""));
    return false;
  }
}
