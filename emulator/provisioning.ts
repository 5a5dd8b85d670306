import type { Ids } from "./ids";
import type { CartModes } from "./modes";
import type { OrderRecord } from "./store";
import { hasSubscription } from "./catalog";
import { isPurchase } from "./placing";
import { link, type Order, type OrderLineItem } from "./wire";

/** Whether a waiting order reaches its end now. */
export function isDue(
  order: Pick<OrderRecord, "polls" | "placedAt">,
  modes: CartModes,
  now: number,
): boolean {
  const { provisioning } = modes;
  if (provisioning === "command") return false;
  return "afterPolls" in provisioning
    ? order.polls >= provisioning.afterPolls
    : now - order.placedAt >= provisioning.afterMs;
}

/**
 * The order in the status it ended in. Lines that are not one-time have their subscription ids once it completed;
 * with `partial_success` the last line stays without, with any other status nothing is filled in. Lines that change an
 * earlier purchase, and all with `withoutSubscriptions`, have only the ids that they were given.
 */
export function provisioned(
  order: Order,
  status: string,
  { ids, withoutSubscriptions = false }: { ids: Ids; withoutSubscriptions?: boolean },
): Order {
  const filled =
    { completed: order.lineItems.length, partial_success: order.lineItems.length - 1 }[status] ?? 0;
  const { billingCycle } = order;
  return {
    ...order,
    status,
    lineItems: order.lineItems.map((line, i) =>
      i < filled &&
      hasSubscription({ catalogItemId: line.offerId, billingCycle }) &&
      (line.subscriptionId !== undefined || (!withoutSubscriptions && isPurchase(line)))
        ? subscribed(order, line, ids)
        : line,
    ),
  };
}

function subscribed({ referenceCustomerId }: Order, line: OrderLineItem, ids: Ids): OrderLineItem {
  const subscriptionId = line.subscriptionId ?? ids.uuid();
  const uri = `/customers/${referenceCustomerId}/subscriptions/${subscriptionId}`;
  const { lineItemNumber, offerId, links, ...rest } = line;
  return {
    lineItemNumber,
    offerId,
    ...rest,
    subscriptionId,
    ...(links && {
      links: {
        ...links,
        subscription: link(uri),
        provisioningStatus: link(`${uri}/provisioningstatus`),
        activationLinks: link(`${uri}/activationlinks`),
      },
    }),
  };
}

/** The order without anything that needs the price flag. */
export function withoutPrices(order: Order): Order {
  const { totalPrice: _total, ...rest } = order;
  return { ...rest, lineItems: order.lineItems.map(({ pricing: _pricing, ...line }) => line) };
}

/** A row of the provisioning status of an order for each line. */
export function provisioningStatus(order: Order): object {
  const status =
    order.status === "completed"
      ? "fulfilled"
      : order.status === "cancelled"
        ? "unfulfilled"
        : "prefulfillmentPending";
  const items = order.lineItems.map(({ lineItemNumber, quantity }) => ({
    lineItemNumber,
    status,
    quantityProvisioningInformation: [{ quantity, status }],
  }));
  return { totalCount: items.length, items, attributes: { objectType: "Collection" } };
}
