import { PartnerCenterError } from "../../client/errors";
import type { PartnerCenter } from "../../client/partnerCenter";
import type { Subscription } from "../../client/schemas";
import { serverTimeOr } from "../core/observedCart";
import type { Context } from "../core/context";
import { idKey, normaliseId } from "../core/ids";
import { mergeOrders, orderState, type OrderState } from "./order";
import { EARLIEST, isSameLine, type PurchasedLine } from "../core/items";

/** Some dates have no time, and clocks differ. An older subscription's order is in the list, or it came without one. */
const FRESH_MS = 3 * 24 * 60 * 60 * 1000;

/** A customer has a few orders in a quarter of an hour; more must not become a storm. */
const MOST_READ = 30;

/** What a customer has bought. */
export interface CustomerPurchases {
  orders: OrderState[];
  /** Orders that can't be read, with those lines that subscriptions tell of: they can only speak against a purchase. */
  incomplete: OrderState[];
  subscriptions: Subscription[];
  /** False where the partner may not list subscriptions (`partnercenter:listSubscriptions`): then there are none here. */
  subscriptionsListed: boolean;
  /** The service's time if it told one, else ours. Milliseconds since 1970. */
  now: number;
}

export interface PurchasesQuery {
  /** When the reading must have ended. Milliseconds since 1970. */
  deadline?: number;
  /** What is to be bought: orders of live subscriptions of the same are read where the list lacks them, however old. */
  lines?: PurchasedLine[];
}

/**
 * The customer's orders and subscriptions, as both lists have them now. An order can be missing from its list for 15
 * minutes, but a subscription that came from it names it, and by its id it can be read. Throws a PartnerCenterError when
 * a list can't be read, or when a read has no answer. Sources: "Get all of a customer's orders", "Get all of a
 * customer's subscriptions", "Get an order by ID".
 */
export async function customerPurchases(
  { now: ours, memory, rules }: Pick<Context, "now" | "memory" | "rules">,
  partnerCenter: PartnerCenter,
  customerId: string,
  { deadline, lines = [] }: PurchasesQuery = {},
): Promise<CustomerPurchases> {
  const { listSubscriptions: subscriptionsListed } = rules();
  const [listed, subscriptions] = await Promise.all([
    partnerCenter.listOrders(customerId, { deadline }),
    subscriptionsListed ? partnerCenter.listSubscriptions(customerId, {}, { deadline }) : { value: [] },
  ]);
  const now = serverTimeOr(ours(), listed.meta.serverTime);
  const orders = listed.value.map(orderState);
  const isWanted = (one: Subscription) =>
    isAlive(one) && lines.some((line) => isSameLine({ ...line, quantity: undefined }, lineOf(one)));
  // What is new by either clock is new.
  const unlisted = unlistedOrders(orders, subscriptions.value, Math.min(now, ours()), isWanted);
  const read = await Promise.all(
    unlisted
      .slice(0, MOST_READ)
      .map(({ id }) =>
        memory.reads.keep(`order ${id}`, () => wholeOrder(partnerCenter, customerId, id, deadline)),
      ),
  );
  const whole = read.filter((order) => order !== undefined);
  const incomplete = unlisted.filter((order, index) => !read[index] && order.lineItems.length > 0);
  return {
    orders: mergeOrders(orders, whole),
    incomplete,
    subscriptions: subscriptions.value,
    subscriptionsListed,
    now,
  };
}

/** Undefined where Partner Center itself refuses to show it: it may be another partner's. */
async function wholeOrder(
  partnerCenter: PartnerCenter,
  customerId: string,
  id: string,
  deadline: number | undefined,
): Promise<OrderState | undefined> {
  try {
    return orderState((await partnerCenter.getOrder(customerId, id, { deadline })).value);
  } catch (error) {
    if (error instanceof PartnerCenterError && error.isDefinite) return undefined;
    throw error;
  }
}

/**
 * Orders that only their subscriptions tell of, the newest first: those that are new, and those that are wanted. Lines
 * that were cancelled, or that have no subscription, are missing in them.
 */
export function unlistedOrders(
  listed: OrderState[],
  subscriptions: Subscription[],
  now: number,
  isWanted: (subscription: Subscription) => boolean = () => false,
): OrderState[] {
  const known = new Set(listed.flatMap(({ id, alternateId = id }) => [id, alternateId].map(idKey)));
  const unlisted = new Map<string, OrderState>();
  for (const subscription of subscriptions) {
    const { orderId, status } = subscription;
    const counts = now - dateOf(subscription) <= FRESH_MS || isWanted(subscription);
    if (!orderId || known.has(idKey(orderId)) || !counts) continue;
    const order = unlisted.get(idKey(orderId)) ?? orderOf(orderId, subscription);
    unlisted.set(idKey(orderId), order);
    if (status?.toLowerCase() !== "deleted")
      order.lineItems.push(orderLineOf(order.lineItems.length, subscription));
  }
  return [...unlisted.values()].sort((a, b) => dateOf(b) - dateOf(a));
}

/** Source: "Subscription lifecycle". A suspended subscription is billed, so it is none of these. */
export const ENDED = ["deleted", "expired", "disabled"];

/** What isn't known to have ended goes on. */
export function isAlive({ status }: Subscription): boolean {
  return !ENDED.includes(status?.toLowerCase() ?? "");
}

/** The line of a subscription as it is now. */
export function lineOf({ offerId, quantity, termDuration, billingCycle }: Subscription): PurchasedLine {
  return { catalogItemId: offerId, quantity, termDuration: termDuration || undefined, billingCycle };
}

/** What has no date that makes sense may be of this moment. */
function dateOf({ creationDate }: { creationDate?: string }): number {
  const date = Date.parse(creationDate ?? "");
  return date > EARLIEST ? date : Number.MAX_SAFE_INTEGER;
}

function orderOf(id: string, { creationDate, billingCycle }: Subscription): OrderState {
  return { id, status: "pending", billingCycle, creationDate, lineItems: [] };
}

function orderLineOf(lineItemNumber: number, subscription: Subscription) {
  const { id, offerId, friendlyName, quantity, termDuration } = subscription;
  return {
    lineItemNumber,
    offerId,
    friendlyName,
    quantity,
    termDuration: termDuration || undefined,
    subscriptionId: normaliseId(id),
  };
}
