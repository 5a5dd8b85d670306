import { PartnerCenterError } from "../client/errors";
import type { PartnerCenter } from "../client/partnerCenter";
import { cartLines, type CartLook, type Whose } from "./cartLook";
import { cartName, listed } from "./checkoutMessages";
import { customerPurchases } from "./customerPurchases";
import { matchOrders, ordersIn } from "./orderMatch";
import { isCancelled } from "./orderProgress";

/**
 * Why a cart that waited must not be bought any more: since it was made, the customer ordered all that it holds. Its
 * own orders can't be among these, since a cart that is ordered as a whole doesn't read `Active`. A look that fails is
 * a refusal, too.
 */
export async function boughtSince(
  partnerCenter: PartnerCenter,
  whose: Whose,
  look: CartLook,
  now: number,
  isTaken: (orderId: string) => boolean,
): Promise<string | undefined> {
  if (look.kind !== "open") return undefined;
  try {
    const purchases = await customerPurchases(partnerCenter, whose.customerId, now);
    const orders = purchases.orders.filter((order) => !isCancelled(order));
    const createdAfter = look.cart.creationTimestamp;
    const match = matchOrders({ lines: cartLines(look.cart), known: [], orders, createdAfter, isTaken });
    if (match.kind === "none") return undefined;
    return (
      `Since ${cartName(whose)} was made, the customer has ordered the same: ${listed(ordersIn(match))}. The cart was not checked ` +
      `out. If that is this purchase, take it over with \`adopt: true\`; if it is to be bought once more, set ` +
      `\`allowDuplicate: true\`.`
    );
  } catch (error) {
    if (!(error instanceof PartnerCenterError)) throw error;
    return (
      `Whether the customer has ordered the same since ${cartName(whose)} was made can't be told, so the cart was not ` +
      `checked out. ${error.message} Try again, or set \`allowDuplicate: true\` if it is to be bought in any case.`
    );
  }
}
