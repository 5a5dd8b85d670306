import type { ErrorCode } from "./errors";
import type { CartModes } from "./modes";
import type { CartRecord, StoredAnswer } from "./store";
import { linesByGroup } from "./cartLines";
import type { CartLineItem } from "./wire";

/** What a checkout does. */
export type CheckoutPlan =
  | { kind: "repeat"; answer: StoredAnswer }
  | { kind: "refuse"; code: ErrorCode }
  /** Groups to buy now, and whether the answer lists the orders of earlier checkouts too. */
  | { kind: "buy"; groups: string[]; listEarlier: boolean };

/** The facts that a checkout is decided by. */
export interface CheckoutFacts {
  cart: Pick<CartRecord, "status" | "lineItems" | "placed" | "answer">;
  modes: CartModes;
  /** The answer that this MS-RequestId got before. */
  remembered: StoredAnswer | undefined;
  agreementAccepted: boolean;
  /** Groups with an item that was withdrawn since the cart was made. */
  goneGroups?: readonly string[];
}

/** Decides what a checkout does (pages "Check out an order for a customer in a cart" and "Cart resources"). */
export function planCheckout({
  cart,
  modes,
  remembered,
  agreementAccepted,
  goneGroups = [],
}: CheckoutFacts): CheckoutPlan {
  const byRequestId = modes.idempotency === "requestId";
  if (remembered && (modes.rememberRequestIds || byRequestId)) return { kind: "repeat", answer: remembered };
  if (cart.lineItems.some(isBad)) return { kind: "refuse", code: "800009" };

  const groups = [...linesByGroup(cart.lineItems).keys()];
  const open = groups.filter((group) => !cart.placed[group]?.length);
  const buy = (chosen: string[], listEarlier: boolean): CheckoutPlan => {
    if (!agreementAccepted) return { kind: "refuse", code: "13605" };
    if (chosen.some((group) => goneGroups.includes(group))) return { kind: "refuse", code: "400019" };
    return { kind: "buy", groups: chosen, listEarlier };
  };

  if (open.length === 0 && byRequestId) return buy(groups, false);
  if (cart.status === "Ordered" && modes.repeatCheckout === "800065")
    return { kind: "refuse", code: "800065" };
  if (open.length === 0 && cart.answer) return { kind: "repeat", answer: cart.answer };
  const retry = open.length < groups.length;
  return buy(retry && modes.retryRebuysGroups ? groups : open, modes.partialRetryOrders === "all");
}

/** Whether a line, or an add-on of it, can't be bought. */
function isBad(line: CartLineItem): boolean {
  return line.error !== undefined || (line.addonItems?.some(isBad) ?? false);
}

/** Whether an answer settles its request id. The others only say: not now. */
export function settles(status: number): boolean {
  return status < 500 && ![401, 408, 409, 429].includes(status);
}
