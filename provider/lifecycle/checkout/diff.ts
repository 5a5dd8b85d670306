import { refuseOtherPartner } from "../core/storedState";
import type { Partner } from "../../client/partnerCenter";
import { checkoutOptions, DEFAULT_OPTIONS, type CheckoutOptions } from "./inputs";
import { normaliseId } from "../core/ids";
import { hasOpenWork, parseCheckoutState, type CheckoutState } from "./state";
import { cartName } from "../core/words";
import { describeState } from "./messages";
import { holdsUnknown, Refusal, type Change } from "../core/lifecycle";

/**
 * Another purchase is another resource: a checkout that was placed, or may have been, never turns into the checkout
 * of another cart. Only one that was refused as a whole (nothing was bought) may be replaced. What a refresh made the engine forget,
 * open work, is reported as a change, so that the next `up` gets to it.
 */
export function diffCheckout(
  stored: Record<string, unknown>,
  news: Record<string, unknown>,
  partner: Partner | undefined,
  id = "",
): Change {
  const state = parseCheckoutState(stored, id);
  refuseOtherPartner(state, partner);
  const replaces = movedKeys(state, news);
  if (replaces.length > 0 && !boughtNothing(state)) throw new Refusal(anotherCart(state, news));
  if (namesACartInstead(id, state, news)) throw new Refusal(anotherCart(state, news));
  return {
    replaces,
    changes: replaces.length > 0 || changedOptions(state, news) || openWork(state, news),
  };
}

/** A purchase that only its orders name is told nothing by a cart: that would never be checked out. */
function namesACartInstead(id: string, state: CheckoutState, news: Record<string, unknown>): boolean {
  const isNamed = news["cartId"] !== undefined && !holdsUnknown(news["cartId"]);
  return id.includes("//") && state.cartId === "" && isNamed && news["orderIds"] === undefined;
}

/** Partner Center refused the cart as a whole: by its own word there is no purchase that another one could repeat. */
export function boughtNothing({ status, orders }: CheckoutState): boolean {
  return status === "notPlaced" || (status === "partiallyFailed" && orders.length === 0);
}

function movedKeys(state: CheckoutState, news: Record<string, unknown>): string[] {
  return (["customerId", "cartId"] as const).filter((key) => {
    const value = news[key];
    // Not known yet: the same question comes again, with the value, before anything is done.
    if (holdsUnknown(value) || typeof value !== "string" || state[key] === "") return false;
    return normaliseId(value) !== normaliseId(state[key]);
  });
}

function changedOptions(state: CheckoutState, news: Record<string, unknown>): boolean {
  // What stands beside a purchase, and what its cart was to hold, changes nothing any more once it is bought.
  const { besides: _besides, lineItems: _lineItems, ...rest } = news;
  if (holdsUnknown(rest)) return true;
  const wanted = checkoutOptions(news);
  // An option that an older version did not store yet counts as its default.
  const keys = Object.keys(DEFAULT_OPTIONS) as (keyof CheckoutOptions)[];
  if (keys.some((key) => wanted[key] !== state[key])) return true;
  return newOrderIds(state, news).length > 0;
}

function openWork(state: CheckoutState, news: Record<string, unknown>): boolean {
  return hasOpenWork({ ...state, onOrderErrors: checkoutOptions(news).onOrderErrors });
}

/** Orders that the program names. */
export function namedOrderIds(news: Record<string, unknown>): string[] {
  const named: unknown[] = Array.isArray(news["orderIds"]) ? news["orderIds"] : [];
  return named.filter((id): id is string => typeof id === "string").map(normaliseId);
}

/** Orders that the program names, by either of their ids, and state does not hold yet. */
export function newOrderIds(state: CheckoutState, news: Record<string, unknown>): string[] {
  const held = state.orders.flatMap((order) => [order.id, order.alternateId ?? order.id]).map(normaliseId);
  return namedOrderIds(news).filter((id) => !held.includes(id));
}

function anotherCart(state: CheckoutState, news: Record<string, unknown>): string {
  const expired =
    state.status === "unknown"
      ? ` If the old cart has expired, \`pulumi refresh\` settles what became of it.`
      : "";
  return (
    `This resource is the checkout of ${cartName(state)}, which ${describeState(state)}; the program now names ${cartIn(news)} of customer ` +
    `${String(news["customerId"])}. Another purchase is another resource: put the old ids back and declare the ` +
    `other cart as a resource of its own. In a Purchase, existingCartId: "${state.cartId}" puts the old cart back. ` +
    `Nothing was changed.${expired}`
  );
}

/** The cart may be missing, where its own resource failed. */
function cartIn({ cartId }: Record<string, unknown>): string {
  return typeof cartId === "string" ? `cart ${cartId}` : "no cart";
}
