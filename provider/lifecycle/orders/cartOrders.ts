import type { Cart } from "../../client/schemas";
import {
  cartLines,
  hasSeveralGroups,
  isOrdered,
  LAST_MOMENT_MS,
  lastOrderOf,
  LIST_LAG_MS,
  UNTOUCHED_MS,
} from "../core/observedCart";
import type { CartLineState } from "../core/items";
import type { CustomerPurchases } from "./customerPurchases";
import { isPartOf, matchOrders, withDoubt, type OrderMatch } from "./orderMatch";
import { isNamedBy, type OrderState } from "./order";
import { ordersOfLines } from "./orderLines";

/** Orders are created in the moment in which their cart turns `Ordered`; the rest is tolerance. */
const SAME_MOMENT_MS = 2 * 60 * 1000;

/** A cart, and what is known of its checkouts. */
export interface CartOrdersQuery {
  lines: CartLineState[];
  known: OrderState[];
  createdAfter?: string;
  /** When the cart turned `Ordered`, or the last checkout was sent. ISO 8601. */
  orderedAt?: string;
  /** When the last checkout was sent that got no certain answer. ISO 8601. */
  unansweredAt?: string;
  /** When a run first had to tell what it became. ISO 8601. */
  seenAt?: string;
  /** The service's time now, milliseconds since 1970. */
  now: number;
  isTaken: (orderId: string) => boolean;
  /** The cart, where it could be read. */
  cart?: Cart;
  /** Orders that a person knows not to be the cart's, by any of their names. */
  besides?: string[];
  /** Whether no other purchase of this run can be mistaken for this one by its items and its moment. */
  alone: boolean;
  /**
   * When a match may be believed. `list`: from a complete list, or by its moment. `moment`: only when it was placed in
   * the moment in which the cart was last changed. `never`: what is sought was refused and not sent again, so that
   * an order of it is somebody else's.
   */
  believe?: "list" | "moment" | "never";
}

/** What a cart became, as far as the customer's orders and subscriptions tell. */
export interface Became {
  match: OrderMatch;
  /** Whether the list must hold every order that this cart can have become, so that finding none means there is none. */
  complete: boolean;
  /** Orders that a killed run can have bought of the cart, each a part of it. */
  parts: OrderState[];
  /** The match, if it may be believed: from a complete list, or placed in the very moment in which the cart was ordered. */
  certain?: OrderState[];
}

function later(createdAfter: string | undefined, moment: number): string | undefined {
  const times = [Date.parse(createdAfter ?? ""), moment].filter((time) => !Number.isNaN(time));
  return isoTime(Math.max(...times));
}

/** ISO 8601; undefined for what is no time. */
function isoTime(ms: number): string | undefined {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/**
 * When something of the cart can have been ordered last. One that is gone could be ordered until its days were over. One
 * that reads `Ordered` and doesn't tell when, since an order doesn't move its time, can have been ordered until this was seen.
 */
function lastOrderedAt({ orderedAt, cart, createdAfter, seenAt, now }: CartOrdersQuery): number {
  const told = Date.parse(orderedAt ?? "");
  const end = lastOrderOf(createdAfter);
  const isTold = cart && (!isOrdered(cart) || told - Date.parse(createdAfter ?? "") >= UNTOUCHED_MS);
  if (isTold || Number.isNaN(end)) return told;
  if (!cart) return end - LAST_MOMENT_MS <= now ? Math.max(told, end) : told;
  const seen = Date.parse(seenAt ?? "");
  return Math.max(told, Math.min(Number.isNaN(seen) ? now : seen, end));
}

/** Which of the customer's orders, late ones included, a cart became. */
export function becameOf(question: CartOrdersQuery, purchases: CustomerPurchases): Became {
  const { subscriptionsListed } = purchases;
  const isPossible = (order: OrderState) => !isNamedBy(order, question.besides ?? []);
  const orders = purchases.orders.filter(isPossible);
  const incomplete = purchases.incomplete.filter(isPossible);
  const orderedAt = Date.parse(question.orderedAt ?? "");
  const complete = question.now - lastOrderedAt(question) > LIST_LAG_MS;
  const whole = { ...question, orders };
  const match = withDoubt(matchOrders(whole), whole, incomplete);
  const moment = {
    ...whole,
    createdAfter: later(question.createdAfter, orderedAt - SAME_MOMENT_MS),
    createdBefore: isoTime(orderedAt + SAME_MOMENT_MS),
  };
  const atOnce = withDoubt(matchOrders(moment), moment, incomplete);
  const { believe = "list" } = question;
  const { unansweredAt } = question;
  const parts = question.cart ? ownParts(question.cart, orders, { unansweredAt }) : [];
  if (believe === "never") return { match, complete, parts };
  // Of orders that were placed minutes apart, not all need be the cart's, though together they hold all of it.
  if (complete && match.kind === "matched" && believe === "list" && isOneMoment(match.orders))
    return { match, complete, parts, certain: match.orders };
  const believable = question.alone && subscriptionsListed && !Number.isNaN(orderedAt);
  const isTold = believable && atOnce.kind === "matched" && atOnce.orders.some(hasSubscription);
  return { match, complete, parts, certain: isTold ? atOnce.orders : undefined };
}

/**
 * Only subscriptions tell whether an order is missing from the list that was placed in the same moment. Where none of
 * the orders has one, as with software, or none yet, another one may exist of which nothing tells.
 */
function hasSubscription({ lineItems }: OrderState): boolean {
  return lineItems.some(({ subscriptionId }) => subscriptionId !== undefined);
}

function isOneMoment(orders: OrderState[]): boolean {
  const times = orders.map(({ creationDate }) => Date.parse(creationDate ?? ""));
  return Math.max(...times) - Math.min(...times) <= SAME_MOMENT_MS;
}

/** By so much the known moment of an answer can be too early: Partner Center tells its time in whole seconds. */
const ANSWERED_MS = 1000;

/** What is known of this resource's own checkouts of a cart. ISO 8601. */
export interface OwnMoments {
  /** When the last checkout was answered whose answer is known: what it did explains a touch. */
  answeredAt?: string;
  /** When the last checkout was sent that got no certain answer. */
  unansweredAt?: string;
}

/** Whether something touched a cart after an answer: another checkout, for all that is known. */
export function isTouchedAfter({ lastModifiedTimestamp }: Cart, answeredAt: string | undefined): boolean {
  return Date.parse(lastModifiedTimestamp ?? "") > Date.parse(answeredAt ?? "") + ANSWERED_MS;
}

/**
 * When every order must be listed that a run which was killed can have placed of a refused cart: after something touched
 * the cart that no answer explains, or after its last days. -Infinity where nothing speaks for such a run.
 * @param cart undefined where it is gone.
 */
export function listedAfterRefusal(
  cart: Cart | undefined,
  { cartCreatedAt, answeredAt }: { cartCreatedAt?: string; answeredAt?: string },
  now: number,
): number {
  const end = lastOrderOf(cartCreatedAt);
  if (!cart) return end - LAST_MOMENT_MS <= now ? end + LIST_LAG_MS : -Infinity;
  const isTouched = hasSeveralGroups(cart) && isTouchedAfter(cart, answeredAt);
  return isTouched ? Date.parse(cart.lastModifiedTimestamp ?? "") + LIST_LAG_MS : -Infinity;
}

/** The customer's orders, late and cancelled ones included, that can be of lines which a cart held once. */
export function ordersOfHeldLines(
  { orders, incomplete }: CustomerPurchases,
  lines: CartLineState[],
  { createdAfter, isTaken, besides = [] }: Pick<CartOrdersQuery, "createdAfter" | "isTaken" | "besides">,
): OrderState[] {
  const held = ordersOfLines(lines, [...orders, ...incomplete], Date.parse(createdAfter ?? ""));
  return held.filter((order) => !isTaken(order.id) && !isNamedBy(order, besides));
}

/** Whether a cart tells when something was ordered of it: it was changed no earlier than one of its orders was placed. */
export function tellsChanges({ lastModifiedTimestamp }: Cart, orders: OrderState[]): boolean {
  const touched = Date.parse(lastModifiedTimestamp ?? "");
  return orders.some(({ creationDate }) => touched >= Date.parse(creationDate ?? ""));
}

/**
 * Orders that a run which was killed, or a checkout without an answer, can have bought of this cart: a part of it, placed
 * in the moment in which something last touched the cart, or in which that checkout was sent. Without such a moment
 * nothing tells them from somebody else's.
 */
export function ownParts(
  cart: Cart,
  orders: OrderState[],
  { answeredAt, unansweredAt }: OwnMoments = {},
): OrderState[] {
  const made = Date.parse(cart.creationTimestamp ?? "");
  const touched = Date.parse(cart.lastModifiedTimestamp ?? "");
  const silent = Date.parse(unansweredAt ?? "");
  const isTouched = touched - made >= UNTOUCHED_MS || isOrdered(cart);
  const isExplained = answeredAt !== undefined && !isTouchedAfter(cart, answeredAt);
  const moments = [...(isTouched && !isExplained ? [touched] : []), silent];
  return orders.filter((order) => {
    const created = Date.parse(order.creationDate ?? "");
    const inAMoment = moments.some((moment) => Math.abs(created - moment) <= SAME_MOMENT_MS);
    return created >= made && inAMoment && isPartOf(order, cartLines(cart));
  });
}
