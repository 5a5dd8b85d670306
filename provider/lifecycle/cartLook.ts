import { PartnerCenterError } from "../client/errors";
import type { PartnerCenter } from "../client/partnerCenter";
import type { Cart, CartLineItem } from "../client/schemas";
import type { CartLineState } from "./checkoutState";
import { matchOrders, type OrderMatch } from "./orderMatch";
import { orderState, type OrderState } from "./orderState";

/** An order may take this long to appear in the customer's list. Source: "Get all of a customer's orders". */
export const LIST_LAG_MS = 15 * 60 * 1000;

/** Orders are created in the moment in which their cart turns `Ordered`; the rest is tolerance. */
const SAME_MOMENT_MS = 2 * 60 * 1000;

/** What Partner Center says about a cart. `open`: active, or a status that this version doesn't know. */
export type CartLook =
  | { kind: "open" | "ordered"; cart: Cart; serverTime?: number }
  | { kind: "gone"; error: PartnerCenterError; serverTime?: number }
  | { kind: "failed"; error: PartnerCenterError };

/** A look that settles something gets this long, also when what it settles has used up its own time. */
export const LOOK_MS = 30_000;

/** A preview of many resources asks one after another, so no look may take long. */
export const PREVIEW_LOOK_MS = 15_000;

/** Whether the next look can't succeed either: no answer, no token, too many calls, or trouble of the service. */
export function isUnreachable({ status }: PartnerCenterError): boolean {
  return status === undefined || status === 401 || status === 429 || status >= 500;
}

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

/** The service's time if it told one. A clock that is a year away from ours is none to go by. */
export function serverTimeOr(ours: number, theirs: number | undefined): number {
  return theirs !== undefined && Math.abs(theirs - ours) < YEAR_MS ? theirs : ours;
}

export function timeOf(look: CartLook, ours: number): number {
  return serverTimeOr(ours, look.kind === "failed" ? undefined : look.serverTime);
}

export interface Whose {
  customerId: string;
  cartId: string;
}

export async function lookAtCart(
  partnerCenter: PartnerCenter,
  whose: Whose,
  deadline: number,
): Promise<CartLook> {
  try {
    const { value: cart, meta } = await partnerCenter.getCart(whose.customerId, whose.cartId, { deadline });
    const ordered = cart.status?.toLowerCase() === "ordered";
    return { kind: ordered ? "ordered" : "open", cart, serverTime: meta.serverTime };
  } catch (error) {
    if (!(error instanceof PartnerCenterError)) throw error;
    // An expired cart is documented as 404 / 800008 only by inference, so a 400 with a code of Partner Center counts too.
    const gone = error.code !== undefined && (error.status === 404 || error.status === 400);
    return gone
      ? { kind: "gone", error, serverTime: error.facts.meta?.serverTime }
      : { kind: "failed", error };
  }
}

export function cartLines(cart: Cart): CartLineState[] {
  return cart.lineItems.map((line) => ({
    catalogItemId: line.catalogItemId ?? "",
    quantity: line.quantity ?? 0,
    termDuration: line.termDuration || undefined,
    orderGroup: line.orderGroup,
  }));
}

/** One text for each line that Partner Center marked as wrong. Checking such a cart out is refused with 800009. */
export function cartLineErrors(cart: Cart): string[] {
  return cart.lineItems.flatMap((line, index) => {
    const addons = (line.addonItems ?? []).map((addon, n): [string, CartLineItem] => [
      `, add-on ${n}`,
      addon,
    ]);
    return [["", line] as [string, CartLineItem], ...addons].flatMap(([suffix, { catalogItemId, error }]) =>
      error
        ? [
            `line ${line.id ?? index}${suffix} (${catalogItemId ?? "no catalog item"}): ` +
              ([error.errorCode, error.errorDescription].filter(Boolean).join(" ") || "no reason given"),
          ]
        : [],
    );
  });
}

export interface FindOrders extends Whose {
  lines: CartLineState[];
  known: OrderState[];
  createdAfter?: string;
  /** When the cart turned `Ordered`, or the last checkout was sent. ISO 8601. */
  orderedAt?: string;
  /** The service's time now, milliseconds since 1970. */
  now: number;
  isTaken: (orderId: string) => boolean;
  /** Whether no other purchase of this run can be mistaken for this one by its items and its moment. */
  alone: boolean;
  /**
   * When a match may be believed. `list`: from a complete list, or by its moment. `moment`: only when it was placed in
   * the moment in which the cart was last changed. `never`: what is looked for was refused and not sent again, so that
   * an order of it is somebody else's.
   */
  believe?: "list" | "moment" | "never";
}

export interface FoundOrders {
  match: OrderMatch;
  /** Whether the list must hold every order that this cart can have become, so that finding none means there is none. */
  complete: boolean;
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

/** Looks for the orders of a cart in the customer's list. Throws a PartnerCenterError when the list can't be read. */
export async function findOrders(
  partnerCenter: PartnerCenter,
  question: FindOrders,
  deadline: number,
): Promise<FoundOrders> {
  const { value } = await partnerCenter.listOrders(question.customerId, { deadline });
  const orders = value.map(orderState);
  const orderedAt = Date.parse(question.orderedAt ?? "");
  const complete = question.now - orderedAt > LIST_LAG_MS;
  const match = matchOrders({ ...question, orders });
  const atOnce = matchOrders({
    ...question,
    orders,
    createdAfter: later(question.createdAfter, orderedAt - SAME_MOMENT_MS),
    createdBefore: isoTime(orderedAt + SAME_MOMENT_MS),
  });
  const { believe = "list" } = question;
  if (believe === "never") return { match, complete };
  if (complete && match.kind === "matched" && believe === "list")
    return { match, complete, certain: match.orders };
  const believable = question.alone && !Number.isNaN(orderedAt) && atOnce.kind === "matched";
  return { match, complete, certain: believable ? atOnce.orders : undefined };
}
