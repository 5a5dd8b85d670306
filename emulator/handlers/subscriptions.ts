import { collectionAnswer, apiAnswer } from "../answer";
import { requireCustomer } from "../customers";
import { partnerError } from "../errors";
import { requireOrder } from "../orders";
import type { Handler } from "../service";
import { activationLinks, listedSubscriptions, requireSubscription } from "../subscriptions";
import type { ActivationLink } from "../wire";

export const listSubscriptions: Handler = (service, passage) => {
  const { id } = requireCustomer(service, passage.params.customerId);
  const orderId = passage.query.get("order_id") ?? undefined;
  const uri = `/customers/${id}/subscriptions${orderId === undefined ? "" : `?order_id=${orderId}`}`;
  return collectionAnswer(service, passage, uri, listedSubscriptions(service, id, orderId));
};

export const getSubscription: Handler = (service, passage) => {
  const { id } = requireCustomer(service, passage.params.customerId);
  return apiAnswer(service, passage, requireSubscription(service, id, passage.params.subscriptionId));
};

/** Of an order, one of its lines, or a subscription. */
export const getActivationLinks: Handler = (service, passage) => {
  const { lineItem, subscriptionId } = passage.params;
  const { id } = requireCustomer(service, passage.params.customerId);
  const subscription =
    subscriptionId === undefined ? undefined : requireSubscription(service, id, subscriptionId);
  const orderId = subscription?.orderId ?? passage.params.orderId;
  const order = requireOrder(service, id, orderId, { poll: false });
  if (
    lineItem !== undefined &&
    !order.body.lineItems.some((line) => String(line.lineItemNumber) === lineItem)
  )
    throw partnerError("800071");
  const links = activationLinks(service, order).filter(
    (entry) =>
      (lineItem ?? String(entry.lineItemNumber)) === String(entry.lineItemNumber) &&
      (subscription?.id ?? entry.subscriptionId) === entry.subscriptionId,
  );
  const of = subscription
    ? `subscriptions/${subscription.id}`
    : `orders/${orderId}${lineItem === undefined ? "" : `/lineitems/${lineItem}`}`;
  return collectionAnswer(service, passage, `/customers/${id}/${of}/activationlinks`, links.map(shown));
};

function shown({ lineItemNumber, link: target }: ActivationLink): ActivationLink {
  return { lineItemNumber, link: target };
}
