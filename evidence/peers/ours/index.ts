/** The smallest program of this package, with everything at its default. */
import { CartCheckout } from "pulumi-partnercenter";

const env = process.env;

new CartCheckout(String(env["RESOURCE_NAME"]), {
  customerId: String(env["CUSTOMER_ID"]),
  cartId: String(env["CART_ID"]),
});
