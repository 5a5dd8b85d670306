import { PartnerCenterError } from "../client/errors";
import type { PartnerCenter } from "../client/partnerCenter";
import type { Cart, CartRequest } from "../client/schemas";
import { cartDeviations } from "./cartDeviations";
import { cartEnd } from "./cartEnd";
import { cartRequest, withAddons } from "./cartInputs";
import { lookAtCart, serverTimeOr, type CartLook } from "./cartLook";
import * as messages from "./cartMessages";
import { withCart, type CartState } from "./cartState";
import { checkoutId } from "./checkoutState";
import type { CheckoutSurroundings } from "./checkoutSurroundings";
import { customerPurchases } from "./customerPurchases";
import { canonical } from "./inputChecks";
import { Refusal } from "./lifecycle";
import type { OrderState } from "./orderState";
import { cartRequestIds } from "./requestIds";
import { ordersOfSameItems, RECENT_MS } from "./sameItems";

export const CALL_MS = 3 * 60 * 1000;
/** A cart older than this was not made by the call that returned it, and what the call says of it may be old as well. */
const JUST_MADE_MS = 60 * 1000;
const MOST_GENERATIONS = 20;

/**
 * Makes the cart, unless the customer has what it would buy. A cart that this resource made before, and that was
 * ordered since, is a purchase, not a new cart.
 */
export async function makeCart(
  around: CheckoutSurroundings,
  partnerCenter: PartnerCenter,
  state: CartState,
  news: Record<string, unknown>,
): Promise<CartState> {
  const isBought = await refuseBought(around, partnerCenter, state, news);
  const cart = await usableCart(around, partnerCenter, state, news, cartRequest(news));
  if (isBought && cart.status !== "ordered") expectAdoption(around, cart);
  return cart;
}

/**
 * Refuses what the customer ordered lately, unless the program allows that. Returns whether there is such an order
 * that `adopt` lets in: then the checkout takes it over, or refuses where that can't be told.
 */
export async function refuseBought(
  around: CheckoutSurroundings,
  partnerCenter: PartnerCenter,
  state: CartState,
  news: Record<string, unknown>,
): Promise<boolean> {
  if (news["allowDuplicate"] === true) return false;
  const bought = await boughtLately(around, partnerCenter, state);
  if (bought.length > 0 && news["adopt"] !== true)
    throw new Refusal(messages.boughtLately(state.seed, state.customerId, bought));
  return bought.length > 0;
}

export function expectAdoption({ memory }: CheckoutSurroundings, state: CartState): void {
  memory.expectAdoption(checkoutId(state.customerId, state.cartId));
}

async function usableCart(
  around: CheckoutSurroundings,
  partnerCenter: PartnerCenter,
  state: CartState,
  news: Record<string, unknown>,
  request: CartRequest,
): Promise<CartState> {
  for (let generation = state.generation; generation < state.generation + MOST_GENERATIONS; generation++) {
    const { value, meta } = await partnerCenter.createCart({
      customerId: state.customerId,
      cart: request,
      deadline: around.now() + CALL_MS,
      ...cartRequestIds(state.seed, state.customerId, generation, canonical(request)),
    });
    const made = withCart({ ...state, generation }, value);
    const now = serverTimeOr(around.now(), meta.serverTime);
    // One that doesn't tell its age is looked at, too.
    const isNew = now - Date.parse(made.createdAt ?? "") <= JUST_MADE_MS;
    const isOld = made.status === "ordered" || !isNew;
    if (!isOld) return compared(around, made, request, value);
    const look = await lookAtCart(partnerCenter, made, around.now() + CALL_MS);
    if (look.kind === "failed") throw look.error;
    if (look.kind === "ordered" && news["adopt"] === true) return withCart(made, look.cart);
    if (look.kind === "ordered" && news["allowDuplicate"] !== true)
      throw new Refusal(messages.madeAndOrdered(made));
    // An older cart that was never ordered can be used as well as any, unless its days are over.
    if (look.kind === "open" && !isOver(look, now))
      return compared(around, withCart(made, look.cart), request, look.cart);
  }
  throw new Refusal(messages.onlyOldCarts(state.seed));
}

function isOver({ cart }: Extract<CartLook, { cart: Cart }>, now: number): boolean {
  return Date.parse(cart.expirationTimestamp ?? "") <= now;
}

/** What the customer ordered lately that the cart would buy again. A look that fails is a Refusal. */
async function boughtLately(
  around: CheckoutSurroundings,
  partnerCenter: PartnerCenter,
  state: CartState,
): Promise<OrderState[]> {
  try {
    const deadline = around.now() + CALL_MS;
    const purchases = await customerPurchases(around, partnerCenter, state.customerId, deadline);
    const orders = [...purchases.orders, ...purchases.incomplete];
    return ordersOfSameItems(withAddons(state.lineItems), orders, purchases.now - RECENT_MS);
  } catch (error) {
    if (error instanceof PartnerCenterError)
      throw new Refusal(messages.lookFailed(state.seed, state.customerId, error.message));
    throw error;
  }
}

/** Takes a cart over that was made elsewhere. Its lines stay as they are. */
export async function takeCartOver(
  around: CheckoutSurroundings,
  partnerCenter: PartnerCenter,
  state: CartState,
  news: Record<string, unknown>,
): Promise<CartState> {
  const look = await lookAtCart(partnerCenter, state, around.now() + CALL_MS);
  if (look.kind === "failed") throw look.error;
  if (look.kind === "gone") {
    // The cart of a purchase that was made long ago: its orders are what is left of it.
    const end = await cartEnd(partnerCenter, state, around.now());
    if (end.kind !== "ordered") throw new Refusal(messages.existingGone(state, look.error.message));
    around.info(messages.foundOrdered(state, end.orders));
    return { ...state, status: "ordered" };
  }
  const taken = withCart(state, look.cart);
  const request = cartRequest(news);
  if (look.kind === "open") return compared(around, taken, request, look.cart);
  const { grave } = cartDeviations(request, look.cart);
  if (grave.length > 0) throw new Refusal(messages.existingOrderedOther(state, grave));
  return taken;
}

/** The state with what the cart holds differently from what was declared; details are only told. */
export function compared(
  around: CheckoutSurroundings,
  state: CartState,
  request: CartRequest,
  cart: Cart,
): CartState {
  const { grave, light } = cartDeviations(request, cart);
  if (light.length > 0) around.warn(messages.changedDetails(state, light));
  return { ...state, deviations: grave };
}
