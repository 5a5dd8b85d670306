import * as pulumi from "@pulumi/pulumi";
import { Purchase, resolveCatalogItemOutput } from "pulumi-partnercenter";

const config = new pulumi.Config();
const customerId = config.require("customerId");

const { catalogItemId } = resolveCatalogItemOutput({
  customerId,
  productId: "CFQ7TTC0LF8S",
  skuId: "0001",
  termDuration: "P1Y",
  billingCycle: "monthly",
});

// 25 licences at 36.48 USD a month are 10,944.00 USD for the year: more than this purchase may cost.
const purchase = new Purchase("licences", {
  customerId,
  lineItems: [
    {
      friendlyName: "Office 365 E5",
      catalogItemId,
      quantity: config.getNumber("seats") ?? 25,
      termDuration: "P1Y",
      billingCycle: "monthly",
    },
  ],
  limits: { maxTotal: { amount: config.get("maxTotal") ?? "10000.00", currency: "USD" }, maxQuantity: 30 },
});

export const status = purchase.status;
export const orderIds = purchase.orderIds;
