import type { Order, OrderLineItem } from "../../client/schemas";
import { idKey, normaliseId } from "../core/ids";
import { records, storedText } from "../core/storedValues";

/** One order that a cart became. Source: "Order resources". */
export interface OrderState {
  /** As Partner Center returned it, such as `a3f09c5d7e12`. */
  id: string;
  /** The id that invoices and the portal show, where it differs from `id`. */
  alternateId?: string;
  /** As Partner Center spells it: `pending`, `completed`, `cancelled`, ...; `missing` when it no longer knows the order. */
  status: string;
  /** `monthly`, `annual`, `triennial`, `one_time` or `none`. */
  billingCycle?: string;
  /** ISO 4217. */
  currencyCode?: string;
  /** Before tax, as decimal text; absent when Partner Center gives no prices. */
  totalPrice?: string;
  /** ISO 8601. */
  creationDate?: string;
  /** What was ordered. */
  lineItems: OrderLineState[];
}

/** One line of an order. Source: "Order resources". */
export interface OrderLineState {
  /** From 0, in the order that it belongs to. */
  lineItemNumber: number;
  /** The catalog item that was bought, `productId:skuId:availabilityId`. */
  offerId?: string;
  /** Name of the subscription. */
  friendlyName?: string;
  /** Licences or units; 0 for a line that was cancelled. */
  quantity?: number;
  /** ISO 8601 duration, such as `P1Y`; absent for perpetual software. */
  termDuration?: string;
  /** Appears once the line is provisioned; one-time purchases never get one. */
  subscriptionId?: string;
  /** What the line did, where it is no new purchase: `renew`, `addQuantity`, ... */
  transactionType?: string;
  /** For one unit and billing period, before tax, as decimal text. */
  price?: string;
  /** For the whole line, before tax, as decimal text. */
  extendedPrice?: string;
}

/** An order as it goes into state: no links, no attributes. */
export function orderState(order: Order): OrderState {
  return {
    id: order.id,
    alternateId: order.alternateId === order.id ? undefined : order.alternateId,
    status: order.status ?? "unknown",
    billingCycle: order.billingCycle,
    currencyCode: order.currencyCode,
    totalPrice: order.totalPrice,
    creationDate: order.creationDate,
    lineItems: order.lineItems.map(lineState),
  };
}

function lineState(line: OrderLineItem): OrderLineState {
  return {
    lineItemNumber: line.lineItemNumber,
    offerId: line.offerId,
    friendlyName: line.friendlyName,
    quantity: line.quantity,
    termDuration: line.termDuration || undefined,
    // One answer spells it in upper case, the next in lower case; a program must not see a change in that.
    subscriptionId: line.subscriptionId ? normaliseId(line.subscriptionId) : undefined,
    transactionType: /^new$/i.test(line.transactionType ?? "new") ? undefined : line.transactionType,
    price: line.pricing?.price,
    extendedPrice: line.pricing?.extendedPrice,
  };
}

/** Everything that an order can be called: its ids, and those of its subscriptions. */
export function namesOf({ id, alternateId, lineItems }: OrderState): string[] {
  const names = [id, alternateId, ...lineItems.map(({ subscriptionId }) => subscriptionId)];
  return names.filter((name) => name !== undefined && name !== "").map((name) => idKey(name as string));
}

/** Whether one of these ids names the order. */
export function isNamedBy(order: OrderState, ids: string[]): boolean {
  const names = namesOf(order);
  return ids.some((id) => names.includes(idKey(id)));
}

/** The newer answer wins, but what it leaves out (prices, a subscription id) is kept from the older one. */
export function mergeOrder(older: OrderState | undefined, newer: OrderState): OrderState {
  if (!older) return newer;
  const lines = new Map(older.lineItems.map((line) => [line.lineItemNumber, line]));
  for (const line of newer.lineItems)
    lines.set(line.lineItemNumber, withFallback(lines.get(line.lineItemNumber), line));
  // An answer without a status takes nothing back.
  const status = newer.status === "unknown" ? older.status : newer.status;
  return { ...withFallback(older, newer), status, lineItems: [...lines.values()] };
}

/** Every order of both lists once: known ones in their place and brought up to date, new ones behind. */
export function mergeOrders(older: OrderState[], newer: OrderState[]): OrderState[] {
  const merged = new Map<string, OrderState>();
  for (const order of [...older, ...newer]) {
    const key = normaliseId(order.id);
    const known = merged.get(key);
    merged.set(key, known ? { ...mergeOrder(known, order), id: known.id } : order);
  }
  return [...merged.values()];
}

/** Stored orders of any version; one without an id can't be followed and is dropped, and so is what makes no sense. */
export function parseOrders(stored: unknown): OrderState[] {
  return records(stored)
    .filter((order) => typeof order["id"] === "string" && order["id"] !== "")
    .map((order) => ({
      ...(sound(order) as unknown as OrderState),
      status: typeof order["status"] === "string" ? order["status"] : "unknown",
      lineItems: records(order["lineItems"]).map((line) => sound(line) as unknown as OrderLineState),
    }));
}

const NUMBERS = ["lineItemNumber", "quantity"];

/** Without the members that hold neither text nor a number: an order and its lines have no others. */
function sound(value: Record<string, unknown>): Record<string, unknown> {
  const members = Object.entries(value).map(([name, member]): [string, unknown] =>
    NUMBERS.includes(name) && typeof member === "number" ? [name, member] : [name, storedText(member)],
  );
  return Object.fromEntries(members.filter(([name, v]) => v !== undefined || value[name] === undefined));
}

function withFallback<T extends object>(older: T | undefined, newer: T): T {
  const given = Object.fromEntries(Object.entries(newer).filter(([, value]) => value !== undefined));
  return { ...older, ...given } as T;
}

/** An order group of the cart that Partner Center refused. Source: "Cart resources" (OrderError). */
export interface OrderErrorState {
  /** `orderGroup` of the cart's lines that it concerns. */
  orderGroupId?: string;
  /** Partner Center's code as text, see docs/error-codes.md. */
  code: string;
  /** In Partner Center's words. */
  description: string;
}
