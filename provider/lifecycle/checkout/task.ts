import type { PartnerCenter } from "../../client/partnerCenter";
import type { Cart } from "../../client/schemas";
import type { OwnCheckout } from "./authorization";
import { expectedLines, guardCheckout } from "./guard";
import { declaredCheckout, type DeclaredCheckout } from "./inputs";
import type { Context } from "../core/context";
import type { DoubtState } from "./doubt";
import { answeredAtOf, doubtOf, type CheckoutState } from "./state";
import { normaliseId } from "../core/ids";
import type { ReadCart } from "../core/observedCart";
import type { CartLineState, WithAddons } from "../core/items";
import type { CustomerPurchases } from "../orders/customerPurchases";
import type { OrderErrorState, OrderState } from "../orders/order";
import { announcePurchase } from "../limits/purchaseGate";

/** What is known of this resource's own checkouts of a cart in the moment before another one. */
export interface OwnFacts {
  own: OwnCheckout;
  /** Parts of an ordered cart that a killed run, or a checkout without an answer, can have bought. */
  parts: OrderState[];
  /** When the last checkout was sent that got no certain answer. ISO 8601. */
  unansweredAt?: string;
}

/** One checkout to be made. */
export interface CheckoutTask {
  customerId: string;
  cartId: string;
  /** The attempt whose request id is sent. */
  attempt: number;
  /** Orders that earlier attempts placed. */
  known: OrderState[];
  /** Groups that the attempt before this one left open. */
  orderErrors: OrderErrorState[];
  /** Set when an earlier run left this attempt without a certain end. */
  doubt?: DoubtState;
  /** Milliseconds since 1970. */
  deadline: number;
  /** The user of the customer to whom a licence is assigned. */
  customerUserUpn?: string;
  /** Asked in the last moment before every checkout: why it must not be sent; undefined when it is authorized. */
  guard: (observed: ReadCart, own: OwnFacts) => Promise<string | undefined>;
  /** What the cart should become: what is declared where the cart holds something else, else what it holds. */
  expectedLines: (cart: Cart) => WithAddons[];
  /** What state keeps of the last checkout, such as what the cart held then. */
  sent?: DoubtState;
  /** Whether this run has made the cart, so that no run which was killed can have checked it out. */
  isMadeNow: boolean;
  /** Whether an earlier attempt got a definite answer. */
  refusedBefore: boolean;
  /** When the last checkout was answered: until then it explains what touched the cart. ISO 8601. */
  answeredAt?: string;
  /** Orders and subscriptions that the purchase comes on top of: none of them is its own. */
  besides: string[];
  isTaken: (orderId: string) => boolean;
  /** Whether no other purchase of this run whose orders aren't known yet can be mistaken for one with these lines. */
  isAlone: () => boolean;
  /** What was read last of what the customer has bought. */
  seen: { purchases?: CustomerPurchases };
  /** Tells the run which lines' orders may have to be found. */
  expectsOrders: (lines: CartLineState[]) => void;
}

/** One attempt at a purchase. */
export interface CheckoutAttempt {
  id: string;
  state: CheckoutState;
  attempt: number;
  /** What the program says; a read is told nothing. */
  declared?: DeclaredCheckout;
}

export function checkoutTask(
  context: Context,
  partnerCenter: PartnerCenter,
  { id, state, attempt, declared: told }: CheckoutAttempt,
): CheckoutTask {
  const { memory } = context;
  const declared = told ?? declaredCheckout({});
  const { customerId, cartId, orders: known, orderErrors } = state;
  const refusedBefore = state.status === "notPlaced" ? state.attempt > 0 : state.status === "partiallyFailed";
  const lastAnswer = answeredAtOf(state);
  const answeredAt = refusedBefore ? lastAnswer : undefined;
  const checkout = { customerId, cartId, declared, known, orderErrors };
  const kept = state.unsettled?.lines ?? [];
  const seen: CheckoutTask["seen"] = {};
  let isAnnounced = false;
  return {
    customerId,
    cartId,
    attempt,
    known,
    orderErrors,
    doubt: doubtOf(state),
    deadline: context.now() + state.checkoutTimeoutSeconds * 1000,
    customerUserUpn: declared.customerUserUpn,
    guard: async (observed, { own, parts, unansweredAt }) => {
      const moments = { answeredAt, unansweredAt };
      const guarded = { ...checkout, own, moments, seen };
      const why = await guardCheckout(context, partnerCenter, guarded, observed, parts);
      if (why !== undefined) return why;
      if (observed.kind === "open" && !isAnnounced)
        announcePurchase(context, checkout, observed.cart.lineItems);
      isAnnounced = true;
      return undefined;
    },
    // State keeps what the cart held when it was sent.
    expectedLines: (cart) => (!told && kept.length > 0 ? kept : expectedLines(context, checkout, cart)),
    sent: state.unsettled,
    isMadeNow: memory.made.has(id),
    refusedBefore,
    answeredAt: lastAnswer,
    besides: declared.besides,
    seen,
    isTaken: isTakenFrom(context, id),
    isAlone: () => memory.isAlone(id),
    expectsOrders: (lines) => {
      const items = lines.map((line) => line.catalogItemId);
      memory.expectOrders(id, items);
    },
  };
}

/** Whether another resource of this run holds an order. */
export function isTakenFrom({ memory }: Pick<Context, "memory">, id: string) {
  return (orderId: string): boolean => memory.isTakenByOther(id, normaliseId(orderId));
}

/** How a checkout ended. */
export interface CheckoutEnd {
  /** `notSent`: nothing that could buy has left in this run, and nothing did before. */
  kind: "placed" | "open" | "notPlaced" | "unknown" | "notSent";
  /** Whether this run sent a checkout. */
  posted: boolean;
  orders: OrderState[];
  orderErrors: OrderErrorState[];
  /** What was ordered otherwise than the cart held it. */
  differences: string[];
  problem?: string;
  doubt?: DoubtState;
  /** Orders that may belong to the cart, when that can't be told. */
  candidates: OrderState[];
  /** What was read last of what the customer has bought. */
  purchases?: CustomerPurchases;
  /** Partner Center doesn't know the cart (any more), so only the customer's orders can tell what became of it. */
  cartGone?: boolean;
  /** The cart's line items, when the cart could be read. */
  lines?: CartLineState[];
  /** ISO 8601. */
  cartCreatedAt?: string;
  /** When the checkout was sent, by Partner Center's clock where known. ISO 8601. */
  checkedOutAt?: string;
  /** When its answer was there, by the same clock; undefined where none came. ISO 8601. */
  answeredAt?: string;
}
