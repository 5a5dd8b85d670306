import * as pulumi from "@pulumi/pulumi";
import { CartCheckout } from "pulumi-partnercenter";

interface CartToBuy {
  /** The name of the purchase in this stack. Another name is another resource. */
  name: string;
  customerId: string;
  cartId: string;
}

const config = new pulumi.Config();
const waitForProvisioning = config.getBoolean("waitForProvisioning");

const purchases = config.requireObject<CartToBuy[]>("carts").map(({ name, customerId, cartId }) => {
  const checkout = new CartCheckout(name, { customerId, cartId, waitForProvisioning });
  return { name, cartId, status: checkout.status, orders: checkout.orders };
});

export const carts = purchases;
