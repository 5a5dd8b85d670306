import type { PartnerCenter } from "../../client/partnerCenter";
import type { Context } from "../core/context";
import { checkoutId } from "../core/ids";
import { Refusal, type Settled } from "../core/lifecycle";
import { cartName } from "../core/words";
import { listed } from "../orders/orderWords";
import { ordersToAdopt, adoptOrders } from "./adopt";
import { latestOrders } from "./get";
import type { DeclaredCheckout } from "./inputs";
import { interruptedHint, noCart } from "./messages";
import { freshCheckout, type CheckoutState } from "./state";
import { isTakenFrom, type CheckoutEnd } from "./task";

/** What create starts from. Settings and limits that can't be read are refused here, where nothing was sent. */
export function beginCheckout(context: Context, declared: DeclaredCheckout) {
  const partnerCenter = context.partnerCenter();
  context.rules();
  const state = freshCheckout(declared, partnerCenter.partner);
  if (state.cartId === "" && declared.orderIds.length === 0) throw new Refusal(noCart());
  const id = checkoutId(state.customerId, state.cartId, declared.orderIds);
  context.memory.hold(id);
  return { partnerCenter, id, state };
}

/** The purchase as it exists already: the program names its orders, or asks for "adopt". Undefined: it may be bought. */
export async function existingPurchase(
  context: Context,
  partnerCenter: PartnerCenter,
  id: string,
  state: CheckoutState,
  declared: DeclaredCheckout,
): Promise<Settled<CheckoutState> | undefined> {
  const takeOver = (orderIds: string[]) => adoptOrders(context, partnerCenter, id, state, orderIds, declared);
  if (declared.orderIds.length > 0) return takeOver(declared.orderIds);
  if (declared.ifAlreadyOrdered === "refuse") return undefined;
  const orders = await ordersToAdopt(context, partnerCenter, state, declared, isTakenFrom(context, id));
  if (!orders) return undefined;
  context.info(`${cartName(state)}: taken over instead of bought: ${listed(orders)}`);
  return takeOver(orders.map((order) => order.id));
}

/** What helps somebody whose cart is gone: a run that was interrupted may have bought it. */
export async function hintOf(
  context: Context,
  partnerCenter: PartnerCenter,
  { customerId }: CheckoutState,
  { cartGone }: CheckoutEnd,
): Promise<string> {
  if (!cartGone) return "";
  return interruptedHint(await latestOrders(partnerCenter, customerId, context.now()));
}
