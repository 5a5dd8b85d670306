import * as pulumi from "@pulumi/pulumi";
import { CartCheckout } from "pulumi-partnercenter";

const config = new pulumi.Config();

const checkout = new CartCheckout("licences", {
  customerId: config.require("customerId"),
  cartId: config.require("cartId"),
});

export const status = checkout.status;
export const orderIds = checkout.orderIds;
export const subscriptionIds = checkout.subscriptionIds;
