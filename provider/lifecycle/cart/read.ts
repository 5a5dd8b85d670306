import { PartnerCenterError } from "../../client/errors";
import type { PartnerCenter } from "../../client/partnerCenter";
import { cartDifferences } from "../core/cartDifferences";
import { cartEnd } from "./end";
import { observeCart } from "../core/observedCart";
import * as messages from "./messages";
import { mustRepeat, withCart, type CartState } from "./state";
import type { Context } from "../core/context";
import { cartIdInput, customerIdInput, problemOf } from "../core/inputSchema";
import { Refusal } from "../core/lifecycle";

const READ_MS = 60 * 1000;

/**
 * What Partner Center says of a cart now. Never reports it as gone: a cart's end is no reason to buy again. One that
 * was ordered long ago and can't be read any more stays `ordered`.
 */
export async function readCart(
  context: Context,
  partnerCenter: PartnerCenter,
  state: CartState,
): Promise<CartState> {
  const observed = await observeCart(partnerCenter, state, context.now() + READ_MS);
  if (observed.kind === "failed") throw observed.error;
  if (observed.kind === "ordered") return { ...withCart(state, observed.cart), deviations: [] };
  if (observed.kind === "open") {
    // Somebody else may have changed it: the next `pulumi up` sets it back, before it is checked out.
    const { lineItems } = state;
    const deviations =
      lineItems.length > 0 ? cartDifferences({ lineItems }, observed.cart, mustRepeat(state)).blocking : [];
    return { ...withCart(state, observed.cart), deviations };
  }
  if (state.status === "ordered") return state;
  try {
    const end = await cartEnd(context, partnerCenter, state);
    if (end.kind === "ordered") context.info(messages.foundOrdered(state, end.orders));
    const isTold = end.kind === "ordered" || end.kind === "expired";
    return isTold ? { ...state, status: end.kind } : state;
  } catch (error) {
    if (!(error instanceof PartnerCenterError)) throw error;
    context.warn(messages.endNotTold(state, error.message));
    return state;
  }
}

/** Reads a cart that this stack doesn't manage, by its id alone: nothing is known of it but what Partner Center says. */
export async function readForeignCart(
  context: Context,
  partnerCenter: PartnerCenter,
  id: string,
  state: CartState,
): Promise<CartState> {
  const { customerId, cartId } = state;
  const isCart =
    id.split("/").length === 2 && !problemOf(customerIdInput, customerId) && !problemOf(cartIdInput, cartId);
  if (!isCart) throw new Refusal(messages.notACart(id));
  const observed = await observeCart(partnerCenter, state, context.now() + READ_MS);
  if (observed.kind === "failed") throw observed.error;
  if (observed.kind === "gone") throw new Refusal(messages.unknownCart(state, observed.error.message));
  return withCart(state, observed.cart);
}
