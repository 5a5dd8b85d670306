import type { PartnerCenter } from "../client/partnerCenter";
import { LIST_LAG_MS } from "./cartLook";
import type { CartState } from "./cartState";
import { withAddons } from "./cartInputs";
import { orderState, type OrderState } from "./orderState";
import { ordersOfSameItems } from "./sameItems";

/** Clocks differ, and a date that can't be read must not hide an order. */
const TOLERANCE_MS = 10 * 60 * 1000;
const LIFE_MS = 7 * 24 * 60 * 60 * 1000;

/** What became of a cart that Partner Center doesn't show any more. */
export type CartEnd =
  | { kind: "ordered"; orders: OrderState[] }
  | { kind: "expired" }
  /** An order of it could still appear in the list. `readyAt`: milliseconds since 1970. */
  | { kind: "unsure"; readyAt: number };

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
  const created = Date.parse(state.createdAt ?? "");
  const lines = [...withAddons(state.lineItems), ...state.lines];
  const since = Number.isNaN(created) || state.adopt ? -Infinity : created - TOLERANCE_MS;
  const orders = ordersOfSameItems(lines, value.map(orderState), since);
  if (orders.length > 0) return { kind: "ordered", orders };
  const now = meta.serverTime ?? ours;
  const expires = Date.parse(state.expiresAt ?? "");
  const end = Number.isNaN(expires) ? created + LIFE_MS : expires;
  // Without either time nothing can be told, and so nothing is made anew.
  const readyAt = Number.isNaN(end) ? now + LIST_LAG_MS : end + LIST_LAG_MS;
  return now > readyAt && lines.length > 0 ? { kind: "expired" } : { kind: "unsure", readyAt };
}
