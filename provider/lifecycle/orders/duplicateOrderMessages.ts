import { besidesLine } from "./alreadyOrderedMessages";
import type { CancellableOrder, DuplicateOrder } from "./duplicateOrders";
import { describeOrder } from "./orderWords";

/** Every text is shown alone: what was found, what can be done about it until when, and how it is silenced. */

const MOST_DESCRIBED = 5;

/**
 * @param what the purchase, such as its cart. @param told the duplicates that this run has not told yet. @param all of
 *   them, for the line to paste. @param besides what the program names already.
 */
export function duplicatesOrdered(
  what: string,
  told: DuplicateOrder[],
  all: DuplicateOrder[],
  besides: string[],
): string {
  const found = all.map(({ other }) => ({ id: other.order.id }));
  return (
    `warning: ${what} may have been bought twice: another order of about the same time or later holds a line of it, too (product ` +
    `and SKU, quantity, term and billing cycle), and no purchase known to this run holds that order. ` +
    `${describePairs(told)}. Find out who placed it. If one is too many, agree on which one stays, and cancel the other ` +
    `in Partner Center, a licence by its subscription. If both are wanted: \`${besidesLine(besides, found)}\`.`
  );
}

function describePairs(told: DuplicateOrder[]): string {
  const byOwn = new Map<string, { own: CancellableOrder; others: CancellableOrder[] }>();
  for (const { own, other } of told) {
    const { others } = byOwn.get(own.order.id) ?? { others: [] };
    byOwn.set(own.order.id, { own, others: [...others, other] });
  }
  return [...byOwn.values()]
    .map(({ own, others }) => `This purchase: ${describe(own)}. The other: ${describeOthers(others)}`)
    .join(". ");
}

function describeOthers(others: CancellableOrder[]): string {
  const more = others.slice(MOST_DESCRIBED).map(({ order }) => order.id);
  const described = others.slice(0, MOST_DESCRIBED).map(describe);
  return [...described, ...(more.length > 0 ? [`and ${more.join(", ")}`] : [])].join(" | ");
}

function describe({ order, cancellable }: CancellableOrder): string {
  const ordered = order.creationDate ? "" : "; when it was ordered is not known";
  return `${describeOrder(order)}${ordered}; ${untilInWords(cancellable)}`;
}

function untilInWords(cancellable: CancellableOrder["cancellable"]): string {
  if (cancellable.by === "nobody") return "whether and until when it can be cancelled, Partner Center shows";
  const until = `can be cancelled until ${new Date(cancellable.until).toISOString()}`;
  return cancellable.by === "subscription" ? until : `${until} if it is a new commerce licence (7 days)`;
}

/** @param why the customer's orders can't be read. */
export function duplicatesUntold(customerId: string, why: string): string {
  return (
    `warning: whether customer ${customerId} has another order of what was bought lately can't be told now, and nothing ` +
    `else depends on it. ${why}`
  );
}
