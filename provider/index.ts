/** The public door of pulumi-partnercenter: what a Pulumi program uses. No side effects. */
export { CartCheckout } from "./resources/cartCheckout";
export type {
  CartCheckoutArgs,
  CheckoutOrder,
  CheckoutOrderError,
  CheckoutOrderLine,
  CheckoutStatus,
} from "./resources/cartCheckout";
