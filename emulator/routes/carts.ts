import { Hono } from "hono";
import { apiAnswer } from "../answer";
import { readCartRequest } from "../cartRequest";
import { cartKey } from "../cartRefusals";
import { addCart, cartBody, isClosed, requireCart, setLines } from "../carts";
import { checkout } from "../checkout";
import { refuseBadLines } from "../completeLines";
import { requireCustomer } from "../customers";
import { partnerError } from "../errors";
import { type Env, modesOf, modesOfCart, type Service } from "../service";

/** Create, read, update and check out carts of a customer. */
export function cartRoutes(service: Service): Hono<Env> {
  const routes = new Hono<Env>({ strict: false });
  const locks = new Map<string, Promise<void>>();

  routes.post("/:customerId/carts", (c) => {
    const customer = requireCustomer(service, c.req.param("customerId"));
    const { carts, answers } = service.store.state;
    const key = cartKey(customer.id, c.env.requestId);
    const remembers = modesOf(service).cartRequestIds === "remembered";
    const known = remembers ? carts[answers[key]?.body ?? ""] : undefined;
    const request = readCartRequest(c.env.body);
    const { lineItems, attestationAccepted } = request;
    if (!known) refuseBadLines(service, customer.id, request);
    const cart = known ?? addCart(service, { customerId: customer.id, lineItems });
    if (!known) {
      cart.attestationAccepted = attestationAccepted;
      answers[key] = { status: 201, body: cart.id };
    }
    return apiAnswer(service, c.env, c.req.raw.headers, 201, JSON.stringify(cartBody(service, cart)));
  });

  routes.get("/:customerId/carts/:cartId", (c) => {
    const { id } = requireCustomer(service, c.req.param("customerId"));
    const cart = requireCart(service, id, c.req.param("cartId"));
    return apiAnswer(service, c.env, c.req.raw.headers, 200, JSON.stringify(cartBody(service, cart)));
  });

  routes.put("/:customerId/carts/:cartId", (c) => {
    const { id } = requireCustomer(service, c.req.param("customerId"));
    const cart = requireCart(service, id, c.req.param("cartId"));
    if (locks.has(cart.id)) throw partnerError("800064", cart.id);
    if (isClosed(cart)) throw partnerError("800065", cart.id);
    const request = readCartRequest(c.env.body);
    refuseBadLines(service, id, request);
    const { lineItems, attestationAccepted } = request;
    cart.attestationAccepted = attestationAccepted ?? cart.attestationAccepted;
    setLines(service, cart, lineItems);
    return apiAnswer(service, c.env, c.req.raw.headers, 201, JSON.stringify(cartBody(service, cart)));
  });

  routes.post("/:customerId/carts/:cartId/checkout", async (c) => {
    const customer = requireCustomer(service, c.req.param("customerId"));
    const cart = requireCart(service, customer.id, c.req.param("cartId"));
    while (locks.has(cart.id)) {
      if (modesOfCart(service, cart).concurrentCheckout === "800064") throw partnerError("800064", cart.id);
      await locks.get(cart.id);
    }
    let unlock: () => void = () => undefined;
    const lock = new Promise<void>((resolve) => (unlock = resolve));
    locks.set(cart.id, lock);
    try {
      await c.env.visit.strike("before");
      const { status, body } = checkout(service, cart, customer, c.env);
      return apiAnswer(service, c.env, c.req.raw.headers, status, body);
    } finally {
      if (locks.get(cart.id) === lock) locks.delete(cart.id);
      unlock();
    }
  });
  return routes;
}
