/** What the settings of a stack say about purchases in general, on top of what each resource says of its own. */
export interface PurchaseRules {
  /**
   * `false`: previews complete as ever, and every purchase is refused before anything is sent that buys. One `false`
   * anywhere is enough.
   */
  allowPurchases: boolean;
  /** The setting that forbids purchases, as it is spelled where it was found. */
  forbiddenBy?: string;
  /**
   * `false`: a preview doesn't tell what carts hold and what would stop them, and asks Partner Center nothing for it.
   * The nearest one wins: the profile's, then the general one, in each the environment's.
   */
  previewChecks: boolean;
  /**
   * For how many days an order counts as what the customer has, whatever became of it. The largest that is set holds.
   * Raising it refuses more purchases, lowering it fewer; what is bought stays as it is.
   */
  duplicateDays: number;
  /**
   * `false`: the partner may not list subscriptions, so orders alone tell what a customer has, and each purchase says so.
   * The nearest one wins: the profile's, then the general one, in each the environment's.
   */
  listSubscriptions: boolean;
  /**
   * Limits of every purchase, as JSON with the members of `PurchaseLimitsArgs`, see docs/limits.md. Those of the resource,
   * of the configuration and of the environment all hold. Changing them never buys, and what is bought is not judged again.
   */
  limits: NamedLimits[];
}

/** The rules of a stack that sets none. */
export const DEFAULT_RULES: PurchaseRules = {
  allowPurchases: true,
  previewChecks: true,
  duplicateDays: 30,
  listSubscriptions: true,
  limits: [],
};

/** Limits on what may be bought. A member that is absent limits nothing. */
export interface PurchaseLimits {
  /** The most that a purchase may cost: the sum over all lines for their whole terms, before tax. */
  maxTotal?: {
    /** Decimal text. 0 allows free items only. */
    amount: string;
    /** ISO 4217. A price in another currency breaches the limit: nothing is converted. */
    currency: string;
  };
  /** The highest quantity of a line, and of all lines with the same product and SKU together. */
  maxQuantity?: number;
  /** Terms as ISO 8601 durations, such as `P1Y`; `none` stands for lines without a term, such as perpetual software. */
  allowedTermDurations?: string[];
  /** `monthly`, `annual`, `biennial`, `triennial`, `one_time` or `none`. */
  allowedBillingCycles?: string[];
  /** `product`, `product:sku` or `product:sku:availability`; the case of letters doesn't matter. */
  allowedCatalogItems?: string[];
}

/** Limits with where they were set, for messages. */
export interface NamedLimits {
  /** `limits` for those of the resource, else the setting, such as `partnercenter:limits`. */
  source: string;
  limits: PurchaseLimits;
}
