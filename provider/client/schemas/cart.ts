import * as v from "valibot";
import { pricingSchema, type Pricing } from "./pricing";
import { count, flag, list, money, object, part, readAll, record, requiredId, text } from "./scalars";

/** A cart. It can be checked out for seven days after its creation. Page: "Cart resources". */
export interface Cart {
  /** A GUID. */
  id: string;
  /** `Active` or `Ordered`; missing in older answers. */
  status?: string;
  /** What it holds. */
  lineItems: CartLineItem[];
  /** ISO 8601. */
  creationTimestamp?: string;
  /** ISO 8601. On a cart that was ordered, the time of its checkout. */
  lastModifiedTimestamp?: string;
  /** Seven days after its creation. ISO 8601. */
  expirationTimestamp?: string;
  /** Whether the partner on record was attested; only for indirect providers. */
  partnerOnRecordAttestationAccepted?: boolean;
}

/** What a client says about a cart. Page: "Create a cart with a customer order". */
export interface CartRequest {
  /** At least one. */
  lineItems: CartLineRequest[];
  /** Attests the partner on record; only for indirect providers with additional resellers. */
  partnerOnRecordAttestationAccepted?: boolean;
}

/** What a client says about one line. Page: "Cart resources". */
export interface CartLineRequest {
  /** Number of the line, from 0; the service numbers lines without one. */
  id?: number;
  /** `productId:skuId:availabilityId`. */
  catalogItemId: string;
  /** Licences or units, from 1. */
  quantity: number;
  /** `monthly`, `annual`, `triennial`, `one_time` or `none`. */
  billingCycle: string;
  /** ISO 8601, such as `P1Y`; absent for perpetual software. */
  termDuration?: string;
  /** Name of the subscription. Ignored for Azure plans. */
  friendlyName?: string;
  /** ISO 4217. Default: the customer's currency. */
  currencyCode?: string;
  /** Resellers that take part in the sale; indirect providers only. */
  participants?: CartParticipant[];
  /** What the SKU's `provisioningVariables` ask for. */
  provisioningContext?: Record<string, string>;
  /** The promotion that applies. The service may apply one by itself. */
  promotionId?: string;
  /** What a trial turns into. */
  renewsTo?: {
    /** ISO 8601, such as `P1Y`. */
    termDuration: string;
  };
  /** The hourly commitment of a savings plan. */
  purchaseCommitment?: PurchaseCommitment;
  /** ISO 8601: the day with which the first term is to end. */
  customTermEndDate?: string;
  /** Needed where the SKU enforces an attestation. */
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
  /** For one `grain`. */
  amount: number;
  /** ISO 4217, in lower case in the documents. */
  currency: string;
  /** `hourly`. */
  grain: string;
}

/** A line as the service has it. */
export interface CartLineItem extends Partial<Omit<CartLineRequest, "addonItems" | "purchaseCommitment">> {
  /** Lines with the same label become one order. */
  orderGroup?: string;
  /** Prices before tax; absent where the caller may not see them. */
  pricing?: Pricing;
  /** Why this line can't be bought. The cart itself was accepted all the same. */
  error?: CartLineError;
  /** The amount as decimal text: it is money. */
  purchaseCommitment?: {
    /** Decimal text, for one `grain`. */
    amount?: string;
    /** ISO 4217, in lower case in the documents. */
    currency?: string;
    /** `hourly`. */
    grain?: string;
  };
  /** Add-ons of the older catalogue. */
  addonItems?: CartLineItem[];
}

/** Why a line of a cart can't be bought. */
export interface CartLineError {
  /** A number as text or a name in snake case: the documents don't settle it. */
  errorCode?: string;
  /** In Partner Center's words. */
  errorDescription?: string;
  /** For limits of seats. */
  additionalInformation?: {
    /** Seats that can still be bought. */
    availableQuantity?: number;
    /** Seats that the customer has. */
    purchasedQuantity?: number;
  };
}

const errorSchema: v.GenericSchema<unknown, CartLineError> = object({
  errorCode: text,
  errorDescription: text,
  additionalInformation: part<{ availableQuantity?: number; purchasedQuantity?: number }>(
    object({ availableQuantity: count, purchasedQuantity: count }),
  ),
});

/** Tables of the documents call it a list, and every sample has one object. */
const renewsTo = part<{ termDuration: string }>(
  v.pipe(
    v.unknown(),
    v.transform((value): unknown => (Array.isArray(value) ? value[0] : value)),
    v.object({ termDuration: v.string() }),
  ),
);

const cartLineSchema: v.GenericSchema<unknown, CartLineItem> = object({
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
  renewsTo,
  purchaseCommitment: part<{ amount?: string; currency?: string; grain?: string }>(
    object({ amount: money, currency: text, grain: text }),
  ),
  customTermEndDate: text,
  attestationAccepted: flag,
  addonItems: v.optional(
    v.pipe(
      v.unknown(),
      // A line whose add-ons can't be read would buy what nobody has seen.
      v.check((value) => !value || Array.isArray(value)),
      v.transform((value): CartLineItem[] | undefined =>
        value ? readAll(cartLineSchema, value) : undefined,
      ),
    ),
  ),
  pricing: part(pricingSchema),
  error: part(errorSchema),
});

export const cartSchema: v.GenericSchema<unknown, Cart> = object({
  id: requiredId,
  status: text,
  lineItems: list(cartLineSchema),
  creationTimestamp: text,
  lastModifiedTimestamp: text,
  expirationTimestamp: text,
  partnerOnRecordAttestationAccepted: flag,
});
