import * as pulumi from "@pulumi/pulumi";
import { DynamicResource } from "./dynamicResource";
import { inPreview, type CartLineItemArgs } from "./cart";
import type { PurchaseLimitsArgs } from "./purchaseLimits";
import {
  declareCart,
  lineItemsOf,
  refuseCustomTimeouts,
  refuseImport,
  refuseNoCart,
  refuseOldArgs,
  refusePlainCredentials,
} from "./programChecks";

/**
 * What to check out, and how. Source: "Check out an order for a customer in a cart".
 */
export interface CartCheckoutArgs {
  /**
   * The customer's tenant id, a GUID. Once the cart is bought, changing it is refused: another purchase is another
   * resource.
   */
  customerId: pulumi.Input<string>;

  /**
   * The id of the customer's cart, as Partner Center returned it. A cart lives 7 days. Once it is bought, changing it
   * is refused; after a refusal by Partner Center (status `notPlaced`) another cart may take its place. Required, but
   * for a purchase that `orderIds` names and whose cart nobody knows any more.
   */
  cartId?: pulumi.Input<string>;

  /**
   * Orders that settle by hand what was bought: they are read and taken over, and no checkout is sent. For a purchase
   * that was made elsewhere, one whose status stays `unknown`, or one that was ordered otherwise than declared. Changing it
   * never buys.
   */
  orderIds?: pulumi.Input<pulumi.Input<string>[]>;

  /**
   * Whether to wait until the orders are provisioned and every recurring line has its subscription id. When time runs
   * out, that is a warning, and a later `pulumi refresh` fills in the rest. Changing it never buys.
   * @default true
   */
  waitForProvisioning?: pulumi.Input<boolean>;

  /**
   * How long to wait for provisioning, in seconds, from 0 to 86400. Changing it never buys.
   * @default 60
   */
  provisioningTimeoutSeconds?: pulumi.Input<number>;

  /**
   * How long to keep asking for an answer to the checkout, in seconds, from 1 to 86400, waits between tries included.
   * Every try carries the same request id. Changing it never buys.
   * @default 180
   */
  checkoutTimeoutSeconds?: pulumi.Input<number>;

  /**
   * What to do about order groups that Partner Center refused while it placed others. `retry`: the run fails, and the
   * next `pulumi up` tries the refused groups once more. `accept`: they are left out, the run succeeds, and the status
   * stays `partiallyFailed`. When nothing at all was placed, the run fails either way. Changing it back to `retry`
   * lets the next `pulumi up` try the refused groups again.
   * @default "retry"
   */
  onOrderErrors?: pulumi.Input<"retry" | "accept">;

  /**
   * What a delete does. `retain`: forgets the purchase and prints which orders stay active and keep billing. `forbid`:
   * refuses. Neither cancels anything.
   * @default "retain"
   */
  onDelete?: pulumi.Input<"retain" | "forbid">;

  /** Sign-in name of the customer's user to whom a licence is assigned. Changing it never buys. */
  customerUserUpn?: pulumi.Input<string>;

  /**
   * What the cart is to hold. Right before the checkout the cart is held against it, and a difference (somebody else
   * changed the cart, or it is not up to date) is refused with both values. Default: the `lineItems` of the `Cart` whose
   * `cartId` is given; a cart that was made elsewhere is bought as it is. Once it is bought, changing it does nothing.
   */
  lineItems?: pulumi.Input<pulumi.Input<CartLineItemArgs>[]>;

  /**
   * What to do about what the customer has already: an order of the last `partnercenter:duplicateDays` (30), or a
   * subscription that has not ended, however old, of the same product and SKU, quantity, term and billing cycle as one of
   * the cart's lines. `refuse`: nothing is bought. `adopt`: orders that hold exactly the cart's lines, and have not ended,
   * are taken over; more than one way, a mere resemblance and a failed look are refused. It is asked again right before
   * every checkout; a cart that is ordered already is none, since a checkout only repeats its answer.
   * @default "refuse"
   */
  ifAlreadyOrdered?: pulumi.Input<"refuse" | "adopt">;

  /**
   * Ids of orders or subscriptions that this purchase is known to come on top of, plain or as outputs of another purchase
   * (`other.orderIds`). An order's id stands for its alternate id and its subscriptions, and the reverse. Whatever else is
   * found is still refused, so it can stay in a program for ever. On what is bought, changing it does nothing.
   */
  besides?: pulumi.Input<pulumi.Input<string>[]>;

  /** What this purchase must keep to. Those of the stack's configuration hold as well. Changing it never buys. */
  limits?: pulumi.Input<PurchaseLimitsArgs>;

  /**
   * Whether a preview reads a cart that is not bought yet, to tell what it holds and costs, and what would stop it.
   * `partnercenter:previewChecks` switches it off for all.
   * @default true
   */
  previewChecks?: boolean;

  /**
   * The partner tenant that buys: its settings are read from `partnercenter-<profile>:*` and
   * `PARTNERCENTER_<PROFILE>_*`. It never changes: another partner's purchase is another resource.
   */
  profile?: string;
}

/** One order that the cart became. Source: "Order resources". */
export interface CheckoutOrder {
  id: string;
  /** The id that invoices and the portal show, where it differs from `id`. */
  alternateId?: string;
  /** As Partner Center spells it: `pending`, `completed`, `cancelled`, ...; `missing` when it no longer knows the order. */
  status: string;
  /** `monthly`, `annual`, `triennial`, `one_time` or `none`. */
  billingCycle?: string;
  /** ISO 4217. */
  currencyCode?: string;
  /** Before tax, as decimal text; absent when Partner Center gives no prices. */
  totalPrice?: string;
  /** ISO 8601. */
  creationDate?: string;
  lineItems: CheckoutOrderLine[];
}

export interface CheckoutOrderLine {
  lineItemNumber: number;
  /** The catalog item that was bought, `productId:skuId:availabilityId`. */
  offerId?: string;
  friendlyName?: string;
  quantity?: number;
  /** ISO 8601 duration, such as `P1Y`; absent for perpetual software. */
  termDuration?: string;
  /** Appears once the line is provisioned; one-time purchases never get one. */
  subscriptionId?: string;
  /** For one unit and billing period, before tax, as decimal text. */
  price?: string;
  /** For the whole line, before tax, as decimal text. */
  extendedPrice?: string;
}

/** An order group of the cart that Partner Center refused. Source: "Cart resources" (OrderError). */
export interface CheckoutOrderError {
  orderGroupId?: string;
  code: string;
  description: string;
}

/**
 * - `unknown`: a checkout was sent, and it isn't settled yet whether it bought. Run `pulumi up` again: it is safe.
 * - `notPlaced`: refused; nothing was bought.
 * - `partiallyFailed`: some or all order groups were refused, see `orderErrors`.
 * - `failed`: an order ended badly. `actionRequired`: an order waits for a person (a review, a purchase order).
 * - `missing`: Partner Center no longer knows an order. `pending`: orders are being processed.
 * - `cancelled`: every order was cancelled. `completed`.
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

/**
 * The purchase of a cart: checks it out once and keeps its orders in stack state.
 *
 * Creating it buys. The same program never buys twice: not by running `up` again, not after a lost answer or a crash.
 * Reading it never buys. Deleting it cancels nothing.
 *
 * @example Buy a cart and show what became of it
 * ```ts
 * const purchase = new CartCheckout("licences", { customerId, cartId });
 * export const orderIds = purchase.orderIds;
 * ```
 * @example Buy without waiting for provisioning, and refuse to be deleted
 * ```ts
 * new CartCheckout("licences", { customerId, cartId, waitForProvisioning: false, onDelete: "forbid" });
 * ```
 * @example Take over orders that were placed elsewhere
 * ```ts
 * new CartCheckout("licences", { customerId, cartId, orderIds: ["a68736758d9c"] });
 * ```
 * @example Read a purchase of another stack
 * ```ts
 * const purchase = CartCheckout.get("licences", `${customerId}/${cartId}`);
 * ```
 * @see "Check out an order for a customer in a cart", Partner Center developer documentation
 */
export class CartCheckout extends DynamicResource {
  declare readonly customerId: pulumi.Output<string>;
  declare readonly cartId: pulumi.Output<string>;
  /** Every order that the cart became, in the order in which Partner Center named them. */
  declare readonly orders: pulumi.Output<CheckoutOrder[]>;
  declare readonly orderIds: pulumi.Output<string[]>;
  /** Subscription ids of all lines that have one. */
  declare readonly subscriptionIds: pulumi.Output<string[]>;
  /** What Partner Center refused; empty when all was ordered. */
  declare readonly orderErrors: pulumi.Output<CheckoutOrderError[]>;
  /** The purchase as a whole. */
  declare readonly status: pulumi.Output<CheckoutStatus>;
  /** The number of the last checkout that was sent; 0 when the orders were taken over without one. */
  declare readonly attempt: pulumi.Output<number>;
  /** `MS-RequestId` of the last checkout. */
  declare readonly requestId: pulumi.Output<string | undefined>;
  /** `MS-CorrelationId` of the last checkout: Microsoft support and the audit log search by it. */
  declare readonly correlationId: pulumi.Output<string | undefined>;
  /** When the last checkout was sent, by Partner Center's clock. ISO 8601. */
  declare readonly checkedOutAt: pulumi.Output<string | undefined>;
  /** The partner tenant and cloud that made the purchase. */
  declare readonly partner: pulumi.Output<{ tenantId: string; cloud: string }>;

  constructor(name: string, args: CartCheckoutArgs, opts: pulumi.CustomResourceOptions = {}) {
    refusePlainCredentials(args?.profile);
    refuseOldArgs("CartCheckout", name, args);
    if (opts.id === undefined) refuseNoCart(name, args);
    refuseCustomTimeouts("CartCheckout", name, opts);
    refuseImport("CartCheckout", name, opts, "orderIds");
    const outputs = Object.fromEntries(OUTPUTS.map((key) => [key, undefined]));
    const inputs = opts.id === undefined ? declared(name, args) : {};
    super("CartCheckout", name, { ...outputs, ...inputs }, opts);
  }

  /**
   * Reads a purchase without managing it: it is never bought, changed or deleted here.
   * @param id `<customerId>/<cartId>`, or `<customerId>/<cartId>/<orderId>,<orderId>` where the cart alone does not
   *   tell its orders for certain (it expired, or identical orders exist); the error then lists the candidates.
   *   `<customerId>//<orderId>,<orderId>` where no cart is known.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    opts: pulumi.CustomResourceOptions = {},
  ): CartCheckout {
    return new CartCheckout(name, {} as CartCheckoutArgs, { ...opts, id });
  }
}

const OUTPUTS = [
  "customerId",
  "cartId",
  "orders",
  "orderIds",
  "subscriptionIds",
  "orderErrors",
  "status",
  "attempt",
  "requestId",
  "correlationId",
  "checkedOutAt",
  "partner",
];

/** The inputs, with the cart entered into the run's list as soon as its ids are known. */
function declared(name: string, { previewChecks, ...given }: CartCheckoutArgs): pulumi.Inputs {
  const lineItems = given.lineItems ?? lineItemsOf(given.cartId);
  const args = { ...given, ...(lineItems !== undefined && { lineItems }), ...inPreview(previewChecks) };
  const { customerId, cartId } = args;
  if (cartId === undefined) return args;
  if (typeof customerId === "string" && typeof cartId === "string") {
    declareCart(name, customerId, cartId);
    return args;
  }
  const known = pulumi.all([customerId, cartId]).apply(([customer, cart]) => {
    declareCart(name, customer, cart);
    return cart;
  });
  return { ...args, cartId: known };
}
