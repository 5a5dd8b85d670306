import * as pulumi from "@pulumi/pulumi";
import { Cart, type CartArgs, type CartLine } from "./cart";
import { refuseOldArgs, refuseUnknownArgs } from "./programChecks";
import { CartCheckout, type CartCheckoutArgs, type CheckoutOrder, type CheckoutStatus } from "./cartCheckout";

/** What to buy, for whom, and within which limits. */
export interface PurchaseArgs extends CartArgs, Omit<CartCheckoutArgs, keyof CartArgs | "cartId"> {}

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
 * @example Ten more of what another purchase buys, known to come on top of it
 * ```ts
 * new Purchase("e5-more", { customerId, lineItems, besides: purchase.orderIds });
 * ```
 * @example Manage a checkout that a program declared by its cart until now: the same name, and the cart it had
 * ```ts
 * new Purchase("licences", { customerId, lineItems, existingCartId: cartId });
 * ```
 */
export class Purchase extends pulumi.ComponentResource {
  readonly cart: Cart;
  readonly checkout: CartCheckout;
  readonly cartId: pulumi.Output<string>;
  /** The cart's lines as Partner Center has them, with prices. */
  readonly lines: pulumi.Output<CartLine[]>;
  readonly orders: pulumi.Output<CheckoutOrder[]>;
  readonly orderIds: pulumi.Output<string[]>;
  readonly subscriptionIds: pulumi.Output<string[]>;
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
        besides: besides ?? orderIds,
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
