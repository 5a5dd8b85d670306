import type * as pulumi from "@pulumi/pulumi";

/**
 * What a purchase must keep to. All limits that are set hold, those of the stack (`partnercenter:limits`) included.
 * A preview tells where a purchase would cross one; immediately before the checkout, what can't be judged, such as a
 * price that Partner Center doesn't give, counts as crossed.
 */
export interface PurchaseLimitsArgs {
  /** The most that all lines together may cost for their whole terms, before tax. Another currency is refused. */
  maxTotal?: pulumi.Input<{ amount: pulumi.Input<number | string>; currency: pulumi.Input<string> }>;
  /** The most units of one item. */
  maxQuantity?: pulumi.Input<number>;
  /** ISO 8601 durations; `none` stands for lines without a term. */
  allowedTermDurations?: pulumi.Input<pulumi.Input<string>[]>;
  allowedBillingCycles?: pulumi.Input<pulumi.Input<string>[]>;
  /** `product`, `product:sku` or `product:sku:availability`. */
  allowedCatalogItems?: pulumi.Input<pulumi.Input<string>[]>;
}
