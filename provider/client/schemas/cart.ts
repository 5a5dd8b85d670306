import * as v from "valibot";
import { pricingSchema, type Pricing } from "./pricing";
import { count, flag, list, money, object, part, readAll, record, requiredId, text } from "./scalars";

/** A cart. It can be checked out for seven days after its creation. Page: "Cart resources". */
export interface Cart {
  id: string;
  /** `Active` or `Ordered`; missing in older answers. */
  status?: string;
  lineItems: CartLineItem[];
  creationTimestamp?: string;
  lastModifiedTimestamp?: string;
  expirationTimestamp?: string;
  partnerOnRecordAttestationAccepted?: boolean;
}

/** What a client says about a cart. Page: "Create a cart with a customer order". */
export interface CartRequest {
  /** At least one. */
  lineItems: CartLineRequest[];
  partnerOnRecordAttestationAccepted?: boolean;
}

/** What a client says about one line. Page: "Cart resources". */
export interface CartLineRequest {
  /** Number of the line, from 0; the service numbers lines without one. */
  id?: number;
  /** `productId:skuId:availabilityId`. */
  catalogItemId: string;
  quantity: number;
  /** `monthly`, `annual`, `triennial`, `one_time` or `none`. */
  billingCycle: string;
  /** ISO 8601, such as `P1Y`; absent for perpetual software. */
  termDuration?: string;
  friendlyName?: string;
  currencyCode?: string;
  participants?: CartParticipant[];
  provisioningContext?: Record<string, string>;
  promotionId?: string;
  /** What a trial turns into. */
  renewsTo?: { termDuration: string };
  purchaseCommitment?: PurchaseCommitment;
  /** ISO 8601: the day with which the first term is to end. */
  customTermEndDate?: string;
  attestationAccepted?: boolean;
  /** Add-ons of the older catalogue only; those of new commerce are lines of their own. */
  addonItems?: CartLineRequest[];
}

/** A reseller who takes part in the sale. */
export interface CartParticipant {
  /** `transaction_reseller`, `additional_transaction_reseller` or `consumption_reseller`. */
  key: string;
  /** Partner (location) id of the reseller. */
  value: string;
}

/** The hourly commitment of a savings plan. Page: "Purchase Azure savings plans". */
export interface PurchaseCommitment {
  amount: number;
  /** ISO 4217, in lower case in the documents. */
  currency: string;
  grain: string;
}

/** A line as the service has it. */
export interface CartLineItem extends Partial<Omit<CartLineRequest, "addonItems" | "purchaseCommitment">> {
  /** Lines with the same label become one order. */
  orderGroup?: string;
  pricing?: Pricing;
  /** Why this line can't be bought. The cart itself was accepted all the same. */
  error?: CartLineError;
  /** The amount as decimal text: it is money. */
  purchaseCommitment?: { amount?: string; currency?: string; grain?: string };
  addonItems?: CartLineItem[];
}

export interface CartLineError {
  /** A number as text or a name in snake case: the documents don't settle it. */
  errorCode?: string;
  errorDescription?: string;
  /** For limits of seats. */
  additionalInformation?: { availableQuantity?: number; purchasedQuantity?: number };
}

const errorSchema: v.GenericSchema<unknown, CartLineError> = object({
  errorCode: text,
  errorDescription: text,
  additionalInformation: part<{ availableQuantity?: number; purchasedQuantity?: number }>(
    object({ availableQuantity: count, purchasedQuantity: count }),
  ),
});

const lineSchema: v.GenericSchema<unknown, CartLineItem> = object({
  id: count,
  catalogItemId: text,
  quantity: count,
  termDuration: text,
  billingCycle: text,
  friendlyName: text,
  orderGroup: text,
  currencyCode: text,
  participants: part<CartParticipant[]>(v.array(v.object({ key: v.string(), value: v.string() }))),
  provisioningContext: record,
  promotionId: text,
  renewsTo: part<{ termDuration: string }>(v.object({ termDuration: v.string() })),
  purchaseCommitment: part<{ amount?: string; currency?: string; grain?: string }>(
    object({ amount: money, currency: text, grain: text }),
  ),
  customTermEndDate: text,
  attestationAccepted: flag,
  addonItems: v.optional(
    v.pipe(
      v.unknown(),
      v.transform((value): CartLineItem[] | undefined => (value ? readAll(lineSchema, value) : undefined)),
    ),
  ),
  pricing: part(pricingSchema),
  error: part(errorSchema),
});

export const cartSchema: v.GenericSchema<unknown, Cart> = object({
  id: requiredId,
  status: text,
  lineItems: list(lineSchema),
  creationTimestamp: text,
  lastModifiedTimestamp: text,
  expirationTimestamp: text,
  partnerOnRecordAttestationAccepted: flag,
});
