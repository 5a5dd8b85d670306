/** What limits judge in a line, as declared or as Partner Center has it. The client's `CartLineItem` fits. */
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
  /** Add-ons of the older catalogue. They are bought with the line, so limits judge them like lines. */
  addonItems?: LimitedLine[];
}

/** A limit that does not hold, or can't be told to hold. */
export interface LimitBreach {
  /** The limit, such as `limits.maxQuantity`. */
  property: string;
  /** Limit, source, actual value and remedy. */
  reason: string;
}
