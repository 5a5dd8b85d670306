import type { Partner } from "../../provider/client/partnerCenter";
import type { Cart, CartLineItem, Order } from "../../provider/client/schemas";
import { START } from "./fakeClock";

export const CUSTOMER = "7c3a91d2-4e58-4b06-a1c7-93f2e5d80b64";
export const CART = "c41d7e02-2b7d-4a13-8e90-5d1c6f3a9b27";
export const OTHER_CART = "0e9f2c11-6a5d-4f08-9b3e-2d7a8c4b5f60";
export const PARTNER: Partner = { tenantId: "2f94c6e8-13ab-4d70-8c5e-b7a0d9f1e326", cloud: "global" };

/** An item that many carts and orders share. */
export const ITEM = "CFQ7TTC0E101:0001:CFQ7TTC0E1A1";
export const ITEM_B = "DZH318Z0E201:004G:DZH318Z0E2A1";

export function cartLine(line: Partial<CartLineItem> = {}): CartLineItem {
  return { catalogItemId: ITEM, quantity: 1, termDuration: "P1Y", orderGroup: "0", ...line };
}

/** An active cart of one line, made an hour before {@link START}. */
export function fakeCart(cart: Partial<Cart> = {}): Cart {
  return {
    id: CART,
    status: "Active",
    creationTimestamp: "2026-11-15T11:00:00.000Z",
    lastModifiedTimestamp: "2026-11-15T11:00:00.000Z",
    lineItems: [cartLine()],
    ...cart,
  };
}

/** The cart of two groups, one line each. */
export function twoGroups(cart: Partial<Cart> = {}): Cart {
  const lineItems = [cartLine(), cartLine({ catalogItemId: ITEM_B, orderGroup: "1" })];
  return fakeCart({ lineItems, ...cart });
}

/** A completed order of one line with its subscription. */
export function fakeOrder(id: string, order: Partial<Order> & { item?: string } = {}): Order {
  const { item = ITEM, ...rest } = order;
  return {
    id,
    status: "completed",
    billingCycle: "monthly",
    currencyCode: "USD",
    creationDate: START,
    lineItems: [
      { lineItemNumber: 0, offerId: item, quantity: 1, termDuration: "P1Y", subscriptionId: `sub-${id}` },
    ],
    ...rest,
  };
}
