import { partnerError } from "./errors";
import { isDue, provisioned } from "./provisioning";
import { modesOf, modesOfCart, type Service } from "./service";
import type { OrderRecord } from "./store";

/** The order of a customer as it stands now, or the refusal for an unknown one. */
export function requireOrder(
  service: Service,
  customerId: string,
  orderId: string | undefined,
  { poll }: { poll: boolean },
): OrderRecord {
  const order = service.store.state.orders[orderId ?? ""];
  if (!order || order.customerId !== customerId.toLowerCase()) throw partnerError("20000");
  if (poll && !order.provisioned) {
    order.polls += 1;
    service.store.touch();
  }
  return settled(service, order);
}

/** The orders of a customer that the list shows: those older than the lag, oldest first. */
export function listedOrders(service: Service, customerId: string): OrderRecord[] {
  const visible = service.clock.now() - modesOf(service).ordersLagMs;
  return Object.values(service.store.state.orders)
    .filter((order) => order.customerId === customerId.toLowerCase() && order.placedAt <= visible)
    .map((order) => settled(service, order));
}

/** Ends the waiting of an order. */
export function provision(service: Service, order: OrderRecord, status?: string): void {
  const modes = modesOfCart(service, service.store.state.carts[order.cartId]);
  order.body = provisioned(order.body, status ?? modes.provisioningEnd, {
    ids: service.ids,
    withoutSubscriptions: order.withoutSubscriptions,
  });
  order.provisioned = true;
  service.store.touch();
}

/** The order after whatever is due has happened to it. */
export function settled(service: Service, order: OrderRecord): OrderRecord {
  const modes = modesOfCart(service, service.store.state.carts[order.cartId]);
  if (!order.provisioned && isDue(order, modes, service.clock.now())) provision(service, order);
  return order;
}

/** Cancels an order, or one line of it: quantity 0. It is cancelled once all lines are. Throws for an unknown one. */
export function cancelOrder(service: Service, orderId: string, lineItemNumber?: number): void {
  const { state } = service.store;
  const order = state.orders[orderId];
  if (!order) throw new Error(`There is no order ${orderId}.`);
  const { body } = settled(service, order);
  const concerned = body.lineItems.filter(
    (line) => lineItemNumber === undefined || line.lineItemNumber === lineItemNumber,
  );
  if (concerned.length === 0) throw new Error(`Order ${orderId} has no line ${lineItemNumber}.`);
  for (const line of concerned) {
    line.quantity = 0;
    const change = state.subscriptions?.[line.subscriptionId?.toLowerCase() ?? ""];
    if (change) delete change.status;
  }
  if (body.lineItems.some((line) => line.quantity > 0)) return;
  body.status = "cancelled";
  order.provisioned = true;
}
