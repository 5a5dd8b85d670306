import * as pulumi from "@pulumi/pulumi";
import { Cart, CartCheckout, resolveCatalogItemOutput, type CartLineItemArgs } from "pulumi-partnercenter";

const config = new pulumi.Config();
const customerId = config.require("customerId");

// The third part of a catalog item id, the availability, is reissued from time to time: today's is asked for.
const licence = resolveCatalogItemOutput({
  customerId,
  productId: "CFQ7TTC0LF8R",
  skuId: "0002",
  termDuration: "P1Y",
  billingCycle: "monthly",
});

const lineItems: CartLineItemArgs[] = [
  {
    catalogItemId: licence.catalogItemId,
    quantity: config.getNumber("seats") ?? 10,
    termDuration: "P1Y",
    billingCycle: "monthly",
    friendlyName: "Office 365 E3",
  },
];

const cart = new Cart("licences", { customerId, lineItems });

// The cart is held against the line items right before it is bought, also where somebody else has changed it.
const checkout = new CartCheckout("licences", { customerId, cartId: cart.cartId, lineItems });

export const cartId = cart.cartId;
/** With the price of one licence a month and of all for the year. */
export const lines = cart.lines;
export const status = checkout.status;
export const orderIds = checkout.orderIds;
export const subscriptionIds = checkout.subscriptionIds;
