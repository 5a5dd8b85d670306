import * as v from "valibot";
import { parseOrders, type OrderErrorState, type OrderState } from "../orders/order";
import type { Partner } from "../../client/partnerCenter";
import { checkoutOptions, type CheckoutOptions, type DeclaredCheckout } from "./inputs";
import { doubtState, type DoubtState } from "./doubt";
import {
  each,
  number,
  part,
  partner,
  some,
  someTexts,
  stored,
  storedText,
  text,
  textOr,
  texts,
} from "../core/storedValues";

/** 2: `differences`, `besides`. A key that an older version would drop needs another number. */
export const SCHEMA_VERSION = 2;

/**
 * What became of a purchase; the first of these that applies. Source: "Order resources" for the order statuses behind it.
 *
 * - `unknown`: a checkout was sent, and it isn't settled yet whether it bought. Run `pulumi up` again: it is safe.
 * - `notPlaced`: refused; nothing was bought.
 * - `partiallyFailed`: some or all order groups were refused, see `orderErrors`.
 * - `failed`: an order ended badly.
 * - `actionRequired`: an order waits for a person (a review, a purchase order).
 * - `missing`: Partner Center no longer knows an order.
 * - `pending`: orders are being processed.
 * - `cancelled`: every order was cancelled.
 * - `completed`: every order is completed or cancelled.
 */
export type CheckoutStatus =
  | "unknown"
  | "notPlaced"
  | "partiallyFailed"
  | "failed"
  | "actionRequired"
  | "missing"
  | "pending"
  | "cancelled"
  | "completed";

const orderError: v.GenericSchema<unknown, OrderErrorState> = v.object({
  orderGroupId: text,
  code: textOr(""),
  description: textOr(""),
});

const checkoutState = v.object({
  customerId: textOr(""),
  cartId: textOr(""),
  partner,
  schemaVersion: stored((): number => SCHEMA_VERSION),
  status: stored((value) => (storedText(value) ?? "") as CheckoutStatus),
  orders: stored(parseOrders),
  orderIds: texts,
  subscriptionIds: texts,
  orderErrors: each(orderError),
  /** The number of the last checkout that was sent; 0 when orders were taken over without one. */
  attempt: stored((value) => Number(storedText(value))),
  requestId: text,
  correlationId: text,
  checkedOutAt: text,
  answeredAt: text,
  /** Why the status is `unknown` or `notPlaced`. */
  problem: text,
  unsettled: part(doubtState),
  /** What was ordered otherwise than the cart held it; absent once a person has named the orders. */
  differences: someTexts,
  /** What was declared when the purchase was made or taken over. */
  boughtLines: some(
    v.object({
      catalogItemId: text,
      quantity: number,
      termDuration: text,
      billingCycle: text,
      details: text,
    }),
  ),
  /** What the program says that it comes on top of, for a refresh, which is told no arguments. It permits nothing. */
  besides: someTexts,
});

/** Everything that diff, read, update and delete need: the host hands them nothing else. */
export type CheckoutState = CheckoutOptions & v.InferOutput<typeof checkoutState>;

/** The state of a checkout that has not been sent yet. */
export function freshCheckout(
  { options, besides, customerId = "", cartId = "" }: DeclaredCheckout,
  partner: Partner,
): CheckoutState {
  return {
    ...options,
    ...besidesOf({ besides }),
    customerId,
    cartId,
    partner,
    schemaVersion: SCHEMA_VERSION,
    status: "notPlaced",
    orders: [],
    orderIds: [],
    subscriptionIds: [],
    orderErrors: [],
    attempt: 0,
  };
}

/** What state keeps of `besides`: nothing where it names nothing. */
export function besidesOf({ besides }: Pick<DeclaredCheckout, "besides">): Pick<CheckoutState, "besides"> {
  return { besides: besides.length > 0 ? besides : undefined };
}

/** What an earlier run left without a certain end; versions that kept less still knew that they had sent something. */
export function doubtOf(state: CheckoutState): DoubtState | undefined {
  if (state.status !== "unknown" || state.attempt === 0) return undefined;
  return state.unsettled ?? { unanswered: true, since: state.checkedOutAt ?? "", lines: [] };
}

/** Earlier versions kept no moment of the answer; so soon it came where nothing was in its way. */
const USUAL_ANSWER_MS = 2000;

/** When the last checkout was answered: until then it can have touched its cart. ISO 8601; undefined where none was sent. */
export function answeredAtOf({ answeredAt, checkedOutAt }: CheckoutState): string | undefined {
  // Damaged state can hold the last moment of all.
  const usual = new Date(Date.parse(checkedOutAt ?? "") + USUAL_ANSWER_MS);
  return answeredAt ?? (Number.isNaN(usual.getTime()) ? undefined : usual.toISOString());
}

/**
 * Reads stored state of this or any older version, however damaged: what is missing gets a meaning that can't buy.
 * A state without a readable status and without orders counts as `unknown`.
 * @param id the resource's id, which tells customer and cart where the state does not.
 */
export function parseCheckoutState(state: Record<string, unknown>, id = ""): CheckoutState {
  const [customerId, cartId] = id.split("/");
  const read = v.parse(checkoutState, state);
  const { orders, status, attempt } = read;
  const known = {
    ...checkoutOptions(state),
    ...read,
    customerId: customerId || read.customerId,
    cartId: cartId || read.cartId,
    attempt: Number.isInteger(attempt) && attempt > 0 ? attempt : 0,
  };
  return withOrders(known, orders, storedStatus(status, orders.length > 0));
}

/** The same purchase with these orders, and with what follows from them. */
export function withOrders(
  state: CheckoutState,
  orders: OrderState[],
  status: CheckoutStatus,
): CheckoutState {
  return {
    ...state,
    orders,
    status,
    orderIds: orders.map((order) => order.id),
    subscriptionIds: subscriptionIdsOf(orders),
    // What has neither orders nor a number is sent under the first request id, whether it was sent before or not.
    attempt: state.attempt || (orders.length > 0 ? 0 : 1),
  };
}

/** Without an order, only what says so itself is known not to have bought. */
function storedStatus(status: CheckoutStatus | "", isOrdered: boolean): CheckoutStatus {
  if (isOrdered) return status || "pending";
  return status === "notPlaced" || status === "partiallyFailed" ? status : "unknown";
}

/** Whether something is left to do that only a run of `pulumi up` can do. A refresh clears the engine's own memory of it. */
export function hasOpenWork(
  state: Pick<CheckoutState, "status" | "onOrderErrors" | "orders" | "orderErrors" | "differences">,
): boolean {
  return isToBeSettled(state) || (state.differences ?? []).length > 0;
}

/** Whether it isn't known yet what was bought, or more of it may be. */
export function isToBeSettled(
  state: Pick<CheckoutState, "status" | "onOrderErrors" | "orders" | "orderErrors">,
): boolean {
  return state.status === "unknown" || isToBeSent(state);
}

/**
 * Whether a checkout may have to be sent (again). What is to be left out never is, also while it isn't known whether an
 * earlier checkout has bought it: one more could.
 */
export function isToBeSent(
  state: Pick<CheckoutState, "status" | "onOrderErrors" | "orders" | "orderErrors">,
): boolean {
  if (state.status === "unknown") return state.orderErrors.length === 0 || !orderErrorsAccepted(state);
  if (state.status === "notPlaced") return true;
  return state.status === "partiallyFailed" && !orderErrorsAccepted(state);
}

/** `accept` closes what was refused only when at least one order was placed: nothing bought is never a success. */
export function orderErrorsAccepted(state: Pick<CheckoutState, "onOrderErrors" | "orders">): boolean {
  return state.onOrderErrors === "accept" && state.orders.length > 0;
}

export function subscriptionIdsOf(orders: OrderState[]): string[] {
  const ids = orders.flatMap((order) => order.lineItems.map((line) => line.subscriptionId ?? ""));
  return [...new Set(ids.filter((id) => id !== ""))];
}
