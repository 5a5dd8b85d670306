import * as pulumi from "@pulumi/pulumi";
import { Cart } from "./cart";
import type { CartLine } from "../lifecycle/cart/state";
import type { CartArgs } from "./cartArgs";
import { refuseOldArgs, refuseUnknownArgs } from "./programChecks";
import { CartCheckout } from "./cartCheckout";
import type { CartCheckoutArgs } from "./cartCheckoutArgs";
import type { CheckoutStatus } from "../lifecycle/checkout/state";
import type { OrderState } from "../lifecycle/orders/order";

/** What to buy, for whom, and within which limits. */
export interface PurchaseArgs extends CartArgs, Omit<CartCheckoutArgs, keyof CartArgs | "cartId"> {
  /**
   * What to do about what the customer has already: an order of the last `partnercenter:duplicateDays` (30), or a
   * subscription that has not ended, however old, of the same product and SKU, quantity, term and billing cycle as one of
   * the lines. `refuse`: no cart is made and nothing is bought. `adopt`: orders that hold exactly these lines, and have not
   * ended, are taken over; more than one way, a mere resemblance and what can't be read are refused. It is asked again right
   * before every checkout. Once it is bought, changing it does nothing.
   * @default "refuse"
   */
  ifAlreadyOrdered?: pulumi.Input<"refuse" | "adopt">;

  /**
   * Ids of orders or subscriptions that this purchase is known to come on top of, plain or as outputs of another purchase
   * (`other.orderIds`). An order's id stands for its alternate id and its subscriptions, and the reverse. Whatever else is
   * found is still refused, so it can stay in a program for ever. On what is bought, it silences the warning of another
   * order of the same, and changing it never buys.
   */
  besides?: pulumi.Input<pulumi.Input<string>[]>;

  /**
   * Whether a preview tells what is bought and, once the cart exists, what it costs, and what would stop it.
   * `partnercenter:previewChecks` switches it off for all. Changing it changes previews alone.
   * @default true
   */
  previewChecks?: boolean;
}

/**
 * A purchase: a {@link Cart} and its {@link CartCheckout}. They are two resources because the cart's id has to be in
 * state before money moves.
 *
 * Creating it buys, once. More seats or another product are another purchase: declare it as one of its own.
 *
 * @example 25 licences, at most 12,000 USD for the term
 * ```ts
 * const purchase = new Purchase("e5-2026", {
 *   customerId,
 *   lineItems: [
 *     { catalogItemId: "CFQ7TTC0LF8S:0001:CFQ7TTC0N81H", quantity: 25, billingCycle: "monthly", termDuration: "P1Y" },
 *   ],
 *   limits: { maxTotal: { amount: 12000, currency: "USD" } },
 * });
 * export const subscriptionIds = purchase.subscriptionIds;
 * ```
 * @example The same once more, known to come on top of the first
 * ```ts
 * const first = new Purchase("e5", { customerId, lineItems });
 * new Purchase("e5-more", { customerId, lineItems, besides: first.orderIds });
 * ```
 * @example Manage a checkout that a program declared by its cart until now: the same name, and the cart it had
 * ```ts
 * new Purchase("licences", { customerId, lineItems, existingCartId: cartId });
 * ```
 * @throws A RunError that ends the program before anything is sent: for credentials in plain configuration, `import`,
 *   and arguments that it doesn't have.
 * @throws In the preview and in `pulumi up`: for arguments that are not valid, limits that are crossed, and what the
 *   customer has already. Nothing is bought then.
 * @throws In `pulumi up`, with Partner Center's code and what to do about it (docs/error-codes.md). Once a checkout was
 *   sent, the purchase is in state, whatever came of it: see docs/when-something-fails.md.
 * @see "Create a cart with a customer order" and "Check out an order for a customer in a cart", Partner Center developer
 *   documentation
 */
export class Purchase extends pulumi.ComponentResource {
  /** The cart, with when it expires and what was made of its lines. */
  readonly cart: Cart;
  /** The checkout, with order errors, request ids and the partner that bought. */
  readonly checkout: CartCheckout;
  /** The id of the cart; another one takes its place only while nothing was ordered. */
  readonly cartId: pulumi.Output<string>;
  /** The cart's lines as Partner Center has them, with prices. */
  readonly lines: pulumi.Output<CartLine[]>;
  /** Every order that the cart became, in the order in which Partner Center named them. */
  readonly orders: pulumi.Output<OrderState[]>;
  /** Ids of `orders`, in the same order: what `besides` of another purchase takes. */
  readonly orderIds: pulumi.Output<string[]>;
  /** Subscription ids of all lines that have one. A line gets its own once it is provisioned. */
  readonly subscriptionIds: pulumi.Output<string[]>;
  /** The purchase as a whole: `completed` once every order is. */
  readonly status: pulumi.Output<CheckoutStatus>;

  constructor(name: string, args: PurchaseArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("partnercenter:index:Purchase", name, {}, opts);
    refuseOldArgs("Purchase", name, args);
    refuseUnknownArgs("Purchase", name, args, KNOWN);
    const { partnerOnRecordAttestationAccepted, existingCartId, ...common } = args;
    const { customerId, lineItems, ifAlreadyOrdered, besides, limits, previewChecks, profile, orderIds } =
      common;
    // A Cart or CartCheckout that the program declared by itself until now is the same one.
    const child = { parent: this, aliases: [{ parent: pulumi.rootStackResource }] };
    this.cart = new Cart(
      name,
      {
        customerId,
        lineItems,
        partnerOnRecordAttestationAccepted,
        existingCartId,
        // Orders that are named are this purchase, so they speak against nothing.
        ifAlreadyOrdered: orderIds === undefined ? ifAlreadyOrdered : "adopt",
        besides,
        orderIds,
        limits,
        previewChecks,
        profile,
      },
      child,
    );
    this.checkout = new CartCheckout(name, { ...common, cartId: this.cart.cartId }, child);
    this.cartId = this.cart.cartId;
    this.lines = this.cart.lines;
    ({
      orders: this.orders,
      orderIds: this.orderIds,
      subscriptionIds: this.subscriptionIds,
      status: this.status,
    } = this.checkout);
    this.registerOutputs({
      cartId: this.cartId,
      orderIds: this.orderIds,
      subscriptionIds: this.subscriptionIds,
      status: this.status,
    });
  }
}

/** Every argument, so that a misspelled one is answered with the right list: its two parts know only their own. */
const KNOWN: Record<keyof PurchaseArgs, true> = {
  customerId: true,
  lineItems: true,
  partnerOnRecordAttestationAccepted: true,
  existingCartId: true,
  ifAlreadyOrdered: true,
  besides: true,
  limits: true,
  previewChecks: true,
  profile: true,
  orderIds: true,
  waitForProvisioning: true,
  provisioningTimeoutSeconds: true,
  checkoutTimeoutSeconds: true,
  onOrderErrors: true,
  onDelete: true,
  customerUserUpn: true,
};
