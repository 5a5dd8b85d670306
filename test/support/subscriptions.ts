import type { Subscription } from "../../provider/client/schemas";
import { ITEM } from "./cartsAndOrders";

/** A subscription of one seat that came from an order. */
export function fakeSubscription(orderId: string, more: Partial<Subscription> = {}): Subscription {
  return {
    id: "a1b2c3d4-0000-4000-8000-000000000001",
    orderId,
    offerId: ITEM,
    quantity: 1,
    termDuration: "P1Y",
    status: "active",
    refundOptions: [],
    ...more,
  };
}
