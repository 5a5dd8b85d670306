import type { PartnerCenterError } from "../../client/errors";
import type { AlreadyOrdered } from "./alreadyOrdered";
import { describeOrder } from "./orderWords";

/** Every text is shown alone: what was found, whether anything was bought, and what can be done about it. */

/** The line that, once it is pasted, says that all of this is known. */
export function besidesLine(besides: string[], found: AlreadyOrdered[]): string {
  return `besides: ${listOf([...new Set([...besides, ...found.map(({ id }) => id)])])}`;
}

/** The line that, once it is pasted, says that these orders are the purchase. */
export function orderIdsLine(orderIds: string[]): string {
  return `orderIds: ${listOf(orderIds)}`;
}

function listOf(ids: string[]): string {
  return `[${ids.map((id) => JSON.stringify(id)).join(", ")}]`;
}

const MOST_DESCRIBED = 20;

/** What was found, each with its lines, and how many there are beyond the first ones. */
export function describeFound(found: AlreadyOrdered[]): string {
  const described = found.slice(0, MOST_DESCRIBED).map(describeOne);
  const more = found.slice(MOST_DESCRIBED).map(({ id }) => id);
  return [...described, ...(more.length > 0 ? [`and ${more.join(", ")}`] : [])].join(" | ");
}

function describeOne({ order, subscription }: AlreadyOrdered): string {
  if (!subscription) return order ? describeOrder(order) : "";
  const { id, status, offerName, friendlyName = offerName, offerId, quantity, termDuration } = subscription;
  const seats = [`${quantity ?? "?"} x ${friendlyName ?? offerId ?? "an item"}`, termDuration].filter(
    Boolean,
  );
  const by = order ?? (subscription.orderId ? { id: subscription.orderId } : undefined);
  return `${by ? `order ${by.id}, ` : ""}subscription ${id} (${status ?? "no status"}): ${seats.join(", ")}`;
}

/** @param what would buy it, such as the resource's name or its cart. */
export function alreadyOrderedRefusal(
  what: string,
  customerId: string,
  found: AlreadyOrdered[],
  besides: string[],
): string {
  const ids = orderIdsOf(found);
  return (
    `${hasAlready(what, customerId, found)} Nothing was sent that buys. If that is this purchase: give the resource an ` +
    `alias to its old name (\`aliases: [{ name: "<old name>" }]\`), or take it over with \`ifAlreadyOrdered: "adopt"\`` +
    `${ids && ` or \`${ids}\``}. If this purchase comes on top of it: \`${besidesLine(besides, found)}\`.`
  );
}

/** The same, of a purchase that is in state: an earlier checkout of it got no answer and may have bought. */
export function alreadyOrderedMeanwhile(
  what: string,
  customerId: string,
  found: AlreadyOrdered[],
  besides: string[],
): string {
  const ids = orderIdsOf(found);
  return (
    `${hasAlready(what, customerId, found)} So the checkout that got no answer is not sent again.` +
    `${ids && ` If that is this purchase: \`${ids}\`.`} If this purchase comes on top of it: ` +
    `\`${besidesLine(besides, found)}\`.`
  );
}

function hasAlready(what: string, customerId: string, found: AlreadyOrdered[]): string {
  return (
    `${what} would buy what customer ${customerId} has already (the same product and SKU, quantity, term and billing ` +
    `cycle): ${describeFound(found)}.`
  );
}

/** The line that, once it is pasted, says that all of this is the purchase; empty where no order is known. */
function orderIdsOf(found: AlreadyOrdered[]): string {
  const orders = found.filter(({ order, subscription }) => order ?? subscription?.orderId);
  return orders.length > 0 ? orderIdsLine(orders.map(({ id }) => id)) : "";
}

/** @param error of the list that can't be read. */
export function alreadyOrderedUntold(what: string, customerId: string, error: PartnerCenterError): string {
  const mayNotList = [401, 403].includes(error.status ?? 0) && /\/subscriptions$/.test(error.facts.path);
  return (
    `${what}: what customer ${customerId} has already can't be told, so nothing was sent that buys. ${error.message} ` +
    `Run \`pulumi up\` again once the cause is mended.` +
    (mayNotList
      ? ` If this partner has no right to list subscriptions, set \`partnercenter:listSubscriptions\` to false: then ` +
        `orders alone tell what a customer has.`
      : "")
  );
}

export function ordersAlone(what: string): string {
  return (
    `warning: ${what}: partnercenter:listSubscriptions is false, so only the customer's orders tell that the same was ` +
    `not bought before. One that is too old or not in the list yet can't be seen.`
  );
}

export function besidesUnknown(what: string): string {
  return `${what}: besides isn't known in this preview, so \`pulumi up\` will read what the customer has already.`;
}

export function willBeAdopted(what: string, found: AlreadyOrdered[]): string {
  return `${what}: what the customer has already is taken over, or refused where that can't be told: ${describeFound(found)}.`;
}

export function notLookedAt(what: string, customerId: string, why: string): string {
  return `warning: ${what}: what customer ${customerId} has already is not read in this preview. ${why}`;
}

/** Two carts of one program, told in its check. */
export function twiceInProgram(
  name: string,
  other: string,
  customerId: string,
  { isBought } = { isBought: false },
): string {
  const outcome = isBought
    ? `${name} was bought in this run, before ${other} was known to it: cancel what isn't wanted within 7 days.`
    : `For ${name} nothing was made or bought.`;
  return (
    `lineItems of ${name} have a line in common with those of ${other}, for the same customer ${customerId} (product and ` +
    `SKU, quantity, term and billing cycle): it would be bought twice. ${outcome} If both are wanted, say on ` +
    `${name} what it comes on top of: \`besides: <the other purchase>.orderIds\`.`
  );
}

/** Two checkouts of one run, told in the moment before the second one. */
export function twiceInRun(what: string, other: string): string {
  const [customerId = "", cartId = ""] = other.split("/");
  return (
    `${what} would buy what another resource of this program buys, or has bought, for customer ${customerId} (cart ` +
    `${cartId}): a line of the same product and SKU, quantity, term and billing cycle. Nothing was sent that buys for ` +
    `this one. If both are wanted, say what it comes on top of: \`besides: <the other purchase>.orderIds\`.`
  );
}
