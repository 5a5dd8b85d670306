import * as pulumi from "@pulumi/pulumi";
import { DynamicResource, type Outputs } from "./dynamicResource";
import { inPreview } from "./cart";
import type { CartCheckoutArgs } from "./cartCheckoutArgs";
import type { CheckoutState, CheckoutStatus } from "../lifecycle/checkout/state";
import type { OrderErrorState, OrderState } from "../lifecycle/orders/order";
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
 * @throws A RunError that ends the program before anything is sent: for credentials in plain configuration, `import`,
 *   `customTimeouts`, arguments of earlier versions, neither `cartId` nor `orderIds`, and a cart that another resource
 *   of the program declares.
 * @throws In the preview and in `pulumi up`: for arguments that are not valid, a cart that holds something else than
 *   declared or lines in error, limits that are crossed, and what the customer has already. Nothing is bought then.
 * @throws In `pulumi up`, with Partner Center's code and what to do about it (docs/error-codes.md). Once a checkout was
 *   sent, the purchase is in state, whatever came of it: see docs/when-something-fails.md.
 * @see "Check out an order for a customer in a cart", Partner Center developer documentation
 */
export class CartCheckout extends DynamicResource {
  /** The customer's tenant id, in lower case. */
  declare readonly customerId: pulumi.Output<string>;
  /** The cart that was checked out; empty for a purchase that only its orders name. */
  declare readonly cartId: pulumi.Output<string>;
  /** Every order that the cart became, in the order in which Partner Center named them. */
  declare readonly orders: pulumi.Output<OrderState[]>;
  /** Ids of `orders`, in the same order. */
  declare readonly orderIds: pulumi.Output<string[]>;
  /** Subscription ids of all lines that have one. */
  declare readonly subscriptionIds: pulumi.Output<string[]>;
  /** What Partner Center refused; empty when all was ordered. */
  declare readonly orderErrors: pulumi.Output<OrderErrorState[]>;
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
  /** When the answer to the last checkout was there, by Partner Center's clock; missing where none came. ISO 8601. */
  declare readonly answeredAt: pulumi.Output<string | undefined>;
  /** The partner tenant and cloud that made the purchase. */
  declare readonly partner: pulumi.Output<{
    /** The partner's Entra tenant. */
    tenantId: string;
    /** `global`, `china` or `usgov`. */
    cloud: string;
  }>;

  constructor(name: string, args: CartCheckoutArgs, opts: pulumi.CustomResourceOptions = {}) {
    refusePlainCredentials((args as CartCheckoutArgs | undefined)?.profile);
    refuseOldArgs("CartCheckout", name, args);
    if (opts.id === undefined) refuseNoCart(name, args);
    refuseCustomTimeouts("CartCheckout", name, opts);
    refuseImport("CartCheckout", name, opts, "orderIds");
    const inputs = opts.id === undefined ? declared(name, args) : {};
    super("CartCheckout", name, { ...OUTPUTS, ...inputs }, opts);
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

const OUTPUTS: Outputs<CartCheckout, CheckoutState> = {
  customerId: undefined,
  cartId: undefined,
  orders: undefined,
  orderIds: undefined,
  subscriptionIds: undefined,
  orderErrors: undefined,
  status: undefined,
  attempt: undefined,
  requestId: undefined,
  correlationId: undefined,
  checkedOutAt: undefined,
  answeredAt: undefined,
  partner: undefined,
};

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
