import type { OrderLineState, OrderState } from "../../../../provider/lifecycle/orders/order";

export const CUSTOMER_ID = "7c3a91d2-4e58-4b06-a1c7-93f2e5d80b64";

/** A line of an order: 25 licences for a year. */
export function aLine(differences: Partial<OrderLineState> = {}): OrderLineState {
  return {
    lineItemNumber: 0,
    offerId: "CFQ7TTC0LF8S:0001:CFQ7TTC0N81H",
    friendlyName: "Office 365 E5",
    quantity: 25,
    termDuration: "P1Y",
    subscriptionId: "e3d7a5b1-08f4-4c62-b9ad-61f7c2048e35",
    price: "36.48",
    extendedPrice: "10944.00",
    ...differences,
  };
}

/** An order of such licences. */
export function anOrder(differences: Partial<OrderState> = {}): OrderState {
  return {
    id: "a3f09c5d7e12",
    status: "completed",
    billingCycle: "monthly",
    currencyCode: "USD",
    creationDate: "2026-01-14T22:03:45.4505136Z",
    lineItems: [aLine()],
    ...differences,
  };
}
