import { refuseOtherPartner } from "../core/storedState";
import type { Partner } from "../../client/partnerCenter";
import { isKnown } from "../core/declaredPurchase";
import { isWatchedPurchase } from "./duplicates";
import { boughtLinesStay } from "./boughtLines";
import { DEFAULT_OPTIONS, type CheckoutOptions, type DeclaredCheckout } from "./inputs";
import { normaliseId } from "../core/ids";
import { hasOpenWork, type CheckoutState } from "./state";
import { cartName } from "../core/words";
import { describeState } from "./messages";
import { Refusal, type Change } from "../core/lifecycle";

/**
 * Another purchase is another resource: a checkout that was placed, or may have been, never turns into the checkout
 * of another cart. Only one that was refused as a whole (nothing was bought) may be replaced. What a refresh made the engine forget,
 * open work, is reported as a change, so that the next `up` gets to it.
 */
export function diffCheckout(
  id: string,
  state: CheckoutState,
  declared: DeclaredCheckout,
  partner: Partner | undefined,
  now: number,
): Change {
  refuseOtherPartner(state, partner);
  const replaces = movedKeys(state, declared);
  if (replaces.length > 0 && !boughtNothing(state)) throw new Refusal(anotherCart(state, declared));
  if (namesACartInstead(id, state, declared)) throw new Refusal(anotherCart(state, declared));
  const stays = boughtLinesStay(state, declared);
  if (stays !== undefined) throw new Refusal(stays);
  return {
    replaces,
    changes:
      replaces.length > 0 ||
      changedOptions(state, declared) ||
      openWork(state, declared) ||
      namesOthersBesides(state, declared, now),
  };
}

/** A purchase that only its orders name is told nothing by a cart: that would never be checked out. */
function namesACartInstead(
  id: string,
  state: CheckoutState,
  { cartId, orderIds, unknown }: DeclaredCheckout,
): boolean {
  const namesOrders = orderIds.length > 0 || unknown.has("orderIds");
  return id.includes("//") && state.cartId === "" && cartId !== undefined && !namesOrders;
}

/** Partner Center refused the cart as a whole: by its own word there is no purchase that another one could repeat. */
export function boughtNothing({ status, orders }: CheckoutState): boolean {
  return status === "notPlaced" || (status === "partiallyFailed" && orders.length === 0);
}

/** Where an id isn't known yet, the same question comes again, with the id, before anything is done. */
function movedKeys(state: CheckoutState, declared: DeclaredCheckout): string[] {
  return (["customerId", "cartId"] as const).filter(
    (key) => declared[key] !== undefined && state[key] !== "" && declared[key] !== normaliseId(state[key]),
  );
}

function changedOptions(state: CheckoutState, declared: DeclaredCheckout): boolean {
  // What stands beside a purchase, and what its cart was to hold, changes nothing any more once it is bought.
  if (!isKnown(declared, ["besides", "lineItems"])) return true;
  // An option that an older version did not store yet counts as its default.
  const keys = Object.keys(DEFAULT_OPTIONS) as (keyof CheckoutOptions)[];
  if (keys.some((key) => declared.options[key] !== state[key])) return true;
  return newOrderIds(state, declared).length > 0;
}

/** While duplicates are told, `besides` silences that, also in a refresh, which knows only state. */
function namesOthersBesides(
  state: CheckoutState,
  { besides, unknown }: DeclaredCheckout,
  now: number,
): boolean {
  if (unknown.has("besides") || !isWatchedPurchase(state, now)) return false;
  const stored = new Set(state.besides);
  return stored.size !== new Set(besides).size || besides.some((id) => !stored.has(id));
}

function openWork(state: CheckoutState, { options }: DeclaredCheckout): boolean {
  return hasOpenWork({ ...state, onOrderErrors: options.onOrderErrors });
}

/** Orders that the program names, by either of their ids, and state does not hold yet. */
export function newOrderIds(state: CheckoutState, { orderIds }: DeclaredCheckout): string[] {
  const held = state.orders.flatMap((order) => [order.id, order.alternateId ?? order.id]).map(normaliseId);
  return orderIds.filter((id) => !held.includes(id));
}

function anotherCart(state: CheckoutState, { customerId, cartId, unknown }: DeclaredCheckout): string {
  const unnamed = unknown.has("cartId") ? "another cart" : "no cart";
  const named = cartId === undefined ? unnamed : `cart ${cartId}`;
  const whose = customerId === undefined ? "" : ` of customer ${customerId}`;
  const expired =
    state.status === "unknown"
      ? ` If the old cart has expired, \`pulumi refresh\` settles what became of it. If it stays unknown, and the customer ` +
        `has no order of it, run \`pulumi state delete\` on this resource and name the orders of others in besides.`
      : "";
  return (
    `This resource is the checkout of ${cartName(state)}, which ${describeState(state)}; the program now names ${named}${whose}. Another purchase is another resource: put the old ids back and declare the ` +
    `other cart as a resource of its own. In a Purchase, existingCartId: "${state.cartId}" puts the old cart back. ` +
    `Nothing was changed.${expired}`
  );
}
