import type { AnswerMeta, CallOptions, Read } from "./calls";
import type { Cart, CartRequest, CheckoutResult, Customer, Order, OrderProvisioningStatus } from "./schemas";
import type { PartnerCenterError } from "./errors";
import type { PartnerCenterLookups } from "./lookups";

/** The national clouds of Partner Center. `china` is the one operated by 21Vianet. */
export type CloudName = "global" | "china" | "usgov";

/** Whose Partner Center a client talks to. Recorded in state, so that another partner's settings never judge a purchase. */
export interface Partner {
  /** Entra tenant id of the partner, lower case. */
  tenantId: string;
  /** The national cloud of the partner. */
  cloud: CloudName;
}

/** One logical checkout: every try of it carries the same two ids. */
export interface CheckoutCall {
  /** The customer's tenant id. */
  customerId: string;
  /** The cart to check out. */
  cartId: string;
  /** `MS-RequestId`: Partner Center's idempotency key, the same for every try of one attempt. */
  requestId: string;
  /** `MS-CorrelationId`: Microsoft support and the audit log search by it. */
  correlationId: string;
  /** Milliseconds since 1970; every try ends before it. */
  deadline: number;
  /**
   * Milliseconds since 1970; no try starts after it, since what authorizes the purchase is too old by then. Default: the
   * deadline.
   */
  authorizedUntil?: number;
  /** The user of the customer to whom a licence is assigned (`x-ms-customeruser-upn`). */
  customerUserUpn?: string;
}

/** One logical creation of a cart: every try of it, in this run or a later one, carries the same two ids. */
export interface CreateCartCall {
  /** The customer's tenant id. */
  customerId: string;
  /** What the cart is to hold. */
  cart: CartRequest;
  /** `MS-RequestId`: what keeps a repetition from making another cart. */
  requestId: string;
  /** `MS-CorrelationId`: Microsoft support and the audit log search by it. */
  correlationId: string;
  /** Milliseconds since 1970; no try starts after it. */
  deadline: number;
}

/**
 * How a checkout ended, as far as HTTP can tell. What it means for the purchase is the lifecycle's to say.
 * - `notSent`: certain that no byte of a POST left this process (refused connection, name not found, TLS, no token).
 * - `answered`: the last try got a complete, readable answer. `result` is set when it is a 2xx that has the form of
 *   a checkout result with orders or order errors; `error` is set for everything else.
 * - `noAnswer`: the last try may have reached Partner Center and what came back says nothing certain
 *   (time-out, cut connection, 408, 429, 5xx, unreadable body). `error` says which.
 */
export type CheckoutReply = {
  /** Tries that were started. */
  tries: number;
  /** Whether an earlier try of this call may have reached Partner Center without a certain answer. */
  earlierUnknown: boolean;
} & (
  | {
      /** How it ended. */
      kind: "notSent" | "noAnswer";
      /** Why there is no result. */
      error: PartnerCenterError;
      /** When another try may start, where only the time of the call stood in its way. Milliseconds since 1970. */
      retryAt?: number;
    }
  | {
      kind: "answered";
      /** The exchange that brought the answer. */
      meta: AnswerMeta;
      /** What was placed and what wasn't. */
      result: CheckoutResult;
      error?: undefined;
    }
  | { kind: "answered"; meta: AnswerMeta; result?: undefined; error: PartnerCenterError }
);

/**
 * Partner Center as the lifecycles see it. Reads retry on their own inside the deadline and throw a
 * {@link PartnerCenterError}; the checkout never throws, because how it ended decides what goes into state.
 */
export interface PartnerCenter extends Pick<PartnerCenterLookups, "listSubscriptions"> {
  /** Whose Partner Center it is. */
  readonly partner: Partner;
  /** Buys what a cart holds. Never throws. Page: "Check out an order for a customer in a cart". */
  checkoutCart(call: CheckoutCall): Promise<CheckoutReply>;
  /** Makes a cart. It binds nobody to buy anything, so an uncertain end is tried again and then thrown like that of a read. */
  createCart(call: CreateCartCall): Promise<Read<Cart>>;
  /** Replaces what a cart holds; only while it is `Active`. Setting the same lines twice changes nothing. */
  updateCart(
    customerId: string,
    cartId: string,
    cart: CartRequest,
    options?: CallOptions,
  ): Promise<Read<Cart>>;
  /** Page: "Get a cart". */
  getCart(customerId: string, cartId: string, options?: CallOptions): Promise<Read<Cart>>;
  /** One order, with prices (`include_price=true`). */
  getOrder(customerId: string, orderId: string, options?: CallOptions): Promise<Read<Order>>;
  /** All orders of a customer, with prices; further pages are followed. New orders may take 15 minutes to appear. */
  listOrders(customerId: string, options?: CallOptions): Promise<Read<Order[]>>;
  /** App+User only: App-only tokens get 403 / 900329. */
  getOrderProvisioningStatus(
    customerId: string,
    orderId: string,
    options?: CallOptions,
  ): Promise<Read<OrderProvisioningStatus[]>>;
  /** Page: "Get a customer by ID". */
  getCustomer(customerId: string, options?: CallOptions): Promise<Read<Customer>>;
}
