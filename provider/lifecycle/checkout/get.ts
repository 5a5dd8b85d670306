import { PartnerCenterError } from "../../client/errors";
import type { PartnerCenter } from "../../client/partnerCenter";
import { cartLines, lookAtCart, type ReadCart, type Whose } from "../core/observedCart";
import { becameOf, type Became } from "../orders/cartOrders";
import { customerPurchases } from "../orders/customerPurchases";
import { checkCheckoutInputs, declaredCheckout } from "./inputs";
import { normaliseId, checkoutId } from "../core/ids";
import { freshState } from "./conclusion";
import { cartName } from "../core/words";
import { listed } from "../orders/orderWords";
import { parseCheckoutState, type CheckoutState } from "./state";
import { Refusal } from "../core/lifecycle";
import { ordersIn } from "../orders/orderMatch";
import { namedOrders } from "../orders/orderReads";
import { rollUp } from "../orders/orderProgress";
import { orderState, type OrderState } from "../orders/order";
import type { Context } from "../core/context";

const LOOK_MS = 60_000;
/** Older orders are of no help to somebody who looks for a purchase that an interrupted run made. */
const RECENT_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * Reads a purchase that this stack did not make, by `<customerId>/<cartId>` or, since orders carry no link to their
 * cart, by `<customerId>/<cartId>/<orderId>,<orderId>`. Buys nothing, and refuses what can't be told for certain.
 */
export async function readForeignCheckout(
  partnerCenter: PartnerCenter,
  around: Context,
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
  const state = freshState(declaredCheckout({ customerId, cartId }), partnerCenter.partner);
  const orders = orderIds
    ? await namedOrders(partnerCenter, state.customerId, orderIds.split(",").map(normaliseId))
    : await ordersOfCart(partnerCenter, around, state);
  return parseCheckoutState({ ...state, orders, status: rollUp(orders) });
}

/** The orders of a cart that reads `Ordered`. Throws when it doesn't, and when they can't be told for certain. */
export async function ordersOfCart(
  partnerCenter: PartnerCenter,
  around: Context,
  state: Whose,
): Promise<OrderState[]> {
  const deadline = around.now() + LOOK_MS;
  const look = await lookAtCart(partnerCenter, state, deadline);
  if (look.kind === "failed") throw look.error;
  if (look.kind === "gone") {
    const orders = await recentOrders(partnerCenter, state.customerId, look.serverTime ?? around.now());
    throw new Refusal(`Partner Center does not know ${cartName(state)} any more. ${nameThem(state, orders)}`);
  }
  if (look.kind === "open")
    throw new Refusal(`${cartName(state)} has not been ordered, so there is no purchase to read.`);
  const { certain, match } = await ordersOfOrdered(partnerCenter, around, state, look);
  if (certain) return certain;
  const candidates = ordersIn(match);
  const recent = await recentOrders(partnerCenter, state.customerId, look.serverTime ?? around.now());
  throw new Refusal(
    `Which orders ${cartName(state)} became can't be told for certain. ` +
      nameThem(state, candidates.length > 0 ? candidates : recent),
  );
}

/** Looks for the orders of a cart that was just seen `Ordered`. */
export async function ordersOfOrdered(
  partnerCenter: PartnerCenter,
  around: Pick<Context, "memory" | "now" | "rules">,
  { customerId, cartId }: Whose,
  look: ReadCart,
): Promise<Became> {
  const id = checkoutId(customerId, cartId);
  const question = {
    lines: cartLines(look.cart),
    known: [],
    createdAfter: look.cart.creationTimestamp,
    orderedAt: look.cart.lastModifiedTimestamp,
    now: look.serverTime ?? around.now(),
    alone: true,
    isTaken: (orderId: string) => around.memory.isTakenByOther(id, normaliseId(orderId)),
  };
  const deadline = around.now() + LOOK_MS;
  return becameOf(question, await customerPurchases(around, partnerCenter, customerId, { deadline }));
}

function nameThem(state: Whose, orders: OrderState[]): string {
  if (orders.length === 0)
    return "The customer's list holds no order it can be; new orders take up to 15 minutes to appear.";
  const id = checkoutId(state.customerId, state.cartId);
  return `Name them: "${id}/<orderId>,<orderId>". Orders it can be: ${listed(orders)}.`;
}

/** The customer's latest orders, for a person to choose from; none when the list can't be read. */
export async function recentOrders(
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
