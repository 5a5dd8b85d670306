import { PartnerCenterError } from "../../client/errors";
import type { PartnerCenter } from "../../client/partnerCenter";
import type { Cart, CartRequest } from "../../client/schemas";
import { cartDifferences } from "../core/cartDifferences";
import type { Context } from "../core/context";
import { isSame } from "../core/json";
import { Refusal } from "../core/lifecycle";
import {
  cartLineErrors,
  hasSeveralGroups,
  LIST_LAG_MS,
  observeCart,
  UNTOUCHED_MS,
} from "../core/observedCart";
import { customerPurchases } from "../orders/customerPurchases";
import type { OrderState } from "../orders/order";
import { asSet, CALL_MS, makeCart } from "./create";
import { diffCart, editedKeys } from "./diff";
import { cartEnd, ordersSinceMade } from "./end";
import { cartRequest, type DeclaredCart } from "./inputs";
import * as existing from "./existingCartMessages";
import * as messages from "./messages";
import { declaredState, mustRepeat, withCart, type CartState } from "./state";

/** One update: the cart before it, the cart as it is to be, and what the program says. */
interface CartUpdate {
  old: CartState;
  state: CartState;
  declared: DeclaredCart;
  request: CartRequest;
  edited: string[];
}

/** Brings a cart to what the program says, as long as nothing of it can have been ordered. */
export async function updateCart(
  context: Context,
  partnerCenter: PartnerCenter,
  old: CartState,
  declared: DeclaredCart,
): Promise<CartState> {
  const { replaces } = diffCart(old, declared, partnerCenter.partner, context.now());
  if (replaces.length > 0) throw new Refusal(messages.staysWithItsCart(old, replaces));
  const kept = declaredState(declared);
  const state: CartState = {
    ...old,
    ...kept,
    // What was adopted once stays older than its cart, whatever the program says later.
    adopt: old.adopt ?? kept.adopt,
    partner: partnerCenter.partner,
  };
  const edited = editedKeys(old, declared);
  const update = { old, state, declared, request: cartRequest(declared), edited };
  const observed = await observeCart(partnerCenter, old, context.now() + CALL_MS);
  if (observed.kind === "failed") throw observed.error;
  if (observed.kind === "gone") return afterItsEnd(context, partnerCenter, update);
  if (observed.kind === "ordered") {
    if (edited.length > 0) throw new Refusal(messages.boughtCartStays(old, edited, []));
    return { ...withCart(state, observed.cart), deviations: [] };
  }
  const { blocking, details, repeated } = cartDifferences(update.request, observed.cart, mustRepeat(old));
  const { orders, now, wasAdopted } = await ordersOfOpenCart(context, partnerCenter, update);
  const seen = withCart(state, observed.cart);
  if (orders.length > 0) {
    const why = wasAdopted
      ? messages.adoptedInstead(old, orders)
      : messages.partlyOrdered(old, orders, declared.besides);
    if (edited.length > 0 || blocking.length > 0) throw new Refusal(why);
    context.warn(`warning: ${why}`);
    return seen;
  }
  // What somebody else put together stays as it is until the program says otherwise.
  const same = isSame(state.lineItems, old.lineItems);
  if (old.generation === 0 && same && blocking.length > 0) return { ...seen, deviations: blocking };
  // A run whose answer was lost may have set them.
  const isAsDeclared = blocking.length + details.length + cartLineErrors(observed.cart).length === 0;
  const readyAt = partVisibleAt(observed.cart);
  // Lines that were set anew elsewhere can hide a part as well as those that are set now.
  if (now < readyAt && (!isAsDeclared || edited.length > 0))
    throw new Refusal(messages.partMayBeLate(old, readyAt));
  if (isAsDeclared) return { ...seen, deviations: [], repeated };
  // Setting the same lines again lets the service judge lines anew that it had refused.
  const { value } = await partnerCenter.updateCart(state.customerId, state.cartId, update.request, {
    deadline: context.now() + CALL_MS,
  });
  const set = { state: withCart(state, value), request: update.request, answer: value };
  return asSet(context, partnerCenter, set);
}

/**
 * When every order that an open cart can have become in part must be in the list: a run that was killed may have sent its
 * checkout in the moment in which it was last changed. A new cart with a line that can't be ordered was never sent.
 */
export function partVisibleAt(cart: Cart): number {
  const made = Date.parse(cart.creationTimestamp ?? "");
  const touched = Date.parse(cart.lastModifiedTimestamp ?? "");
  const wasNeverSent = cartLineErrors(cart).length > 0 && touched - made < UNTOUCHED_MS;
  if (!hasSeveralGroups(cart) || wasNeverSent) return -Infinity;
  const times = [made, touched].filter((time) => !Number.isNaN(time));
  return Math.max(...times) + LIST_LAG_MS;
}

/** Orders that an open cart can have become in part: Partner Center might forget them when its lines are set anew. */
async function ordersOfOpenCart(
  context: Context,
  partnerCenter: PartnerCenter,
  { old, declared }: CartUpdate,
): Promise<{ orders: OrderState[]; now: number; wasAdopted: boolean }> {
  // A cart with troubles never got as far as a checkout that takes older orders over.
  const wasAdopted = old.adopt === true && messages.cartTroubles(old).length === 0;
  try {
    const { orders, incomplete, now } = await customerPurchases(context, partnerCenter, old.customerId);
    // What it has taken over is this purchase, whatever else it is said to come on top of.
    const besides = wasAdopted ? [] : declared.besides;
    return { orders: ordersSinceMade(old, [...orders, ...incomplete], wasAdopted, besides), now, wasAdopted };
  } catch (error) {
    if (error instanceof PartnerCenterError) throw new Refusal(messages.partCannotBeTold(old, error.message));
    throw error;
  }
}

/** The cart is gone. Only when it was certainly not ordered, and its orders aren't named, does another one take its place. */
async function afterItsEnd(
  context: Context,
  partnerCenter: PartnerCenter,
  { old, state, declared, edited }: CartUpdate,
): Promise<CartState> {
  if (declared.orderIds.length > 0) {
    if (edited.length > 0) throw new Refusal(messages.boughtCartStays(old, edited, []));
    return { ...state, deviations: [] };
  }
  const end = await cartEnd(context, partnerCenter, old, declared.besides);
  if (end.kind === "unsure") throw new Refusal(messages.endUnsure(old, end.readyAt));
  if (end.kind === "ordered") {
    if (edited.length > 0) throw new Refusal(messages.boughtCartStays(old, edited, end.orders));
    context.info(messages.foundOrdered(old, end.orders, declared.besides));
    return { ...state, status: "ordered", deviations: [] };
  }
  if (end.kind === "unclear") {
    const why = messages.endUnclear(old, end.orders, declared.besides);
    if (edited.length > 0) throw new Refusal(why);
    // The checkout knows whether it holds them. If it does, nothing is left to do; else it refuses.
    context.warn(`warning: ${why}`);
    return { ...state, deviations: [] };
  }
  if (declared.existingCartId !== undefined) throw new Refusal(existing.existingExpired(old));
  const made = await makeCart(context, partnerCenter, { ...state, generation: old.generation + 1 }, declared);
  context.info(messages.madeAnew(made, old.cartId));
  return made;
}
