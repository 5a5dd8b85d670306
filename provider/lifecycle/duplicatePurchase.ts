import { PartnerCenterError } from "../client/errors";
import type { PartnerCenter } from "../client/partnerCenter";
import { cartLines, type CartLook, type Whose } from "./cartLook";
import { cartName, listed } from "./checkoutMessages";
import { customerPurchases } from "./customerPurchases";
import { matchOrders, ordersIn } from "./orderMatch";
import { isCancelled } from "./orderProgress";

interface Question {
  /** Ours, milliseconds since 1970. */
  now: number;
  /** When the look must have ended. Default: the client's. */
  deadline?: number;
  /** Whether another resource of this run holds the order. */
  isTaken: (orderId: string) => boolean;
}

/** Whether a cart that waited is to be looked at once more. `adopt` looks in its own way. */
export function refusesDuplicates(inputs: Record<string, unknown>): boolean {
  return inputs["refuseDuplicate"] === true && inputs["adopt"] !== true;
}

/**
 * Why a cart that waited must not be bought any more: since it was made, the customer ordered all that it holds. Its
 * own orders can't be among these, since a cart that is ordered as a whole doesn't read `Active`. Throws a
 * PartnerCenterError when the purchases can't be read.
 */
export async function boughtSince(
  partnerCenter: PartnerCenter,
  whose: Whose,
  look: CartLook,
  { now, deadline, isTaken }: Question,
): Promise<string | undefined> {
  if (look.kind !== "open") return undefined;
  const purchases = await customerPurchases(partnerCenter, whose.customerId, now, deadline);
  const orders = purchases.orders.filter((order) => !isCancelled(order));
  const createdAfter = look.cart.creationTimestamp;
  const match = matchOrders({ lines: cartLines(look.cart), known: [], orders, createdAfter, isTaken });
  if (match.kind === "none") return undefined;
  return (
    `Since ${cartName(whose)} was made, the customer has ordered the same: ${listed(ordersIn(match))}. The cart was not checked ` +
    `out. If that is this purchase, take it over with \`adopt: true\`; if it is to be bought once more, set ` +
    `\`allowDuplicate: true\`.`
  );
}

/** The same right before a checkout: what can't be looked at is not bought. */
export async function duplicateRefusal(
  partnerCenter: PartnerCenter,
  whose: Whose,
  look: CartLook,
  question: Question,
): Promise<string | undefined> {
  try {
    return await boughtSince(partnerCenter, whose, look, question);
  } catch (error) {
    if (error instanceof PartnerCenterError) return untold(whose, error);
    throw error;
  }
}

function untold(whose: Whose, error: PartnerCenterError): string {
  return (
    `Whether the customer has ordered the same since ${cartName(whose)} was made can't be told, so the cart was not ` +
    `checked out. ${error.message} Try again, or set \`allowDuplicate: true\` if it is to be bought in any case.`
  );
}
