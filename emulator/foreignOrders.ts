import { withGroups } from "./cartLines";
import { newLines } from "./carts";
import { completeLines } from "./completeLines";
import type { NewOrder } from "./inputs";
import { newOrder } from "./placing";
import { provisioned } from "./provisioning";
import { modesOf, type Service } from "./service";
import type { OrderRecord } from "./store";

/** Puts an order into the store that was placed elsewhere, in the portal say. It is no purchase of the journal. */
export function addForeignOrder(service: Service, order: NewOrder): OrderRecord {
  const { state } = service.store;
  const customerId = (order.customerId ?? service.ids.uuid()).toLowerCase();
  const lines = completeLines(service, customerId, newLines(order.lineItems));
  const bad = lines.find((line) => line.error);
  if (bad) throw new Error(`${bad.catalogItemId}: ${bad.error?.errorDescription}`);
  const [first, ...others] = withGroups(lines.map(({ orderGroup: _group, ...line }) => line));
  if (!first) throw new Error("An order needs a line.");
  const stranger = others.find((line) => line.orderGroup !== first.orderGroup);
  if (stranger)
    throw new Error(`${first.catalogItemId} and ${stranger.catalogItemId} are never bought in one order.`);
  const now = order.placedAt ?? service.clock.now();
  const status = order.status ?? "completed";
  const { withoutSubscriptions } = order;
  const made = newOrder({
    customerId,
    lines,
    modes: modesOf(service),
    ids: service.ids,
    now,
    id: order.orderId,
    others: order.lineItems,
    withoutSubscriptions,
  });
  const fresh = {
    ...made,
    alternateId: order.alternateId ?? made.alternateId,
    transactionType: order.transactionType ?? made.transactionType,
  };
  if (state.orders[fresh.id]) throw new Error(`There is an order ${fresh.id} already.`);
  const waits = status === fresh.status && status === "pending";
  const record: OrderRecord = {
    body: waits ? fresh : provisioned(fresh, status, { ids: service.ids, withoutSubscriptions }),
    customerId,
    cartId: "",
    placedAt: now,
    polls: 0,
    provisioned: !waits,
    ...(withoutSubscriptions && { withoutSubscriptions }),
  };
  state.orders[fresh.id] = record;
  state.customers[customerId] ??= { id: customerId, companyName: "Contoso", agreementAccepted: true };
  service.store.touch();
  return record;
}
