import { parseOrders, type OrderErrorState, type OrderState } from "../orders/order";
import type { CartLineState } from "../core/items";
import type { Partner } from "../../client/partnerCenter";
import { checkoutOptions, type CheckoutOptions } from "./inputs";
import { partnerState, records, storedText } from "../core/storedValues";

/** The state of a purchase, rolled up; the first that applies. Source: "Order resources" for the order statuses behind it. */
export type CheckoutStatus =
  /** A checkout was sent and nobody can say yet whether it bought. Run `pulumi up` again: it is safe. */
  | "unknown"
  /** Partner Center refused the checkout; nothing was bought. */
  | "notPlaced"
  /** Some (or all) order groups of the cart were refused, see `orderErrors`. */
  | "partiallyFailed"
  /** An order ended badly. */
  | "failed"
  /** An order waits for a person: a purchase order to upload, a review. */
  | "actionRequired"
  /** Partner Center doesn't know an order any more. */
  | "missing"
  /** Orders are being processed. */
  | "pending"
  /** Every order was cancelled. */
  | "cancelled"
  | "completed";

/** What is kept about a cart while it isn't settled what it bought, so that its orders can still be found once it has expired. */
export interface UnsettledState {
  /** Whether a checkout of this attempt may have been carried out without a certain answer, so that sending it again is a repetition. */
  unanswered: boolean;
  /** When the last such checkout was sent, by Partner Center's clock where known. ISO 8601. */
  since: string;
  /** The cart was seen `Ordered`: it was bought, whatever the list of orders shows. */
  ordered?: boolean;
  cartCreatedAt?: string;
  lines: CartLineState[];
}

/** Everything that diff, read, update and delete need: the host hands them nothing else. */
export interface CheckoutState extends CheckoutOptions {
  customerId: string;
  cartId: string;
  partner: Partner;
  schemaVersion: number;
  status: CheckoutStatus;
  orders: OrderState[];
  orderIds: string[];
  subscriptionIds: string[];
  orderErrors: OrderErrorState[];
  /** The number of the last checkout that was sent; 0 when orders were taken over without one. */
  attempt: number;
  requestId?: string;
  correlationId?: string;
  checkedOutAt?: string;
  /** Why the status is `unknown` or `notPlaced`. */
  problem?: string;
  unsettled?: UnsettledState;
  /** What was ordered otherwise than the cart held it; absent once a person has named the orders. */
  differences?: string[];
}

/** 2: `differences`. A key that an older version would drop needs another number. */
export const SCHEMA_VERSION = 2;

/** What an earlier run left without a certain end; versions that kept less still knew that they had sent something. */
export function unsettledOf(state: CheckoutState): UnsettledState | undefined {
  if (state.status !== "unknown" || state.attempt === 0) return undefined;
  return state.unsettled ?? { unanswered: true, since: state.checkedOutAt ?? "", lines: [] };
}

/**
 * Reads stored state of this or any older version, however damaged: what is missing gets a meaning that can't buy.
 * A state without a readable status and without orders counts as `unknown`.
 * @param id the resource's id, which tells customer and cart where the state does not.
 */
export function parseCheckoutState(stored: Record<string, unknown>, id = ""): CheckoutState {
  const orders = parseOrders(stored["orders"]);
  const text = (key: string) => storedText(stored[key]);
  const attempt = Number(storedText(stored["attempt"]));
  const [customerId, cartId] = id.split("/");
  return {
    ...checkoutOptions(stored),
    customerId: (customerId || text("customerId")) ?? "",
    cartId: (cartId || text("cartId")) ?? "",
    partner: partnerState(stored["partner"]),
    schemaVersion: SCHEMA_VERSION,
    status: storedStatus(text("status"), orders.length > 0),
    orders,
    orderIds: orders.map((order) => order.id),
    subscriptionIds: subscriptionIdsOf(orders),
    orderErrors: records(stored["orderErrors"]).map(parseOrderError),
    attempt: Number.isInteger(attempt) && attempt > 0 ? attempt : orders.length > 0 ? 0 : 1,
    requestId: text("requestId"),
    correlationId: text("correlationId"),
    checkedOutAt: text("checkedOutAt"),
    problem: text("problem"),
    unsettled: parseUnsettled(stored["unsettled"]),
    differences: parseDifferences(stored["differences"]),
  };
}

/** Without an order, only what says so itself is known not to have bought. */
function storedStatus(status: string | undefined, ordered: boolean): CheckoutStatus {
  if (ordered) return (status as CheckoutStatus | undefined) ?? "pending";
  return status === "notPlaced" || status === "partiallyFailed" ? status : "unknown";
}

/** Whether something is left to do that only a run of `pulumi up` can do. A refresh clears the engine's own memory of it. */
export function hasOpenWork(
  state: Pick<CheckoutState, "status" | "onOrderErrors" | "orders" | "differences">,
): boolean {
  return isToBeSettled(state) || (state.differences ?? []).length > 0;
}

/** Whether a checkout may have to be sent (again). */
export function isToBeSettled(state: Pick<CheckoutState, "status" | "onOrderErrors" | "orders">): boolean {
  if (state.status === "unknown" || state.status === "notPlaced") return true;
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

function parseOrderError(error: Record<string, unknown>): OrderErrorState {
  return {
    orderGroupId: storedText(error["orderGroupId"]),
    code: storedText(error["code"]) ?? "",
    description: storedText(error["description"]) ?? "",
  };
}

function parseDifferences(value: unknown): string[] | undefined {
  const texts: unknown[] = Array.isArray(value) ? value : [];
  const differences = texts.filter((text): text is string => typeof text === "string");
  return differences.length > 0 ? differences : undefined;
}

function parseUnsettled(value: unknown): UnsettledState | undefined {
  const unsettled = records([value])[0];
  if (!unsettled) return undefined;
  return {
    unanswered: unsettled["unanswered"] !== false,
    since: storedText(unsettled["since"]) ?? "",
    ...(unsettled["ordered"] === true && { ordered: true }),
    cartCreatedAt: storedText(unsettled["cartCreatedAt"]),
    lines: records(unsettled["lines"]).map((line) => ({
      catalogItemId: storedText(line["catalogItemId"]) ?? "",
      // Not 0: that is an amount which a cancelled line of an order has.
      quantity: typeof line["quantity"] === "number" ? line["quantity"] : NaN,
      termDuration: storedText(line["termDuration"]),
      orderGroup: storedText(line["orderGroup"]),
    })),
  };
}
