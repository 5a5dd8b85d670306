import { PartnerCenterError } from "../../client/errors";
import type { PartnerCenter } from "../../client/partnerCenter";
import { cartLines, observeCart, type ReadCart, type CartKey } from "../core/observedCart";
import { becameOf, type Became } from "../orders/cartOrders";
import { customerPurchases } from "../orders/customerPurchases";
import { checkCheckoutInputs, declaredCheckout } from "./inputs";
import { normaliseId, checkoutId } from "../core/ids";
import { freshCheckout } from "./state";
import { cartName } from "../core/words";
import { listed } from "../orders/orderWords";
import { withOrders, type CheckoutState } from "./state";
import { Refusal } from "../core/lifecycle";
import { ordersIn } from "../orders/orderMatch";
import { namedOrders } from "../orders/orderReads";
import { rollUp } from "../orders/orderProgress";
import { orderState, type OrderState } from "../orders/order";
import type { Context } from "../core/context";

const GET_MS = 60_000;
/** Older orders are of no help to somebody who searches for a purchase of an interrupted run. */
const RECENT_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * Reads a purchase that this stack did not make, by `<customerId>/<cartId>` or, since orders carry no link to their
 * cart, by `<customerId>/<cartId>/<orderId>,<orderId>`. Buys nothing, and refuses what can't be told for certain.
 */
export async function readForeignCheckout(
  context: Context,
  partnerCenter: PartnerCenter,
  id: string,
): Promise<CheckoutState> {
  const [customerId = "", cartId = "", orderIds, ...rest] = id.split("/").map((part) => part.trim());
  const { failures } = checkCheckoutInputs(
    {},
    { customerId, cartId: cartId || undefined, orderIds: orderIds?.split(",") },
  );
  const namesNothing = cartId === "" && orderIds === undefined;
  if (rest.length > 0 || failures.length > 0 || namesNothing)
    throw new Refusal(
      `"${id}" does not name a checkout: ${failures.map((f) => f.reason).join("; ") || (namesNothing ? "it names neither a cart nor orders" : "too many parts")}. Its form is ` +
        `<customerId>/<cartId>, <customerId>/<cartId>/<orderId>,<orderId>, or <customerId>//<orderId>,<orderId> where ` +
        `no cart is known.`,
    );
  const state = freshCheckout(declaredCheckout({ customerId, cartId }), partnerCenter.partner);
  const orders = orderIds
    ? await namedOrders(partnerCenter, state.customerId, orderIds.split(",").map(normaliseId))
    : await ordersOfCart(context, partnerCenter, state);
  return withOrders(state, orders, rollUp(orders));
}

/** The orders of a cart that reads `Ordered`. Throws when it doesn't, and when they can't be told for certain. */
export async function ordersOfCart(
  context: Context,
  partnerCenter: PartnerCenter,
  state: CartKey,
): Promise<OrderState[]> {
  const deadline = context.now() + GET_MS;
  const observed = await observeCart(partnerCenter, state, deadline);
  if (observed.kind === "failed") throw observed.error;
  if (observed.kind === "gone") {
    const orders = await latestOrders(partnerCenter, state.customerId, observed.serverTime ?? context.now());
    throw new Refusal(`Partner Center does not know ${cartName(state)} any more. ${nameThem(state, orders)}`);
  }
  if (observed.kind === "open")
    throw new Refusal(`${cartName(state)} has not been ordered, so there is no purchase to read.`);
  const { certain, match } = await ordersOfOrdered(context, partnerCenter, state, observed);
  if (certain) return certain;
  const candidates = ordersIn(match);
  const recent = await latestOrders(partnerCenter, state.customerId, observed.serverTime ?? context.now());
  throw new Refusal(
    `Which orders ${cartName(state)} became can't be told for certain. ` +
      nameThem(state, candidates.length > 0 ? candidates : recent),
  );
}

/** What a cart became that was just seen `Ordered`. */
export async function ordersOfOrdered(
  context: Pick<Context, "memory" | "now" | "rules">,
  partnerCenter: PartnerCenter,
  { customerId, cartId }: CartKey,
  observed: ReadCart,
): Promise<Became> {
  const id = checkoutId(customerId, cartId);
  const question = {
    cart: observed.cart,
    lines: cartLines(observed.cart),
    known: [],
    createdAfter: observed.cart.creationTimestamp,
    orderedAt: observed.cart.lastModifiedTimestamp,
    now: observed.serverTime ?? context.now(),
    alone: true,
    isTaken: (orderId: string) => context.memory.isTakenByOther(id, normaliseId(orderId)),
  };
  const deadline = context.now() + GET_MS;
  return becameOf(question, await customerPurchases(context, partnerCenter, customerId, { deadline }));
}

function nameThem(state: CartKey, orders: OrderState[]): string {
  if (orders.length === 0)
    return "The customer's list holds no order it can be; new orders take up to 15 minutes to appear.";
  const id = checkoutId(state.customerId, state.cartId);
  return `Name them: "${id}/<orderId>,<orderId>". Orders it can be: ${listed(orders)}.`;
}

/** The customer's latest orders, for a person to choose from; none when the list can't be read. */
export async function latestOrders(
  partnerCenter: PartnerCenter,
  customerId: string,
  now: number,
): Promise<OrderState[]> {
  try {
    const { value } = await partnerCenter.listOrders(customerId);
    const all = value
      .map(orderState)
      .sort((a, b) => Date.parse(b.creationDate ?? "") - Date.parse(a.creationDate ?? ""));
    const recent = all.filter((order) => now - Date.parse(order.creationDate ?? "") < RECENT_MS);
    return recent.length > 0 ? recent : all;
  } catch (error) {
    if (error instanceof PartnerCenterError) return [];
    throw error;
  }
}
