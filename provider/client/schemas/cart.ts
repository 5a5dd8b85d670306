import type * as v from "valibot";
import { pricingSchema, type Pricing } from "./pricing";
import { count, list, object, part, requiredId, text } from "./scalars";

/** A cart. It can be checked out for seven days after its creation. Page: "Cart resources". */
export interface Cart {
  id: string;
  /** `Active` or `Ordered`; missing in older answers. */
  status?: string;
  lineItems: CartLineItem[];
  creationTimestamp?: string;
  lastModifiedTimestamp?: string;
  expirationTimestamp?: string;
}

export interface CartLineItem {
  /** Number of the line, from 0. */
  id?: number;
  /** `product:sku:availability`. */
  catalogItemId?: string;
  quantity?: number;
  /** ISO 8601, such as `P1Y`; absent for perpetual software. */
  termDuration?: string;
  billingCycle?: string;
  friendlyName?: string;
  /** Lines with the same label become one order. */
  orderGroup?: string;
  currencyCode?: string;
  pricing?: Pricing;
  /** Why this line can't be bought. The cart itself was accepted all the same. */
  error?: CartLineError;
}

export interface CartLineError {
  /** A number as text or a name in snake case: the documents don't settle it. */
  errorCode?: string;
  errorDescription?: string;
}

const lineSchema: v.GenericSchema<unknown, CartLineItem> = object({
  id: count,
  catalogItemId: text,
  quantity: count,
  termDuration: text,
  billingCycle: text,
  friendlyName: text,
  orderGroup: text,
  currencyCode: text,
  pricing: part(pricingSchema),
  error: part<CartLineError>(object({ errorCode: text, errorDescription: text })),
});

export const cartSchema: v.GenericSchema<unknown, Cart> = object({
  id: requiredId,
  status: text,
  lineItems: list(lineSchema),
  creationTimestamp: text,
  lastModifiedTimestamp: text,
  expirationTimestamp: text,
});
