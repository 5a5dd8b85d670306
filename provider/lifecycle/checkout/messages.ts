import { orderIdsLine } from "../orders/alreadyOrderedMessages";
import { listed } from "../orders/orderWords";
import { cartName, lineInWords } from "../core/words";
import { codeRemedy } from "../../client/remedies/remedies";
import type { CartLineState } from "../core/items";
import type { CartKey, ObservedCart } from "../core/observedCart";
import type { CheckoutState } from "./state";
import type { OrderErrorState, OrderState } from "../orders/order";

/** Every text is shown alone, so each says which cart, whether anything was bought, and what to do. */

/** Fits behind "which": what the purchase came to. */
export function describeState(state: CheckoutState): string {
  const orders = state.orderIds.length > 0 ? ` (orders ${state.orderIds.join(", ")})` : "";
  switch (state.status) {
    case "unknown":
      return `may have been bought: that isn't settled yet${orders}`;
    case "notPlaced":
      return "was not bought";
    case "partiallyFailed":
      return orders ? `was bought in part${orders}` : "was refused as a whole and is still to be tried again";
    default:
      return `was bought${orders}`;
  }
}

export function partialReasons(state: CheckoutState): string[] {
  const placed =
    state.orderIds.length > 0
      ? `Bought and kept in state: orders ${state.orderIds.join(", ")}.`
      : "Nothing was bought.";
  const errors = state.orderErrors.map(describeOrderError).join(" ");
  const way =
    state.orderIds.length > 0
      ? `Run \`pulumi up\` again to try the refused part once more, or set onOrderErrors: "accept" to leave it out.`
      : `Mend the cause and run \`pulumi up\` again.`;
  const why = state.problem ? ` ${state.problem}` : "";
  return [
    `Partner Center did not order everything in ${cartName(state)}. ${errors}${why} ${placed} ${way} ${ids(state)}`,
  ];
}

/** What was ordered otherwise than declared: only a person can say that it is right. */
export function differenceReasons(state: CheckoutState): string[] {
  if (!state.differences) return [];
  return [
    `${cartName(state)} was bought, but not as it was declared: ${state.differences.join("; ")}. Its orders are kept in ` +
      `state. Look at them in Partner Center, and cancel there what is not wanted while that is possible. To accept them ` +
      `as they are, set \`${orderIdsLine(state.orderIds)}\`; until then every run fails. Nothing more is bought.`,
  ];
}

/** Before a checkout. */
export function holdsOther(whose: { customerId: string; cartId: string }, details: string[]): string {
  return (
    `${cartName(whose)} holds something else than is declared, so it is not checked out now: ${details.join("; ")}. ` +
    `Somebody changed one of the two. If lineItems are right, run \`pulumi up --refresh\` for the whole stack (not for ` +
    `the checkout alone): that sets a cart which this program made right. Else correct lineItems.`
  );
}

export function noCart(): string {
  return (
    `cartId is required, and there is none: the cart's resource failed in this run, or was left out of it. This checkout ` +
    `was skipped, and nothing was sent that buys. Mend the cart and run \`pulumi up\` again.`
  );
}

export function describeOrderError(error: OrderErrorState): string {
  const group = error.orderGroupId === undefined ? "" : ` (order group ${error.orderGroupId})`;
  const remedy = codeRemedy(error.code);
  const why = `code ${error.code}, ${error.description.replace(/[.\s]+$/, "")}.`;
  return `Refused${group}: ${why}${remedy ? ` ${remedy}` : ""}`;
}

/** @param isSent whether this run sent the checkout; else nothing was learned since, and a killed run may have bought. */
export function notPlacedReason(state: CheckoutState, isSent = true): string {
  const what = isSent
    ? `Nothing was bought: ${cartName(state)} was refused.`
    : `${cartName(state)} was refused when it was last checked out, and this run sent nothing that buys.`;
  return (
    `${what} ${state.problem ?? ""} ` +
    `The refusal is kept in state; once its cause is mended, \`pulumi up\` tries again, with this cart or another one.`
  );
}

export function unknownReason(state: CheckoutState, candidates: OrderState[] = []): string {
  const orders =
    candidates.length > 0
      ? ` Orders that may belong to it: ${listed(candidates)}. ` +
        `If you know which, set orderIds to them; if you are sure that it is none of them, run \`pulumi state delete\`.`
      : "";
  return (
    `It is not known yet whether ${cartName(state)} was bought. Run \`pulumi up\` again: it is safe, it asks with ` +
    `the same request id and never buys twice. Don't buy this elsewhere meanwhile; new orders can take 15 minutes ` +
    `to appear in Partner Center. ${state.problem ?? ""}${orders} ${ids(state)}`
  );
}

function ids(state: CheckoutState): string {
  return state.requestId
    ? `(attempt ${state.attempt}, MS-RequestId ${state.requestId}, MS-CorrelationId ${state.correlationId ?? "not kept"})`
    : "";
}

/** A cart that can't be checked out, found before anything was sent. */
export function cartProblem(
  observed: ObservedCart,
  lineErrors: string[],
  whose: { customerId: string; cartId: string },
): string {
  if (observed.kind === "failed")
    return `${observed.error.message} ${cartName(whose)} was not checked out in this run.`;
  if (observed.kind === "gone")
    return (
      `${observed.error.message} Partner Center does not know ${cartName(whose)}: the id is wrong, or the cart ` +
      `expired (7 days after it was made).`
    );
  return (
    `In ${cartName(whose)} there are line items that Partner Center can't order: ${lineErrors.join("; ")}. ` +
    `Correct the cart and run \`pulumi up\` again.`
  );
}

export function interruptedHint(orders: OrderState[]): string {
  if (orders.length === 0) return "";
  return (
    ` If an earlier \`pulumi up\` of this cart was interrupted, it may have been bought then. The customer's ` +
    `orders, latest first: ${listed(orders)}. To take purchased orders over, set orderIds to their ids. ` +
    `If none is this purchase, and the cart is a resource of this program, run \`pulumi state delete\` on that and name ` +
    `these orders in besides.`
  );
}

export const PART_MAY_BE_LATE =
  "The cart becomes several orders, and is older than this run: an earlier run that was interrupted can have ordered a " +
  "part of it that no list shows yet.";

/** @param sent what the cart held when it was checked out. */
export function partOrderedBefore(whose: CartKey, sent: CartLineState[], orders: OrderState[]): string {
  const ids = orderIdsLine(orders.map(({ id }) => id));
  return (
    `${cartName(whose)} was ordered in part (${listed(orders)}) when it held ${sent.map(lineInWords).join(", ")}; its ` +
    `lines were set anew since, and to check it out now could buy that part again. Nothing was sent that buys. To leave out ` +
    `what was refused: \`${ids}\`, with the old lines. What else is wanted is a resource of its own.`
  );
}

export function sentWithOtherLines(whose: CartKey, sent: CartLineState[]): string {
  return (
    `${cartName(whose)} held ${sent.map(lineInWords).join(", ")} when it was checked out, and its lines were set anew since. ` +
    `It is not checked out again before it is clear what that checkout ordered.`
  );
}

export function acceptedInPart(state: CheckoutState): string {
  return (
    `warning: ${cartName(state)} was ordered only in part, and the rest is left out (onOrderErrors is "accept"). ` +
    `${state.orderErrors.map(describeOrderError).join(" ")} Bought: orders ${state.orderIds.join(", ")}.`
  );
}

const NEEDS_ATTENTION: ReadonlyMap<string, string> = new Map([
  ["failed", "an order ended badly; see in Partner Center what has to be bought again"],
  ["actionRequired", "an order waits for a person, such as for a review or the upload of a purchase order"],
  ["cancelled", "every order was cancelled"],
  ["unknown", "it is still not known whether it was bought; run `pulumi up` to settle it, that is safe"],
]);

/** A line for what nobody would notice otherwise: the run succeeds, but somebody has something to do. */
export function attention(state: CheckoutState): string | undefined {
  const what = NEEDS_ATTENTION.get(state.status);
  const orders = state.orders.map((order) => `${order.id} is ${order.status}`).join(", ");
  return what && `warning: ${cartName(state)}: ${what}${orders ? ` (${orders})` : ""}.`;
}

export function notOrderedYet(state: CheckoutState): string {
  return (
    `warning: ${cartName(state)} still reads Active, so the orders that are taken over (${state.orderIds.join(", ")}) ` +
    `came from elsewhere. They are taken for its purchase, and it will not be checked out.`
  );
}

export function otherItems(state: CheckoutState, missing: string[]): string {
  return (
    `warning: ${cartName(state)} holds ${missing.join(", ")}, which the orders that are taken over ` +
    `(${state.orderIds.join(", ")}) don't hold. If orderIds names the wrong ones, set it to the right ones.`
  );
}

export function heldTwice(state: CheckoutState, orderIds: string[]): string {
  return (
    `warning: ${cartName(state)}: orders ${orderIds.join(", ")} are held by another resource of this program as well. ` +
    `One order is one purchase: look which resource it belongs to, and remove it from the other one.`
  );
}

export function stillPending(state: CheckoutState): string {
  return (
    `warning: ${cartName(state)}: bought (orders ${state.orderIds.join(", ")}), but not everything was provisioned ` +
    `within ${state.provisioningTimeoutSeconds} seconds. \`pulumi refresh\` fills in what is missing, and \`pulumi up\` shows it in the outputs.`
  );
}

/** For previews, which would show no more than a changed resource. */
export function triesAgain(state: CheckoutState): string {
  const what =
    state.status === "unknown"
      ? "settles whether it was bought"
      : state.status === "partiallyFailed"
        ? "tries its refused part again"
        : "tries to buy it again";
  return `${cartName(state)}: this update ${what}.`;
}
