import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Order } from "../../provider/client/schemas";
import { CartCheckoutLifecycle } from "../../provider/lifecycle/checkout/checkoutLifecycle";
import { parseCheckoutState, type CheckoutState } from "../../provider/lifecycle/checkout/state";
import { cartLine, fakeCart, fakeOrder } from "../support/cartsAndOrders";
import { places } from "../support/checkoutReplies";
import { fakeWorld, type FakeWorld } from "../support/fakeWorld";
import type { StoredResource } from "../support/stackEngine";
import { LINES, statesPath, type RecordedStates } from "./recordStates";

/** Every version whose states of checkouts, or of carts, are kept, with them. */
export function keptStates(kind: "checkout" | "cart" = "checkout"): Record<string, RecordedStates> {
  const folder = dirname(statesPath(kind, ""));
  const files = readdirSync(folder).filter((name) => name.startsWith(`${kind}-`));
  return Object.fromEntries(
    files.map((name) => [
      name.slice(kind.length + 1, -".json".length),
      JSON.parse(readFileSync(join(folder, name), "utf8")) as RecordedStates,
    ]),
  );
}

/** What a resource of a kept state may do next, against a Partner Center that knows its purchase. */
export class Afterlife {
  readonly world: FakeWorld = fakeWorld();
  readonly lifecycle = new CartCheckoutLifecycle(this.world);
  readonly whole: CheckoutState;

  constructor(readonly resource: StoredResource) {
    const { fake, clock } = this.world;
    this.whole = parseCheckoutState(resource.outputs);
    fake.partner = this.whole.partner;
    fake.orders = this.whole.orders.map(wireOrder);
    const { cartId } = this.whole;
    const lines = LINES.map(({ catalogItemId, billingCycle, termDuration, quantity = 1 }, group) =>
      cartLine({ catalogItemId, billingCycle, termDuration, quantity, orderGroup: String(group) }),
    );
    fake.hasCart(fakeCart({ id: cartId, lineItems: lines }));
    const held = this.whole.orders.flatMap((order) => order.lineItems.map(({ offerId }) => offerId));
    const orders = lines
      .filter(({ catalogItemId }) => !held.includes(catalogItemId))
      .map(({ catalogItemId: offerId, billingCycle, termDuration, quantity }, index) =>
        fakeOrder(`bought-now-${index}`, {
          creationDate: clock.iso(),
          billingCycle,
          lineItems: [{ lineItemNumber: 0, offerId, termDuration, quantity }],
        }),
      );
    for (let i = 0; i < 60; i++) fake.onCheckout(places({ orders }));
  }

  get checkouts(): string[] {
    return this.world.fake.posted;
  }
}

function wireOrder({ lineItems, ...order }: CheckoutState["orders"][number]): Order {
  return { ...order, status: order.status === "missing" ? "completed" : order.status, lineItems };
}

/** Every path in a value, with the kind of what is there. */
export function shapes(value: unknown, path = ""): string[] {
  if (typeof value !== "object" || value === null) return [`${path}: ${typeof value}`];
  const members = Object.entries(value).flatMap(([key, inner]) =>
    shapes(inner, `${path}/${Array.isArray(value) ? "" : key}`),
  );
  return [...new Set(members)].sort();
}
