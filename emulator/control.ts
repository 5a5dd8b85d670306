import { Hono } from "hono";
import * as v from "valibot";
import { CATALOG } from "./catalog";
import * as bodies from "./controlBodies";
import type { EmulatorCore } from "./emulator";
import type { Faults } from "./faults";
import type { FaultScript } from "./faultScript";

/** The programmatic interface as JSON under `/_emulator`, for programs in other processes on this machine. */
export function control(emulator: EmulatorCore, faults: Faults): Pick<Hono, "fetch"> {
  const app = new Hono().basePath("/_emulator");

  // A page in a browser must not reach this by a name that resolves to loopback.
  app.use("*", async (c, next) => {
    const host = (c.req.header("Host") ?? "").replace(/:\d+$/, "");
    if (host !== "127.0.0.1" && host !== "localhost") return c.json({ error: "Loopback only" }, 403);
    return next();
  });
  app.onError((error, c) => c.json({ error: error.message }, error instanceof NotFound ? 404 : 400));
  app.notFound((c) => c.json({ error: "No such control call" }, 404));

  app.get("/journal", (c) => {
    const { journal } = emulator;
    return c.json({
      purchases: journal.purchases(c.req.query("cartId")),
      summary: journal.summary(),
      duplicates: journal.duplicates(),
    });
  });
  app.get("/requests", (c) => c.json(emulator.requests()));
  app.delete("/requests", (c) => c.json(done(() => emulator.clearRequests())));

  app.get("/clock", (c) => c.json({ now: emulator.clock.now() }));
  app.post("/clock", async (c) => {
    emulator.clock.advance(v.parse(bodies.advance, await c.req.json()).advanceMs);
    return c.json({ now: emulator.clock.now() });
  });

  app.get("/modes", (c) => c.json(emulator.modes()));
  app.patch("/modes", async (c) => {
    emulator.setModes(await c.req.json<Parameters<EmulatorCore["setModes"]>[0]>());
    return c.json(emulator.modes());
  });

  app.post("/customers", async (c) => {
    const customer = v.parse(bodies.newCustomer, await c.req.json());
    return c.json(done(() => emulator.addCustomer(customer)));
  });
  app.post("/items", async (c) => {
    const { catalogItemId, error } = v.parse(bodies.itemError, await c.req.json());
    return c.json(done(() => emulator.itemFails(catalogItemId, error)));
  });
  app.get("/catalog", (c) => c.json(CATALOG));
  app.post("/prices", async (c) => {
    const { catalogItemId, price, ...rest } = v.parse(bodies.newPrice, await c.req.json());
    const set = price === undefined ? undefined : { price, ...rest };
    return c.json(done(() => emulator.setPrice(catalogItemId, set)));
  });
  app.post("/withdrawals", async (c) => {
    const { catalogItemId, replacedBy } = v.parse(bodies.withdrawal, await c.req.json());
    return c.json(done(() => emulator.withdraw(catalogItemId, { replacedBy })));
  });

  app.post("/carts", async (c) => c.json(emulator.addCart(v.parse(bodies.newCart, await c.req.json())), 201));
  app.get("/carts/:id", (c) => c.json(found(emulator.cart(c.req.param("id")))));
  app.patch("/carts/:id/modes", async (c) => {
    const modes = await c.req.json<Parameters<EmulatorCore["setCartModes"]>[1]>();
    return c.json(done(() => emulator.setCartModes(c.req.param("id"), modes)));
  });
  app.put("/carts/:id/lines", async (c) => {
    const { lineItems } = v.parse(bodies.cartEdit, await c.req.json());
    return c.json(done(() => emulator.editCart(c.req.param("id"), lineItems)));
  });
  app.post("/carts/:id/otherwise", async (c) => {
    const difference = v.parse(bodies.otherOrders, await c.req.json());
    return c.json(done(() => emulator.ordersOtherwise(c.req.param("id"), difference)));
  });
  app.post("/carts/:id/failures", async (c) => {
    const { group, ...rest } = v.parse(bodies.failure, await c.req.json());
    return c.json(done(() => emulator.groupFails(c.req.param("id"), group, rest)));
  });

  app.get("/orders", (c) => c.json(emulator.orders(c.req.query("cartId"))));
  app.post("/orders", async (c) =>
    c.json(emulator.addOrder(v.parse(bodies.newOrder, await c.req.json())), 201),
  );
  app.get("/subscriptions", (c) => c.json(emulator.subscriptions(c.req.query("customerId") ?? "")));
  app.patch("/subscriptions/:id", async (c) => {
    const change = v.parse(bodies.subscriptionChange, await c.req.json());
    return c.json(done(() => emulator.setSubscription(c.req.param("id"), change)));
  });
  app.post("/orders/:id/cancel", async (c) => {
    const { lineItemNumber } = v.parse(bodies.cancellation, await optionalJson(c.req));
    return c.json(done(() => emulator.cancelOrder(c.req.param("id"), lineItemNumber)));
  });
  app.get("/orders/:id", (c) => c.json(found(emulator.order(c.req.param("id")))));
  app.post("/orders/provision", async (c) => {
    const { status } = v.parse(bodies.status, await optionalJson(c.req));
    return c.json(done(() => emulator.provisionAll(status)));
  });
  app.post("/orders/:id/provision", async (c) => {
    const { status } = v.parse(bodies.status, await optionalJson(c.req));
    return c.json(done(() => emulator.provision(c.req.param("id"), status)));
  });

  app.post("/tokens", async (c) =>
    c.json({ token: emulator.issueToken(v.parse(bodies.newToken, await optionalJson(c.req))) }, 201),
  );
  app.post("/tokens/revoke", (c) => c.json(done(() => emulator.revokeTokens())));

  const fault = (id: string) => found(faults.find(id));
  app.get("/faults", (c) => c.json(faults.list()));
  app.delete("/faults", (c) => c.json(done(() => faults.clear())));
  app.post("/faults", async (c) => c.json({ id: faults.script(await c.req.json<FaultScript>()).id }, 201));
  app.get("/faults/:id", (c) => c.json(found(faults.list().find((state) => state.id === c.req.param("id")))));
  app.delete("/faults/:id", (c) => c.json(done(() => fault(c.req.param("id")).remove())));
  app.get("/faults/:id/held", async (c) => {
    const timeoutMs = Number(c.req.query("timeoutMs") ?? 10_000);
    await fault(c.req.param("id")).held(timeoutMs);
    return c.json({ held: true });
  });
  app.post("/faults/:id/release", (c) => c.json(done(() => fault(c.req.param("id")).release())));
  return app;
}

class NotFound extends Error {}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new NotFound("Not found");
  return value;
}

/** The answer to a call that only has an effect. */
function done(act: () => void): Record<string, never> {
  act();
  return {};
}

/** A body that may be left out. */
async function optionalJson(request: { text(): Promise<string> }): Promise<unknown> {
  const body = await request.text();
  return body === "" ? {} : JSON.parse(body);
}
