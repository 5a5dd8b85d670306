import { Hono } from "hono";
import { apiAnswer } from "../answer";
import { requireCustomer } from "../customers";
import { partnerError } from "../errors";
import { listedOrders, requireOrder } from "../orders";
import { provisioningStatus, withoutPrices } from "../provisioning";
import { type Env, modesOf, type Service } from "../service";
import { link, type Link, type Order } from "../wire";

/** Orders of a customer: by id, as a list, and their provisioning status. */
export function orderRoutes(service: Service): Hono<Env> {
  const routes = new Hono<Env>({ strict: false });

  routes.get("/:customerId/orders", (c) => {
    const { id } = requireCustomer(service, c.req.param("customerId"));
    const billing = c.req.query("billingType")?.toLowerCase().replace("_", "");
    const orders = listedOrders(service, id)
      .map((order) => order.body)
      .filter((order) => billing === undefined || order.billingCycle.replace("_", "") === billing);
    const from = Number(c.req.header("MS-ContinuationToken") ?? 0) || 0;
    const page = pageOf(orders, from, modesOf(service).ordersPageSize);
    const prices = wantsPrices(c.req.query());
    const body = {
      totalCount: page.orders.length,
      items: prices ? page.orders : page.orders.map(withoutPrices),
      links: { self: link(`/customers/${id}/orders`), ...page.next(`/customers/${id}/orders`) },
      attributes: { objectType: "Collection" },
    };
    return apiAnswer(service, c.env, c.req.raw.headers, 200, JSON.stringify(body));
  });

  routes.get("/:customerId/orders/:orderId", (c) => {
    const { id } = requireCustomer(service, c.req.param("customerId"));
    const order = requireOrder(service, id, c.req.param("orderId"), { poll: true }).body;
    const body = wantsPrices(c.req.query()) ? order : withoutPrices(order);
    return apiAnswer(service, c.env, c.req.raw.headers, 200, JSON.stringify(body));
  });

  routes.get("/:customerId/orders/:orderId/provisioningstatus", (c) => {
    if (c.get("claims").kind === "app") throw partnerError("900329");
    const { id } = requireCustomer(service, c.req.param("customerId"));
    const order = requireOrder(service, id, c.req.param("orderId"), { poll: false }).body;
    return apiAnswer(service, c.env, c.req.raw.headers, 200, JSON.stringify(provisioningStatus(order)));
  });
  return routes;
}

/** Both spellings of the flag are found in the wild; .NET clients write `True`. */
function wantsPrices(query: Record<string, string>): boolean {
  return (query.include_price ?? query.includePrice)?.toLowerCase() === "true";
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
