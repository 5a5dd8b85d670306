import type { CartLook } from "./cartLook";
import type { CartLineState, OrderErrorState, UnsettledState } from "./checkoutState";
import type { MatchQuestion } from "./orderMatch";
import type { OrderState } from "./orderState";

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
  /**
   * Asked in the last moment before a checkout is sent: why it must not be, or undefined when it may. `isFirst`: no
   * other request was seen at work on the cart, whose orders these could be.
   */
  forbids: (look: CartLook, isFirst: boolean) => Promise<string | undefined>;
  /** Orders that the cart can have become, late ones included; none when that can't be looked at. */
  candidates: (question: Omit<MatchQuestion, "orders">) => Promise<OrderState[]>;
  isTaken: (orderId: string) => boolean;
  /** Whether no other purchase of this run whose orders aren't known yet can be mistaken for one with these lines. */
  isAlone: () => boolean;
  /** Tells the run which lines' orders may have to be found. */
  looksFor: (lines: CartLineState[]) => void;
}

/** How a checkout ended. */
export interface CheckoutEnd {
  /** `notSent`: nothing that could buy has left in this run, and nothing did before. */
  kind: "placed" | "open" | "notPlaced" | "unknown" | "notSent";
  /** Whether this run sent a checkout. */
  posted: boolean;
  orders: OrderState[];
  orderErrors: OrderErrorState[];
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
