import type * as pulumi from "@pulumi/pulumi";
import type { PurchaseLimitsArgs } from "./purchaseLimits";

/** One thing to buy. Source: "Cart resources". */
export interface CartLineItemArgs {
  /**
   * `productId:skuId:availabilityId`. Availability ids change from month to month: `resolveCatalogItem` finds the one
   * of today. Items of the older catalogue are offer GUIDs or `MS-AZR-...`.
   */
  catalogItemId: pulumi.Input<string>;
  /** Licences or units, from 1. */
  quantity: pulumi.Input<number>;
  /** How it is billed. Term and billing cycle must be a pair that the availability offers. */
  billingCycle: pulumi.Input<"monthly" | "annual" | "biennial" | "triennial" | "one_time" | "none">;
  /** For how long, ISO 8601: `P1M`, `P1Y`, `P3Y`. Absent for perpetual software. */
  termDuration?: pulumi.Input<string>;
  /** Name of the subscription. Ignored for Azure plans. Default: the SKU's title. */
  friendlyName?: pulumi.Input<string>;
  /** ISO 4217. Default: the customer's currency. */
  currencyCode?: pulumi.Input<string>;
  /** Resellers that take part in the sale; indirect providers only. */
  participants?: pulumi.Input<
    pulumi.Input<{
      /** What the reseller is in the sale. */
      key: pulumi.Input<"transaction_reseller" | "additional_transaction_reseller" | "consumption_reseller">;
      /** Partner (location) id of the reseller. */
      value: pulumi.Input<string>;
    }>[]
  >;
  /** What the SKU's `provisioningVariables` ask for, such as the Azure subscription of a reservation. */
  provisioningContext?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** The id of a promotion that the customer may have, as Partner Center names it. Partner Center may apply one by itself; then it stands on the cart's line. An id that it doesn't accept is an error of the line, and nothing is checked out. */
  promotionId?: pulumi.Input<string>;
  /** What a trial turns into when it ends. */
  renewsTo?: pulumi.Input<{
    /** ISO 8601, such as `P1Y`. */
    termDuration: pulumi.Input<string>;
  }>;
  /** The hourly commitment of a savings plan. Source: "Purchase Azure savings plans". */
  purchaseCommitment?: pulumi.Input<{
    /** Above 0, for one `grain`. */
    amount: pulumi.Input<number>;
    /** ISO 4217; Partner Center's documents write it in lower case. */
    currency: pulumi.Input<string>;
    /** `hourly`. */
    grain: pulumi.Input<string>;
  }>;
  /** ISO 8601: ends the first term together with another subscription, or with the month. */
  customTermEndDate?: pulumi.Input<string>;
  /** Needed where the SKU enforces an attestation. */
  attestationAccepted?: pulumi.Input<boolean>;
  /** Add-ons of the older catalogue. Those of new commerce are line items of their own. */
  addonItems?: pulumi.Input<pulumi.Input<Omit<CartLineItemArgs, "addonItems">>[]>;
}

/** What to put into a cart. Source: "Create a cart with a customer order". */
export interface CartArgs {
  /** The customer's tenant id, a GUID. Once the cart is ordered, changing it is refused. */
  customerId: pulumi.Input<string>;
  /**
   * What to buy; at least one. A change updates the cart while it is active; once it is ordered, a change is refused:
   * more seats are another purchase.
   */
  lineItems: pulumi.Input<pulumi.Input<CartLineItemArgs>[]>;
  /**
   * Attests the partner on record; only for indirect providers with additional resellers. A change updates the cart while
   * it is active; once it is ordered, a change is refused.
   */
  partnerOnRecordAttestationAccepted?: pulumi.Input<boolean>;
  /**
   * A cart that was made elsewhere, and is taken over instead of making one. Its lines stay as they are. While nothing is
   * ordered, a change takes the other cart; once it is ordered, a change is refused.
   */
  existingCartId?: pulumi.Input<string>;
  /**
   * What to do about what the customer has already: an order of the last `partnercenter:duplicateDays` (30), or a
   * subscription that has not ended, however old, of the same product and SKU, quantity, term and billing cycle as one of
   * the lines. `refuse`: no cart is made. `adopt`: the checkout, which has to say the same, takes it over. Changing it
   * never permits a purchase: right before every checkout all of that is asked again.
   * @default "refuse"
   */
  ifAlreadyOrdered?: pulumi.Input<"refuse" | "adopt">;
  /**
   * Ids of orders or subscriptions that this purchase is known to come on top of, plain or as outputs of another purchase
   * (`other.orderIds`). An order's id stands for its alternate id and its subscriptions, and the reverse. Whatever else is
   * found is still refused, so it can stay in a program for ever. On what is bought, changing it does nothing.
   */
  besides?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Ids of the orders that this purchase is, where a person had to name them; the checkout has to say the same. They speak
   * against no cart, and once theirs is gone, no other one takes its place. Changing them changes no cart.
   */
  orderIds?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * What this purchase must keep to. Those of the stack's configuration hold as well. Changing them never buys; lines that
   * cross the new ones are refused.
   */
  limits?: pulumi.Input<PurchaseLimitsArgs>;
  /**
   * Whether a preview tells what a new cart will hold, and whether the customer has the same already.
   * `partnercenter:previewChecks` switches it off for all. Changing it changes previews alone.
   * @default true
   */
  previewChecks?: boolean;
  /**
   * The partner tenant that buys: its settings are read from `partnercenter-<profile>:*` and
   * `PARTNERCENTER_<PROFILE>_*`. Changing it is refused: another partner's purchase is another resource.
   */
  profile?: string;
}
