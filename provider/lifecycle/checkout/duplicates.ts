import { PartnerCenterError } from "../../client/errors";
import type { PartnerCenter } from "../../client/partnerCenter";
import type { Context } from "../core/context";
import { idKey } from "../core/ids";
import { OBSERVATION_MS } from "../core/observedCart";
import { cartName } from "../core/words";
import { customerPurchases, type CustomerPurchases } from "../orders/customerPurchases";
import { duplicateOrders, isWatched, latestPurchases, type DuplicateOrder } from "../orders/duplicateOrders";
import { duplicatesOrdered, duplicatesUntold } from "../orders/duplicateOrderMessages";
import type { CheckoutState } from "./state";
import { isTakenFrom } from "./task";

/** Purchases of a stack are read side by side, and what each of them holds is known once its read has begun. */
const OTHERS_MS = 1000;

/**
 * Two stacks that buy the same at the same moment both find nothing, and both buy. So what shows of that afterwards is
 * told, while it can be cancelled. Telling it permits nothing, changes nothing, and never fails a run.
 */
export function warnOfDuplicates(
  context: Context,
  id: string,
  state: CheckoutState,
  purchases: CustomerPurchases | undefined,
): void {
  try {
    if (!purchases || !isWatchedPurchase(state, purchases.now)) return;
    const { all, told } = found(context, id, state, purchases);
    if (told.length === 0) return;
    for (const pair of told) context.memory.warnedOf.add(keyOf(pair));
    context.warn(duplicatesOrdered(cartName(state), told, all, state.besides ?? []));
  } catch (error) {
    untold(context, state, error);
  }
}

/** The same, from what the customer has now. Nothing is asked once the purchase can't be cancelled any more. */
export async function lookForDuplicates(
  context: Context,
  partnerCenter: PartnerCenter,
  id: string,
  state: CheckoutState,
): Promise<void> {
  try {
    if (!isWatchedPurchase(state, context.now())) return;
    const purchases = await purchasesOnce(context, partnerCenter, state);
    if (!purchases || found(context, id, state, purchases).told.length === 0) return;
    await untilOthersAreKnown(context);
    warnOfDuplicates(context, id, state, purchases);
  } catch (error) {
    untold(context, state, error);
  }
}

/** All of them, and those that this run has not told yet. */
function found(
  context: Context,
  id: string,
  { orders, besides = [] }: CheckoutState,
  purchases: CustomerPurchases,
) {
  const all = duplicateOrders({ orders, purchases, besides, isTaken: isTakenFrom(context, id) });
  return { all, told: all.filter((pair) => !context.memory.warnedOf.has(keyOf(pair))) };
}

/** Waits while the run still gets to know what its purchases hold. */
async function untilOthersAreKnown({ memory, sleep }: Pick<Context, "memory" | "sleep">): Promise<void> {
  for (let known = -1; known < memory.knownOrders;) {
    known = memory.knownOrders;
    await sleep(OTHERS_MS);
  }
}

/** While it isn't known which orders are the purchase, another order of the same may be its own. */
export function isWatchedPurchase(
  { status, orders }: Pick<CheckoutState, "status" | "orders">,
  now: number,
): boolean {
  return status !== "unknown" && orders.some((order) => isWatched(order, now));
}

/** Read once for all purchases of the customer in this run; so is the trouble that it meets. */
function purchasesOnce(
  context: Context,
  partnerCenter: PartnerCenter,
  state: CheckoutState,
): Promise<CustomerPurchases | undefined> {
  const { customerId } = state;
  return context.memory.reads.keep(`purchases ${customerId}`, async () => {
    try {
      const deadline = context.now() + OBSERVATION_MS;
      return latestPurchases(await customerPurchases(context, partnerCenter, customerId, { deadline }));
    } catch (error) {
      if (!(error instanceof PartnerCenterError)) throw error;
      untold(context, state, error);
      return undefined;
    }
  });
}

function untold({ warn }: Pick<Context, "warn">, { customerId }: CheckoutState, error: unknown): void {
  warn(duplicatesUntold(customerId, error instanceof Error ? error.message : "The provider failed."));
}

function keyOf({ own, other }: DuplicateOrder): string {
  return [own.order.id, other.order.id].map(idKey).sort().join(" ");
}
