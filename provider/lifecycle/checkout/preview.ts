import { PartnerCenterError } from "../../client/errors";
import type { PartnerCenter } from "../../client/partnerCenter";
import * as messages from "../orders/alreadyOrderedMessages";
import {
  cartLineErrors,
  isUnreachable,
  observeCart,
  PREVIEW_OBSERVATION_MS,
  type ReadCart,
  type CartKey,
} from "../core/observedCart";
import { limitsInForce } from "../limits/limitInputs";
import { withAddons } from "../core/items";
import { foundAlready, undeclared } from "./guard";
import type { DeclaredCheckout } from "./inputs";
import { checkoutId } from "../core/ids";
import { ordersOfOrdered, latestOrders } from "./get";
import { cartName } from "../core/words";
import { cartProblem, interruptedHint } from "./messages";
import { listed } from "../orders/orderWords";
import type { Context } from "../core/context";
import { type CheckFailure } from "../core/lifecycle";
import { announcePurchase, judgeLines } from "../limits/purchaseGate";

/**
 * Tells in a preview what a checkout would buy, and what would stop it. Reads the cart once and changes nothing. What
 * can't be read now is said, and left to the run itself.
 */
export async function previewCheckout(context: Context, declared: DeclaredCheckout): Promise<CheckFailure[]> {
  const whose = cartKeyOf(declared);
  if (context.preview.unreachable) return [];
  let partnerCenter;
  try {
    partnerCenter = context.partnerCenter();
  } catch (error) {
    context.preview.unreachable = true;
    const why = error instanceof Error ? error.message : "";
    context.warn(`warning: carts are not read in this preview. ${why}`);
    return [];
  }
  const observed = await observeCart(partnerCenter, whose, context.now() + PREVIEW_OBSERVATION_MS);
  const { allowPurchases, forbiddenBy, limits } = context.rules();
  switch (observed.kind) {
    case "failed":
      context.preview.unreachable = isUnreachable(observed.error);
      context.warn(
        context.preview.unreachable
          ? `warning: carts are not read any more in this preview: ${observed.error.message}`
          : `warning: ${cartName(whose)} is not read in this preview: ${observed.error.message}`,
      );
      return [];
    case "gone": {
      const orders = await latestOrders(
        partnerCenter,
        whose.customerId,
        observed.serverTime ?? context.now(),
      );
      return [{ property: "cartId", reason: cartProblem(observed, [], whose) + interruptedHint(orders) }];
    }
    case "ordered": {
      const found = await ordersOfOrdered(context, partnerCenter, whose, observed).catch(() => undefined);
      const orders = found?.certain ?? [];
      const which = orders.length > 0 ? `: ${listed(orders)}` : "";
      context.info(
        `${cartName(whose)} is ordered already${which}. Its orders are taken over, nothing more is bought.`,
      );
      return [];
    }
    case "open": {
      const lineErrors = cartLineErrors(observed.cart);
      if (lineErrors.length > 0)
        return [{ property: "cartId", reason: cartProblem(observed, lineErrors, whose) }];
      announcePurchase(context, whose, observed.cart.lineItems);
      if (!allowPurchases)
        context.warn(
          `warning: ${cartName(whose)}: ${forbiddenBy ?? "partnercenter:allowPurchases"} is false, so \`pulumi up\` will refuse to buy it.`,
        );
      const other = undeclared(context, { ...whose, declared }, observed.cart);
      if (other) return [{ property: "lineItems", reason: other }];
      const bought = await boughtByAnother(context, partnerCenter, declared, observed);
      if (bought) return [{ property: "cartId", reason: bought }];
      const { breaches, unknown } = judgeLines(observed.cart.lineItems, limitsInForce(declared, limits));
      for (const { reason } of unknown)
        context.warn(`warning: ${cartName(whose)}: ${reason} As it is, \`pulumi up\` will refuse to buy it.`);
      return breaches;
    }
  }
}

/** What the guard will say of other purchases of the same, as far as a preview can tell. */
async function boughtByAnother(
  context: Context,
  partnerCenter: PartnerCenter,
  declared: DeclaredCheckout,
  { cart }: ReadCart,
): Promise<string | undefined> {
  const whose = cartKeyOf(declared);
  const what = cartName(whose);
  const { customerId, cartId } = whose;
  const { besides } = declared;
  if (declared.unknown.has("besides")) {
    context.info(messages.besidesUnknown(what));
    return undefined;
  }
  const lines = withAddons(cart.lineItems);
  const other = context.memory.claimLines(checkoutId(customerId, cartId), customerId, lines, besides);
  if (other) return messages.twiceInRun(what, other);
  const cartOfOther =
    besides.length === 0
      ? context.memory.declaresElsewhere(checkoutId(customerId, cartId), customerId, lines)
      : undefined;
  if (cartOfOther) return messages.twiceInProgram(what, cartOfOther, customerId);
  try {
    const deadline = context.now() + PREVIEW_OBSERVATION_MS;
    const checkout = { customerId, declared, known: [] };
    const found = await foundAlready(context, partnerCenter, checkout, cart, lines, deadline);
    if (found.length === 0) return undefined;
    if (declared.ifAlreadyOrdered === "refuse")
      return messages.alreadyOrderedRefusal(what, customerId, found, besides);
    context.info(messages.willBeAdopted(what, found));
    return undefined;
  } catch (error) {
    if (!(error instanceof PartnerCenterError)) throw error;
    context.preview.unreachable = isUnreachable(error);
    context.warn(messages.notLookedAt(what, customerId, error.message));
    return undefined;
  }
}

function cartKeyOf({ customerId = "", cartId = "" }: DeclaredCheckout): CartKey {
  return { customerId, cartId };
}
