import { PartnerCenterError } from "../../client/errors";
import type { PartnerCenter } from "../../client/partnerCenter";
import type { Cart, CartLineItem } from "../../client/schemas";
import { cartedLines, type CartLineState, type WithAddons } from "./items";

/** An order may take this long to appear in the customer's list. Source: "Get all of a customer's orders". */
export const LIST_LAG_MS = 15 * 60 * 1000;

/** A cart can be checked out for seven days after its creation. Source: "Check out a cart". */
const CART_LIFE_MS = 7 * 24 * 60 * 60 * 1000;
/** Clocks differ, and a checkout in the last moment of a cart's life takes its time. */
export const LAST_MOMENT_MS = 10 * 60 * 1000;

/** The last moment in which a cart can have been ordered, milliseconds since 1970; NaN where it isn't known when it was made. */
export function lastOrderOf(cartCreatedAt: string | undefined): number {
  return Date.parse(cartCreatedAt ?? "") + CART_LIFE_MS + LAST_MOMENT_MS;
}

/** The two times of a cart that nobody touched since it was made differ by less than this. */
export const UNTOUCHED_MS = 1000;

/** What Partner Center says about a cart. `open`: active, or a status that this version doesn't know. */
export type ObservedCart =
  | { kind: "open" | "ordered"; cart: Cart; serverTime?: number }
  | { kind: "gone"; error: PartnerCenterError; serverTime?: number }
  | { kind: "failed"; error: PartnerCenterError };

/** A cart that could be read. */
export type ReadCart = Extract<ObservedCart, { cart: Cart }>;

/** An observation that settles something gets this long, also when what it settles has used up its own time. */
export const OBSERVATION_MS = 30_000;

/** A preview of many resources asks one after another, so none of them may take long. */
export const PREVIEW_OBSERVATION_MS = 15_000;

/** Whether the next call can't succeed either: no answer, no token, too many calls, or trouble of the service. */
export function isUnreachable({ status, isOwnWait }: PartnerCenterError): boolean {
  if (isOwnWait) return false;
  return status === undefined || status === 401 || status === 429 || status >= 500;
}

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

/** The service's time if it told one. A clock that is a year away from ours is none to go by. */
export function serverTimeOr(ours: number, theirs: number | undefined): number {
  return theirs !== undefined && Math.abs(theirs - ours) < YEAR_MS ? theirs : ours;
}

export function timeOf(observed: ObservedCart, ours: number): number {
  return serverTimeOr(ours, observed.kind === "failed" ? undefined : observed.serverTime);
}

export interface CartKey {
  customerId: string;
  cartId: string;
}

export async function observeCart(
  partnerCenter: PartnerCenter,
  whose: CartKey,
  deadline: number,
): Promise<ObservedCart> {
  try {
    const { value: cart, meta } = await partnerCenter.getCart(whose.customerId, whose.cartId, { deadline });
    return { kind: isOrdered(cart) ? "ordered" : "open", cart, serverTime: meta.serverTime };
  } catch (error) {
    if (!(error instanceof PartnerCenterError)) throw error;
    // An expired cart is documented as 404 / 800008 only by inference, so a 400 with a code of Partner Center counts too.
    const gone = error.code !== undefined && (error.status === 404 || error.status === 400);
    return gone
      ? { kind: "gone", error, serverTime: error.facts.meta?.serverTime }
      : { kind: "failed", error };
  }
}

export function isOrdered({ status }: Cart): boolean {
  return status?.toLowerCase() === "ordered";
}

/** Whether a cart becomes several orders, of which one can be placed and another one refused. Unnamed groups may be several. */
export function hasSeveralGroups({ lineItems }: { lineItems: { orderGroup?: string }[] }): boolean {
  const groups = new Set(lineItems.map(({ orderGroup }) => orderGroup));
  return lineItems.length > 1 && (groups.size > 1 || groups.has(undefined));
}

export function cartLines({ lineItems }: { lineItems: WithAddons[] }): CartLineState[] {
  return cartedLines(lineItems).map((line) => ({
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
