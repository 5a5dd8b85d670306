/** The public door of pulumi-partnercenter: what a Pulumi program uses. No side effects. */
export { Cart, type CartArgs, type CartLine, type CartLineItemArgs } from "./resources/cart";
export { CartCheckout } from "./resources/cartCheckout";
export type {
  CartCheckoutArgs,
  CheckoutOrder,
  CheckoutOrderError,
  CheckoutOrderLine,
  CheckoutStatus,
} from "./resources/cartCheckout";
export * from "./functions";
export { Purchase, type PurchaseArgs } from "./resources/purchase";
export type { PurchaseLimitsArgs } from "./resources/purchaseLimits";
