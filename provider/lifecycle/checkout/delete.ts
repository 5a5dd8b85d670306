import { refuseOtherPartner } from "../core/storedState";
import { cartName } from "../core/words";
import { normaliseId } from "../core/ids";
import {
  forgottenUnasked,
  leftBehind,
  mayBeLate,
  orderedAfterAll,
  partForgotten,
  refusedAndOrdered,
  refusedLately,
  retained,
} from "./lettingGoMessages";
import { hasSeveralGroups, OBSERVATION_MS, observeCart } from "../core/observedCart";
import { declaredCheckout } from "./inputs";
import { refuseLeftOut, TooEarly } from "./leftOut";
import { ordersOfRefusedCart } from "./replacement";
import { isTakenFrom } from "./task";
import { isToBeSent, type CheckoutState } from "./state";
import { Refusal } from "../core/lifecycle";
import type { Context } from "../core/context";

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
 * that can't be asked, for want of settings or of an answer, the resource is let go with a warning.
 */
export async function refuseOrderedSince(context: Context, id: string, state: CheckoutState): Promise<void> {
  const isRefused = state.status === "notPlaced" || state.status === "partiallyFailed";
  if (!isRefused || !isToBeSent(state)) return;
  try {
    const why = await orderedSince(context, id, state);
    if (why !== undefined) throw new Refusal(forgetsTooMuch(why));
  } catch (error) {
    // Where only time can tell, nothing says that there was a run which was interrupted.
    if (error instanceof TooEarly) {
      context.warn(partForgotten(state));
      return;
    }
    if (error instanceof Refusal) throw error;
    context.warn(forgottenUnasked(state, error instanceof Error ? error.message : ""));
  }
}

/** What speaks for a purchase that state doesn't know of, in words. */
async function orderedSince(context: Context, id: string, state: CheckoutState): Promise<string | undefined> {
  const partnerCenter = context.partnerCenter();
  const observed = await observeCart(partnerCenter, state, context.now() + OBSERVATION_MS);
  if (observed.kind === "failed") throw observed.error;
  const isTaken = isTakenFrom(context, id);
  const { orders, besides = [] } = state;
  if (orders.length === 0) {
    if (observed.kind === "ordered") throw new Refusal(orderedAfterAll(state));
    const isUnbought = observed.kind === "open" && !hasSeveralGroups(observed.cart);
    if (isUnbought || context.memory.replaced.has(id)) return undefined;
    const { candidates, readyAt } = await ordersOfRefusedCart(context, state, observed, isTaken, besides);
    if (candidates.length > 0) return refusedAndOrdered(state, candidates, besides);
    return readyAt === undefined ? undefined : `${refusedLately(state)} ${mayBeLate(readyAt)}`;
  }
  const cart = observed.kind === "gone" ? undefined : observed.cart;
  const declared = declaredCheckout({ besides });
  try {
    await refuseLeftOut(context, partnerCenter, { state, orders, cart, declared, isTaken });
    return undefined;
  } catch (error) {
    if (error instanceof Refusal && !(error instanceof TooEarly)) return error.message;
    throw error;
  }
}

function forgetsTooMuch(why: string): string {
  return (
    `${why} A run that was interrupted may have bought it, so it can't be forgotten now: \`pulumi up\` settles that. To ` +
    `give up on it, run \`pulumi state delete\`.`
  );
}
