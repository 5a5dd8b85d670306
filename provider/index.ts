/** The public door of pulumi-partnercenter: what a Pulumi program uses. No side effects. */
export { Cart, type CartLine } from "./resources/cart";
export type { CartArgs, CartLineItemArgs } from "./resources/cartArgs";
export { CartCheckout } from "./resources/cartCheckout";
export type { CartCheckoutArgs } from "./resources/cartCheckoutArgs";
export type {
  CheckoutOrder,
  CheckoutOrderError,
  CheckoutOrderLine,
  CheckoutStatus,
} from "./resources/checkoutOrder";
export * from "./functions";
export { Purchase, type PurchaseArgs } from "./resources/purchase";
export type { PurchaseLimitsArgs } from "./resources/purchaseLimits";
