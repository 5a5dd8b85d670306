/** What the settings of a stack say about purchases in general, on top of what each resource says of its own. */
export interface PurchaseRules {
  /** False: previews complete as ever, and every purchase is refused before anything is sent. */
  allowPurchases: boolean;
  /** The setting that forbids purchases, as it is spelled where it was found. */
  forbiddenBy?: string;
  /** Whether a preview reads carts that are not bought yet, to tell what they hold and cost. */
  previewChecks: boolean;
  /** For how many days an order counts as what the customer has, whatever became of it. */
  duplicateDays: number;
  /** False: the partner may not list subscriptions, so orders alone tell what a customer has. */
  listSubscriptions: boolean;
  /** Limits that hold for every purchase, each with the setting that it comes from. All of them hold. */
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
