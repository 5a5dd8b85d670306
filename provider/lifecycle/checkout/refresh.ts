import { withOrders, type CheckoutState } from "./state";
import { rollUp } from "../orders/orderProgress";
import { cartName } from "../core/words";
import { refreshOrders } from "../orders/orderReads";
import { stateAfter } from "./conclusion";
import { observeOnly } from "./checkOut";
import type { Context } from "../core/context";
import { PartnerCenterError } from "../../client/errors";
import type { PartnerCenter } from "../../client/partnerCenter";

/** What became of a checkout, without sending anything that buys. */
export async function refreshedCheckout(
  context: Context,
  partnerCenter: PartnerCenter,
  id: string,
  state: CheckoutState,
): Promise<CheckoutState> {
  if (state.status === "notPlaced") return state;
  if (state.status === "unknown") {
    const end = await observeOnly(context, partnerCenter, { id, state, attempt: Math.max(1, state.attempt) });
    if (end.kind !== "unknown") return stateAfter(state, end, state.attempt);
  }
  const orders = await refreshOrders(partnerCenter, state.customerId, state.orders);
  for (const order of orders.filter((o) => o.status === "missing"))
    context.warn(
      `warning: ${cartName(state)}: Partner Center does not know order ${order.id} any more. It is kept in state ` +
        `as "missing"; to forget it, run \`pulumi state delete\` on this resource.`,
    );
  const isSettled = state.status !== "unknown" && state.status !== "partiallyFailed";
  return withOrders(state, orders, isSettled ? rollUp(orders) : state.status);
}

/** The orders that are known already, as they read now. What can't be read now stays as it was. */
export async function withKnownOrders(
  partnerCenter: PartnerCenter,
  state: CheckoutState,
): Promise<CheckoutState> {
  try {
    const orders = await refreshOrders(partnerCenter, state.customerId, state.orders);
    return withOrders(state, orders, state.status);
  } catch (error) {
    if (error instanceof PartnerCenterError) return state;
    throw error;
  }
}
