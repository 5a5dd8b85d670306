import { PartnerCenterError } from "../../client/errors";
import { withoutAvailabilities } from "../core/items";
import { isSame } from "../core/json";
import {
  cartLineErrors,
  cartLines,
  hasSeveralGroups,
  LIST_LAG_MS,
  type ObservedCart,
  type ReadCart,
} from "../core/observedCart";
import type { Became } from "../orders/cartOrders";
import { ordersOfLines } from "../orders/orderLines";
import { ordersIn } from "../orders/orderMatch";
import { cartProblem, partOrderedBefore, sentWithOtherLines } from "./messages";
import type { CheckoutProgress } from "./progress";
import type { CheckoutEnd } from "./task";

/** What an observation alone tells; undefined when the checkout has to be sent. */
export async function endBeforeSending(
  progress: CheckoutProgress,
  observed: ObservedCart,
): Promise<CheckoutEnd | undefined> {
  if (observed.kind === "failed") return progress.stopped(cartProblem(observed, [], progress.task));
  if (observed.kind === "gone") return endOfGoneCart(progress, observed);
  const lineErrors = cartLineErrors(observed.cart);
  if (observed.kind === "open")
    return lineErrors.length > 0
      ? progress.stopped(cartProblem(observed, lineErrors, progress.task))
      : endOfEditedCart(progress, observed);

  const found = await progress.find(observed);
  if (found instanceof PartnerCenterError) return progress.stopped(found.message);
  progress.parts = found.parts;
  const { doubt } = progress;
  const repeats = !progress.busy && (!doubt || doubt.unanswered || doubt.foundOrdered === true);
  // A repetition's answer is exact; a match is believed before it only when nothing can be missing from the list.
  const isUnanswered = doubt?.unanswered === true;
  const believed = repeats ? found.complete && !isUnanswered : true;
  if (found.certain && believed && progress.orderedAsAWhole)
    return progress.end("placed", { orders: found.certain });
  if (repeats) return undefined;
  if (nothingNew(progress, observed, found)) {
    const problem = "Partner Center takes the cart for ordered, and ordered no more of it than is known.";
    return progress.end("open", { problem });
  }
  // Another request ordered this cart: ours would rest on nothing but the cart's idempotency.
  const why = "Another request ordered the cart, and which orders it became can't be told for certain yet.";
  return progress.unknown([progress.busy?.message, why].filter(Boolean).join(" "), {
    candidates: ordersIn(found.match),
  });
}

/** An expired cart can't be ordered any more, so the orders tell what became of it. */
export async function endOfGoneCart(
  progress: CheckoutProgress,
  observed: ObservedCart,
): Promise<CheckoutEnd> {
  const problem = cartProblem(observed, [], progress.task);
  if (!progress.doubt) return { ...progress.stopped(problem), cartGone: true };
  const found = await progress.find(observed);
  if (found instanceof PartnerCenterError) return progress.unknown(`${problem} ${found.message}`);
  // What another purchase of the customer holds, in another quantity, is no order of this one.
  const candidates = ordersOfLines(progress.seen.lines ?? [], ordersIn(found.match));
  const none = found.complete && found.match.kind === "none" && candidates.length === 0;
  if (none && !progress.seen.ordered && progress.seen.lines?.length)
    return progress.end("notPlaced", { problem });
  return progress.unknown(problem, { candidates });
}

/** An earlier attempt ordered the cart in part, and whatever was uncertain since has added nothing to that. */
function nothingNew(
  progress: CheckoutProgress,
  observed: ObservedCart,
  { complete, match }: Became,
): boolean {
  const silence = progress.silence(observed);
  const none = complete && match.kind === "none" && match.candidates.length === 0;
  return none && progress.task.orderErrors.length > 0 && !progress.busy && silence > LIST_LAG_MS;
}

/**
 * A cart whose lines were set anew since it was checked out isn't sent while a part of what it held then can have been
 * ordered: Partner Center might order that part anew. Undefined where nothing speaks for that.
 */
async function endOfEditedCart(
  progress: CheckoutProgress,
  { cart }: ReadCart,
): Promise<CheckoutEnd | undefined> {
  const { doubt, known, task, seen, sent } = progress;
  if ((known.length === 0 && !doubt) || !hasSeveralGroups({ lineItems: sent })) return undefined;
  // Damaged state tells nothing.
  if (sent.some(({ catalogItemId, quantity }) => catalogItemId === "" || Number.isNaN(quantity)))
    return undefined;
  const holdsOther = !isSame(withoutAvailabilities(cartLines(cart)), withoutAvailabilities(sent));
  if (!task.sent?.edited && !holdsOther) return undefined;
  const kept = { doubt: { ...progress.doubtNow(), edited: true } };
  if (!doubt) {
    const why = partOrderedBefore(task, sent, known);
    return { ...progress.stopped(why), doubt: { ...kept.doubt, since: "" } };
  }
  const found = await seen.ordersOf(sent);
  if (found instanceof PartnerCenterError) return progress.unknown(found.message, kept);
  const readyAt = Date.parse(doubt.since) + LIST_LAG_MS;
  if (found.orders.length === 0 && !(found.now < readyAt)) return undefined;
  return progress.unknown(sentWithOtherLines(task, sent), { ...kept, candidates: found.orders });
}
