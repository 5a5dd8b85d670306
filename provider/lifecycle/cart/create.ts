import { PartnerCenterError } from "../../client/errors";
import type { PartnerCenter } from "../../client/partnerCenter";
import type { Read } from "../../client/calls";
import type { Cart, CartRequest } from "../../client/schemas";
import { alreadyOrdered } from "../orders/alreadyOrdered";
import { alreadyOrderedRefusal, alreadyOrderedUntold } from "../orders/alreadyOrderedMessages";
import { cartDeviations } from "../core/cartDifferences";
import { cartEnd } from "./end";
import { cartRequest, type DeclaredCart } from "./inputs";
import { withAddons } from "../core/items";
import { lookAtCart, serverTimeOr, type CartLook } from "../core/observedCart";
import * as messages from "./messages";
import { withCart, type CartState } from "./state";
import { duplicateRules } from "../core/declaredPurchase";
import type { Context } from "../core/context";
import { customerPurchases } from "../orders/customerPurchases";
import { canonical } from "../core/json";
import { Refusal } from "../core/lifecycle";
import { cartRequestIds, type RequestIds } from "../core/requestIds";

export const CALL_MS = 3 * 60 * 1000;
/** A cart older than this was not made by the call that returned it, and what the call says of it may be old as well. */
const JUST_MADE_MS = 60 * 1000;
const MOST_GENERATIONS = 20;

/**
 * Makes the cart, unless the customer has what it would buy. A cart that this resource made before, and that was
 * ordered since, is a purchase, not a new cart.
 */
export async function makeCart(
  around: Context,
  partnerCenter: PartnerCenter,
  state: CartState,
  declared: DeclaredCart,
): Promise<CartState> {
  await refuseBought(around, partnerCenter, state, declared);
  return usableCart(around, partnerCenter, state, declared);
}

/**
 * Refuses early what the customer has already, so that no cart is left over and the resource keeps its old name. It
 * permits nothing: the guard before the checkout looks again. What is to be adopted is left to the checkout.
 */
export async function refuseBought(
  around: Context,
  partnerCenter: PartnerCenter,
  { seed, customerId, lineItems }: CartState,
  declared: DeclaredCart,
): Promise<void> {
  if (declared.ifAlreadyOrdered === "adopt") return;
  const what = messages.resourceName(seed);
  const rules = duplicateRules(around, declared);
  try {
    const lines = withAddons(lineItems);
    const deadline = around.now() + CALL_MS;
    const purchases = await customerPurchases(around, partnerCenter, customerId, { deadline, lines });
    const found = alreadyOrdered({ lines, purchases, own: [], ...rules });
    if (found.length > 0) throw new Refusal(alreadyOrderedRefusal(what, customerId, found, rules.besides));
  } catch (error) {
    if (error instanceof PartnerCenterError) throw new Refusal(alreadyOrderedUntold(what, customerId, error));
    throw error;
  }
}

async function usableCart(
  around: Context,
  partnerCenter: PartnerCenter,
  state: CartState,
  declared: DeclaredCart,
): Promise<CartState> {
  const request = cartRequest(declared);
  for (let generation = state.generation; generation < state.generation + MOST_GENERATIONS; generation++) {
    const ids = cartRequestIds(state.seed, state.customerId, generation, canonical(request));
    const { value, meta } = await created(around, partnerCenter, state, request, ids);
    const made = withCart({ ...state, generation }, value);
    const now = serverTimeOr(around.now(), meta.serverTime);
    // One that doesn't tell its age is looked at, too.
    const isNew = now - Date.parse(made.createdAt ?? "") <= JUST_MADE_MS;
    const isOld = made.status === "ordered" || !isNew;
    if (!isOld) return compared(around, made, request, value);
    const look = await lookAtCart(partnerCenter, made, around.now() + CALL_MS);
    if (look.kind === "failed") throw look.error;
    if (look.kind === "ordered") {
      if (declared.ifAlreadyOrdered === "adopt") return withCart(made, look.cart);
      throw new Refusal(messages.madeAndOrdered(made));
    }
    // An older cart that was never ordered can be used as well as any, unless its days are over.
    if (look.kind === "open" && !isOver(look, now))
      return compared(around, withCart(made, look.cart), request, look.cart);
  }
  throw new Refusal(messages.onlyOldCarts(state.seed));
}

function isOver({ cart }: Extract<CartLook, { cart: Cart }>, now: number): boolean {
  return Date.parse(cart.expirationTimestamp ?? "") <= now;
}

/**
 * A definite refusal leaves no cart behind under the derived id, and Partner Center may repeat it under that id for
 * ever. So one more POST goes out under a random one.
 */
async function created(
  around: Context,
  partnerCenter: PartnerCenter,
  { customerId }: CartState,
  cart: CartRequest,
  ids: RequestIds,
): Promise<Read<Cart>> {
  const call = { customerId, cart, deadline: around.now() + CALL_MS };
  try {
    return await partnerCenter.createCart({ ...call, ...ids });
  } catch (error) {
    if (!(error instanceof PartnerCenterError && error.isDefinite)) throw error;
    return partnerCenter.createCart({ ...call, ...ids, requestId: around.newId() });
  }
}

/** Takes a cart over that was made elsewhere. Its lines stay as they are. */
export async function takeCartOver(
  around: Context,
  partnerCenter: PartnerCenter,
  state: CartState,
  declared: DeclaredCart,
): Promise<CartState> {
  const look = await lookAtCart(partnerCenter, state, around.now() + CALL_MS);
  if (look.kind === "failed") throw look.error;
  if (look.kind === "gone") {
    // The cart of a purchase that was made long ago: its orders are what is left of it.
    const { besides } = declared;
    const end = await cartEnd(around, partnerCenter, state, besides);
    if (end.kind !== "ordered") throw new Refusal(messages.existingGone(state, look.error.message));
    around.info(messages.foundOrdered(state, end.orders, besides));
    return { ...state, status: "ordered" };
  }
  const taken = withCart(state, look.cart);
  const request = cartRequest(declared);
  if (look.kind === "open") return compared(around, taken, request, look.cart);
  const { grave } = cartDeviations(request, look.cart);
  if (grave.length > 0) throw new Refusal(messages.existingOrderedOther(state, grave));
  return taken;
}

/** The state with what the cart holds differently from what was declared; details are only told. */
export function compared(around: Context, state: CartState, request: CartRequest, cart: Cart): CartState {
  const { grave, light } = cartDeviations(request, cart);
  if (light.length > 0) around.warn(messages.changedDetails(state, light));
  return { ...state, deviations: grave };
}
