import { PartnerCenterError } from "../../client/errors";
import type { Context } from "../core/context";
import { hasSeveralGroups, OBSERVATION_MS, observeCart } from "../core/observedCart";
import { besidesLine } from "../orders/alreadyOrderedMessages";
import { ordersOfHeldLines } from "../orders/cartOrders";
import type { OrderState } from "../orders/order";
import type { DeclaredCheckout } from "./inputs";
import { cartName } from "../core/words";
import { listed } from "../orders/orderWords";
import { orderedAfterAll } from "./lettingGoMessages";
import type { CheckoutState } from "./state";
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
    const candidates = await ordersOfRefusedCart(context, state, isTaken, besides);
    if (candidates.length === 0) return undefined;
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

/** What a cart that was refused held, among the customer's orders since it was made. Throws a PartnerCenterError. */
export async function ordersOfRefusedCart(
  context: Context,
  { customerId, unsettled }: CheckoutState,
  isTaken: (orderId: string) => boolean,
  besides: string[],
): Promise<OrderState[]> {
  const { lines = [], cartCreatedAt: createdAfter } = unsettled ?? {};
  const deadline = context.now() + OBSERVATION_MS;
  const purchases = await customerPurchases(context, context.partnerCenter(), customerId, { deadline });
  return ordersOfHeldLines(purchases, lines, { createdAfter, isTaken, besides });
}

function unsure(state: CheckoutState, why: string): string {
  return (
    `${cartName(state)} was refused when it was last checked out, but a run that was interrupted may have tried it ` +
    `again, so no other cart takes its place before that is clear. ${why} Nothing was changed.`
  );
}
