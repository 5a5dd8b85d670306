import { PartnerCenterError } from "../../client/errors";
import type { PartnerCenter } from "../../client/partnerCenter";
import type { Cart, CartLineItem, CartLineRequest } from "../../client/schemas";
import { alreadyOrdered, type AlreadyOrdered } from "../orders/alreadyOrdered";
import * as messages from "../orders/alreadyOrderedMessages";
import { authorizeCheckout, CAN_BUY, type OwnCheckout } from "./authorization";
import { cartDifferences } from "../core/cartDifferences";
import { withAddons, withoutAvailabilities } from "../core/items";
import {
  cartLines,
  hasSeveralGroups,
  OBSERVATION_MS,
  type ReadCart,
  type CartKey,
} from "../core/observedCart";
import { ownParts, type OwnMoments } from "../orders/cartOrders";
import { duplicateRules } from "../core/declaredPurchase";
import type { DeclaredCheckout } from "./inputs";
import { cartName } from "../core/words";
import { holdsOther } from "./messages";
import { checkoutId } from "../core/ids";
import type { OrderErrorState, OrderState } from "../orders/order";
import type { Context } from "../core/context";
import { customerPurchases, type CustomerPurchases } from "../orders/customerPurchases";
import { groupsWithoutOrder } from "../orders/orderMatch";
import { beyondLimits, emptyCart, purchasesForbidden } from "../limits/purchaseGate";

/** A checkout that is about to be sent, with what the program says at this moment. */
export interface GuardedCheckout extends CartKey {
  declared: DeclaredCheckout;
  own: OwnCheckout;
  /** Orders of this purchase that state holds. */
  known: OrderState[];
  /** Groups that an earlier answer left open. */
  orderErrors: OrderErrorState[];
  /** When its own checkouts were sent. Default: none is known. */
  moments?: OwnMoments;
  /** Takes what is read of what the customer has bought. */
  seen?: { purchases?: CustomerPurchases };
}

/**
 * Gathers, in the moment before a POST, everything that can speak against it, and returns why it must not be sent;
 * undefined when it is authorized. Nothing that was found out earlier counts, and nothing is asked twice.
 * @param parts orders by which a cart that reads `Ordered` shows that a killed run bought a part of it.
 */
export async function guardCheckout(
  context: Context,
  partnerCenter: PartnerCenter,
  checkout: GuardedCheckout,
  observed: ReadCart,
  parts: OrderState[] = [],
): Promise<string | undefined> {
  const { customerId, cartId, declared, orderErrors } = checkout;
  const id = checkoutId(customerId, cartId);
  const open =
    orderErrors.length > 0 ? openLines(observed.cart, orderErrors) : linesWithoutOrder(observed, parts);
  const canBuy = CAN_BUY[observed.kind][open.length > 0 ? "some" : "none"];
  const program = {
    canBuy,
    forbidden: purchasesForbidden(context, checkout),
    unreadable: emptyCart(checkout, observed.cart),
    undeclared: undeclared(context, checkout, observed.cart),
    beyondLimits: beyondLimits(context, checkout, declared, observed.cart),
  };
  const why = authorizeCheckout(program);
  if (why !== undefined) return why;

  const lines = withAddons(canBuy === "openGroups" ? open : observed.cart.lineItems);
  if (canBuy === "nothing") {
    context.memory.noteBought(id, customerId, lines);
    return undefined;
  }
  const other = context.memory.claimLines(id, customerId, lines, declared.besides);
  const twiceInRun = other
    ? messages.twiceInRun(cartName(checkout), other)
    : declaredElsewhere(context, checkout, lines);
  // What another resource of the run buys is refused without asking for more.
  const alreadyOrdered = twiceInRun
    ? undefined
    : await alreadyOrderedReason(context, partnerCenter, checkout, observed.cart, lines);
  const refused = authorizeCheckout({ ...program, twiceInRun, alreadyOrdered });
  if (refused !== undefined) {
    // An earlier checkout without an answer may have bought, whatever speaks against another one.
    if (!twiceInRun && checkout.own !== "unanswered") context.memory.unclaimLines(id);
    return refused;
  }
  return undefined;
}

/** Another cart of the program holds a line of it, bought long ago or not: the preview says the same. */
function declaredElsewhere(
  { memory }: Pick<Context, "memory">,
  { customerId, cartId, declared, own }: GuardedCheckout,
  lines: CartLineItem[],
): string | undefined {
  if (own !== "none" || declared.besides.length > 0) return undefined;
  const other = memory.declaresElsewhere(checkoutId(customerId, cartId), customerId, lines);
  return other && messages.twiceInProgram(cartName({ customerId, cartId }), other, customerId);
}

/** What the cart holds otherwise than declared, with both values. */
export function undeclared(
  context: Pick<Context, "memory">,
  checkout: Pick<GuardedCheckout, "customerId" | "cartId" | "declared">,
  cart: Cart,
): string | undefined {
  const { customerId, cartId } = checkout;
  const details = deviations(context, checkout, cart);
  return details.length > 0 ? holdsOther({ customerId, cartId }, details) : undefined;
}

/** What the cart should become: what is declared where the cart holds something else, else what it holds. */
export function expectedLines(
  context: Pick<Context, "memory">,
  checkout: Pick<GuardedCheckout, "customerId" | "cartId" | "declared">,
  cart: Cart,
): (CartLineRequest | CartLineItem)[] {
  return deviations(context, checkout, cart).length > 0 ? declaredLines(context, checkout) : cart.lineItems;
}

/** What the program says now: of the checkout itself, else of its cart, where the same run declares that; or nothing. */
export function declaredLines(
  { memory }: Pick<Context, "memory">,
  { customerId, cartId, declared }: Pick<GuardedCheckout, "customerId" | "cartId" | "declared">,
): CartLineRequest[] {
  const { lineItems = [] } = declared;
  return lineItems.length > 0
    ? lineItems
    : (memory.lineItemsOf(checkoutId(customerId, cartId))?.lineItems ?? []);
}

/** Another availability of the same SKU is none. */
function deviations(
  context: Pick<Context, "memory">,
  checkout: Pick<GuardedCheckout, "customerId" | "cartId" | "declared">,
  cart: Cart,
): string[] {
  const lineItems = withoutAvailabilities(declaredLines(context, checkout));
  if (lineItems.length === 0) return [];
  const ofCart = context.memory.lineItemsOf(checkoutId(checkout.customerId, checkout.cartId));
  const inCart = { ...cart, lineItems: withoutAvailabilities(cart.lineItems) };
  return cartDifferences({ lineItems }, inCart, ofCart ? ofCart.repeated : "all").blocking;
}

/** The lines of the groups that were refused; all of them where the answer doesn't tell which. */
export function openLines({ lineItems }: Cart, orderErrors: OrderErrorState[]): CartLineItem[] {
  const groups = new Set(orderErrors.map(({ orderGroupId }) => orderGroupId));
  const open = lineItems.filter(({ orderGroup }) => groups.has(orderGroup));
  const isTold = !groups.has(undefined) && lineItems.every(({ orderGroup }) => orderGroup !== undefined);
  return isTold && open.length > 0 ? open : lineItems;
}

/**
 * What a cart of several groups that reads `Ordered` may still have open: each group whose order doesn't show. Whether
 * Partner Center calls a cart `Ordered` of which it refused a group isn't documented.
 */
function linesWithoutOrder({ kind, cart }: ReadCart, parts: OrderState[]): CartLineItem[] {
  if (kind !== "ordered" || !hasSeveralGroups(cart)) return [];
  const groups = groupsWithoutOrder(cartLines(cart), parts);
  return cart.lineItems.filter(({ orderGroup }) => orderGroup !== undefined && groups.has(orderGroup));
}

/** What the customer has already of what would be bought. Throws a PartnerCenterError when that can't be read. */
export async function foundAlready(
  context: Context,
  partnerCenter: PartnerCenter,
  {
    customerId,
    declared,
    known,
    moments,
    seen = {},
  }: Pick<GuardedCheckout, "customerId" | "declared" | "known" | "moments" | "seen">,
  cart: Cart,
  lines: CartLineItem[],
  deadline: number,
): Promise<AlreadyOrdered[]> {
  const purchases = await customerPurchases(context, partnerCenter, customerId, { deadline, lines });
  seen.purchases = purchases;
  const parts = ownParts(cart, purchases.orders, moments);
  return alreadyOrdered({
    lines,
    purchases,
    own: [...known, ...parts].map(({ id }) => id),
    ...duplicateRules(context, declared),
  });
}

async function alreadyOrderedReason(
  context: Context,
  partnerCenter: PartnerCenter,
  checkout: GuardedCheckout,
  cart: Cart,
  lines: CartLineItem[],
): Promise<string | undefined> {
  const { customerId, declared } = checkout;
  const what = cartName(checkout);
  try {
    const deadline = context.now() + OBSERVATION_MS;
    const found = await foundAlready(context, partnerCenter, checkout, cart, lines, deadline);
    const { besides } = declared;
    if (found.length > 0)
      return checkout.own === "unanswered"
        ? messages.alreadyOrderedMeanwhile(what, customerId, found, besides)
        : messages.alreadyOrderedRefusal(what, customerId, found, besides);
    if (!context.rules().listSubscriptions) context.warn(messages.ordersAlone(what));
    return undefined;
  } catch (error) {
    if (!(error instanceof PartnerCenterError)) throw error;
    return messages.alreadyOrderedUntold(what, customerId, error);
  }
}
