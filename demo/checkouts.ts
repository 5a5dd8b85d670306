import * as v from "valibot";
import type { CheckoutOrder } from "../provider";

/** A purchase as the stack's state holds it. */
export interface StoredCheckout {
  customerId: string;
  cartId: string;
  status: string;
  orders: CheckoutOrder[];
}

const lineSchema = v.looseObject({
  lineItemNumber: v.number(),
  offerId: v.optional(v.string()),
  friendlyName: v.optional(v.string()),
  quantity: v.optional(v.number()),
  subscriptionId: v.optional(v.string()),
  extendedPrice: v.optional(v.string()),
});

const checkoutSchema = v.looseObject({
  customerId: v.string(),
  cartId: v.string(),
  status: v.string(),
  orders: v.array(
    v.looseObject({
      id: v.string(),
      status: v.string(),
      currencyCode: v.optional(v.string()),
      lineItems: v.array(lineSchema),
    }),
  ),
});

const exportSchema = v.object({
  deployment: v.object({
    resources: v.optional(v.array(v.looseObject({ type: v.string(), outputs: v.optional(v.unknown()) })), []),
  }),
});

/** Reads the purchases out of what `pulumi stack export` prints, by cart id. Throws when it has another shape. */
export function readCheckouts(stackExport: string): StoredCheckout[] {
  const { deployment } = v.parse(exportSchema, JSON.parse(stackExport));
  return deployment.resources
    .filter(({ type }) => type === "pulumi-nodejs:dynamic/partnercenter:CartCheckout")
    .map(({ outputs }) => v.parse(checkoutSchema, outputs))
    .sort((one, other) => one.cartId.localeCompare(other.cartId)); // the state has them as they were finished
}
