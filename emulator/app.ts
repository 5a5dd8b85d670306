import { Hono } from "hono";
import { refusalAnswer } from "./answer";
import { repeatedRefusals } from "./cartRefusals";
import { ConnectionCut, gatewayError, partnerError, Refusal, throttled } from "./errors";
import { cartRoutes } from "./routes/carts";
import { customerRoutes } from "./routes/customers";
import { orderRoutes } from "./routes/orders";
import { productRoutes } from "./routes/products";
import { subscriptionRoutes } from "./routes/subscriptions";
import { tokenRoutes } from "./routes/tokens";
import { type Env, modesOf, type Service } from "./service";

/**
 * The API and the token service. Order: rate limit, token, repeated refusal, fault "before", handler; one place writes
 * refusals.
 */
export function partnerCenterApp(service: Service): Hono<Env> {
  const app = new Hono<Env>({ strict: false });

  app.use("/v1/*", async (c, next) => {
    countRequest(service);
    c.set("claims", service.tokens.authenticate(c.req.header("Authorization")));
    await next();
  });
  app.post("/v1/customers/:customerId/carts", repeatedRefusals(service));
  app.use("*", async (c, next) => {
    // A checkout strikes for itself, once its cart is locked.
    if (c.env.operation !== "checkout") await c.env.visit.strike("before");
    await next();
  });
  app.route("/v1/customers", customerRoutes(service));
  app.route("/v1/customers", cartRoutes(service));
  app.route("/v1/customers", orderRoutes(service));
  app.route("/v1/customers", subscriptionRoutes(service));
  app.route("/v1", productRoutes(service));
  app.route("/", tokenRoutes(service));
  app.notFound((c) => refusalAnswer(service, c.env, c.req.raw.headers, gatewayError(404)));
  app.onError((error, c) => {
    if (error instanceof ConnectionCut) throw error;
    if (!(error instanceof Refusal)) console.error(error);
    const refusal = error instanceof Refusal ? error : partnerError("800003");
    return refusalAnswer(service, c.env, c.req.raw.headers, refusal);
  });
  return app;
}

/** Counts a request in its window of the emulator's clock and refuses it beyond the limit. */
function countRequest(service: Service): void {
  const { rateLimit: limit } = modesOf(service);
  if (!limit) return;
  const { state } = service.store;
  const now = service.clock.now();
  let { rateWindow: window } = state;
  if (!window || now >= window.end || window.end - now > limit.windowMs)
    state.rateWindow = window = { end: now + limit.windowMs, requests: 0 };
  window.requests += 1;
  if (window.requests > limit.requests) throw throttled(Math.max(1, Math.ceil((window.end - now) / 1000)));
}
