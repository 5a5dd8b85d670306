import type { PartnerCenter } from "../../client/partnerCenter";
import type { Cart } from "../../client/schemas";
import type { Context } from "../core/context";
import { itemOf, type CartLineState } from "../core/items";
import { Refusal } from "../core/lifecycle";
import { cartLines, isOrdered, LIST_LAG_MS, OBSERVATION_MS } from "../core/observedCart";
import { duplicateRules } from "../core/declaredPurchase";
import { declaredLines } from "./guard";
import type { DeclaredCheckout } from "./inputs";
import { cartName, lineInWords } from "../core/words";
import { alreadyOrdered, type AlreadyOrdered } from "../orders/alreadyOrdered";
import { besidesLine, describeFound, orderIdsLine } from "../orders/alreadyOrderedMessages";
import { isTouchedAfter, tellsChanges } from "../orders/cartOrders";
import { customerPurchases } from "../orders/customerPurchases";
import type { OrderState } from "../orders/order";
import { isOlder } from "../orders/orderLines";
import { listed } from "../orders/orderWords";
import { answeredAtOf, doubtOf, type CheckoutState } from "./state";

/** Orders that are to be the purchase of a cart. */
export interface NamedPurchase {
  state: CheckoutState;
  orders: OrderState[];
  /** Undefined where Partner Center doesn't know it any more: state, or what is declared, tells what it held. */
  cart: Cart | undefined;
  declared: DeclaredCheckout;
  isTaken: (orderId: string) => boolean;
}

/** It is too early to tell, and nothing but the time of this run says from when on that isn't so any more. */
export class TooEarly extends Refusal {
  constructor(
    message: string,
    /** ISO 8601. */
    readonly since: string,
  ) {
    super(message);
  }
}

/**
 * Refuses orders while another order of the same purchase may be missing among them: an item of the cart is in none of
 * them, and an order that nobody holds has it, or could still appear in the list. To take over a part would lose the
 * rest. What was refused has no order but that of a run which was killed since; an answer that ordered otherwise has told
 * all of its orders.
 */
export async function refuseLeftOut(
  context: Context,
  partnerCenter: PartnerCenter,
  { state, orders, cart, declared, isTaken }: NamedPurchase,
): Promise<void> {
  if (state.differences) return;
  refuseOlder({ state, orders, cart });
  const { leftOut, refused } = missingLines(state, orders, linesOf(context, { state, cart, declared }));
  const questioned = [...leftOut, ...refused];
  if (questioned.length === 0) return;
  const doubt = doubtOf(state);
  const unanswered = doubt?.unanswered ? doubt.since : undefined;
  const isTouched =
    unanswered !== undefined || (cart !== undefined && isTouchedAfter(cart, answeredAtOf(state)));
  const lines = isTouched ? questioned : leftOut;
  const deadline = context.now() + OBSERVATION_MS;
  const whose = state.customerId;
  const purchases = await customerPurchases(context, partnerCenter, whose, { deadline, lines: questioned });
  const own = orders.map(({ id }) => id);
  const question = { lines: questioned, purchases, own, ...duplicateRules(context, declared) };
  const mayBeIts = ({ id, order }: AlreadyOrdered) =>
    !isTaken(id) && (holdsOne(order, lines) || !order || !isOlder(order, momentOf(state.checkedOutAt)));
  const found = alreadyOrdered(question).filter(mayBeIts);
  const since = isTouched ? undefined : waitingSince({ state, orders, cart }, purchases.now);
  const missing = found.length > 0 || since !== undefined ? questioned : lines;
  if (missing.length === 0) return;
  const what = `The orders of ${cartName(state)} leave out ${missing.map(lineInWords).join(", ")}`;
  if (found.length > 0) {
    const { besides } = question;
    const all = [...own, ...found.map(({ id }) => id)];
    throw new Refusal(
      `${what}, which the customer has: ${describeFound(found)}. Nothing was sent that buys. If that is the rest of this ` +
        `purchase: \`${orderIdsLine(all)}\`. If it is another purchase: \`${besidesLine(besides, found)}\`.`,
    );
  }
  const moments = [
    cart?.lastModifiedTimestamp,
    unanswered,
    ...orders.map(({ creationDate }) => creationDate),
  ];
  const times = moments.map(momentOf).filter((time) => !Number.isNaN(time));
  const readyAt = Math.max(...times, since ?? -Infinity) + LIST_LAG_MS;
  if (purchases.now >= readyAt) return;
  const why =
    `${what}: its order may be missing from the customer's list for 15 minutes. Nothing was sent that buys. Run ` +
    `\`pulumi up\` again after ${new Date(readyAt).toISOString()}.`;
  throw since === undefined ? new Refusal(why) : new TooEarly(why, new Date(since).toISOString());
}

function linesOf(
  context: Context,
  { state, cart, declared }: Pick<NamedPurchase, "state" | "cart" | "declared">,
): CartLineState[] {
  const kept = state.unsettled?.lines ?? [];
  if (!cart && kept.length > 0) return kept;
  return cartLines({ lineItems: cart?.lineItems ?? declaredLines(context, { ...state, declared }) });
}

/**
 * Since when it is waited for what a run that was killed can have ordered of the refused groups: since the first run that
 * asked. Undefined where nothing was refused, or where the cart was changed once an order of it was placed: then it tells
 * when it orders something.
 */
function waitingSince(
  { state, orders, cart }: Pick<NamedPurchase, "state" | "orders" | "cart">,
  now: number,
): number | undefined {
  const { orderErrors, unsettled } = state;
  if (orderErrors.length === 0 || (cart && tellsChanges(cart, orders))) return undefined;
  const since = momentOf(unsettled?.since);
  return Number.isNaN(since) ? now : since;
}

/** An order that is older than a cart which was ordered can't be its order. */
function refuseOlder({ state, orders, cart }: Pick<NamedPurchase, "state" | "orders" | "cart">): void {
  if (!cart || !isOrdered(cart)) return;
  const known = new Set(state.orders.map(({ id }) => id));
  const older = orders.filter(
    (order) => !known.has(order.id) && isOlder(order, momentOf(cart.creationTimestamp)),
  );
  if (older.length === 0) return;
  throw new Refusal(
    `${cartName(state)} reads Ordered, and ${listed(older)} is older than the cart (${cart.creationTimestamp ?? ""}): it ` +
      `can't be what the cart became. Nothing was sent that buys. Name the orders that came of the cart in orderIds; to ` +
      `have them found, take orderIds out and run \`pulumi up\`.`,
  );
}

function momentOf(moment: string | undefined): number {
  return Date.parse(moment ?? "");
}

/**
 * The lines whose product and SKU none of the orders holds: those that were refused, which a run that was killed may have
 * bought since, and the others, unless an order or a refusal doesn't tell what it is about.
 */
function missingLines({ orderErrors }: CheckoutState, orders: OrderState[], lines: CartLineState[]) {
  const ordered = new Set(orders.flatMap(({ lineItems }) => lineItems.map(({ offerId }) => itemOf(offerId))));
  const groups = new Set(orderErrors.map(({ orderGroupId }) => orderGroupId));
  const without = lines.filter(({ catalogItemId }) => !ordered.has(itemOf(catalogItemId)));
  const isTold = orders.every(({ lineItems }) => lineItems.length > 0) && !groups.has(undefined);
  return {
    leftOut: isTold ? without.filter(({ orderGroup }) => !groups.has(orderGroup)) : [],
    refused: without.filter(({ orderGroup }) => orderGroup !== undefined && groups.has(orderGroup)),
  };
}

function holdsOne(order: OrderState | undefined, lines: CartLineState[]): boolean {
  const items = new Set(lines.map(({ catalogItemId }) => itemOf(catalogItemId)));
  return order ? order.lineItems.some(({ offerId }) => items.has(itemOf(offerId))) : lines.length > 0;
}
