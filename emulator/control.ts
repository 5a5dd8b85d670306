import { Hono } from "hono";
import * as v from "valibot";
import { CATALOG, SEGMENTS } from "./catalog";
import type { Emulator } from "./emulator";
import type { Faults } from "./faults";
import type { FaultScript } from "./faultScript";

const text = v.string();
const status = v.optional(v.object({ status: v.optional(v.pipe(text, v.minLength(1))) }), {});
const newCustomer = v.strictObject({
  id: text,
  companyName: v.optional(text),
  agreementAccepted: v.optional(v.boolean()),
  country: v.optional(v.pipe(text, v.regex(/^[A-Z]{2}$/i))),
  segment: v.optional(v.picklist(SEGMENTS)),
});
const lines = v.pipe(v.array(v.looseObject({ catalogItemId: text })), v.minLength(1));
const newCart = v.strictObject({
  customerId: v.optional(text),
  cartId: v.optional(text),
  lineItems: lines,
  modes: v.optional(v.record(text, v.unknown())),
});
const newOrder = v.strictObject({
  customerId: v.optional(text),
  orderId: v.optional(text),
  lineItems: lines,
  status: v.optional(text),
  placedAt: v.optional(v.number()),
});
const newPrice = v.strictObject({
  catalogItemId: text,
  price: v.optional(v.number()),
  currency: v.optional(text),
  termDuration: v.optional(text),
  billingCycle: v.optional(text),
});
const withdrawal = v.strictObject({ catalogItemId: text, replacedBy: v.optional(text) });
const failure = v.strictObject({
  group: text,
  code: v.optional(v.number()),
  description: v.optional(text),
  times: v.optional(v.union([v.number(), v.literal("always")])),
});
const itemError = v.strictObject({
  catalogItemId: text,
  error: v.looseObject({ errorCode: v.union([text, v.number()]), errorDescription: text }),
});
const newToken = v.strictObject({
  kind: v.optional(v.picklist(["app", "user"])),
  audience: v.optional(text),
  mfa: v.optional(v.boolean()),
  expiresInSeconds: v.optional(v.number()),
});
const advance = v.strictObject({ advanceMs: v.number() });

/** The programmatic interface as JSON under `/_emulator`, for programs in other processes on this machine. */
export function control(emulator: Omit<Emulator, "url" | "env" | "close">, faults: Faults): Hono {
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
  app.delete("/requests", (c) => c.json(done(emulator.clearRequests())));

  app.get("/clock", (c) => c.json({ now: emulator.clock.now() }));
  app.post("/clock", async (c) => {
    emulator.clock.advance(v.parse(advance, await c.req.json()).advanceMs);
    return c.json({ now: emulator.clock.now() });
  });

  app.get("/modes", (c) => c.json(emulator.modes()));
  app.patch("/modes", async (c) => {
    emulator.setModes((await c.req.json()) as Parameters<Emulator["setModes"]>[0]);
    return c.json(emulator.modes());
  });

  app.post("/customers", async (c) =>
    c.json(done(emulator.addCustomer(v.parse(newCustomer, await c.req.json())))),
  );
  app.post("/items", async (c) => {
    const { catalogItemId, error } = v.parse(itemError, await c.req.json());
    return c.json(done(emulator.itemFails(catalogItemId, error)));
  });
  app.get("/catalog", (c) => c.json(CATALOG));
  app.post("/prices", async (c) => {
    const { catalogItemId, price, ...rest } = v.parse(newPrice, await c.req.json());
    const set = price === undefined ? undefined : { price, ...rest };
    return c.json(done(emulator.setPrice(catalogItemId, set)));
  });
  app.post("/withdrawals", async (c) => {
    const { catalogItemId, replacedBy } = v.parse(withdrawal, await c.req.json());
    return c.json(done(emulator.withdraw(catalogItemId, { replacedBy })));
  });

  app.post("/carts", async (c) => c.json(emulator.addCart(v.parse(newCart, await c.req.json())), 201));
  app.get("/carts/:id", (c) => c.json(found(emulator.cart(c.req.param("id")))));
  app.patch("/carts/:id/modes", async (c) => {
    const modes = (await c.req.json()) as Parameters<Emulator["setCartModes"]>[1];
    return c.json(done(emulator.setCartModes(c.req.param("id"), modes)));
  });
  app.post("/carts/:id/failures", async (c) => {
    const { group, ...rest } = v.parse(failure, await c.req.json());
    return c.json(done(emulator.groupFails(c.req.param("id"), group, rest)));
  });

  app.get("/orders", (c) => c.json(emulator.orders(c.req.query("cartId"))));
  app.post("/orders", async (c) => c.json(emulator.addOrder(v.parse(newOrder, await c.req.json())), 201));
  app.get("/subscriptions", (c) => c.json(emulator.subscriptions(c.req.query("customerId") ?? "")));
  app.get("/orders/:id", (c) => c.json(found(emulator.order(c.req.param("id")))));
  app.post("/orders/provision", async (c) =>
    c.json(done(emulator.provisionAll(v.parse(status, await optionalJson(c.req)).status))),
  );
  app.post("/orders/:id/provision", async (c) =>
    c.json(done(emulator.provision(c.req.param("id"), v.parse(status, await optionalJson(c.req)).status))),
  );

  app.post("/tokens", async (c) =>
    c.json({ token: emulator.issueToken(v.parse(newToken, await optionalJson(c.req))) }, 201),
  );
  app.post("/tokens/revoke", (c) => c.json(done(emulator.revokeTokens())));

  const fault = (id: string) => found(faults.find(id));
  app.get("/faults", (c) => c.json(faults.list()));
  app.delete("/faults", (c) => c.json(done(faults.clear())));
  app.post("/faults", async (c) =>
    c.json({ id: faults.script((await c.req.json()) as FaultScript).id }, 201),
  );
  app.get("/faults/:id", (c) => c.json(found(faults.list().find((state) => state.id === c.req.param("id")))));
  app.delete("/faults/:id", (c) => c.json(done(fault(c.req.param("id")).remove())));
  app.get("/faults/:id/held", async (c) => {
    const timeoutMs = Number(c.req.query("timeoutMs") ?? 10_000);
    await fault(c.req.param("id")).held(timeoutMs);
    return c.json({ held: true });
  });
  app.post("/faults/:id/release", (c) => c.json(done(fault(c.req.param("id")).release())));
  return app as unknown as Hono;
}

class NotFound extends Error {}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new NotFound("Not found");
  return value;
}

/** The answer to a call that only has an effect. */
function done(_effect: unknown): Record<string, never> {
  return {};
}

/** A body that may be left out. */
async function optionalJson(request: { text(): Promise<string> }): Promise<unknown> {
  const body = await request.text();
  return body === "" ? {} : JSON.parse(body);
}
