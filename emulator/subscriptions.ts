import { createHash } from "node:crypto";
import { isMicrosoft, kindOf, type ProductKind, skuOf } from "./catalog";
import { partnerError } from "./errors";
import type { SubscriptionChange } from "./inputs";
import { settled } from "./orders";
import { isPurchase } from "./placing";
import { modesOf, type Service } from "./service";
import type { OrderRecord } from "./store";
import { subscriptionDates, subscriptionTerm } from "./subscriptionTerm";
import { type ActivationLink, link, type OrderLineItem, type Subscription } from "./wire";

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
 * The subscriptions of a customer, oldest first: one for each subscription id of its order lines (page "Get a list of
 * subscriptions by order").
 *
 * @param orderId Only those that a line of this order names; refused with 20000 when the customer has no such order.
 */
export function subscriptionsOf(
  service: Service,
  customerId: string,
  { orderId, placedUntil = Infinity }: { orderId?: string; placedUntil?: number } = {},
): Subscription[] {
  const orders = Object.values(service.store.state.orders).filter(
    (order) => order.customerId === customerId.toLowerCase(),
  );
  const asked = orders.find((order) => order.body.id === orderId);
  if (orderId !== undefined && !asked) throw partnerError("20000");
  const named = asked && new Set(linesOf(service, asked).map(([, id]) => id.toLowerCase()));
  return [...origins(service, orders)]
    .filter(([id, { order }]) => order.placedAt <= placedUntil && (named?.has(id) ?? true))
    .map(([, { order, line }]) => subscription(service, order, line));
}

/** Those that the list shows: their orders are older than the lag. */
export function listedSubscriptions(service: Service, customerId: string, orderId?: string): Subscription[] {
  const placedUntil = service.clock.now() - modesOf(service).subscriptionsLagMs;
  return subscriptionsOf(service, customerId, { orderId, placedUntil });
}

/** Writes down what somebody did to a subscription. Throws for an unknown one, and for seats that are no number. */
export function setSubscription(service: Service, subscriptionId: string, change: SubscriptionChange): void {
  const { state } = service.store;
  const id = subscriptionId.toLowerCase();
  if (!origins(service, Object.values(state.orders)).has(id))
    throw new Error(`There is no subscription ${subscriptionId}.`);
  const { quantity = 1 } = change;
  if (!Number.isInteger(quantity) || quantity < 1)
    throw new TypeError(`A subscription has a whole number of seats, not ${quantity}.`);
  const changes = (state.subscriptions ??= {});
  changes[id] = { ...changes[id], ...change };
}

/** A subscription by its id, in any case, or the refusal for an unknown one. */
export function requireSubscription(service: Service, customerId: string, id = ""): Subscription {
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

/** The order line that each subscription comes from, by its id in lower case: its purchase before any later change. */
function origins(
  service: Service,
  orders: OrderRecord[],
): Map<string, { order: OrderRecord; line: OrderLineItem }> {
  const found = new Map<string, { order: OrderRecord; line: OrderLineItem }>();
  for (const order of orders)
    for (const [line, subscriptionId] of linesOf(service, order)) {
      const id = subscriptionId.toLowerCase();
      const before = found.get(id);
      if (!before || (isPurchase(line) && !isPurchase(before.line))) found.set(id, { order, line });
    }
  return found;
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
  const autoRenewEnabled = !isTrial && (kind === "licence" || kind === "saas" || kind === "legacy");
  const term = subscriptionTerm(body, line, {
    // An Azure plan has no end, whatever term its line names.
    runsOn: autoRenewEnabled || kind === "azurePlan",
    now: service.clock.now(),
  });
  const change = service.store.state.subscriptions?.[id.toLowerCase()] ?? {};
  const quantity = change.quantity ?? line.quantity;
  const cancelled = line.quantity === 0 || body.status === "cancelled";
  const uri = `/customers/${customerId}/subscriptions/${id}`;
  const { product, sku, availability, activationLinks: activation } = line.links ?? {};
  return {
    id,
    offerId: line.offerId,
    offerName: item?.title ?? line.friendlyName ?? line.offerId,
    friendlyName: line.friendlyName ?? item?.title ?? line.offerId,
    ...(productType && { productType: { id: productType, displayName: productType } }),
    quantity,
    unitType,
    ...(line.parentSubscriptionId && { parentSubscriptionId: line.parentSubscriptionId }),
    hasPurchasableAddons: false,
    creationDate: body.creationDate,
    ...subscriptionDates(body, term, { refundable: kind === "licence", quantity }),
    status: change.status ?? (cancelled ? "deleted" : term.status),
    autoRenewEnabled,
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
