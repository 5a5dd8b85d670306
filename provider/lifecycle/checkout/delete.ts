import { refuseOtherPartner } from "../core/storedState";
import { cartName } from "../core/words";
import { normaliseId } from "../core/ids";
import { leftBehind, orderedAfterAll, retained } from "./messages";
import { OBSERVATION_MS, observeCart } from "../core/observedCart";
import { declaredCheckout } from "./inputs";
import { refuseLeftOut, TooEarly } from "./leftOut";
import { ordersOfRefusedCart } from "./replacement";
import { isTakenFrom } from "./task";
import { isToBeSettled, type CheckoutState } from "./state";
import { Refusal } from "../core/lifecycle";
import type { Context } from "../core/context";
import { orderIdsLine } from "../orders/alreadyOrderedMessages";
import type { OrderState } from "../orders/order";
import { listed } from "../orders/orderWords";

/**
 * Forgets a purchase, saying what stays behind, or refuses to. Never calls Partner Center, so it needs no settings.
 * A checkout whose end isn't known is never forgotten: then nobody would search for its orders again.
 */
export function deleteCheckout(
  id: string,
  state: CheckoutState,
  { memory, partner, warn, info }: Pick<Context, "memory" | "partner" | "warn" | "info">,
): void {
  refuseOtherPartner(state, partner());
  if (memory.holds(id)) {
    const left = state.orders.filter((order) => !memory.isHeldBy(id, normaliseId(order.id)));
    if (left.length === 0 || state.status === "unknown") {
      info(`${cartName(state)} stays bought: another resource of this program holds it.`);
      return;
    }
    if (state.onDelete === "forbid") throw new Refusal(leftBehind(state, left));
    warn(`warning: ${leftBehind(state, left)}`);
    return;
  }
  if (state.status === "unknown")
    throw new Refusal(
      `It is not known yet whether ${cartName(state)} was bought, so it can't be forgotten. Run \`pulumi up\` to ` +
        `settle it (that is safe), or name its orders with orderIds; to give up on it, run \`pulumi state delete\`.`,
    );
  if (state.orders.length === 0) return;
  if (state.onDelete === "forbid")
    throw new Refusal(
      `${cartName(state)} was bought (orders ${state.orderIds.join(", ")}) and onDelete is "forbid". To let go of ` +
        `it, set onDelete: "retain", run \`pulumi up\`, then delete again.`,
    );
  warn(retained(state));
}

/**
 * Refuses to forget what a run that was killed may have bought since Partner Center refused it, as a whole or in part. If
 * the cart or the orders can't be read, the resource is let go.
 */
export async function refuseOrderedSince(context: Context, id: string, state: CheckoutState): Promise<void> {
  const isRefused = state.status === "notPlaced" || state.status === "partiallyFailed";
  if (!isRefused || !isToBeSettled(state)) return;
  const deadline = context.now() + OBSERVATION_MS;
  const observed = await quietly(() => observeCart(context.partnerCenter(), state, deadline));
  if (!observed || observed.kind === "failed") return;
  const isTaken = isTakenFrom(context, id);
  const { orders, besides = [] } = state;
  if (orders.length === 0 && observed.kind === "ordered") throw new Refusal(orderedAfterAll(state));
  if (orders.length === 0 && observed.kind === "gone") {
    if (context.memory.replaced.has(id)) return;
    const found = await quietly(() => ordersOfRefusedCart(context, state, isTaken, besides));
    if (found && found.length > 0) throw new Refusal(forgetsTooMuch(refusedAndGone(state, found)));
    return;
  }
  if (state.status === "notPlaced") return;
  const cart = observed.kind === "gone" ? undefined : observed.cart;
  try {
    const declared = declaredCheckout({ besides });
    await refuseLeftOut(context, context.partnerCenter(), { state, orders, cart, declared, isTaken });
  } catch (error) {
    // Where only time can tell, the orders of a refused part show by then, or there are none.
    if (error instanceof Refusal && !(error instanceof TooEarly))
      throw new Refusal(forgetsTooMuch(error.message));
  }
}

/** Undefined where it can't be done now, for want of settings or of an answer. */
async function quietly<T>(act: () => Promise<T>): Promise<T | undefined> {
  try {
    return await act();
  } catch {
    return undefined;
  }
}

function refusedAndGone(state: CheckoutState, orders: OrderState[]): string {
  const ids = orderIdsLine(orders.map(({ id }) => id));
  return `${cartName(state)} was refused when it was last checked out, and is gone; these orders hold its items: ${listed(orders)}. If they are this purchase: \`${ids}\`.`;
}

function forgetsTooMuch(why: string): string {
  return (
    `${why} A run that was interrupted may have bought it, so it can't be forgotten now: \`pulumi up\` settles that. To ` +
    `give up on it, run \`pulumi state delete\`.`
  );
}
