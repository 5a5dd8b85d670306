import { PartnerCenterError } from "../client/errors";
import type { PartnerCenter } from "../client/partnerCenter";
import type { Subscription } from "../client/schemas";
import { LOOK_MS, serverTimeOr } from "./cartLook";
import type { CheckoutSurroundings } from "./checkoutSurroundings";
import { normaliseId } from "./inputChecks";
import { matchOrders, ordersIn, type MatchQuestion } from "./orderMatch";
import { mergeOrders, orderState, type OrderState } from "./orderState";
import { EARLIEST } from "./sameItems";

/** Some dates have no time, and clocks differ. An older subscription's order is in the list, or it came without one. */
const FRESH_MS = 3 * 24 * 60 * 60 * 1000;

/** A customer has a few orders in a quarter of an hour; more must not become a storm. */
const MOST_READ = 30;

/** What a customer has bought. */
export interface CustomerPurchases {
  orders: OrderState[];
  /** Orders that can't be read, with those lines that subscriptions tell of: they can only speak against a purchase. */
  incomplete: OrderState[];
  /** The service's time if it told one, else ours. Milliseconds since 1970. */
  now: number;
}

/**
 * The customer's orders, with those that the list lacks: an order can be missing from it for 15 minutes, but a
 * subscription that came from it names it, and by its id it can be read. Throws a PartnerCenterError when a list can't
 * be read, or when a read has no answer. Sources: "Get all of a customer's orders", "Get all of a customer's
 * subscriptions", "Get an order by ID".
 */
export async function customerPurchases(
  { now: ours, memory }: Pick<CheckoutSurroundings, "now" | "memory">,
  partnerCenter: PartnerCenter,
  customerId: string,
  deadline?: number,
): Promise<CustomerPurchases> {
  const [listed, subscriptions] = await Promise.all([
    partnerCenter.listOrders(customerId, { deadline }),
    partnerCenter.listSubscriptions(customerId, {}, { deadline }),
  ]);
  const now = serverTimeOr(ours(), listed.meta.serverTime);
  const orders = listed.value.map(orderState);
  // What is new by either clock is new.
  const unlisted = unlistedOrders(orders, subscriptions.value, Math.min(now, ours()));
  const read = await Promise.all(
    unlisted
      .slice(0, MOST_READ)
      .map(({ id }) => memory.keepOrder(id, () => wholeOrder(partnerCenter, customerId, id, deadline))),
  );
  const whole = read.filter((order) => order !== undefined);
  const incomplete = unlisted.filter((order, index) => !read[index] && order.lineItems.length > 0);
  return { orders: mergeOrders(orders, whole), incomplete, now };
}

/** Orders that a cart can have become, late ones included; none when that can't be looked at. */
export async function possibleOrders(
  around: Pick<CheckoutSurroundings, "now" | "memory">,
  partnerCenter: PartnerCenter,
  customerId: string,
  question: Omit<MatchQuestion, "orders">,
): Promise<OrderState[]> {
  try {
    const deadline = around.now() + LOOK_MS;
    const { orders, incomplete } = await customerPurchases(around, partnerCenter, customerId, deadline);
    return ordersIn(matchOrders({ ...question, orders: [...orders, ...incomplete] }));
  } catch (error) {
    if (error instanceof PartnerCenterError) return [];
    throw error;
  }
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
    if (isRefused(error)) return undefined;
    throw error;
  }
}

/** A definite answer with Partner Center's own code, so that asking again brings nothing else. */
function isRefused(error: unknown): boolean {
  if (!(error instanceof PartnerCenterError) || error.code === undefined) return false;
  const { status = 0 } = error;
  return status >= 400 && status < 500 && ![401, 408, 429].includes(status);
}

/**
 * Orders that only their subscriptions tell of yet, the newest first. Lines that were cancelled, or that have no
 * subscription, are missing in them.
 */
export function unlistedOrders(
  listed: OrderState[],
  subscriptions: Subscription[],
  now: number,
): OrderState[] {
  const known = new Set(listed.flatMap(({ id, alternateId = id }) => [id, alternateId].map(keyOf)));
  const unlisted = new Map<string, OrderState>();
  for (const subscription of subscriptions) {
    const { orderId, status } = subscription;
    if (!orderId || known.has(keyOf(orderId)) || now - dateOf(subscription) > FRESH_MS) continue;
    const order = unlisted.get(keyOf(orderId)) ?? orderOf(orderId, subscription);
    unlisted.set(keyOf(orderId), order);
    if (status?.toLowerCase() !== "deleted")
      order.lineItems.push(lineOf(order.lineItems.length, subscription));
  }
  return [...unlisted.values()].sort((a, b) => dateOf(b) - dateOf(a));
}

/** What has no date that makes sense may be of this moment. */
function dateOf({ creationDate }: { creationDate?: string }): number {
  const date = Date.parse(creationDate ?? "");
  return date > EARLIEST ? date : Number.MAX_SAFE_INTEGER;
}

/** Ids are compared in any case: to take one for another would need two of the same letters. */
function keyOf(id: string): string {
  return id.toLowerCase();
}

function orderOf(id: string, { creationDate, billingCycle }: Subscription): OrderState {
  return { id, status: "pending", billingCycle, creationDate, lineItems: [] };
}

function lineOf(lineItemNumber: number, subscription: Subscription) {
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
