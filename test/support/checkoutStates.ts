import type { Order } from "../../provider/client/schemas";
import { freshCheckout } from "../../provider/lifecycle/checkout/state";
import { declaredCheckout } from "../../provider/lifecycle/checkout/inputs";
import { parseCheckoutState, type CheckoutState } from "../../provider/lifecycle/checkout/state";
import { orderState } from "../../provider/lifecycle/orders/order";
import { CART, CUSTOMER, fakeOrder, PARTNER } from "./cartsAndOrders";

/** The inputs of the smallest program, as check returns them. */
export const INPUTS = { customerId: CUSTOMER, cartId: CART };

export const ORDER_ERROR = { orderGroupId: "1", code: "800030", description: "not enabled" };

/** State as the engine hands it back: through JSON, so without undefined. */
export function stored(state: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(state)) as Record<string, unknown>;
}

/** The state of a checkout that placed its one order, with changes. */
export function placedState(
  changes: Partial<CheckoutState> = {},
  orders: Order[] = [fakeOrder("o-a")],
): CheckoutState {
  return parseCheckoutState({
    ...freshCheckout(declaredCheckout(INPUTS), PARTNER),
    status: "completed",
    attempt: 1,
    orders: orders.map(orderState),
    ...changes,
  });
}

/** A checkout that placed one of its two groups. */
export function partialState(changes: Partial<CheckoutState> = {}): CheckoutState {
  return placedState({ status: "partiallyFailed", orderErrors: [ORDER_ERROR], ...changes });
}

/** A checkout without a certain end, of which no order is known. */
export function unknownState(changes: Partial<CheckoutState> = {}): CheckoutState {
  return placedState({ status: "unknown", ...changes }, []);
}

export function notPlacedState(changes: Partial<CheckoutState> = {}): CheckoutState {
  return placedState({ status: "notPlaced", ...changes }, []);
}
