import type * as v from "valibot";
import { productTypeSchema, type ProductType } from "./product";
import { count, flag, id, list, object, part, requiredId, text, texts } from "./scalars";

/** A subscription of a customer. Times are ISO 8601. Page: "Subscription resources". */
export interface Subscription {
  /** A GUID. */
  id: string;
  /** The Azure subscription or the like that it gives a right to. */
  entitlementId?: string;
  /** The catalog item that was bought. */
  offerId?: string;
  /** Its title. */
  offerName?: string;
  /** The name that the purchase gave it. */
  friendlyName?: string;
  /** What kind of product it is of. */
  productType?: ProductType;
  /** Seats or units. */
  quantity?: number;
  /** `Licenses`, `Usage-based` or `Benefit`. */
  unitType?: string;
  /** The subscription that this add-on belongs to. */
  parentSubscriptionId?: string;
  /** How it is consumed, as the service spells it. */
  consumptionType?: string;
  /** `active`, `pending`, `suspended`, `expired`, `disabled`, `deleted` or `none`, as the service spells it. */
  status?: string;
  /** Why it is suspended. */
  suspensionReasons?: string[];
  /** When it was bought. */
  creationDate?: string;
  /** Start of the present term. */
  effectiveStartDate?: string;
  /** End of the term. */
  commitmentEndDate?: string;
  /** End of the term, with the time of day. */
  commitmentEndDateTime?: string;
  /** End of the present billing cycle. */
  billingCycleEndDate?: string;
  /** End of the present billing cycle, with the time of day. */
  billingCycleEndDateTime?: string;
  /** Until when it can be cancelled. */
  cancellationAllowedUntilDate?: string;
  /** Whether it renews itself at the end of its term. */
  autoRenewEnabled?: boolean;
  /** `license`, `usage`, `benefit` or `none`. */
  billingType?: string;
  /** Such as `monthly`. */
  billingCycle?: string;
  /** ISO 8601, such as `P1Y`. */
  termDuration?: string;
  /** Term after the next renewal; absent when it stays as it is. */
  renewalTermDuration?: string;
  /** Whether add-ons can be bought for it. */
  hasPurchasableAddons?: boolean;
  /** Whether it is a trial. */
  isTrial?: boolean;
  /** `false` for the marketplace's third parties. */
  isMicrosoftProduct?: boolean;
  /** Who publishes it. */
  publisherName?: string;
  /** What can be done with it: `edit`, `cancel`. */
  actions?: string[];
  /** What a cancellation pays back. */
  refundOptions: {
    /** `Full` or `Partial`. */
    type?: string;
    /** Until when. */
    expiresAt?: string;
  }[];
  /** How many seats can still be given back, and until when. */
  refundableQuantity?: RefundableQuantity;
  /** Partner id of the reseller. */
  partnerId?: string;
  /** `subscription`, `productKey` or `redemptionCode`. */
  contractType?: string;
  /** The promotion that applies to it. */
  promotionId?: string;
  /** The subscription of the older catalogue that it replaced. */
  migratedFromSubscriptionId?: string;
  /** What the next term will be. */
  scheduledNextTermInstructions?: SubscriptionInstructions;
  /** What will be charged next. */
  nextChargeInstructions?: SubscriptionInstructions;
  /** The order that it came from. */
  orderId?: string;
  /** The partner has to do something about it. */
  attentionNeeded?: boolean;
  /** What had to be done about it was done. */
  actionTaken?: boolean;
}

/** Seats that can still be given back. */
export interface RefundableQuantity {
  /** Of all `details` together. */
  totalQuantity?: number;
  /** How many, and until when. */
  details: {
    /** Seats. */
    quantity?: number;
    /** Until when they can be given back. ISO 8601. */
    allowedUntilDateTime?: string;
  }[];
}

/** A change that is to come with the next term or charge. */
export interface SubscriptionInstructions {
  /** What it changes to. */
  product?: {
    /** Twelve characters. */
    productId?: string;
    /** Four characters. */
    skuId?: string;
    /** The last part of a catalog item id. */
    availabilityId?: string;
    /** Such as `monthly`. */
    billingCycle?: string;
    /** ISO 8601, such as `P1Y`. */
    termDuration?: string;
    /** The promotion that will apply. */
    promotionId?: string;
  };
  /** Seats after the change. */
  quantity?: number;
  /** ISO 8601: the day with which the next term is to end. */
  customTermEndDate?: string;
}

const instructionsSchema: v.GenericSchema<unknown, SubscriptionInstructions> = object({
  product: part<NonNullable<SubscriptionInstructions["product"]>>(
    object({
      productId: text,
      skuId: text,
      availabilityId: text,
      billingCycle: text,
      termDuration: text,
      promotionId: text,
    }),
  ),
  quantity: count,
  customTermEndDate: text,
});

const refundableSchema: v.GenericSchema<unknown, RefundableQuantity> = object({
  totalQuantity: count,
  details: list<{ quantity?: number; allowedUntilDateTime?: string }>(
    object({ quantity: count, allowedUntilDateTime: text }),
  ),
});

export const subscriptionSchema: v.GenericSchema<unknown, Subscription> = object({
  id: requiredId,
  entitlementId: id,
  offerId: text,
  offerName: text,
  friendlyName: text,
  productType: part(productTypeSchema),
  quantity: count,
  unitType: text,
  parentSubscriptionId: id,
  consumptionType: text,
  status: text,
  suspensionReasons: texts,
  creationDate: text,
  effectiveStartDate: text,
  commitmentEndDate: text,
  commitmentEndDateTime: text,
  billingCycleEndDate: text,
  billingCycleEndDateTime: text,
  cancellationAllowedUntilDate: text,
  autoRenewEnabled: flag,
  billingType: text,
  billingCycle: text,
  termDuration: text,
  renewalTermDuration: text,
  hasPurchasableAddons: flag,
  isTrial: flag,
  isMicrosoftProduct: flag,
  publisherName: text,
  actions: texts,
  refundOptions: list<{ type?: string; expiresAt?: string }>(object({ type: text, expiresAt: text })),
  refundableQuantity: part(refundableSchema),
  partnerId: text,
  contractType: text,
  promotionId: text,
  migratedFromSubscriptionId: id,
  scheduledNextTermInstructions: part(instructionsSchema),
  nextChargeInstructions: part(instructionsSchema),
  orderId: id,
  attentionNeeded: flag,
  actionTaken: flag,
});
