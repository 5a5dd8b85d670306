import * as v from "valibot";
import { pricingSchema, type Pricing } from "./pricing";
import { count, id, list, money, object, part, requiredId, text, withoutUndefined } from "./scalars";

/** An order. Page: "Order resources". */
export interface Order {
  /** Opaque: a GUID, twelve hexadecimal digits or url-safe text. */
  id: string;
  /** The id that invoices and the portal show; for new commerce the same as `id`. */
  alternateId?: string;
  /** The customer that it was placed for. */
  referenceCustomerId?: string;
  /** Who caused it: `UserPurchase`, `SystemPurchase` or `SystemBilling`, as the service spells it. */
  transactionType?: string;
  /** As the service spells it; values that no document names occur. */
  status?: string;
  /** `monthly`, `annual`, `triennial`, `one_time` or `none`, as the service spells it. */
  billingCycle?: string;
  /** ISO 4217. */
  currencyCode?: string;
  /** Before tax, as a decimal string; only when the caller may see prices. */
  totalPrice?: string;
  /** ISO 8601. */
  creationDate?: string;
  /** What was ordered. */
  lineItems: OrderLineItem[];
}

/** One line of an order. Page: "Order resources". */
export interface OrderLineItem {
  /** From 0; the line's position when the answer has no number. */
  lineItemNumber: number;
  /** The catalogue item that was bought. */
  offerId?: string;
  /** Name of the subscription. */
  friendlyName?: string;
  /** 0: this line was cancelled. */
  quantity?: number;
  /** ISO 8601, such as `P1Y`; absent for perpetual software. */
  termDuration?: string;
  /** Appears once the line is provisioned; never for software and reservations. */
  subscriptionId?: string;
  /**
   * What the line did: `New`, `renew`, `addQuantity`, `removeQuantity`, `cancel`, `convert` or `customerCredit`, as the
   * service spells it.
   */
  transactionType?: string;
  /** Prices before tax; absent where the caller may not see them. */
  pricing?: Pricing;
}

const orderLineSchema = object({
  lineItemNumber: count,
  offerId: text,
  friendlyName: text,
  quantity: count,
  termDuration: text,
  subscriptionId: id,
  transactionType: text,
  pricing: part(pricingSchema),
});

const linesSchema = v.pipe(
  list(orderLineSchema),
  v.transform((lines): OrderLineItem[] =>
    lines.map((line, position) => ({ ...line, lineItemNumber: line.lineItemNumber ?? position })),
  ),
);

export const orderSchema: v.GenericSchema<unknown, Order> = object({
  id: requiredId,
  alternateId: id,
  referenceCustomerId: id,
  transactionType: text,
  status: text,
  billingCycle: text,
  currencyCode: text,
  totalPrice: money,
  creationDate: text,
  lineItems: v.optional(linesSchema, []),
});

/** Orders with each id once. What a repetition adds is kept. */
export function distinctOrders(orders: readonly Order[]): Order[] {
  const byId = new Map<string, Order>();
  for (const order of orders) {
    const known = byId.get(order.id);
    byId.set(order.id, known ? mergeTwo(known, order) : order);
  }
  return [...byId.values()];
}

function mergeTwo(first: Order, second: Order): Order {
  const lineItems = first.lineItems.length >= second.lineItems.length ? first.lineItems : second.lineItems;
  return { ...second, ...withoutUndefined(first), lineItems };
}

/** How far one line of an order is provisioned. Page: "Get order provisioning status". */
export interface OrderProvisioningStatus {
  /** The line of the order, from 0. */
  lineItemNumber: number;
  /** `fulfilled`, `unfulfilled` (cancelled) or `prefulfillmentPending`, as the service spells it. */
  status?: string;
  /** How many units are in which state. */
  quantityProvisioningInformation: {
    /** Units in this state. */
    quantity?: number;
    /** As the service spells it. */
    status?: string;
  }[];
}

const provisioningSchema = object({
  lineItemNumber: count,
  status: text,
  quantityProvisioningInformation: list<{ quantity?: number; status?: string }>(
    object({ quantity: count, status: text }),
  ),
});

export const provisioningListSchema = v.pipe(
  list(provisioningSchema),
  v.transform((items): OrderProvisioningStatus[] =>
    items.map((item, position) => ({ ...item, lineItemNumber: item.lineItemNumber ?? position })),
  ),
);
