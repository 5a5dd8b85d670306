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

/** What limits look at in a line, as declared or as Partner Center has it. The client's `CartLineItem` fits. */
export interface LimitedLine {
  catalogItemId?: string;
  friendlyName?: string;
  quantity?: number;
  termDuration?: string;
  billingCycle?: string;
  currencyCode?: string;
  /** Decimal texts, as in the client. */
  pricing?: { price?: string; extendedPrice?: string };
  /** The hourly commitment of a savings plan. */
  purchaseCommitment?: { amount?: string | number };
  /** Add-ons of the older catalogue. They are bought with the line, so limits look at them like at lines. */
  addonItems?: LimitedLine[];
}

/** A limit that does not hold, or can't be told to hold. */
export interface LimitBreach {
  /** The limit, such as `limits.maxQuantity`. */
  property: string;
  /** Limit, source, actual value and remedy. */
  reason: string;
}

export { breachesOfLines, breachesOfTotal } from "./limitBreaches";
export { limitsProblem, parseLimits } from "./limitInputs";
