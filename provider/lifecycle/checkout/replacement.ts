import { PartnerCenterError } from "../../client/errors";
import type { Context } from "../core/context";
import {
  cartLines,
  hasSeveralGroups,
  OBSERVATION_MS,
  observeCart,
  type ObservedCart,
} from "../core/observedCart";
import { besidesLine } from "../orders/alreadyOrderedMessages";
import { listedAfterRefusal, ordersOfHeldLines } from "../orders/cartOrders";
import type { OrderState } from "../orders/order";
import type { DeclaredCheckout } from "./inputs";
import { cartName } from "../core/words";
import { listed } from "../orders/orderWords";
import { mayBeLate, orderedAfterAll } from "./lettingGoMessages";
import { answeredAtOf, type CheckoutState } from "./state";
import { customerPurchases } from "../orders/customerPurchases";

/**
 * Why a cart that state calls refused must not make room for another one after all: a run that was killed may have
 * tried it again and bought it, and no state tells of that. Asked before the replacement, because the engine creates
 * the new purchase before it deletes the old one. If the cart or the orders can't be read, the resource keeps its cart.
 */
export async function replacementRefusal(
  context: Context,
  state: CheckoutState,
  isTaken: (orderId: string) => boolean,
  { orderIds, besides }: DeclaredCheckout,
): Promise<string | undefined> {
  const partnerCenter = context.partnerCenter();
  const deadline = context.now() + OBSERVATION_MS;
  const observed = await observeCart(partnerCenter, state, deadline);
  if (observed.kind === "open" && !hasSeveralGroups(observed.cart)) return undefined;
  if (observed.kind === "ordered") return orderedAfterAll(state);
  // What the program says the orders are is taken over, and nothing is bought in the old cart's place.
  if (orderIds.length > 0) return undefined;
  if (observed.kind === "failed") return unsure(state, observed.error.message);
  try {
    const { candidates, readyAt } = await ordersOfRefusedCart(context, state, observed, isTaken, besides);
    if (candidates.length === 0) return readyAt === undefined ? undefined : unsure(state, mayBeLate(readyAt));
    return unsure(
      state,
      `${observed.kind === "gone" ? "It has expired" : "A part of it can have been ordered"}, and these orders hold its ` +
        `items: ${listed(candidates)}. If they are its own, set orderIds to them: then nothing more is bought. If they ` +
        `are not, say so: \`${besidesLine(besides, candidates)}\`.`,
    );
  } catch (error) {
    if (error instanceof PartnerCenterError) return unsure(state, error.message);
    throw error;
  }
}

/**
 * What a cart that was refused held, among the customer's orders since it was made, and until when such an order can be
 * missing from the list; undefined where none can be. Where the cart is gone, state tells what it held. Throws a
 * PartnerCenterError.
 */
export async function ordersOfRefusedCart(
  context: Context,
  state: CheckoutState,
  observed: ObservedCart,
  isTaken: (orderId: string) => boolean,
  besides: string[],
): Promise<{ candidates: OrderState[]; readyAt?: number }> {
  const cart = observed.kind === "open" ? observed.cart : undefined;
  const { customerId, unsettled: { lines: kept = [], cartCreatedAt } = {} } = state;
  const createdAfter = cartCreatedAt ?? cart?.creationTimestamp;
  const lines = [...kept, ...(cart ? cartLines(cart) : [])];
  const deadline = context.now() + OBSERVATION_MS;
  const purchases = await customerPurchases(context, context.partnerCenter(), customerId, { deadline });
  const candidates = ordersOfHeldLines(purchases, lines, { createdAfter, isTaken, besides });
  const told = { cartCreatedAt, answeredAt: answeredAtOf(state) };
  const readyAt = listedAfterRefusal(cart, told, purchases.now);
  return { candidates, readyAt: purchases.now < readyAt ? readyAt : undefined };
}

function unsure(state: CheckoutState, why: string): string {
  return (
    `${cartName(state)} was not ordered when it was last checked out, but a run that was interrupted may have tried it ` +
    `again, so no other cart takes its place before that is clear. ${why} Nothing was changed.`
  );
}
