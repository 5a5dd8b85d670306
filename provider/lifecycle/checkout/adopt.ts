import { PartnerCenterError } from "../../client/errors";
import type { PartnerCenter } from "../../client/partnerCenter";
import type { Cart } from "../../client/schemas";
import { withAddons, isSameLine, itemOf } from "../core/items";
import { alreadyOrdered, isWhollyAlive, type AlreadyOrdered } from "../orders/alreadyOrdered";
import { besidesLine, describeFound } from "../orders/alreadyOrderedMessages";
import { OBSERVATION_MS, cartLines, observeCart, timeOf } from "../core/observedCart";
import { becameOf, ownParts } from "../orders/cartOrders";
import { withBoughtLines } from "./boughtLines";
import { undeclared } from "./guard";
import { duplicateRules } from "../core/declaredPurchase";
import type { DeclaredCheckout } from "./inputs";
import { cartName, lineInWords } from "../core/words";
import { cartProblem, interruptedHint, notOrderedYet, otherItems } from "./messages";
import { latestOrders } from "./get";
import { conclude } from "./conclusion";
import { refuseLeftOut } from "./leftOut";
import { isTakenFrom } from "./task";
import { withOrders, type CheckoutState } from "./state";
import type { Context } from "../core/context";
import { customerPurchases } from "../orders/customerPurchases";
import { normaliseId } from "../core/ids";
import { Refusal, type Settled } from "../core/lifecycle";
import { matchOrders, ordersIn } from "../orders/orderMatch";
import { rollUp } from "../orders/orderProgress";
import { namedOrders } from "../orders/orderReads";
import { isNamedBy, mergeOrders, type OrderState } from "../orders/order";
import { linesOfOrder, ordersOfLines } from "../orders/orderLines";

const ADOPTION_MS = 60_000;

/**
 * For "adopt": the orders that are this purchase already, or undefined when the customer has none and it may be bought.
 * Whatever stays in doubt, and what can't be read, is a Refusal: nothing is sent that buys.
 */
export async function ordersToAdopt(
  context: Context,
  partnerCenter: PartnerCenter,
  state: CheckoutState,
  declared: DeclaredCheckout,
  isTaken: (orderId: string) => boolean,
): Promise<OrderState[] | undefined> {
  const now = context.now();
  const deadline = now + ADOPTION_MS;
  const observed = await observeCart(partnerCenter, state, deadline);
  if (observed.kind === "failed") throw refusal(state, observed.error.message);
  if (observed.kind === "gone") {
    const orders = await latestOrders(partnerCenter, state.customerId, observed.serverTime ?? now);
    throw refusal(state, cartProblem(observed, [], state) + interruptedHint(orders));
  }
  const other = undeclared(context, { ...state, declared }, observed.cart);
  if (other) throw new Refusal(other);
  const time = timeOf(observed, now);
  try {
    if (observed.kind === "ordered") {
      const { creationTimestamp: createdAfter, lastModifiedTimestamp: orderedAt } = observed.cart;
      const question = { cart: observed.cart, createdAfter, orderedAt, now: time, isTaken, alone: true };
      const { besides } = declared;
      const lines = cartLines(observed.cart);
      const purchases = await customerPurchases(context, partnerCenter, state.customerId, { deadline });
      const { certain, match } = becameOf({ ...question, lines, known: [], besides }, purchases);
      if (certain) return certain;
      const found = ordersIn(match).map((order) => ({ id: order.id, order }));
      if (found.length === 0) throw refusal(state, orderedAsNothing(besides));
      throw doubtful(state, found, besides);
    }
    const lines = withAddons(observed.cart.lineItems);
    if (lines.length === 0 || lines.some((line) => !line.catalogItemId))
      throw refusal(state, "Partner Center's answer doesn't tell what the cart holds.");
    const purchases = await customerPurchases(context, partnerCenter, state.customerId, { deadline, lines });
    const own = ownParts(observed.cart, purchases.orders).map(({ id }) => id);
    // Billed in another way it is another purchase, but a person may still mean it.
    const anyCycle = lines.map((line) => ({ ...line, billingCycle: undefined }));
    const question = { lines: anyCycle, purchases, own, ...duplicateRules(context, declared) };
    const found = alreadyOrdered(question).filter(({ id }) => !isTaken(normaliseId(id)));
    const whole = found.flatMap(({ order, incomplete }) =>
      order && !incomplete && isWhollyAlive(order, purchases) ? [order] : [],
    );
    const match = matchOrders({
      lines: cartLines(observed.cart).map((line) => ({
        ...line,
        catalogItemId: itemOf(line.catalogItemId) ?? "",
      })),
      known: [],
      orders: whole.map(withoutAvailability),
      isTaken,
    });
    const isBilledAlike = (order: OrderState) =>
      linesOfOrder(order).every((line) => lines.some((one) => isSameLine(one, line)));
    if (match.kind === "matched" && match.orders.every(isBilledAlike)) {
      const ids = match.orders.map(({ id }) => id);
      return whole.filter(({ id }) => ids.includes(id));
    }
    if (found.length > 0) throw doubtful(state, found, declared.besides);
    return undefined;
  } catch (error) {
    if (error instanceof PartnerCenterError) throw refusal(state, error.message);
    throw error;
  }
}

/** Takes orders over that the program names, or that `adopt` found. Sends nothing that buys. */
export async function adoptOrders(
  context: Context,
  partnerCenter: PartnerCenter,
  id: string,
  state: CheckoutState,
  orderIds: string[],
  declared: DeclaredCheckout,
): Promise<Settled<CheckoutState>> {
  claim(context, id, orderIds);
  const orders = mergeOrders(state.orders, await namedOrders(partnerCenter, state.customerId, orderIds));
  const isAccepted = orders.every((order) => isNamedBy(order, orderIds));
  const differences = isAccepted ? undefined : state.differences;
  // An order can be named by either of its ids.
  claim(
    context,
    id,
    orders.map((order) => order.id),
  );
  const named = withOrders({ ...state, orderErrors: [] }, orders, rollUp(orders));
  const taken = withBoughtLines(context, named, declared);
  if (state.cartId !== "") {
    const observed = await observeCart(partnerCenter, state, context.now() + OBSERVATION_MS);
    const cart = "cart" in observed ? observed.cart : undefined;
    const isTaken = isTakenFrom(context, id);
    if (observed.kind !== "failed")
      await refuseLeftOut(context, partnerCenter, { state, orders, cart, declared, isTaken });
    if ("cart" in observed) {
      const missing = itemsWithoutOrder(observed.cart, orders);
      if (missing.length > 0) context.warn(otherItems(taken, missing));
    }
    if (observed.kind === "open") context.warn(notOrderedYet(taken));
  }
  return conclude(context, partnerCenter, id, {
    ...taken,
    problem: undefined,
    unsettled: undefined,
    differences,
  });
}

/** An availability may have been reissued since; the order is the same. */
function withoutAvailability(order: OrderState): OrderState {
  return {
    ...order,
    lineItems: order.lineItems.map((line) => ({ ...line, offerId: itemOf(line.offerId) })),
  };
}

/** Items of the cart that none of the orders holds in that quantity and for that term. */
function itemsWithoutOrder(cart: Cart, orders: OrderState[]): string[] {
  const lines = cartLines(cart).filter((line) => ordersOfLines([line], orders).length === 0);
  return lines.map(lineInWords);
}

/** Before the next call, so that no other purchase that is at work at the same time takes the same orders. */
function claim({ memory }: Context, id: string, orderIds: string[]): void {
  const ids = orderIds.map(normaliseId);
  const taken = ids.filter((orderId) => memory.isTakenByOther(id, orderId));
  if (taken.length > 0)
    throw new Refusal(
      `Orders ${taken.join(", ")} (of orderIds, or found for "adopt") are held by another resource of this program ` +
        `already. One order is one purchase. Nothing was sent that buys.`,
    );
  memory.rememberOrders(id, ids);
}

function orderedAsNothing(besides: string[]): string {
  const others = besides.length > 0 ? `, other than what besides names (${besides.join(", ")}),` : "";
  return (
    `The cart reads Ordered, but no order in the customer's list${others} can be what it became. A new one takes up to 15 ` +
    `minutes to appear there. Set orderIds to its orders.`
  );
}

function doubtful(state: CheckoutState, found: AlreadyOrdered[], besides: string[]): Refusal {
  return refusal(
    state,
    `Which orders are this purchase can't be told for certain: ${describeFound(found)}. Set orderIds to the right ` +
      `ones; if none of them is this purchase, say so: \`${besidesLine(besides, found)}\`.`,
  );
}

function refusal(state: CheckoutState, why: string): Refusal {
  return new Refusal(
    `ifAlreadyOrdered: "adopt" takes a purchase over rather than to buy it twice, and that failed for ` +
      `${cartName(state)}. ${why} ` +
      `Nothing was sent that buys.`,
  );
}
