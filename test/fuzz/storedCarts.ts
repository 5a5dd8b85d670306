import type { Cart } from "../../provider/client/schemas";
import { CartLifecycle } from "../../provider/lifecycle/cart/cartLifecycle";
import { parseCartState, type CartState } from "../../provider/lifecycle/cart/state";
import { fakeOrder } from "../support/cartsAndOrders";
import { MINUTE } from "../support/fakeClock";
import { fakeWorld, type FakeWorld } from "../support/fakeWorld";
import type { StoredResource } from "../support/stackEngine";

const EIGHT_DAYS = 8 * 24 * 60 * MINUTE;

/** What a cart of a kept state may do next, against a Partner Center that knows it, or the orders that it became. */
export class CartAfterlife {
  readonly world: FakeWorld = fakeWorld();
  readonly lifecycle = new CartLifecycle(this.world);
  readonly whole: CartState;

  /** @param gone its days are over, and Partner Center has forgotten it. */
  constructor(resource: StoredResource, gone: boolean) {
    this.whole = parseCartState(resource.outputs, resource.id);
    const { fake, clock } = this.world;
    fake.partner = this.whole.partner;
    if (gone) clock.advance(EIGHT_DAYS);
    else fake.hasCart(wireCart(this.whole));
    if (this.whole.status === "ordered") fake.hasOrders(...ordersOf(this.whole));
  }

  /** The calls that changed something. */
  get changes(): string[] {
    const methods = this.world.fake.calls.map(({ method }) => method);
    return methods.filter((method) => ["createCart", "updateCart", "checkoutCart"].includes(method));
  }
}

function ordersOf({ lines, createdAt }: CartState) {
  return lines.map(({ orderGroup = "", billingCycle, catalogItemId: offerId, quantity, termDuration }) =>
    fakeOrder(`o-${orderGroup}`, {
      billingCycle,
      creationDate: createdAt,
      lineItems: [{ lineItemNumber: 0, offerId, quantity, termDuration }],
    }),
  );
}

function wireCart({ cartId: id, status, lines, createdAt, expiresAt }: CartState): Cart {
  return {
    id,
    status: status === "ordered" ? "Ordered" : "Active",
    creationTimestamp: createdAt,
    expirationTimestamp: expiresAt,
    lastModifiedTimestamp: createdAt,
    lineItems: lines.map(({ lineItemNumber, error, price, extendedPrice, ...line }) => ({
      ...line,
      id: lineItemNumber,
      pricing: { price, extendedPrice },
      ...(error && { error: { errorCode: error.code, errorDescription: error.description } }),
    })),
  };
}
