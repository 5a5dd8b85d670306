import type * as pulumi from "@pulumi/pulumi";

/**
 * What a purchase must keep to. All limits that are set hold, those of the stack (`partnercenter:limits`) included.
 * A preview tells where a purchase would cross one; immediately before the checkout, what can't be judged, such as a
 * price that Partner Center doesn't give, counts as crossed.
 */
export interface PurchaseLimitsArgs {
  /** The most that all lines together may cost for their whole terms, before tax. Another currency is refused. */
  maxTotal?: pulumi.Input<{
    /** 0 or more, as a number or decimal text. 0 allows free items only. */
    amount: pulumi.Input<number | string>;
    /** ISO 4217. A price in another currency crosses the limit: nothing is converted. */
    currency: pulumi.Input<string>;
  }>;
  /** The most units of one line, and of all lines with the same product and SKU together. */
  maxQuantity?: pulumi.Input<number>;
  /** The terms that a line may have: ISO 8601 durations; `none` stands for lines without one. */
  allowedTermDurations?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * How a line may be billed: `monthly`, `annual`, `biennial`, `triennial`, `one_time` or `none`. The case of letters
   * doesn't matter.
   */
  allowedBillingCycles?: pulumi.Input<pulumi.Input<string>[]>;
  /** What a line may buy: `product`, `product:sku` or `product:sku:availability`; the case of letters doesn't matter. */
  allowedCatalogItems?: pulumi.Input<pulumi.Input<string>[]>;
}
