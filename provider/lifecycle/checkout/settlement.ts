import { PartnerCenterError } from "../../client/errors";
import {
  cartLineErrors,
  cartLines,
  hasSeveralGroups,
  LIST_LAG_MS,
  type ObservedCart,
  type ReadCart,
} from "../core/observedCart";
import { withoutAvailabilities } from "../core/items";
import { isSame } from "../core/json";
import { tellsChanges, type Became } from "../orders/cartOrders";
import { cartProblem, PART_MAY_BE_LATE, partOrderedBefore, sentWithOtherLines } from "./messages";
import type { AnsweredOutcome } from "./outcome";
import type { CheckoutProgress } from "./progress";
import { refusalHolds, type Troubled } from "./refusal";
import { mergeOrders } from "../orders/order";
import type { CheckoutEnd } from "./task";
import { ordersIn } from "../orders/orderMatch";
import { ordersOfLines } from "../orders/orderLines";

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

/** An earlier attempt ordered the cart in part, and whatever was uncertain since has added nothing to that. */
function nothingNew(
  progress: CheckoutProgress,
  observed: ObservedCart,
  { complete, match }: Became,
): boolean {
  const silence = Date.parse(progress.seen.isoTime(observed)) - Date.parse(progress.doubt?.since ?? "");
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

/** Finds the orders that an answer left out. Once the list must be complete, what isn't in it was never placed. */
export async function endOfShortAnswer(
  progress: CheckoutProgress,
  outcome: AnsweredOutcome,
): Promise<CheckoutEnd> {
  progress.known = mergeOrders(progress.known, outcome.orders);
  progress.doubt = { ...progress.doubtNow(), unanswered: true };
  const problem = "The answer names fewer orders than the cart has order groups.";
  const observed = await progress.seen.observeAgain();
  const found = observed.kind === "failed" ? observed.error : await progress.find(observed);
  if (found instanceof PartnerCenterError) return progress.unknown(problem, { orders: outcome.orders });
  const candidates = ordersIn(found.match);
  // They are older than the moment in which the cart turned Ordered, so only the whole list can tell.
  if (outcome.kind === "placed" && found.complete && found.match.kind === "matched")
    return progress.end("placed", { orders: [...outcome.orders, ...candidates] });
  if (found.complete && candidates.length === 0) {
    progress.isAllTold = true;
    return progress.end(outcome.kind, outcome);
  }
  return progress.unknown(problem, { orders: outcome.orders, candidates });
}

/**
 * Before a refusal is believed, the cart and the orders are read: a run that was killed may have bought all of
 * it, or a part of one that still reads `Active`, and no state tells of that.
 */
export async function endOfRefusal(progress: CheckoutProgress, problem: string): Promise<CheckoutEnd> {
  const observed = await progress.seen.observeAgain();
  const found = observed.kind === "failed" ? observed.error : await progress.find(observed);
  if (found instanceof PartnerCenterError) return progress.unknown(`${problem} ${found.message}`);
  const candidates = ordersOfLines(progress.seen.lines ?? [], ordersIn(found.match));
  // It read otherwise when the checkout was sent, so something has ordered it since.
  if (observed.kind === "ordered")
    return found.certain && progress.orderedAsAWhole
      ? progress.end("placed", { orders: found.certain })
      : progress.unknown(`${problem} The cart reads Ordered all the same.`, { candidates });
  if (candidates.length > 0) return progress.unknown(problem, { candidates });
  return observed.kind === "open" && canHideAPart(progress, observed)
    ? progress.unknown(`${problem} ${PART_MAY_BE_LATE}`)
    : progress.end("notPlaced", { problem });
}

/** Whether one of several orders can have been placed while the cart reads Active, and be in no list yet. */
function canHideAPart({ task }: CheckoutProgress, { cart }: ReadCart): boolean {
  if (task.isMadeNow) return false;
  return task.orderErrors.length > 0 ? task.orderErrors.length > 1 : hasSeveralGroups(cart);
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

/** Observes before it speaks of a checkout without a certain answer, or with one that contradicts the cart. */
export async function settle(progress: CheckoutProgress, outcome: Troubled): Promise<CheckoutEnd> {
  const problem = outcome.error?.message ?? "The answer held an order without a readable id.";
  const orders = "orders" in outcome ? outcome.orders : [];
  progress.known = mergeOrders(progress.known, orders);
  const observed = await progress.seen.observeAgain();
  const found = observed.kind === "failed" ? observed.error : await progress.find(observed);
  if (found instanceof PartnerCenterError) return progress.unknown(problem, { orders });
  const candidates = ordersIn(found.match);
  if (observed.kind === "ordered" && found.certain && progress.orderedAsAWhole)
    return progress.end("placed", { orders: [...orders, ...found.certain] });
  const { doubt } = progress;
  const orderedInPart = progress.task.orderErrors.length > 0;
  const now = Date.parse(progress.seen.isoTime(observed));
  const busy = progress.busy !== undefined;
  const tellsWhen = "cart" in observed && tellsChanges(observed.cart, progress.known);
  const facts = { outcome, cart: observed.kind, found, doubt, busy, orderedInPart, tellsWhen, now };
  if (refusalHolds(facts))
    return progress.end(observed.kind === "ordered" ? "open" : "notPlaced", { problem });
  return progress.unknown(problem, { orders, candidates });
}
