import type { Order, OrderLineItem } from "../../client/schemas";
import { idKey, normaliseId } from "../core/ids";
import { records } from "../core/storedValues";

/** What state keeps of an order. Money as decimal text. Source: "Order resources". */
export interface OrderState {
  id: string;
  alternateId?: string;
  /** As Partner Center spells it (`pending`, `completed`, ...), or `missing`. */
  status: string;
  billingCycle?: string;
  currencyCode?: string;
  totalPrice?: string;
  creationDate?: string;
  lineItems: OrderLineState[];
}

export interface OrderLineState {
  lineItemNumber: number;
  /** The catalog item that was bought. */
  offerId?: string;
  friendlyName?: string;
  quantity?: number;
  termDuration?: string;
  subscriptionId?: string;
  /** What the line did, where it is no new purchase: `renew`, `addQuantity`, ... */
  transactionType?: string;
  /** Price of one unit for one billing period, before tax. */
  price?: string;
  /** Price of the whole line, before tax. */
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

function lineState(line: OrderLineItem, index: number): OrderLineState {
  return {
    lineItemNumber: line.lineItemNumber ?? index,
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

/** Without the members that hold neither text nor a number: an order and its lines have no others. */
function sound(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).filter(([, v]) => v === undefined || ["string", "number"].includes(typeof v)),
  );
}

function withFallback<T extends object>(older: T | undefined, newer: T): T {
  const given = Object.fromEntries(Object.entries(newer).filter(([, value]) => value !== undefined));
  return { ...older, ...given } as T;
}

/** A group of the cart that Partner Center refused to order. Source: "Cart resources" (OrderError). */
export interface OrderErrorState {
  /** The `orderGroup` of the cart's line items. */
  orderGroupId?: string;
  code: string;
  description: string;
}
