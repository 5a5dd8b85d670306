import { type Context, Hono } from "hono";
import { apiAnswer } from "../answer";
import { requireCustomer } from "../customers";
import { partnerError } from "../errors";
import { requireOrder } from "../orders";
import type { Env, Service } from "../service";
import { activationLinks, listedSubscriptions, requireSubscription } from "../subscriptions";
import { type ActivationLink, link } from "../wire";

/** Subscriptions of a customer, and activation links of subscriptions, orders and order lines. */
export function subscriptionRoutes(service: Service): Hono<Env> {
  const routes = new Hono<Env>({ strict: false });
  const answer = (c: Context<Env>, body: object) =>
    apiAnswer(service, c.env, c.req.raw.headers, 200, JSON.stringify(body));
  const list = (c: Context<Env>, uri: string, items: object[]) =>
    answer(c, {
      totalCount: items.length,
      items,
      links: { self: link(uri) },
      attributes: { objectType: "Collection" },
    });
  const customerOf = (c: Context<Env>) => requireCustomer(service, c.req.param("customerId") ?? "").id;
  const linksOf = (c: Context<Env>, customerId: string, orderId: string) =>
    activationLinks(service, requireOrder(service, customerId, orderId, { poll: false }));

  routes.get("/:customerId/subscriptions", (c) => {
    const id = customerOf(c);
    const orderId = c.req.query("order_id");
    const uri = `/customers/${id}/subscriptions${orderId === undefined ? "" : `?order_id=${orderId}`}`;
    return list(c, uri, listedSubscriptions(service, id, orderId));
  });

  routes.get("/:customerId/subscriptions/:subscriptionId", (c) =>
    answer(c, requireSubscription(service, customerOf(c), c.req.param("subscriptionId"))),
  );

  routes.get("/:customerId/subscriptions/:subscriptionId/activationlinks", (c) => {
    const customerId = customerOf(c);
    const { id, orderId } = requireSubscription(service, customerId, c.req.param("subscriptionId"));
    const links = linksOf(c, customerId, orderId).filter((entry) => entry.subscriptionId === id);
    return list(c, `/customers/${customerId}/subscriptions/${id}/activationlinks`, links.map(shown));
  });

  routes.get("/:customerId/orders/:orderId/activationlinks", (c) => {
    const customerId = customerOf(c);
    const orderId = c.req.param("orderId");
    const links = linksOf(c, customerId, orderId);
    return list(c, `/customers/${customerId}/orders/${orderId}/activationlinks`, links.map(shown));
  });

  routes.get("/:customerId/orders/:orderId/lineitems/:number/activationlinks", (c) => {
    const customerId = customerOf(c);
    const { orderId, number } = c.req.param();
    const order = requireOrder(service, customerId, orderId, { poll: false });
    if (!order.body.lineItems.some((line) => String(line.lineItemNumber) === number))
      throw partnerError("800071");
    const links = linksOf(c, customerId, orderId).filter((entry) => String(entry.lineItemNumber) === number);
    const uri = `/customers/${customerId}/orders/${orderId}/lineitems/${number}/activationlinks`;
    return list(c, uri, links.map(shown));
  });
  return routes;
}

function shown({ lineItemNumber, link: target }: ActivationLink): ActivationLink {
  return { lineItemNumber, link: target };
}
