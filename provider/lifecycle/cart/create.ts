import { PartnerCenterError } from "../../client/errors";
import type { PartnerCenter } from "../../client/partnerCenter";
import type { Read } from "../../client/calls";
import type { Cart, CartRequest } from "../../client/schemas";
import { linesOfOrder } from "../orders/orderLines";
import { alreadyOrdered } from "../orders/alreadyOrdered";
import { alreadyOrderedRefusal, alreadyOrderedUntold } from "../orders/alreadyOrderedMessages";
import { cartDifferences, saysWhatMayBeLeftOut } from "../core/cartDifferences";
import { cartEnd } from "./end";
import { cartRequest, type DeclaredCart } from "./inputs";
import { linesWithout, withAddons } from "../core/items";
import { lineInWords } from "../core/words";
import { observeCart, serverTimeOr, type ObservedCart } from "../core/observedCart";
import * as existing from "./existingCartMessages";
import * as messages from "./messages";
import { mustRepeat, withCart, type CartState } from "./state";
import { duplicateRules } from "../core/declaredPurchase";
import type { Context } from "../core/context";
import { customerPurchases } from "../orders/customerPurchases";
import { checkoutId } from "../core/ids";
import { canonical } from "../core/json";
import { Refusal } from "../core/lifecycle";
import { cartRequestIds, type RequestIds } from "../core/requestIds";

export const CALL_MS = 3 * 60 * 1000;
/** A cart older than this was not made by the call that returned it, and what the call says of it may be old as well. */
const JUST_MADE_MS = 60 * 1000;
/** A cart younger than this was made by this run: an engine doesn't start so soon after another one was killed. */
const MADE_NOW_MS = 3 * 1000;
const MOST_GENERATIONS = 20;

/**
 * Makes the cart, unless the customer has what it would buy. A cart that this resource made before, and that was
 * ordered since, is a purchase, not a new cart.
 */
export async function makeCart(
  context: Context,
  partnerCenter: PartnerCenter,
  state: CartState,
  declared: DeclaredCart,
): Promise<CartState> {
  await refuseBought(context, partnerCenter, state, declared);
  return usableCart(context, partnerCenter, state, declared);
}

/**
 * Refuses early what the customer has already, so that no cart is left over and the resource keeps its old name. It
 * permits nothing: the guard before the checkout asks again. What is to be adopted is left to the checkout.
 */
export async function refuseBought(
  context: Context,
  partnerCenter: PartnerCenter,
  { seed, customerId, lineItems }: CartState,
  declared: DeclaredCart,
): Promise<void> {
  if (declared.ifAlreadyOrdered === "adopt") return;
  const what = messages.resourceName(seed);
  const rules = duplicateRules(context, declared);
  try {
    const lines = withAddons(lineItems);
    const deadline = context.now() + CALL_MS;
    const purchases = await customerPurchases(context, partnerCenter, customerId, { deadline, lines });
    const found = alreadyOrdered({ lines, purchases, own: [], ...rules });
    if (found.length > 0) throw new Refusal(alreadyOrderedRefusal(what, customerId, found, rules.besides));
  } catch (error) {
    if (error instanceof PartnerCenterError) throw new Refusal(alreadyOrderedUntold(what, customerId, error));
    throw error;
  }
}

async function usableCart(
  context: Context,
  partnerCenter: PartnerCenter,
  state: CartState,
  declared: DeclaredCart,
): Promise<CartState> {
  const request = cartRequest(declared);
  for (let generation = state.generation; generation < state.generation + MOST_GENERATIONS; generation++) {
    const ids = cartRequestIds(state.seed, state.customerId, generation, canonical(request));
    const { value, meta } = await created(context, partnerCenter, state, request, ids);
    const made = withCart({ ...state, generation }, value);
    const now = serverTimeOr(context.now(), meta.serverTime);
    // One that doesn't tell its age is read, too. A clock that runs behind makes none younger.
    const age = Math.abs(now - Date.parse(made.createdAt ?? ""));
    const isOld = made.status === "ordered" || !(age <= JUST_MADE_MS);
    if (age <= MADE_NOW_MS) context.memory.made.add(checkoutId(made.customerId, made.cartId));
    if (!isOld) return asSet(context, partnerCenter, { state: made, request, answer: value });
    const observed = await observeCart(partnerCenter, made, context.now() + CALL_MS);
    if (observed.kind === "failed") throw observed.error;
    if (observed.kind === "ordered") {
      if (declared.ifAlreadyOrdered === "adopt") return withCart(made, observed.cart);
      throw new Refusal(messages.madeAndOrdered(made));
    }
    // An older cart that was never ordered is as good as a new one, unless its days are over.
    if (observed.kind === "open" && !isOver(observed, now))
      return compared(context, withCart(made, observed.cart), request, observed.cart);
  }
  throw new Refusal(messages.onlyOldCarts(state.seed));
}

function isOver({ cart }: Extract<ObservedCart, { cart: Cart }>, now: number): boolean {
  return Date.parse(cart.expirationTimestamp ?? "") <= now;
}

/**
 * A definite refusal leaves no cart behind under the derived id, and Partner Center may repeat it under that id for
 * ever. So one more POST goes out under a random one.
 */
async function created(
  context: Context,
  partnerCenter: PartnerCenter,
  { customerId }: CartState,
  cart: CartRequest,
  ids: RequestIds,
): Promise<Read<Cart>> {
  const call = { customerId, cart, deadline: context.now() + CALL_MS };
  try {
    return await partnerCenter.createCart({ ...call, ...ids });
  } catch (error) {
    if (!(error instanceof PartnerCenterError && error.isDefinite)) throw error;
    return partnerCenter.createCart({ ...call, ...ids, requestId: context.newId() });
  }
}

/** Takes a cart over that was made elsewhere. Its lines stay as they are. */
export async function adoptCart(
  context: Context,
  partnerCenter: PartnerCenter,
  state: CartState,
  declared: DeclaredCart,
): Promise<CartState> {
  const observed = await observeCart(partnerCenter, state, context.now() + CALL_MS);
  if (observed.kind === "failed") throw observed.error;
  if (observed.kind === "gone") {
    // The cart of a purchase that was made long ago: its orders are what is left of it.
    // Orders that a Purchase names are this one, and come here as what it is said to come on top of.
    const besides = declared.ifAlreadyOrdered === "adopt" ? [] : declared.besides;
    const end = await cartEnd(context, partnerCenter, state, besides);
    if (end.kind !== "ordered") throw new Refusal(existing.existingGone(state, observed.error.message));
    const isTold = end.orders.every(({ lineItems }) => lineItems.length > 0);
    const without = isTold ? linesWithout(withAddons(state.lineItems), end.orders.flatMap(linesOfOrder)) : [];
    if (without.length > 0) throw new Refusal(existing.existingGoneWithout(state, without.map(lineInWords)));
    context.info(messages.foundOrdered(state, end.orders, besides));
    return { ...state, status: "ordered" };
  }
  const taken = withCart(state, observed.cart);
  const request = cartRequest(declared);
  if (observed.kind === "open") return compared(context, taken, request, observed.cart, mustRepeat(taken));
  const { blocking } = cartDifferences(request, observed.cart);
  if (blocking.length > 0) throw new Refusal(existing.existingOrderedOther(state, blocking));
  return taken;
}

/**
 * The state of a cart whose lines were set just now. What an answer may leave out is looked for in the cart itself: the
 * answer to a POST or PUT may repeat more than a later read.
 */
export async function asSet(
  context: Context,
  partnerCenter: PartnerCenter,
  { state, request, answer }: { state: CartState; request: CartRequest; answer: Cart },
): Promise<CartState> {
  if (!saysWhatMayBeLeftOut(request.lineItems)) return compared(context, state, request, answer);
  const observed = await observeCart(partnerCenter, state, context.now() + CALL_MS);
  if (!("cart" in observed)) return { ...compared(context, state, request, answer), repeated: [] };
  return compared(context, withCart(state, observed.cart), request, observed.cart);
}

/**
 * The state with what the cart holds differently from what was declared; details are only told.
 * @param expected what it has to repeat. Default: nothing, since it was set just now.
 */
export function compared(
  context: Context,
  state: CartState,
  request: CartRequest,
  cart: Cart,
  expected: string[] | "all" = [],
): CartState {
  const { blocking, details, repeated } = cartDifferences(request, cart, expected);
  if (details.length > 0) context.warn(messages.changedDetails(state, details));
  return { ...state, deviations: blocking, repeated };
}
