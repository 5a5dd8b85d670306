import { checkCheckoutInputs } from "../../lifecycle/checkout/inputs";
import { normaliseId } from "../../lifecycle/core/ids";
import { orderProgress } from "../../lifecycle/orders/orderProgress";
import type { OrderState } from "../../lifecycle/orders/order";
import { placedAt } from "./orderDates";

/** Which orders of a customer a program is written for. */
export interface OrderChoice {
  customerId: string;
  /** Ms since 1970: orders that were placed earlier are left out; one without a date stays. */
  since?: number;
  includeCancelled: boolean;
}

export interface ChosenOrders {
  /** Oldest first; those without a date last. */
  orders: OrderState[];
  /** How many were left out because they are cancelled. */
  cancelled: number;
  /** How many were left out because they were placed too early. */
  earlier: number;
  /** Orders whose id a checkout doesn't take. */
  undeclarable: OrderState[];
}

/** Each order is in one of the parts. */
export function chooseOrders(all: OrderState[], choice: OrderChoice): ChosenOrders {
  const chosen: ChosenOrders = { orders: [], cancelled: 0, earlier: 0, undeclarable: [] };
  const seen = new Set<string>();
  for (const order of all) {
    const id = normaliseId(order.id);
    if (seen.has(id)) continue;
    seen.add(id);
    if ((placedAt(order) ?? Infinity) < (choice.since ?? -Infinity)) chosen.earlier++;
    else if (!choice.includeCancelled && isWhollyCancelled(order)) chosen.cancelled++;
    else (isDeclarable(choice.customerId, id) ? chosen.orders : chosen.undeclarable).push(order);
  }
  chosen.orders.sort(byDate);
  return chosen;
}

/** By its status, or because nothing is left of any line. */
function isWhollyCancelled({ status, lineItems }: OrderState): boolean {
  if (orderProgress(status) === "cancelled") return true;
  return lineItems.length > 0 && lineItems.every((line) => line.quantity === 0);
}

function isDeclarable(customerId: string, orderId: string): boolean {
  return checkCheckoutInputs({}, { customerId, orderIds: [orderId] }).failures.length === 0;
}

function byDate(a: OrderState, b: OrderState): number {
  const [first, second] = [placedAt(a) ?? Infinity, placedAt(b) ?? Infinity];
  if (first !== second) return first < second ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
