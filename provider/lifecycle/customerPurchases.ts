import type { PartnerCenter } from "../client/partnerCenter";
import type { Subscription } from "../client/schemas";
import { serverTimeOr } from "./cartLook";
import { normaliseId } from "./inputChecks";
import { isUnknownOrder } from "./orderReads";
import { mergeOrders, orderState, type OrderState } from "./orderState";

/** A day, since some dates have no time. What is older and not in the list of orders came into being without one. */
const FRESH_MS = 24 * 60 * 60 * 1000;

/** A customer has a few orders in a quarter of an hour; more must not become a storm. */
const MOST_READ = 30;

/** What a customer has bought. */
export interface CustomerPurchases {
  orders: OrderState[];
  /** The service's time if it told one, else ours. Milliseconds since 1970. */
  now: number;
}

/**
 * The customer's orders, with those that the list lacks: an order can be missing from it for 15 minutes, but a
 * subscription that came from it names it, and by its id it can be read. Throws a PartnerCenterError when something
 * can't be read. Sources: "Get all of a customer's orders", "Get all of a customer's subscriptions".
 */
export async function customerPurchases(
  partnerCenter: PartnerCenter,
  customerId: string,
  ours: number,
  deadline?: number,
): Promise<CustomerPurchases> {
  const [listed, subscriptions] = await Promise.all([
    partnerCenter.listOrders(customerId, { deadline }),
    partnerCenter.listSubscriptions(customerId, {}, { deadline }),
  ]);
  const now = serverTimeOr(ours, listed.meta.serverTime);
  const orders = listed.value.map(orderState);
  const unlisted = unlistedOrders(orders, subscriptions.value, now).map((order, index) =>
    index < MOST_READ ? wholeOrder(partnerCenter, customerId, order, deadline) : order,
  );
  return { orders: mergeOrders(orders, await Promise.all(unlisted)), now };
}

/** What has no subscription yet, or never gets one, is in the order alone. One of another partner can't be read. */
async function wholeOrder(
  partnerCenter: PartnerCenter,
  customerId: string,
  order: OrderState,
  deadline: number | undefined,
): Promise<OrderState> {
  try {
    return orderState((await partnerCenter.getOrder(customerId, order.id, { deadline })).value);
  } catch (error) {
    if (isUnknownOrder(error)) return order;
    throw error;
  }
}

/** Orders that only their subscriptions tell of yet, as far as those tell. */
export function unlistedOrders(
  listed: OrderState[],
  subscriptions: Subscription[],
  now: number,
): OrderState[] {
  const known = new Set(listed.flatMap(({ id, alternateId = id }) => [id, alternateId].map(normaliseId)));
  const unlisted = new Map<string, OrderState>();
  for (const subscription of subscriptions) {
    const { orderId, creationDate } = subscription;
    const isOld = now - Date.parse(creationDate ?? "") > FRESH_MS;
    if (!orderId || known.has(normaliseId(orderId)) || isOld || isDeleted(subscription)) continue;
    const order = unlisted.get(normaliseId(orderId)) ?? orderOf(orderId, subscription);
    order.lineItems.push(lineOf(order.lineItems.length, subscription));
    unlisted.set(normaliseId(orderId), order);
  }
  return [...unlisted.values()];
}

function isDeleted({ status }: Subscription): boolean {
  return status?.toLowerCase() === "deleted";
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
