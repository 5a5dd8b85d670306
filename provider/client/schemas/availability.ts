import type * as v from "valibot";
import { productSchema, type Product } from "./product";
import { count, flag, list, object, part, requiredId, text, texts } from "./scalars";
import { currencySchema, skuSchema, type Currency, type Sku } from "./sku";

/**
 * How a SKU is sold to a segment in a country. Its id is reissued again and again, so it is asked for at the time of
 * purchase. Page: "Get an availability by ID".
 */
export interface Availability {
  /** The last part of a catalog item id. */
  id: string;
  /** Twelve characters, such as `CFQ7TTC0LF8R`. */
  productId?: string;
  /** Four characters, such as `0001`. */
  skuId?: string;
  /** What a cart line names: `productId:skuId:availabilityId`. */
  catalogItemId?: string;
  /** Currency of the country. */
  defaultCurrency?: Currency;
  /** `commercial`, `education`, `government` or `nonprofit`, as the service spells it. */
  segment?: string;
  /** ISO 3166-1, two letters. */
  country?: string;
  /** `false`: it can't be bought. */
  isPurchasable?: boolean;
  /** Whether a subscription of it can be renewed. */
  isRenewable?: boolean;
  /** What its terms can be renewed to. */
  renewalInstructions: RenewalInstruction[];
  /** The terms and billing cycles that a purchase may have. */
  terms: AvailabilityTerm[];
  /** The product, where the answer holds it. */
  product?: Product;
  /** The SKU, where the answer holds it. */
  sku?: Sku;
}

/** A pair of term and billing cycle, and how it can be cancelled. */
export interface AvailabilityTerm {
  /** What {@link RenewalInstruction} names it by. */
  id?: string;
  /** ISO 8601, such as `P1Y`; absent for what is bought once. */
  duration?: string;
  /** In words for people. */
  description?: string;
  /** Such as `Monthly`; spelled otherwise than on a cart line. */
  billingCycle?: string;
  /** What is paid back for a cancellation, and how long. */
  cancellationPolicies: {
    /** What is paid back, and until when. */
    refundOptions: RefundOption[];
  }[];
}

/** What a cancellation within some time pays back. */
export interface RefundOption {
  /** Its place among the options. */
  sequenceId?: number;
  /** `Full` or `Partial`. */
  type?: string;
  /** ISO 8601 duration from the purchase on. */
  expiresAfter?: string;
}

/** What a term can be renewed to. */
export interface RenewalInstruction {
  /** The terms that it holds for. */
  applicableTermIds?: string[];
  /** What each of them can be renewed to. */
  renewalOptions: {
    /** The term that it is renewed to. */
    renewToId?: string;
    /** Whether that goes by itself. */
    isAutoRenewable?: boolean;
  }[];
}

const refundOptionSchema: v.GenericSchema<unknown, RefundOption> = object({
  sequenceId: count,
  type: text,
  expiresAfter: text,
});

const termSchema: v.GenericSchema<unknown, AvailabilityTerm> = object({
  id: text,
  duration: text,
  description: text,
  billingCycle: text,
  cancellationPolicies: list(object({ refundOptions: list(refundOptionSchema) })),
});

const renewalSchema: v.GenericSchema<unknown, RenewalInstruction> = object({
  applicableTermIds: texts,
  renewalOptions: list<{ renewToId?: string; isAutoRenewable?: boolean }>(
    object({ renewToId: text, isAutoRenewable: flag }),
  ),
});

export const availabilitySchema: v.GenericSchema<unknown, Availability> = object({
  id: requiredId,
  productId: text,
  skuId: text,
  catalogItemId: text,
  defaultCurrency: part(currencySchema),
  segment: text,
  country: text,
  isPurchasable: flag,
  isRenewable: flag,
  renewalInstructions: list(renewalSchema),
  terms: list(termSchema),
  product: part(productSchema),
  sku: part(skuSchema),
});
