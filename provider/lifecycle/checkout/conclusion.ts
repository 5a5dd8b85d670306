import { namesOf, mergeOrders, type OrderState } from "../orders/order";
import type { PartnerCenter } from "../../client/partnerCenter";
import { normaliseId } from "../core/ids";
import {
  attention,
  differenceReasons,
  heldTwice,
  acceptedInPart,
  notPlacedReason,
  partialReasons,
  stillPending,
  unknownReason,
} from "./messages";
import { cartName } from "../core/words";
import type { CheckoutEnd } from "./task";
import { orderErrorsAccepted, withOrders, type CheckoutState, type CheckoutStatus } from "./state";
import type { CartLineState } from "../core/items";
import type { Settled } from "../core/lifecycle";
import { isOlder, linesOfOrder } from "../orders/orderLines";
import { isCancelled, rollUp, shouldKeepWaiting } from "../orders/orderProgress";
import { waitForProvisioning } from "../orders/orderReads";
import { checkoutRequestIds } from "../core/requestIds";
import type { Context } from "../core/context";

/** For so long an order may be in no list, so that only the run itself knows of it. Clocks differ. */
const UNLISTED_MS = 60 * 60 * 1000;

/** Enters what a purchase holds into the memory of the run: others must not take its orders, nor buy the same. */
export function rememberPurchase(
  { memory, now }: Pick<Context, "memory" | "now">,
  id: string,
  { customerId, orderIds, orders }: CheckoutState,
): void {
  memory.rememberOrders(id, orderIds.map(normaliseId));
  memory.rememberPurchase(id, orders.map(namesOf));
  const isUnlisted = (order: OrderState) => !isCancelled(order) && !isOlder(order, now() - UNLISTED_MS);
  const recent = orders.filter(isUnlisted);
  if (recent.length > 0) memory.noteBought(id, customerId, recent.flatMap(linesOfOrder));
}

/** What goes into state after a checkout ended: no order that was placed before is ever dropped. */
export function stateAfter(before: CheckoutState, end: CheckoutEnd, attempt: number): CheckoutState {
  const orders = mergeOrders(before.orders, end.orders);
  const sent = end.posted
    ? {
        attempt,
        checkedOutAt: end.checkedOutAt,
        answeredAt: end.answeredAt,
        ...checkoutRequestIds(before.customerId, before.cartId, attempt),
      }
    : {};
  const { orderErrors, problem } = end;
  // What a cart held that was refused, as a whole or in part, is kept: should a killed run buy it and the cart expire, its
  // orders can still be found.
  const isRefused = end.kind === "notPlaced" || end.kind === "open";
  const refused =
    isRefused && end.lines
      ? { unanswered: false, since: "", cartCreatedAt: end.cartCreatedAt, lines: end.lines }
      : undefined;
  // A run that sent nothing has learned nothing of what the cart held.
  const unsettled = end.doubt ?? refused ?? (end.kind === "notSent" ? before.unsettled : undefined);
  const told = [...new Set([...(before.differences ?? []), ...end.differences])];
  const differences = told.length > 0 ? told : undefined;
  const state = { ...before, orderErrors, problem, unsettled, differences, ...sent };
  return withOrders(state, orders, statusAfter(before, end, orders));
}

function statusAfter(before: CheckoutState, end: CheckoutEnd, orders: OrderState[]): CheckoutStatus {
  switch (end.kind) {
    case "placed":
      return rollUp(orders);
    case "open":
      return "partiallyFailed";
    case "unknown":
      return "unknown";
    case "notSent":
      return before.status;
    case "notPlaced":
      return orders.length > 0 || end.orderErrors.length > 0 ? "partiallyFailed" : "notPlaced";
  }
}

/**
 * The last steps of create and update: waits where that is wanted, and tells what a person should know. While work is
 * open, the state has problems.
 * @param before the state before this run, when there was one.
 */
export async function conclude(
  context: Context,
  partnerCenter: PartnerCenter,
  id: string,
  state: CheckoutState,
  end?: CheckoutEnd,
  before?: CheckoutState,
): Promise<Settled<CheckoutState>> {
  const orderIds = state.orderIds.map(normaliseId);
  const elsewhere = orderIds.filter((orderId) => context.memory.isTakenByOther(id, orderId));
  if (elsewhere.length > 0) context.warn(heldTwice(state, elsewhere));
  rememberPurchase(context, id, state);
  for (const warning of warnings(state, end, before)) context.warn(warning);
  const problems = openProblems(state, end);
  if (problems.length > 0) return { id, state, problems };
  const waited = state.waitForProvisioning ? await afterWaiting(context, partnerCenter, state) : state;
  if (state.waitForProvisioning && shouldKeepWaiting(waited.orders)) context.warn(stillPending(waited));
  warnOfAttention(context, waited);
  return { id, state: waited, problems };
}

/** Why the run fails; empty when the purchase is as it should be. */
function openProblems(state: CheckoutState, end: CheckoutEnd | undefined): string[] {
  if (state.status === "unknown") return [unknownReason(state, end?.candidates)];
  if (state.status === "notPlaced") return [notPlacedReason(state, end?.kind !== "notSent")];
  const isOpen = state.status === "partiallyFailed" && !orderErrorsAccepted(state);
  return [...(isOpen ? partialReasons(state) : []), ...differenceReasons(state)];
}

export function warnOfAttention({ warn }: Pick<Context, "warn">, state: CheckoutState): void {
  const line = attention(state);
  if (line) warn(line);
}

/** The purchase is made, so nothing that happens while waiting, a defect of ours included, may fail it. */
async function afterWaiting(
  context: Context,
  partnerCenter: PartnerCenter,
  state: CheckoutState,
): Promise<CheckoutState> {
  const { customerId, provisioningTimeoutSeconds: timeoutSeconds } = state;
  try {
    const purchase = { customerId, orders: state.orders, timeoutSeconds };
    const orders = await waitForProvisioning(partnerCenter, context, purchase);
    const status = state.status === "partiallyFailed" ? state.status : rollUp(orders);
    return withOrders(state, orders, status);
  } catch (error) {
    const why = error instanceof Error ? error.message : "a defect";
    context.warn(`warning: ${cartName(state)} is bought, but the provider failed while it waited: ${why}`);
    return state;
  }
}

function warnings(state: CheckoutState, end?: CheckoutEnd, before?: CheckoutState): string[] {
  const found: string[] = [];
  if (end?.kind === "placed" && !end.posted)
    found.push(
      `${cartName(state)} was ordered before this run: its orders ${state.orderIds.join(", ")} were taken over, ` +
        `nothing was bought now.`,
    );
  if (end?.kind === "open" && orderErrorsAccepted(state)) found.push(acceptedInPart(state));
  const surplus = [
    ...new Set([...(before ? surplusOrders(before, state) : []), ...repeatedGroups(state, end)]),
  ];
  if (surplus.length > 0)
    found.push(
      `warning: ${cartName(state)}: Partner Center placed more than was still open. Orders ${surplus.join(", ")} ` +
        `repeat items that were bought before; cancel what is not wanted while its cancellation window is open.`,
    );
  return found;
}

/** New orders that repeat what an older order of the same cart holds, when there are more of them than groups were closed. */
function surplusOrders(before: CheckoutState, after: CheckoutState): string[] {
  const added = after.orders.filter((order) => !before.orderIds.includes(order.id));
  const closed = Math.max(0, before.orderErrors.length - after.orderErrors.length);
  if (added.length <= closed) return [];
  const bought = new Set(before.orders.map(items));
  return added.filter((order) => bought.has(items(order))).map((order) => order.id);
}

/** Orders beyond what the cart's groups can have become: a repeated checkout ordered something once more. */
function repeatedGroups({ orders }: CheckoutState, end?: CheckoutEnd): string[] {
  const groups = new Map<string, CartLineState[]>();
  for (const line of end?.lines ?? []) {
    if (line.orderGroup === undefined) return [];
    groups.set(line.orderGroup, [...(groups.get(line.orderGroup) ?? []), line]);
  }
  const allowed = new Map<string, number>();
  for (const lines of groups.values()) {
    const key = JSON.stringify(lines.map((line) => [line.catalogItemId, line.quantity, line.termDuration]));
    allowed.set(key, (allowed.get(key) ?? 0) + 1);
  }
  return orders.flatMap((order) => {
    const left = allowed.get(items(order));
    if (left === undefined) return [];
    allowed.set(items(order), left - 1);
    return left <= 0 ? [order.id] : [];
  });
}

function items(order: OrderState): string {
  return JSON.stringify(order.lineItems.map((line) => [line.offerId, line.quantity, line.termDuration]));
}
