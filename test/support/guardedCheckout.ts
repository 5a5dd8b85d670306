import type { Cart, Order } from "../../provider/client/schemas";
import { observeCart, type ReadCart } from "../../provider/lifecycle/core/observedCart";
import { guardCheckout, type GuardedCheckout } from "../../provider/lifecycle/checkout/guard";
import { declaredCheckout } from "../../provider/lifecycle/checkout/inputs";
import { CART, CUSTOMER, fakeCart, fakeOrder, ITEM } from "./cartsAndOrders";
import { INPUTS } from "./checkoutStates";
import { fakeWorld, type FakeWorld } from "./fakeWorld";

/** The item of the carts here, through another month's availability. */
export const RENEWED = "CFQ7TTC0E101:0001:CFQ7TTC0ZZZZ";
/** The line of {@link fakeCart} as a program declares it. */
export const DECLARED = { catalogItemId: ITEM, quantity: 1, termDuration: "P1Y", billingCycle: "monthly" };
export const BEFORE = { creationDate: "2026-11-10T00:00:00Z" };

/** Somebody else's order of that line, from before the cart was made. */
export const stranger = (order: Parameters<typeof fakeOrder>[1] = {}): Order =>
  fakeOrder("stranger", { ...BEFORE, ...order });

/** A cart, and what is known of its checkout in the moment before it is sent. */
export interface Asked extends Partial<Omit<GuardedCheckout, "declared">> {
  /** What the program says. */
  inputs?: Record<string, unknown>;
  cart?: Cart;
  world?: FakeWorld;
}

/** Why the guard refuses, and whom it asked for that. */
export async function guarded({
  cart = fakeCart(),
  world = fakeWorld(),
  inputs = INPUTS,
  ...changes
}: Asked = {}) {
  world.fake.hasCart(cart);
  const look = (await observeCart(world.fake, { customerId: CUSTOMER, cartId: CART }, Infinity)) as ReadCart;
  world.fake.calls.length = 0;
  const checkout = {
    ...INPUTS,
    declared: declaredCheckout(inputs),
    own: "none" as const,
    known: [],
    orderErrors: [],
    ...changes,
  };
  const why = await guardCheckout(world, world.fake, checkout, look);
  return { why, asked: world.fake.calls.map(({ method }) => method), world };
}

export function worldWith(...orders: Order[]): FakeWorld {
  const world = fakeWorld();
  world.fake.hasOrders(...orders);
  return world;
}
