import { createHash } from "node:crypto";
import { addMonths, monthsOf, monthsOfCycle } from "./calendar";
import { isMicrosoft, kindOf, type ProductKind, skuOf } from "./catalog";
import { partnerError } from "./errors";
import { settled } from "./orders";
import type { Service } from "./service";
import type { OrderRecord } from "./store";
import {
  type ActivationLink,
  link,
  type Order,
  type OrderLineItem,
  type Subscription,
  timestamp,
} from "./wire";

const DAY_MS = 24 * 60 * 60 * 1000;

/** What subscriptions of a kind are called, and how they are counted. The first is documented, the rest a guess. */
const TYPES: Record<ProductKind, [productType: string | undefined, unit: string, billing: string]> = {
  licence: ["OnlineServicesNCE", "Licenses", "license"],
  azurePlan: ["Azure", "Usage-based", "usage"],
  savingsPlan: ["Azure", "Benefit", "benefit"],
  reservation: ["Azure", "Benefit", "benefit"],
  perpetual: ["Software", "Licenses", "license"],
  softwareSubscription: ["Software", "Licenses", "license"],
  saas: ["SaaS", "Licenses", "license"],
  legacy: [undefined, "Licenses", "license"],
};

/**
 * The subscriptions of a customer, oldest first: one for each order line that has a subscription id (page "Get a list
 * of subscriptions by order").
 *
 * @param orderId Only those of this order; refused with 20000 when the customer has no such order.
 */
export function subscriptionsOf(service: Service, customerId: string, orderId?: string): Subscription[] {
  const orders = Object.values(service.store.state.orders).filter(
    (order) =>
      order.customerId === customerId.toLowerCase() && (orderId === undefined || order.body.id === orderId),
  );
  if (orderId !== undefined && orders.length === 0) throw partnerError("20000");
  return orders.flatMap((order) =>
    linesOf(service, order).map(([line]) => subscription(service, order, line)),
  );
}

/** A subscription by its id, in any case, or the refusal for an unknown one. */
export function requireSubscription(service: Service, customerId: string, id: string): Subscription {
  const found = subscriptionsOf(service, customerId).find(
    (candidate) => candidate.id.toLowerCase() === id.toLowerCase(),
  );
  if (!found) throw partnerError("20003", id);
  return found;
}

/** Days (`YYYY-MM-DD`) on which the live subscriptions of new commerce end. */
export function subscriptionEnds(service: Service, customerId: string): string[] {
  return subscriptionsOf(service, customerId).flatMap((candidate) =>
    candidate.productType?.id === "OnlineServicesNCE" && candidate.status === "active" && !candidate.isTrial
      ? (candidate.commitmentEndDate?.slice(0, 10) ?? [])
      : [],
  );
}

/** Links that activate the marketplace products of an order, once they have their subscriptions. */
export function activationLinks(
  service: Service,
  order: OrderRecord,
): (ActivationLink & { subscriptionId: string })[] {
  return linesOf(service, order).flatMap(([line, subscriptionId]) => {
    if (kindOf({ catalogItemId: line.offerId, billingCycle: order.body.billingCycle }) !== "saas") return [];
    const token = createHash("sha256").update(subscriptionId).digest("hex").slice(0, 24);
    const uri = `https://activation.example.invalid/?token=${token}`;
    return [{ lineItemNumber: line.lineItemNumber, link: link(uri), subscriptionId }];
  });
}

function linesOf(service: Service, order: OrderRecord): [OrderLineItem, string][] {
  return settled(service, order).body.lineItems.flatMap((line): [OrderLineItem, string][] =>
    line.subscriptionId === undefined ? [] : [[line, line.subscriptionId]],
  );
}

function subscription(
  service: Service,
  { body, customerId }: OrderRecord,
  line: OrderLineItem,
): Subscription {
  const facts = { catalogItemId: line.offerId, billingCycle: body.billingCycle };
  const kind = kindOf(facts);
  const item = skuOf(line.offerId);
  const [productType, unitType, billingType] = TYPES[kind];
  const id = line.subscriptionId ?? "";
  const isTrial = item?.trial ?? false;
  const uri = `/customers/${customerId}/subscriptions/${id}`;
  const { product, sku, availability, activationLinks: activation } = line.links ?? {};
  return {
    id,
    offerId: line.offerId,
    offerName: item?.title ?? line.friendlyName ?? line.offerId,
    friendlyName: line.friendlyName ?? item?.title ?? line.offerId,
    ...(productType && { productType: { id: productType, displayName: productType } }),
    quantity: line.quantity,
    unitType,
    ...(line.parentSubscriptionId && { parentSubscriptionId: line.parentSubscriptionId }),
    hasPurchasableAddons: false,
    creationDate: body.creationDate,
    ...dates(service, body, line, kind),
    status: line.quantity === 0 || body.status === "cancelled" ? "deleted" : "active",
    autoRenewEnabled: !isTrial && (kind === "licence" || kind === "saas" || kind === "legacy"),
    isTrial,
    billingType,
    billingCycle: body.billingCycle,
    ...(line.termDuration && { termDuration: line.termDuration }),
    renewalTermDuration: line.renewsTo?.termDuration ?? "",
    isMicrosoftProduct: isMicrosoft(facts),
    partnerId: line.partnerIdOnRecord ?? "",
    attentionNeeded: false,
    actionTaken: false,
    contractType: "subscription",
    ...(line.promotionId && { promotionId: line.promotionId }),
    links: {
      ...(kind === "legacy" && { offer: link(`/offers/${line.offerId}?country=US`) }),
      ...(product && { product }),
      ...(sku && { sku }),
      ...(availability && { availability }),
      ...(kind === "saas" && activation && { activationLinks: activation }),
      self: link(uri),
    },
    publisherName: item?.publisher ?? (isMicrosoft(facts) ? "Microsoft Corporation" : "Contoso Publishing"),
    orderId: body.id,
    attributes: {
      objectType: "Subscription",
      ...(kind === "legacy" && { etag: Buffer.from(JSON.stringify({ id, version: 1 })).toString("base64") }),
    },
  };
}

/** Start, end of the term and of the bill that runs now; the window in which a licence can be given back. */
function dates(
  service: Service,
  { creationDate, billingCycle }: Order,
  line: OrderLineItem,
  kind: ProductKind,
) {
  const created = Date.parse(creationDate);
  const start = new Date(created).setUTCHours(0, 0, 0, 0);
  const now = service.clock.now();
  const week = created + 7 * DAY_MS;
  const end = line.customTermEndDate
    ? Date.parse(line.customTermEndDate)
    : line.termDuration && lastDay(start, monthsOf(line.termDuration), now);
  const cycle = monthsOfCycle(billingCycle);
  return {
    effectiveStartDate: plain(start),
    ...(end && { commitmentEndDate: plain(end), commitmentEndDateTime: endOfDay(end) }),
    ...(cycle && billEnds(lastDay(start, cycle, now))),
    ...(kind === "licence" && {
      cancellationAllowedUntilDate: timestamp(week),
      ...(now < start + DAY_MS && { refundOptions: [{ type: "Full", expiresAt: plain(start + DAY_MS) }] }),
      ...(now < week && {
        refundableQuantity: {
          totalQuantity: line.quantity,
          details: [{ quantity: line.quantity, allowedUntilDateTime: timestamp(week) }],
        },
      }),
    }),
  };
}

function billEnds(end: number) {
  return { billingCycleEndDate: plain(end), billingCycleEndDateTime: endOfDay(end) };
}

/** The last day of the period of so many months that runs now; periods follow each other from the start. */
function lastDay(start: number, months: number, now: number): number {
  for (let period = 1; ; period += 1) {
    const next = addMonths(start, period * months);
    if (next > now) return next - DAY_MS;
  }
}

function plain(ms: number): string {
  return new Date(ms).toISOString().replace(".000Z", "Z");
}

function endOfDay(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 10)}T23:59:59Z`;
}
