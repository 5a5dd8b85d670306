/** The public door of pulumi-partnercenter: what a Pulumi program uses. No side effects. */
export { Cart } from "./resources/cart";
export type { CartArgs, CartLineItemArgs } from "./resources/cartArgs";
export { CartCheckout } from "./resources/cartCheckout";
export type { CartCheckoutArgs } from "./resources/cartCheckoutArgs";
export type { CartLine, CartStatus } from "./lifecycle/cart/state";
export type { CheckoutStatus } from "./lifecycle/checkout/state";
export type {
  OrderErrorState as CheckoutOrderError,
  OrderLineState as CheckoutOrderLine,
  OrderState as CheckoutOrder,
} from "./lifecycle/orders/order";
export * from "./functions";
export { Purchase, type PurchaseArgs } from "./resources/purchase";
export type { PurchaseLimitsArgs } from "./resources/purchaseLimits";
