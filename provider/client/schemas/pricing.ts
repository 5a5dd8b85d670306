import type * as v from "valibot";
import { money, object } from "./scalars";

/** Prices before tax, as decimal strings. Page: "Order resources". */
export interface Pricing {
  /** Before any discount. */
  listPrice?: string;
  /** After discounts. */
  discountedPrice?: string;
  /** Discounted price after proration. */
  proratedPrice?: string;
  /** Final price of one unit in the billing currency. */
  price?: string;
  /** Price with the quantity; on a cart also with the billing periods of the term. */
  extendedPrice?: string;
}

export const pricingSchema: v.GenericSchema<unknown, Pricing> = object({
  listPrice: money,
  discountedPrice: money,
  proratedPrice: money,
  price: money,
  extendedPrice: money,
});
