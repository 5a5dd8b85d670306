import type { PartnerCenter } from "../../client/partnerCenter";
import type { Cart } from "../../client/schemas";
import type { OwnCheckout } from "./authorization";
import { expectedLines, guardCheckout } from "./guard";
import { declaredCheckout, type DeclaredCheckout } from "./inputs";
import type { Context } from "../core/context";
import { unsettledOf, type CheckoutState, type UnsettledState } from "./state";
import { normaliseId } from "../core/ids";
import type { ReadCart } from "../core/observedCart";
import type { CartLineState, WithAddons } from "../core/items";
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
  unsettled?: UnsettledState;
  /** Milliseconds since 1970. */
  deadline: number;
  /** The user of the customer to whom a licence is assigned. */
  customerUserUpn?: string;
  /** Asked in the last moment before every checkout: why it must not be sent; undefined when it is authorized. */
  guard: (look: ReadCart, own: OwnFacts) => Promise<string | undefined>;
  /** What the cart should become: what is declared where the cart holds something else, else what it holds. */
  expectedLines: (cart: Cart) => WithAddons[];
  /** Whether an earlier attempt got a definite answer. */
  refusedBefore: boolean;
  /** Orders and subscriptions that the purchase comes on top of: none of them is its own. */
  besides: string[];
  isTaken: (orderId: string) => boolean;
  /** Whether no other purchase of this run whose orders aren't known yet can be mistaken for one with these lines. */
  isAlone: () => boolean;
  /** Tells the run which lines' orders may have to be found. */
  looksFor: (lines: CartLineState[]) => void;
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
  around: Context,
  partnerCenter: PartnerCenter,
  { id, state, attempt, declared: told }: CheckoutAttempt,
): CheckoutTask {
  const { memory } = around;
  const declared = told ?? declaredCheckout({});
  const { customerId, cartId, orders: known, orderErrors } = state;
  const refusedBefore = state.status === "notPlaced" ? state.attempt > 0 : state.status === "partiallyFailed";
  const answeredAt = refusedBefore ? state.checkedOutAt : undefined;
  const checkout = { customerId, cartId, declared, known, orderErrors };
  const kept = state.unsettled?.lines ?? [];
  let isAnnounced = false;
  return {
    customerId,
    cartId,
    attempt,
    known,
    orderErrors,
    unsettled: unsettledOf(state),
    deadline: around.now() + state.checkoutTimeoutSeconds * 1000,
    customerUserUpn: declared.customerUserUpn,
    guard: async (look, { own, parts, unansweredAt }) => {
      const moments = { answeredAt, unansweredAt };
      const why = await guardCheckout(around, partnerCenter, { ...checkout, own, moments }, look, parts);
      if (why !== undefined) return why;
      if (look.kind === "open" && !isAnnounced) announcePurchase(around, checkout, look.cart.lineItems);
      isAnnounced = true;
      return undefined;
    },
    // State keeps what the cart held when it was sent.
    expectedLines: (cart) => (!told && kept.length > 0 ? kept : expectedLines(around, checkout, cart)),
    refusedBefore,
    besides: declared.besides,
    isTaken: isTakenFrom(around, id),
    isAlone: () => memory.isAlone(id),
    looksFor: (lines) => {
      const items = lines.map((line) => line.catalogItemId);
      memory.lookFor(id, items);
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
  unsettled?: UnsettledState;
  /** Orders that may belong to the cart, when that can't be told. */
  candidates: OrderState[];
  /** Partner Center doesn't know the cart (any more), so only the customer's orders can tell what became of it. */
  cartGone?: boolean;
  /** The cart's line items, when the cart could be read. */
  lines?: CartLineState[];
  /** ISO 8601. */
  cartCreatedAt?: string;
  /** When the checkout was sent, by Partner Center's clock where known. ISO 8601. */
  checkedOutAt?: string;
}
