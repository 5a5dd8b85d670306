import { PartnerCenterError } from "../../client/errors";
import type { Cart } from "../../client/schemas";
import type { Context } from "../core/context";
import { Refusal } from "../core/lifecycle";
import { hasSeveralGroups, observeCart, PREVIEW_OBSERVATION_MS } from "../core/observedCart";
import { customerPurchases } from "../orders/customerPurchases";
import type { OrderState } from "../orders/order";
import { cartEnd, ordersSinceMade } from "./end";
import type { DeclaredCart } from "./inputs";
import * as messages from "./messages";
import type { CartState } from "./state";
import { partVisibleAt } from "./update";

/**
 * The orders of a cart that was ordered, as far as they are told; undefined where it wasn't. State learns of it with the
 * next refresh only, and an edit is to be refused in the preview already; where the cart can't be read now, the update
 * finds it out. Another cart in its place is never asked again, so there it is told for certain, or refused.
 */
export async function orderedAs(
  context: Context,
  state: CartState,
  { besides }: DeclaredCart,
  isReplaced: boolean,
): Promise<OrderState[] | undefined> {
  const { now, partnerCenter, rules } = context;
  try {
    if (!isReplaced && !rules().previewChecks) return undefined;
    const observed = await observeCart(partnerCenter(), state, now() + PREVIEW_OBSERVATION_MS);
    if (observed.kind === "ordered") return [];
    if (!isReplaced) return undefined;
    if (observed.kind === "failed") throw observed.error;
    if (observed.kind === "open") return await partsOf(context, state, observed.cart, besides);
    const end = await cartEnd(context, partnerCenter(), state, besides);
    if (end.kind === "unsure") throw new Refusal(messages.endUnsure(state, end.readyAt));
    if (end.kind === "unclear") throw new Refusal(messages.endUnclear(state, end.orders, besides));
    return end.kind === "ordered" ? end.orders : undefined;
  } catch (error) {
    if (!isReplaced) return undefined;
    if (error instanceof PartnerCenterError)
      throw new Refusal(messages.partCannotBeTold(state, error.message));
    throw error;
  }
}

/** A cart of several orders that was ordered in part can read `Active`. */
async function partsOf(
  context: Context,
  state: CartState,
  cart: Cart,
  besides: string[],
): Promise<OrderState[] | undefined> {
  if (!hasSeveralGroups(cart)) return undefined;
  const { orders, incomplete, now } = await customerPurchases(
    context,
    context.partnerCenter(),
    state.customerId,
  );
  const parts = ordersSinceMade(state, [...orders, ...incomplete], false, besides);
  if (parts.length > 0) return parts;
  const readyAt = partVisibleAt(cart);
  if (now < readyAt) throw new Refusal(messages.partMayBeLate(state, readyAt));
  return undefined;
}
