import { PartnerCenterError } from "../client/errors";
import type { PartnerCenter } from "../client/partnerCenter";
import { cartLines, findOrders, lookAtCart, timeOf } from "./cartLook";
import { cartName, cartProblem, interruptedHint, listed } from "./checkoutMessages";
import { recentOrders } from "./checkoutAdoption";
import type { CheckoutState } from "./checkoutState";
import { Refusal } from "./lifecycle";
import { matchOrders } from "./orderMatch";
import { orderState, type OrderState } from "./orderState";
import { ordersOfSameItems } from "./sameItems";

const LOOK_MS = 60_000;
const RECENT_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * For `adopt`: the orders that are this purchase already, or undefined when the customer has none and it may be bought.
 * Whatever stays in doubt, and a look that fails, is a Refusal: nothing is sent that buys.
 */
export async function ordersToAdopt(
  partnerCenter: PartnerCenter,
  state: CheckoutState,
  now: number,
  isTaken: (orderId: string) => boolean,
): Promise<OrderState[] | undefined> {
  const deadline = now + LOOK_MS;
  const look = await lookAtCart(partnerCenter, state, deadline);
  if (look.kind === "failed") throw refusal(state, look.error.message);
  if (look.kind === "gone") {
    const orders = await recentOrders(partnerCenter, state.customerId, look.serverTime ?? now);
    throw refusal(state, cartProblem(look, [], state) + interruptedHint(orders));
  }
  const time = timeOf(look, now);
  try {
    if (look.kind === "ordered") {
      const { customerId, cartId } = state;
      const { creationTimestamp: createdAfter, lastModifiedTimestamp: orderedAt } = look.cart;
      const question = { customerId, cartId, createdAfter, orderedAt, now: time, isTaken, alone: true };
      const lines = cartLines(look.cart);
      const { certain, match } = await findOrders(partnerCenter, { ...question, lines, known: [] }, deadline);
      if (certain) return certain;
      throw doubtful(state, match.kind === "matched" ? match.orders : match.candidates);
    }
    const { value } = await partnerCenter.listOrders(state.customerId, { deadline });
    const orders = value.map(orderState).filter(({ status }) => status.toLowerCase() !== "cancelled");
    const match = matchOrders({ lines: cartLines(look.cart), known: [], orders, isTaken });
    if (match.kind === "matched") return match.orders;
    const alike = ordersOfSameItems(look.cart.lineItems, orders, time - RECENT_MS);
    if (match.kind === "ambiguous") throw doubtful(state, match.candidates);
    if (alike.length > 0) throw doubtful(state, alike);
    return undefined;
  } catch (error) {
    if (error instanceof PartnerCenterError) throw refusal(state, error.message);
    throw error;
  }
}

function doubtful(state: CheckoutState, orders: OrderState[]): Refusal {
  return refusal(
    state,
    orders.length > 0
      ? `Which orders are this purchase can't be told for certain: ${listed(orders)}. Set orderIds to the right ones.`
      : `The cart reads Ordered, but its orders are not in the customer's list yet; that takes up to 15 minutes.`,
  );
}

function refusal(state: CheckoutState, why: string): Refusal {
  return new Refusal(
    `adopt: true takes a purchase over rather than to buy it twice, and that failed for ${cartName(state)}. ${why} ` +
      `Nothing was sent that buys.`,
  );
}
