import { itemOf, type CartLineState } from "../core/items";
import type { OrderState } from "./order";

/** The orders that a cart became, as far as they can be told from the customer's other orders. */
export type OrderMatch =
  | { kind: "matched"; orders: OrderState[] }
  /** `candidates`: orders that hold an item of the cart, for a person to judge. */
  | { kind: "none" | "ambiguous"; candidates: OrderState[] };

/** The match, with further orders that could change it: what may be one of the cart's leaves nothing certain. */
export function withDoubt(match: OrderMatch, { lines, isTaken }: MatchQuery, more: OrderState[]): OrderMatch {
  const sharing = more.filter((order) => sharesItem(order, lines) && !isTaken(order.id));
  if (sharing.length === 0) return match;
  const kind = match.kind === "none" ? "none" : "ambiguous";
  return { kind, candidates: [...ordersIn(match), ...sharing] };
}

/** The orders that a match found, or those that it could not choose from. */
export function ordersIn(match: OrderMatch): OrderState[] {
  return match.kind === "matched" ? match.orders : match.candidates;
}

export interface MatchQuery {
  lines: CartLineState[];
  /** Orders of this purchase that are known already; what they cover is not sought. */
  known: OrderState[];
  /** All orders of the customer. */
  orders: OrderState[];
  /** An order of the cart can't be older than the cart. ISO 8601. */
  createdAfter?: string;
  /** An order of the cart was placed before this moment. ISO 8601. */
  createdBefore?: string;
  /** Whether another resource of this run holds the order. */
  isTaken: (orderId: string) => boolean;
}

/** Enough for any real cart; a search that needs more is as good as ambiguous. */
const MOST_STEPS = 20_000;

/**
 * Orders carry no link to their cart, so the match is by items, quantities, terms and time, and must be unique: every
 * line of the cart is covered exactly once, each order group by one order, and there is one way to do it.
 */
export function matchOrders(question: MatchQuery): OrderMatch {
  const known = new Set(question.known.map((order) => order.id));
  const groups = openGroups(question.lines, question.known);
  const free = question.orders.filter(
    (order) => !known.has(order.id) && !question.isTaken(order.id) && inTime(order, question),
  );
  const candidates = free.filter((order) => sharesItem(order, question.lines));
  if (groups.length === 0) return { kind: "none", candidates };
  const fitting = candidates.filter((order) => fitsSome(order, groups));
  const solutions = covers(groups, fitting);
  if (solutions === undefined || solutions.length > 1) return { kind: "ambiguous", candidates };
  const [orders] = solutions;
  if (!orders) return { kind: "none", candidates };
  // Nothing tells whether an order without a date is as old as the customer.
  const isCertain = orders.every(({ creationDate }) => !Number.isNaN(Date.parse(creationDate ?? "")));
  return isCertain ? { kind: "matched", orders } : { kind: "ambiguous", candidates };
}

/**
 * Whether an order is one of several that a cart with these lines becomes: it covers a group of it, and not all,
 * whatever the availability.
 */
export function isPartOf(order: OrderState, lines: CartLineState[]): boolean {
  const groups = openGroups(lines.map(anyAvailability), []);
  return withoutOrder(groups, orderItems(order, skuOf)).some((rest) => rest.length > 0);
}

/**
 * The groups of a cart of which no order is known, whatever the availability; none where its lines don't name their
 * groups.
 */
export function groupsWithoutOrder(cart: CartLineState[], orders: OrderState[]): Set<string> {
  const lines = cart.map(anyAvailability);
  if (lines.some(({ orderGroup }) => orderGroup === undefined)) return new Set();
  const free = orders.map((order) => orderItems(order, skuOf).sort().join());
  const groups = [...new Set(lines.map(({ orderGroup }) => String(orderGroup)))];
  const open = groups.filter((group) => {
    const held = lines.filter(({ orderGroup }) => orderGroup === group);
    const items = held.map(({ catalogItemId, quantity, termDuration }) =>
      item(catalogItemId, quantity, termDuration),
    );
    const at = free.indexOf(items.sort().join());
    if (at >= 0) free.splice(at, 1);
    return at < 0;
  });
  return new Set(open);
}

interface Group {
  /** A named group becomes exactly one order; lines without group names may be spread over several. */
  named: boolean;
  items: string[];
}

function openGroups(lines: CartLineState[], known: OrderState[]): Group[] {
  const named = lines.length > 0 && lines.every((line) => line.orderGroup !== undefined);
  const byGroup = new Map<string, string[]>();
  for (const line of lines) {
    const key = named ? String(line.orderGroup) : "";
    byGroup.set(key, [
      ...(byGroup.get(key) ?? []),
      item(line.catalogItemId, line.quantity, line.termDuration),
    ]);
  }
  let groups = [...byGroup.values()].map((items) => ({ named, items: items.sort() }));
  for (const order of known) groups = withoutOrder(groups, orderItems(order))[0] ?? groups;
  return groups;
}

/** Every way to take an order's lines out of the groups; an empty list when it doesn't fit. */
function withoutOrder(groups: Group[], items: string[]): Group[][] {
  const ways = new Map<string, Group[]>();
  groups.forEach((group, index) => {
    const rest = subtract(group.items, items);
    if (rest === undefined || (group.named && rest.length > 0)) return;
    const others = groups.filter((_, i) => i !== index);
    ways.set(JSON.stringify(group), rest.length > 0 ? [...others, { ...group, items: rest }] : others);
  });
  return [...ways.values()];
}

/** Sets of orders that cover the groups exactly (at most two are sought); undefined when the search is too long. */
function covers(groups: Group[], candidates: OrderState[]): OrderState[][] | undefined {
  const found = new Map<string, OrderState[]>();
  let steps = 0;
  const search = (open: Group[], from: number, taken: OrderState[]): void => {
    if (++steps > MOST_STEPS || found.size > 1) return;
    if (open.length === 0) {
      found.set(taken.map((order) => order.id).join(), taken);
      return;
    }
    for (let i = from; i < candidates.length; i++) {
      const order = candidates[i] as OrderState;
      for (const rest of withoutOrder(open, orderItems(order))) search(rest, i + 1, [...taken, order]);
    }
  };
  search(groups, 0, []);
  return steps > MOST_STEPS ? undefined : [...found.values()];
}

function fitsSome(order: OrderState, groups: Group[]): boolean {
  return withoutOrder(groups, orderItems(order)).length > 0;
}

/** By product and SKU, whatever the availability. An order that doesn't tell what it holds may hold it. */
function sharesItem({ lineItems }: OrderState, lines: CartLineState[]): boolean {
  const items = new Set(lines.map((line) => itemOf(line.catalogItemId)));
  return lineItems.length === 0 || lineItems.some(({ offerId }) => !offerId || items.has(itemOf(offerId)));
}

/** What has no date may have been placed at any time. */
function inTime(order: OrderState, { createdAfter, createdBefore }: MatchQuery): boolean {
  const created = Date.parse(order.creationDate ?? "");
  if (Number.isNaN(created)) return true;
  if (createdAfter && created < Date.parse(createdAfter)) return false;
  return !(createdBefore && created > Date.parse(createdBefore));
}

function orderItems(order: OrderState, named = (offerId: string) => offerId): string[] {
  return order.lineItems.map((line) =>
    item(named(line.offerId ?? ""), line.quantity ?? 0, line.termDuration),
  );
}

function anyAvailability(line: CartLineState): CartLineState {
  return { ...line, catalogItemId: skuOf(line.catalogItemId) };
}

function skuOf(catalogItemId: string): string {
  return itemOf(catalogItemId) ?? "";
}

function item(catalogItemId: string, quantity: number, termDuration: string | undefined): string {
  return `${catalogItemId}|${quantity}|${termDuration ?? ""}`.toLowerCase();
}

/** What is left of `items` without `part`; undefined when `part` is empty or not wholly in it. */
function subtract(items: string[], part: string[]): string[] | undefined {
  if (part.length === 0) return undefined;
  const rest = [...items];
  for (const one of part) {
    const at = rest.indexOf(one);
    if (at < 0) return undefined;
    rest.splice(at, 1);
  }
  return rest;
}
