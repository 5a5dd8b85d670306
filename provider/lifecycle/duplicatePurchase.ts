import { PartnerCenterError } from "../client/errors";
import type { PartnerCenter } from "../client/partnerCenter";
import { cartLines, type CartLook, type Whose } from "./cartLook";
import { cartName, listed } from "./checkoutMessages";
import type { CheckoutSurroundings } from "./checkoutSurroundings";
import { customerPurchases } from "./customerPurchases";
import { matchOrders, ordersIn } from "./orderMatch";
import { isCancelled } from "./orderProgress";
import { ordersOfLines } from "./sameItems";

interface Question {
  /** When the look must have ended. Milliseconds since 1970. */
  deadline: number;
  /** Whether another resource of this run holds the order. */
  isTaken: (orderId: string) => boolean;
  /**
   * Every group of the cart was refused, and it may read `Ordered` all the same. An order of its items is then that of
   * somebody else, or of a run that was killed: a person can tell.
   */
  wasRefused?: boolean;
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
  around: CheckoutSurroundings,
  partnerCenter: PartnerCenter,
  whose: Whose,
  look: CartLook,
  { deadline, isTaken, wasRefused = false }: Question,
): Promise<string | undefined> {
  if (look.kind !== "open" && !(look.kind === "ordered" && wasRefused)) return undefined;
  const purchases = await customerPurchases(around, partnerCenter, whose.customerId, deadline);
  const orders = purchases.orders.filter((order) => !isCancelled(order));
  const createdAfter = look.cart.creationTimestamp;
  const lines = cartLines(look.cart);
  const match = matchOrders({ lines, known: [], orders, createdAfter, isTaken });
  // Of these, nobody knows what else they hold, nor for certain when they were placed.
  const alike = ordersOfLines(lines, purchases.incomplete).filter(({ id }) => !isTaken(id));
  const found = [...(match.kind === "none" ? [] : ordersIn(match)), ...alike];
  if (found.length === 0) return undefined;
  return (
    `Since ${cartName(whose)} was made, the customer has ordered the same: ${listed(found)}. The cart was not checked ` +
    `out. If that is this purchase, take it over with \`adopt: true\`; if it is to be bought once more, set ` +
    `\`allowDuplicate: true\`.`
  );
}

/** The same right before a checkout: what can't be looked at is not bought. */
export async function duplicateRefusal(
  around: CheckoutSurroundings,
  partnerCenter: PartnerCenter,
  whose: Whose,
  look: CartLook,
  question: Question,
): Promise<string | undefined> {
  try {
    return await boughtSince(around, partnerCenter, whose, look, question);
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
