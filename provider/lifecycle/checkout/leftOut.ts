import type { PartnerCenter } from "../../client/partnerCenter";
import type { Cart } from "../../client/schemas";
import type { Context } from "../core/context";
import { itemOf, type CartLineState } from "../core/items";
import { Refusal } from "../core/lifecycle";
import { cartLines, LIST_LAG_MS, LOOK_MS } from "../core/observedCart";
import { duplicateRules } from "../core/purchaseInputs";
import { cartName } from "../core/words";
import { alreadyOrdered } from "../orders/alreadyOrdered";
import { besidesLine, describeFound } from "../orders/alreadyOrderedMessages";
import { customerPurchases } from "../orders/customerPurchases";
import type { OrderState } from "../orders/order";
import type { CheckoutState } from "./state";

/** Orders that are to be the purchase of a cart. */
export interface NamedPurchase {
  state: CheckoutState;
  orders: OrderState[];
  cart: Cart;
  /** What the program says. */
  news: Record<string, unknown>;
  isTaken: (orderId: string) => boolean;
}

/**
 * Refuses orders while another order of the same purchase may be missing among them: an item of the cart is in none of
 * them, and an order that nobody holds has it, or could still appear in the list. To take over a part would lose the
 * rest. What was refused has no order, and an answer that ordered otherwise has told all of its orders.
 */
export async function refuseLeftOut(
  context: Context,
  partnerCenter: PartnerCenter,
  { state, orders, cart, news, isTaken }: NamedPurchase,
): Promise<void> {
  if (state.differences) return;
  const lines = linesLeftOut(state, orders, cart);
  if (lines.length === 0) return;
  const deadline = context.now() + LOOK_MS;
  const purchases = await customerPurchases(context, partnerCenter, state.customerId, { deadline, lines });
  const own = orders.map(({ id }) => id);
  const question = { lines, purchases, own, ...duplicateRules(context, news) };
  const found = alreadyOrdered(question).filter(({ id }) => !isTaken(id));
  const what = `The orders that are named for ${cartName(state)} leave out ${lines.map(inWords).join(", ")}`;
  if (found.length > 0) {
    const { besides } = question;
    const ids = [...own, ...found.map(({ id }) => id)].map((id) => JSON.stringify(id)).join(", ");
    throw new Refusal(
      `${what}, which the customer has: ${describeFound(found)}. Nothing was sent that buys. If that is the rest of this ` +
        `purchase: \`orderIds: [${ids}]\`. If it is another purchase: \`${besidesLine(besides, found)}\`.`,
    );
  }
  const readyAt = Math.max(...orders.map(({ creationDate }) => Date.parse(creationDate ?? ""))) + LIST_LAG_MS;
  if (purchases.now >= readyAt || Number.isNaN(readyAt)) return;
  throw new Refusal(
    `${what}: its order may be missing from the customer's list for 15 minutes. Nothing was sent that buys. Run ` +
      `\`pulumi up\` again after ${new Date(readyAt).toISOString()}.`,
  );
}

/** The lines whose product and SKU none of the orders holds. */
function linesLeftOut({ orderErrors }: CheckoutState, orders: OrderState[], cart: Cart): CartLineState[] {
  const ordered = new Set(orders.flatMap(({ lineItems }) => lineItems.map(({ offerId }) => itemOf(offerId))));
  const refused = new Set(orderErrors.map(({ orderGroupId }) => orderGroupId));
  // An order that doesn't tell what it holds may hold any of them.
  if (orders.some(({ lineItems }) => lineItems.length === 0) || refused.has(undefined)) return [];
  return cartLines(cart).filter(
    ({ catalogItemId, orderGroup }) => !ordered.has(itemOf(catalogItemId)) && !refused.has(orderGroup),
  );
}

function inWords({ quantity, catalogItemId }: CartLineState): string {
  return `${quantity} x ${catalogItemId}`;
}
