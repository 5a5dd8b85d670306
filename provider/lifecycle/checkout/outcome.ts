import type { PartnerCenterError } from "../../client/errors";
import type { CheckoutReply } from "../../client/partnerCenter";
import type { CartLineState } from "../core/items";
import { mergeOrders, orderState, type OrderErrorState, type OrderState } from "../orders/order";

/**
 * What a checkout POST came to.
 * - `placed`: bought. - `open`: some or all groups were refused.
 * - `busy`: another request holds the cart (409 800064, 800060). - `submitted`: 400 800065, the cart was bought before.
 * - `refused`: a definite no, nothing was bought. - `unknown`: it may have bought.
 * - `odd`: a 2xx that carries an error; the cart has to be read before that is believed.
 * - `notSent`: certain that nothing left this machine.
 */
export type CheckoutOutcome =
  | { kind: "placed"; orders: OrderState[] }
  | { kind: "open"; orders: OrderState[]; orderErrors: OrderErrorState[] }
  | { kind: "busy" | "submitted" | "refused" | "odd" | "notSent"; error: PartnerCenterError }
  | { kind: "unknown"; orders: OrderState[]; error?: PartnerCenterError };

/** An outcome that names orders, refused groups, or both. */
export type AnsweredOutcome = Extract<CheckoutOutcome, { kind: "placed" | "open" }>;

const BUSY_CODES = ["800064", "800060"];
const SUBMITTED_CODE = "800065";

/**
 * The meaning of a checkout's reply.
 * @param unknownBefore a checkout of the same attempt may have been carried out in an earlier run: after that a
 *   refusal says nothing about the first one, so it does not count as "not placed".
 */
export function checkoutOutcome(reply: CheckoutReply, unknownBefore: boolean): CheckoutOutcome {
  const tainted = unknownBefore || reply.earlierUnknown;
  switch (reply.kind) {
    case "notSent":
      return tainted
        ? { kind: "unknown", orders: [], error: reply.error }
        : { kind: "notSent", error: reply.error };
    case "noAnswer":
      return { kind: "unknown", orders: [], error: reply.error };
    case "answered":
      return reply.result ? resultOutcome(reply.result) : errorOutcome(reply.error, tainted);
  }
}

function resultOutcome(
  result: NonNullable<(CheckoutReply & { kind: "answered" })["result"]>,
): CheckoutOutcome {
  const orders = result.orders.map(orderState);
  // An order whose id can't be read was bought and can't be followed: only a person can settle that.
  if (result.unreadableOrders > 0) return { kind: "unknown", orders };
  if (result.orderErrors.length > 0) return { kind: "open", orders, orderErrors: result.orderErrors };
  return orders.length > 0 ? { kind: "placed", orders } : { kind: "unknown", orders };
}

function errorOutcome(error: PartnerCenterError, tainted: boolean): CheckoutOutcome {
  const status = error.status ?? 0;
  if (error.code === SUBMITTED_CODE) return { kind: "submitted", error };
  if (status === 409 && BUSY_CODES.includes(error.code ?? "")) return { kind: "busy", error };
  if (status >= 200 && status < 300) return { kind: "odd", error };
  // Without a code of its own it is not Partner Center that speaks, and nobody knows what it did.
  const isDefinite = status >= 400 && status < 500 && error.hasOwnCode;
  if (isDefinite && !tainted) return { kind: "refused", error };
  return { kind: "unknown", orders: [], error };
}

/**
 * Each order group becomes one order, so an answer with fewer of them keeps some back: those that an earlier checkout
 * of this cart placed, maybe one of a run that was killed.
 * @param lines of the cart, as far as they are known. @param known orders of this purchase from before.
 */
export function namesTooFewOrders(
  outcome: AnsweredOutcome,
  lines: CartLineState[] | undefined,
  known: OrderState[],
): boolean {
  const groups = new Set((lines ?? []).map((line) => line.orderGroup));
  const refused = outcome.kind === "open" ? outcome.orderErrors.length : 0;
  return !groups.has(undefined) && mergeOrders(known, outcome.orders).length + refused < groups.size;
}
