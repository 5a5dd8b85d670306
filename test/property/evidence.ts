import type { EmulatorCore, Order } from "../../emulator";
import { DAY_MS, MINUTE_MS } from "../support/simulatedTime";
import type { DeclaredPurchase } from "./declaredPurchases";

const DUPLICATE_MS = 30 * DAY_MS - MINUTE_MS;

/** A line that was bought, by whomever. */
export interface BoughtLine {
  offerId?: string;
  quantity?: number;
  termDuration?: string;
}

/** Something of Partner Center's that is the same as a line which was bought. */
export interface Evidence {
  orderId: string;
  /** Every id that `besides` can call it. */
  names: string[];
  placedAt: number;
  /** Whether any list shows it at that moment. */
  visible: boolean;
}

/**
 * What the customer has of a line at present, from the emulator's own store and by the words of the documents, not by
 * the provider's code: an order of the last 30 days, or a subscription that goes on.
 */
export function evidenceOf(
  emulator: EmulatorCore,
  { customerId, adopt }: Pick<DeclaredPurchase, "customerId" | "adopt">,
  line: BoughtLine,
): Evidence[] {
  const now = emulator.clock.now();
  const { ordersLagMs, subscriptionsLagMs } = emulator.modes();
  const subscriptions = emulator.subscriptions(customerId);
  const ended = adopt ? ["deleted", "disabled", "expired"] : ["deleted"];
  return ordersOf(emulator, customerId).flatMap((order) => {
    const placedAt = Date.parse(order.creationDate);
    const same = order.lineItems
      .filter((one) => isSame(one, line))
      .map(({ subscriptionId }) => subscriptionId);
    const counts = same.some((subscriptionId) => {
      const status = subscriptions.find(({ id }) => id === subscriptionId)?.status;
      if (now - placedAt < DUPLICATE_MS) return !ended.includes(status ?? "");
      return status === "active" || status === "suspended";
    });
    if (!counts || order.status === "cancelled") return [];
    const age = now - placedAt;
    const isListed = subscriptions.some(({ id }) => same.includes(id)) && age >= subscriptionsLagMs;
    const names = [order.id, order.alternateId, ...order.lineItems.map((one) => one.subscriptionId)];
    return {
      orderId: order.id,
      names: names.filter((name) => name !== undefined),
      placedAt,
      visible: age >= ordersLagMs || isListed,
    };
  });
}

export function ordersOf(emulator: EmulatorCore, customerId: string): Order[] {
  return emulator.orders().filter(({ referenceCustomerId }) => referenceCustomerId === customerId);
}

export function isSame(a: BoughtLine, b: BoughtLine): boolean {
  return (
    itemOf(a) === itemOf(b) && a.quantity === b.quantity && (a.termDuration ?? "") === (b.termDuration ?? "")
  );
}

/** Product and SKU: what a thing is, whatever month it is. */
export function itemOf({ offerId = "" }: BoughtLine): string {
  return offerId.split(":").slice(0, 2).join(":").toLowerCase();
}

/** Whether the program says of it that this purchase comes on top. */
export function isNamed({ names }: Evidence, besides: string[] = []): boolean {
  return names.some((name) => besides.some((one) => one.toLowerCase() === name.toLowerCase()));
}
