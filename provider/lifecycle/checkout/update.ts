import type { PartnerCenter } from "../../client/partnerCenter";
import type { Context } from "../core/context";
import { Refusal, type Settled } from "../core/lifecycle";
import { OBSERVATION_MS, observeCart } from "../core/observedCart";
import { cartName } from "../core/words";
import { rollUp } from "../orders/orderProgress";
import { refreshOrders } from "../orders/orderReads";
import { adoptOrders } from "./adopt";
import { conclude } from "./conclusion";
import { existingPurchase } from "./create";
import { boughtNothing, diffCheckout, newOrderIds } from "./diff";
import type { DeclaredCheckout } from "./inputs";
import { refuseLeftOut, TooEarly } from "./leftOut";
import { withKnownOrders } from "./refresh";
import { besidesOf, hasOpenWork, isToBeSent, isToBeSettled, withOrders, type CheckoutState } from "./state";
import { isTakenFrom } from "./task";

/** What is done without a checkout, or the state from which one has to be sent (again). */
export async function resumeCheckout(
  context: Context,
  id: string,
  old: CheckoutState,
  declared: DeclaredCheckout,
): Promise<Settled<CheckoutState> | { partnerCenter: PartnerCenter; state: CheckoutState }> {
  const partnerCenter = context.partnerCenter();
  context.rules();
  // The engine asks diff before; asking again costs nothing and update is where money would move.
  if (diffCheckout(id, old, declared, partnerCenter.partner, context.now()).replaces.length > 0)
    throw new Refusal(`Another cart is another purchase; this resource stays with ${cartName(old)}.`);
  const state: CheckoutState = {
    ...old,
    partner: partnerCenter.partner,
    ...declared.options,
    ...besidesOf(declared),
  };
  const { orderIds } = declared;
  if (orderIds.length > 0 && (hasOpenWork(state) || newOrderIds(state, declared).length > 0))
    return unlessTooEarly(id, old, () => adoptOrders(context, partnerCenter, id, state, orderIds, declared));
  if (!isToBeSent(state)) {
    const early =
      isToBeSettled(old) &&
      (await unlessTooEarly(id, old, () => refuseAfterKill(context, partnerCenter, id, state, declared)));
    if (early) return early;
    const orders = await refreshOrders(partnerCenter, state.customerId, state.orders);
    const status = state.orderErrors.length > 0 ? "partiallyFailed" : rollUp(orders);
    return conclude(context, partnerCenter, id, withOrders(state, orders, status));
  }
  // Refused before, it may have been bought elsewhere since.
  const existing = boughtNothing(state)
    ? await existingPurchase(context, partnerCenter, id, state, declared)
    : undefined;
  return existing ?? { partnerCenter, state: await withKnownOrders(partnerCenter, state) };
}

/** What is too early to tell now, state has to remember, so that a later run knows since when. */
async function unlessTooEarly<End>(
  id: string,
  old: CheckoutState,
  act: () => Promise<End>,
): Promise<End | Settled<CheckoutState>> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof TooEarly)) throw error;
    const { since, message } = error;
    const unsettled = { lines: [], ...old.unsettled, unanswered: false, since };
    return { id, state: { ...old, unsettled }, problems: [message] };
  }
}

/** What was refused is left out from now on; a run that was killed may have bought it all the same. */
async function refuseAfterKill(
  context: Context,
  partnerCenter: PartnerCenter,
  id: string,
  state: CheckoutState,
  declared: DeclaredCheckout,
): Promise<void> {
  const observed = await observeCart(partnerCenter, state, context.now() + OBSERVATION_MS);
  if (observed.kind === "failed") throw observed.error;
  const { orders } = state;
  const cart = "cart" in observed ? observed.cart : undefined;
  const isTaken = isTakenFrom(context, id);
  await refuseLeftOut(context, partnerCenter, { state, orders, cart, declared, isTaken });
}
