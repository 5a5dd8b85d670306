import { PartnerCenterError } from "../../client/errors";
import type { PartnerCenter } from "../../client/partnerCenter";
import * as messages from "../orders/alreadyOrderedMessages";
import {
  cartLineErrors,
  isUnreachable,
  lookAtCart,
  PREVIEW_LOOK_MS,
  type ReadCart,
  type Whose,
} from "../core/observedCart";
import { limitsInForce } from "../limits/limitInputs";
import { withAddons } from "../core/items";
import { foundAlready, undeclared } from "./guard";
import type { DeclaredCheckout } from "./inputs";
import { checkoutId } from "../core/ids";
import { ordersOfOrdered, recentOrders } from "./get";
import { cartName } from "../core/words";
import { cartProblem, interruptedHint } from "./messages";
import { listed } from "../orders/orderWords";
import type { Context } from "../core/context";
import { type CheckFailure } from "../core/lifecycle";
import { announcePurchase, judgeLines } from "../limits/purchaseGate";

/**
 * Tells in a preview what a checkout would buy, and what would stop it. Reads the cart once and changes nothing. What
 * can't be looked at now is said, and left to the run itself.
 */
export async function previewCheckout(around: Context, declared: DeclaredCheckout): Promise<CheckFailure[]> {
  const whose = whoseOf(declared);
  if (around.preview.unreachable) return [];
  let partnerCenter;
  try {
    partnerCenter = around.partnerCenter();
  } catch (error) {
    around.preview.unreachable = true;
    const why = error instanceof Error ? error.message : "";
    around.warn(`warning: carts are not looked at in this preview. ${why}`);
    return [];
  }
  const look = await lookAtCart(partnerCenter, whose, around.now() + PREVIEW_LOOK_MS);
  const { allowPurchases, forbiddenBy, limits } = around.rules();
  switch (look.kind) {
    case "failed":
      around.preview.unreachable = isUnreachable(look.error);
      around.warn(
        around.preview.unreachable
          ? `warning: carts are not looked at any more in this preview: ${look.error.message}`
          : `warning: ${cartName(whose)} is not looked at in this preview: ${look.error.message}`,
      );
      return [];
    case "gone": {
      const orders = await recentOrders(partnerCenter, whose.customerId, look.serverTime ?? around.now());
      return [{ property: "cartId", reason: cartProblem(look, [], whose) + interruptedHint(orders) }];
    }
    case "ordered": {
      const found = await ordersOfOrdered(partnerCenter, around, whose, look).catch(() => undefined);
      const orders = found?.certain ?? [];
      const which = orders.length > 0 ? `: ${listed(orders)}` : "";
      around.info(
        `${cartName(whose)} is ordered already${which}. Its orders are taken over, nothing more is bought.`,
      );
      return [];
    }
    case "open": {
      const lineErrors = cartLineErrors(look.cart);
      if (lineErrors.length > 0)
        return [{ property: "cartId", reason: cartProblem(look, lineErrors, whose) }];
      announcePurchase(around, whose, look.cart.lineItems);
      if (!allowPurchases)
        around.warn(
          `warning: ${cartName(whose)}: ${forbiddenBy ?? "partnercenter:allowPurchases"} is false, so \`pulumi up\` will refuse to buy it.`,
        );
      const other = undeclared(around, { ...whose, declared }, look.cart);
      if (other) return [{ property: "lineItems", reason: other }];
      const bought = await boughtByAnother(partnerCenter, around, declared, look);
      if (bought) return [{ property: "cartId", reason: bought }];
      const { breaches, unknown } = judgeLines(look.cart.lineItems, limitsInForce(declared, limits));
      for (const { reason } of unknown)
        around.warn(`warning: ${cartName(whose)}: ${reason} As it is, \`pulumi up\` will refuse to buy it.`);
      return breaches;
    }
  }
}

/** What the guard will say of other purchases of the same, as far as a preview can tell. */
async function boughtByAnother(
  partnerCenter: PartnerCenter,
  around: Context,
  declared: DeclaredCheckout,
  { cart }: ReadCart,
): Promise<string | undefined> {
  const whose = whoseOf(declared);
  const what = cartName(whose);
  const { customerId, cartId } = whose;
  const { besides } = declared;
  if (declared.unknown.has("besides")) {
    around.info(messages.besidesUnknown(what));
    return undefined;
  }
  const lines = withAddons(cart.lineItems);
  const other = around.memory.buys(checkoutId(customerId, cartId), customerId, lines, besides);
  if (other) return messages.twiceInRun(what, other);
  const cartOfOther =
    besides.length === 0
      ? around.memory.declaresElsewhere(checkoutId(customerId, cartId), customerId, lines)
      : undefined;
  if (cartOfOther) return messages.twiceInProgram(what, cartOfOther, customerId);
  try {
    const deadline = around.now() + PREVIEW_LOOK_MS;
    const checkout = { customerId, declared, known: [] };
    const found = await foundAlready(around, partnerCenter, checkout, cart, lines, deadline);
    if (found.length === 0) return undefined;
    if (declared.ifAlreadyOrdered === "refuse")
      return messages.alreadyOrderedRefusal(what, customerId, found, besides);
    around.info(messages.willBeAdopted(what, found));
    return undefined;
  } catch (error) {
    if (!(error instanceof PartnerCenterError)) throw error;
    around.preview.unreachable = isUnreachable(error);
    around.warn(messages.notLookedAt(what, customerId, error.message));
    return undefined;
  }
}

function whoseOf({ customerId = "", cartId = "" }: DeclaredCheckout): Whose {
  return { customerId, cartId };
}
