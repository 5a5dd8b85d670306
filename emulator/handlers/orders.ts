import { apiAnswer } from "../answer";
import { requireCustomer } from "../customers";
import { partnerError } from "../errors";
import { listedOrders, requireOrder } from "../orders";
import { provisioningStatus, withoutPrices } from "../provisioning";
import { type Handler, modesOf } from "../service";
import { link, type Link, type Order } from "../wire";

export const listOrders: Handler = (service, passage) => {
  const { query, headers } = passage;
  const { id } = requireCustomer(service, passage.params.customerId);
  const billing = query.get("billingType")?.toLowerCase().replace("_", "");
  const orders = listedOrders(service, id)
    .map((order) => order.body)
    .filter((order) => billing === undefined || order.billingCycle.replace("_", "") === billing);
  const from = Number(headers["ms-continuationtoken"] ?? 0) || 0;
  const page = pageOf(orders, from, modesOf(service).ordersPageSize);
  return apiAnswer(service, passage, {
    totalCount: page.orders.length,
    items: wantsPrices(query) ? page.orders : page.orders.map(withoutPrices),
    links: { self: link(`/customers/${id}/orders`), ...page.next(`/customers/${id}/orders`) },
    attributes: { objectType: "Collection" },
  });
};

export const getOrder: Handler = (service, passage) => {
  const { customerId, orderId } = passage.params;
  const { id } = requireCustomer(service, customerId);
  const order = requireOrder(service, id, orderId, { poll: true }).body;
  return apiAnswer(service, passage, wantsPrices(passage.query) ? order : withoutPrices(order));
};

export const getProvisioningStatus: Handler = (service, passage) => {
  if (passage.claims?.kind === "app") throw partnerError("900329");
  const { customerId, orderId } = passage.params;
  const { id } = requireCustomer(service, customerId);
  const order = requireOrder(service, id, orderId, { poll: false }).body;
  return apiAnswer(service, passage, provisioningStatus(order));
};

/** Both spellings of the flag are found in the wild; .NET clients write `True`. */
function wantsPrices(query: URLSearchParams): boolean {
  return (query.get("include_price") ?? query.get("includePrice"))?.toLowerCase() === "true";
}

/** A page of the list. The next one is asked for with the header that its link names, as for customers. */
function pageOf(all: Order[], from: number, size: number) {
  const to = size === 0 ? all.length : from + size;
  const next = (uri: string): { next?: Link } =>
    to < all.length
      ? {
          next: {
            uri: `${uri}?size=${size}&seekOperation=Next`,
            method: "GET",
            headers: [{ key: "MS-ContinuationToken", value: String(to) }],
          },
        }
      : {};
  return { orders: all.slice(from, to), next };
}
