import type * as v from "valibot";
import { productTypeSchema, type ProductType } from "./product";
import { count, flag, id, list, object, part, requiredId, text, texts } from "./scalars";

/** A subscription of a customer. Times are ISO 8601. Page: "Subscription resources". */
export interface Subscription {
  id: string;
  /** The Azure subscription or the like that it gives a right to. */
  entitlementId?: string;
  /** The catalog item that was bought. */
  offerId?: string;
  offerName?: string;
  friendlyName?: string;
  productType?: ProductType;
  quantity?: number;
  /** `Licenses`, `Usage-based` or `Benefit`. */
  unitType?: string;
  /** The subscription that this add-on belongs to. */
  parentSubscriptionId?: string;
  consumptionType?: string;
  /** `active`, `pending`, `suspended`, `expired`, `disabled`, `deleted` or `none`, as the service spells it. */
  status?: string;
  suspensionReasons?: string[];
  creationDate?: string;
  effectiveStartDate?: string;
  /** End of the term. */
  commitmentEndDate?: string;
  commitmentEndDateTime?: string;
  billingCycleEndDate?: string;
  billingCycleEndDateTime?: string;
  /** Until when it can be cancelled. */
  cancellationAllowedUntilDate?: string;
  autoRenewEnabled?: boolean;
  /** `license`, `usage`, `benefit` or `none`. */
  billingType?: string;
  /** Such as `monthly`. */
  billingCycle?: string;
  /** ISO 8601, such as `P1Y`. */
  termDuration?: string;
  /** Term after the next renewal; absent when it stays as it is. */
  renewalTermDuration?: string;
  hasPurchasableAddons?: boolean;
  isTrial?: boolean;
  isMicrosoftProduct?: boolean;
  publisherName?: string;
  /** What can be done with it: `edit`, `cancel`. */
  actions?: string[];
  refundOptions: { type?: string; expiresAt?: string }[];
  /** How many seats can still be given back, and until when. */
  refundableQuantity?: RefundableQuantity;
  /** Partner id of the reseller. */
  partnerId?: string;
  /** `subscription`, `productKey` or `redemptionCode`. */
  contractType?: string;
  promotionId?: string;
  migratedFromSubscriptionId?: string;
  /** What the next term will be. */
  scheduledNextTermInstructions?: SubscriptionInstructions;
  /** What will be charged next. */
  nextChargeInstructions?: SubscriptionInstructions;
  /** The order that it came from. */
  orderId?: string;
  attentionNeeded?: boolean;
  actionTaken?: boolean;
}

export interface RefundableQuantity {
  totalQuantity?: number;
  details: { quantity?: number; allowedUntilDateTime?: string }[];
}

/** A change that is to come with the next term or charge. */
export interface SubscriptionInstructions {
  product?: {
    productId?: string;
    skuId?: string;
    availabilityId?: string;
    billingCycle?: string;
    termDuration?: string;
    promotionId?: string;
  };
  quantity?: number;
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
