import { PartnerCenterError } from "../client/errors";
import type { PartnerCenter } from "../client/partnerCenter";
import {
  cartLineErrors,
  isUnreachable,
  lookAtCart,
  PREVIEW_LOOK_MS,
  type CartLook,
  type Whose,
} from "./cartLook";
import { limitsInForce } from "./cartInputs";
import { ordersOfOrdered, recentOrders } from "./checkoutAdoption";
import { cartName, cartProblem, interruptedHint, listed } from "./checkoutMessages";
import type { CheckoutSurroundings } from "./checkoutSurroundings";
import { normaliseId } from "./inputChecks";
import type { CheckFailure } from "./lifecycle";
import { boughtSince, refusesDuplicates } from "./duplicatePurchase";
import { announcePurchase, judgeLines } from "./purchaseGate";

/**
 * Tells in a preview what a checkout would buy, and what would stop it. Reads the cart once and changes nothing. What
 * can't be looked at now is said, and left to the run itself.
 */
export async function previewCheckout(
  around: CheckoutSurroundings,
  inputs: Record<string, unknown>,
): Promise<CheckFailure[]> {
  const whose = whoseOf(inputs);
  if (around.memory.unreachable) return [];
  let partnerCenter;
  try {
    partnerCenter = around.partnerCenter();
  } catch (error) {
    around.memory.unreachable = true;
    const why = error instanceof Error ? error.message : "";
    around.warn(`warning: carts are not looked at in this preview. ${why}`);
    return [];
  }
  const look = await lookAtCart(partnerCenter, whose, around.now() + PREVIEW_LOOK_MS);
  const { allowPurchases, forbiddenBy, limits } = around.rules();
  switch (look.kind) {
    case "failed":
      around.memory.unreachable = isUnreachable(look.error);
      around.warn(
        around.memory.unreachable
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
      const bought = await boughtByAnother(partnerCenter, around, inputs, look);
      if (bought) return [{ property: "cartId", reason: bought }];
      const { breaches, unknown } = judgeLines(look.cart.lineItems, limitsInForce(inputs, limits));
      for (const { reason } of unknown)
        around.warn(`warning: ${cartName(whose)}: ${reason} As it is, \`pulumi up\` will refuse to buy it.`);
      return breaches;
    }
  }
}

async function boughtByAnother(
  partnerCenter: PartnerCenter,
  around: CheckoutSurroundings,
  inputs: Record<string, unknown>,
  look: CartLook,
): Promise<string | undefined> {
  if (!refusesDuplicates(inputs)) return undefined;
  const whose = whoseOf(inputs);
  const isTaken = (orderId: string) => around.memory.isTakenByOther("", normaliseId(orderId));
  try {
    const deadline = around.now() + PREVIEW_LOOK_MS;
    return await boughtSince(around, partnerCenter, whose, look, { deadline, isTaken });
  } catch (error) {
    if (!(error instanceof PartnerCenterError)) throw error;
    around.memory.unreachable = isUnreachable(error);
    around.warn(
      `warning: whether the customer has ordered the same since ${cartName(whose)} was made is not looked at in this ` +
        `preview: ${error.message}`,
    );
    return undefined;
  }
}

function whoseOf(inputs: Record<string, unknown>): Whose {
  return { customerId: String(inputs["customerId"]), cartId: String(inputs["cartId"]) };
}
