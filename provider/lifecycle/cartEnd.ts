import type { PartnerCenter } from "../client/partnerCenter";
import { LIST_LAG_MS, serverTimeOr } from "./cartLook";
import type { CartState } from "./cartState";
import { withAddons } from "./cartInputs";
import { orderState, type OrderState } from "./orderState";
import { ordersOfSameItems } from "./sameItems";

/** Clocks differ, and a checkout in the last moment of a cart's life takes its time. */
const TOLERANCE_MS = 10 * 60 * 1000;
const LIFE_MS = 7 * 24 * 60 * 60 * 1000;

/** What became of a cart that Partner Center doesn't show any more. */
export type CartEnd =
  | { kind: "ordered"; orders: OrderState[] }
  | { kind: "expired" }
  /** An order of it could still appear in the list. `readyAt`: milliseconds since 1970; undefined when nothing tells. */
  | { kind: "unsure"; readyAt?: number };

/**
 * Tells from the customer's orders since the cart was made. Any order of what it held counts as its own: to take a
 * stranger's order for it costs a question, not to see its own would cost a second purchase. Throws a
 * PartnerCenterError when the list can't be read.
 */
export async function cartEnd(
  partnerCenter: PartnerCenter,
  state: CartState,
  ours: number,
): Promise<CartEnd> {
  const { value, meta } = await partnerCenter.listOrders(state.customerId);
  const orders = ordersSinceMade(state, value.map(orderState), state.adopt === true);
  if (orders.length > 0) return { kind: "ordered", orders };
  const readyAt = listCompleteAt(state);
  // Without its times, or without a line, nothing can be told, and so nothing is made anew.
  if (readyAt === undefined || (state.lineItems.length === 0 && state.lines.length === 0))
    return { kind: "unsure" };
  return serverTimeOr(ours, meta.serverTime) > readyAt ? { kind: "expired" } : { kind: "unsure", readyAt };
}

/**
 * Those of the customer's orders since a cart was made that hold something of it, cancelled ones included.
 * @param evenOlder whether orders from before count, too: those that `adopt` can have taken over.
 */
export function ordersSinceMade(state: CartState, orders: OrderState[], evenOlder: boolean): OrderState[] {
  const made = Date.parse(state.createdAt ?? "");
  const since = Number.isNaN(made) || evenOlder ? -Infinity : made - TOLERANCE_MS;
  const lines = [...withAddons(state.lineItems), ...state.lines];
  return ordersOfSameItems(lines, orders, since, true);
}

/** When every order that the cart can have become must be in the list. */
function listCompleteAt({ createdAt, expiresAt }: CartState): number | undefined {
  const made = Date.parse(createdAt ?? "");
  const expires = Date.parse(expiresAt ?? "");
  // An expiry from before the cart was made, such as year 1, is none.
  const end = expires > (Number.isNaN(made) ? 0 : made) ? expires : made + LIFE_MS;
  return Number.isNaN(end) ? undefined : end + TOLERANCE_MS + LIST_LAG_MS;
}
