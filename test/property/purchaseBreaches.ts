import type { EmulatorCore, Purchase } from "../../emulator";
import { MINUTE_MS } from "../support/simulatedTime";
import { linesOf, type DeclaredPurchase } from "./declaredPurchases";
import { evidenceOf, isNamed, isSame, itemOf, type Evidence } from "./evidence";
import type { Bought, Sent, WitnessMemory } from "./witness";

/** A checkout leaves at most a minute after the customer's orders were looked at; half a minute is its own. */
const LOOK_HOLDS_MS = 1.5 * MINUTE_MS;

/** What is wrong with a purchase, in words: it was declared when its checkout was sent, and the customer didn't have it. */
export function purchaseBreaches(emulator: EmulatorCore, memory: WitnessMemory, row: Bought): string[] {
  const sent = memory.sent.get(row.requestId);
  const purchase = sent?.purchases[row.index];
  if (!sent || !purchase) return [`${row.orderId}: ${row.quantity} bought, which nobody declared`];
  const breaches: string[] = [];
  if (purchase.limited) breaches.push(`${row.orderId} was bought beyond a limit`);
  const state = sent.states[row.index];
  const leavesOut = purchase.options["onOrderErrors"] === "accept";
  if (leavesOut && state && state.orders.length > 0 && state.orderErrors.length > 0)
    breaches.push(`${row.orderId} was bought, which was to be left out`);
  const twin = newTwinOf(purchase, memory, sent);
  if (twin) breaches.push(`${row.orderId} was bought while ${twin.name} declares a line of it, too`);
  const lines = orderedLines(purchase);
  for (const item of row.items) {
    if (!lines.some((line) => isSame(line, item)))
      breaches.push(`${row.orderId}: ${item.quantity} x ${itemOf(item)} bought, which was not declared`);
    breaches.push(...secondPurchases(emulator, memory, { row, item, purchase, sent }));
  }
  breaches.push(...otherResellers(emulator, row, purchase));
  return breaches;
}

/** Through whom it was bought, where the program says another one, or none. */
function otherResellers(emulator: EmulatorCore, { orderId }: Bought, purchase: DeclaredPurchase): string[] {
  if (purchase.byId === "silent") return [];
  const lines = linesOf(purchase);
  const resellerOf = (offerId: string | undefined) =>
    lines.find((line) => itemOf({ offerId: line.catalogItemId }) === itemOf({ offerId }))?.participants?.[0]
      ?.value;
  return (emulator.order(orderId)?.lineItems ?? [])
    .filter(({ offerId, partnerIdOnRecord }) => resellerOf(offerId) !== partnerIdOnRecord)
    .filter(
      ({ partnerIdOnRecord }) => partnerIdOnRecord !== undefined || purchase.existingCartId === undefined,
    )
    .map(
      ({ offerId, partnerIdOnRecord }) =>
        `${orderId}: ${offerId} bought through reseller ${partnerIdOnRecord}`,
    );
}

/** Another purchase of the program with a line in common, of which nothing was bought, and neither says that it comes on top. */
function newTwinOf(
  purchase: DeclaredPurchase,
  memory: WitnessMemory,
  { purchases, bought }: Sent,
): DeclaredPurchase | undefined {
  const before = memory.bought.slice(0, bought);
  const isNew = ({ index }: DeclaredPurchase) => before.every((row) => row.index !== index);
  const comesOnTop = ({ onTopOf, besides = [] }: DeclaredPurchase) =>
    onTopOf !== undefined || besides.length > 0;
  if (comesOnTop(purchase) || purchase.byId || !isNew(purchase)) return undefined;
  const lines = orderedLines(purchase);
  return purchases.find(
    (other) =>
      other.index !== purchase.index &&
      other.stack === purchase.stack &&
      other.customerId === purchase.customerId &&
      isNew(other) &&
      !comesOnTop(other) &&
      orderedLines(other).some((one) => lines.some((line) => isSame(one, line))),
  );
}

/** A line that was bought, by whose checkout, and what the program said then. */
interface BoughtItem {
  row: Bought;
  item: Purchase["items"][number];
  purchase: DeclaredPurchase;
  sent: Sent;
}

function secondPurchases(emulator: EmulatorCore, memory: WitnessMemory, bought: BoughtItem): string[] {
  const { row, item, purchase, sent } = bought;
  // Partner Center itself buys again, whatever the customer has: the run has to say so.
  if (emulator.modes().retryRebuysGroups && isBoughtBefore(memory, row)) return [];
  const refused = memory.refused.get(declarationOf(purchase));
  return evidenceOf(emulator, purchase, item).flatMap((evidence) => {
    const ours = memory.bought.find(({ orderId }) => orderId === evidence.orderId);
    if (isNoReason(evidence, ours, bought)) return [];
    const what = `${item.quantity} x ${itemOf(item)} bought (${row.orderId}), which the customer had`;
    // Of what nothing showed yet, only the purchase's own state could tell.
    // What is carried out long after it left was judged when it left.
    const isLate = Date.parse(row.at) - (sent.triedAt ?? Infinity) > MINUTE_MS;
    const isItsOwn = ours?.index === row.index && ours.life === row.life;
    const isBreach = (evidence.visible && !isLate) || isItsOwn;
    return [
      ...(isBreach ? [`${what}: ${ours ? "our" : "a stranger's"} ${evidence.orderId}`] : []),
      ...(refused?.has(evidence.orderId) ? [`${what}, and for which it was refused before`] : []),
    ];
  });
}

/** Whether what the customer has doesn't speak against a purchase. */
function isNoReason(
  evidence: Evidence,
  ours: Bought | undefined,
  { row, purchase, sent }: BoughtItem,
): boolean {
  const lookedAt = Math.max(sent.at, Date.parse(row.at) - LOOK_HOLDS_MS);
  if (ours ? ours.sequence >= row.sequence : evidence.placedAt >= lookedAt) return true;
  if (isNamed(evidence, purchase.besides)) return true;
  if (ours && ours.index === purchase.onTopOf) return true;
  // One checkout buys every group of its cart, and two of them can hold the same.
  return ours?.cartId === row.cartId && ours.group !== row.group;
}

function isBoughtBefore({ bought }: WitnessMemory, { cartId, group, sequence }: Bought): boolean {
  return bought.some((one) => one.cartId === cartId && one.group === group && one.sequence < sequence);
}

/** What a purchase declares, in the words of orders. */
function orderedLines(purchase: DeclaredPurchase) {
  return linesOf(purchase).map((line) => ({ ...line, offerId: line.catalogItemId }));
}

/** What a program says of a purchase, as a text. */
export function declarationOf({ life: _, ...purchase }: DeclaredPurchase): string {
  return JSON.stringify(purchase);
}
