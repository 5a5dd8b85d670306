import { PartnerCenterError } from "../../client/errors";
import { hasSeveralGroups, LIST_LAG_MS, type ObservedCart, type ReadCart } from "../core/observedCart";
import { tellsChanges } from "../orders/cartOrders";
import { mergeOrders } from "../orders/order";
import { ordersOfLines } from "../orders/orderLines";
import { ordersIn } from "../orders/orderMatch";
import { describeOrderError, PART_MAY_BE_LATE } from "./messages";
import type { AnsweredOutcome } from "./outcome";
import type { CheckoutProgress } from "./progress";
import { refusalHolds, type Troubled } from "./refusal";
import type { CheckoutEnd } from "./task";

/** Finds the orders that an answer left out. Once the list must be complete, what isn't in it was never placed. */
export async function endOfShortAnswer(
  progress: CheckoutProgress,
  outcome: AnsweredOutcome,
): Promise<CheckoutEnd> {
  progress.known = mergeOrders(progress.known, outcome.orders);
  progress.doubt = { ...progress.doubtNow(), unanswered: true };
  const problem = "The answer names fewer orders than the cart has order groups.";
  const { observed, found } = await progress.lookAgain();
  if (found instanceof PartnerCenterError) return progress.unknown(problem, { orders: outcome.orders });
  const candidates = ordersIn(found.match);
  // Where the cart doesn't tell when it was ordered, the wait begins with this answer.
  const isListed =
    found.complete && (tellsWhen(progress, observed) || progress.silence(observed) > LIST_LAG_MS);
  // They are older than the moment in which the cart turned Ordered, so only the whole list can tell.
  if (outcome.kind === "placed" && isListed && found.match.kind === "matched")
    return progress.end("placed", { orders: [...outcome.orders, ...candidates] });
  if (isListed && candidates.length === 0) {
    progress.isAllTold = true;
    return progress.end(outcome.kind, outcome);
  }
  return progress.unknown(problem, { orders: outcome.orders, candidates });
}

/**
 * Before a refusal is believed, of the whole or of every group, the cart and the orders are read: a run that was killed may
 * have bought all of it, or a part of one that still reads `Active`, and no state tells of that.
 * @param groups the answer that refused every group. Default: the whole was refused.
 */
export async function endOfRefusal(
  progress: CheckoutProgress,
  problem: string,
  groups?: Extract<AnsweredOutcome, { kind: "open" }>,
): Promise<CheckoutEnd> {
  const { observed, found } = await progress.lookAgain();
  if (found instanceof PartnerCenterError) return progress.unknown(`${problem} ${found.message}`);
  const candidates = ordersOfLines(progress.seen.lines ?? [], ordersIn(found.match));
  // It read otherwise when the checkout was sent, so something has ordered it since.
  if (observed.kind === "ordered" && !groups)
    return found.certain && progress.orderedAsAWhole
      ? progress.end("placed", { orders: found.certain })
      : progress.unknown(`${problem} The cart reads Ordered all the same.`, { candidates });
  if (candidates.length > 0) return progress.unknown(problem, { candidates });
  if (canHideAPart(progress, observed)) return progress.unknown(`${problem} ${PART_MAY_BE_LATE}`);
  return groups ? progress.end("open", groups) : progress.end("notPlaced", { problem });
}

/** An answer that names no order refused every group, which is no other evidence than a refusal of the whole. */
export async function endOfRefusedGroups(
  progress: CheckoutProgress,
  groups: Extract<AnsweredOutcome, { kind: "open" }>,
): Promise<CheckoutEnd> {
  const { seen, task } = progress;
  const isCertain = task.isMadeNow || !hasSeveralGroups({ lineItems: seen.lines ?? [] });
  if (isCertain) return progress.end("open", groups);
  return endOfRefusal(progress, groups.orderErrors.map(describeOrderError).join(" "), groups);
}

/** What was refused, and can't come true any more, was not placed: a read tells so, too, for who gives up on it. */
export async function endOfOpenCart(progress: CheckoutProgress, observed: ReadCart): Promise<CheckoutEnd> {
  progress.noteTouch(observed.cart);
  const isOver = progress.doubt?.unanswered === false && progress.silence(observed) > LIST_LAG_MS;
  if (!isOver || canHideAPart(progress, observed)) return progress.unknown(undefined);
  const found = await progress.find(observed);
  if (found instanceof PartnerCenterError) return progress.unknown(found.message);
  const candidates = ordersOfLines(progress.seen.lines ?? [], ordersIn(found.match));
  if (candidates.length > 0) return progress.unknown(undefined, { candidates });
  return progress.end("notPlaced", {
    problem: "Partner Center refused it, and no list shows an order of it.",
  });
}

/**
 * Whether a run that was killed can have placed one of several orders while the cart reads Active, and that order is in
 * no list yet. It can't once nothing uncertain was sent, and nothing touched the cart unexplained, for longer than lists lag.
 */
function canHideAPart(progress: CheckoutProgress, observed: ObservedCart): boolean {
  const { task, touchedAt } = progress;
  if (observed.kind !== "open" || task.isMadeNow) return false;
  const isSeveral =
    task.orderErrors.length > 0 ? task.orderErrors.length > 1 : hasSeveralGroups(observed.cart);
  const sinceTouched = Date.parse(progress.seen.isoTime(observed)) - touchedAt;
  return isSeveral && !(progress.silence(observed) > LIST_LAG_MS && !(sinceTouched <= LIST_LAG_MS));
}

/** Observes before it speaks of a checkout without a certain answer, or with one that contradicts the cart. */
export async function settle(progress: CheckoutProgress, outcome: Troubled): Promise<CheckoutEnd> {
  const problem = outcome.error?.message ?? "The answer held an order without a readable id.";
  const orders = "orders" in outcome ? outcome.orders : [];
  progress.known = mergeOrders(progress.known, orders);
  const { observed, found } = await progress.lookAgain();
  if (found instanceof PartnerCenterError) return progress.unknown(problem, { orders });
  const candidates = ordersIn(found.match);
  if (observed.kind === "ordered" && found.certain && progress.orderedAsAWhole)
    return progress.end("placed", { orders: [...orders, ...found.certain] });
  const facts = {
    outcome,
    cart: observed.kind,
    found,
    doubt: progress.doubt,
    silence: progress.silence(observed),
    busy: progress.busy !== undefined,
    orderedInPart: progress.task.orderErrors.length > 0,
    tellsWhen: tellsWhen(progress, observed),
    hidesPart: canHideAPart(progress, observed),
  };
  if (refusalHolds(facts))
    return progress.end(observed.kind === "ordered" ? "open" : "notPlaced", { problem });
  return progress.unknown(problem, { orders, candidates });
}

function tellsWhen({ known }: CheckoutProgress, observed: ObservedCart): boolean {
  return "cart" in observed && tellsChanges(observed.cart, known);
}
