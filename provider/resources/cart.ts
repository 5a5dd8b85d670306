import * as pulumi from "@pulumi/pulumi";
import { DynamicResource } from "./dynamicResource";
import type { PurchaseLimitsArgs } from "./purchaseLimits";
import {
  declareLineItems,
  refuseCustomTimeouts,
  refuseImport,
  refuseOldArgs,
  refusePlainCredentials,
  resourceKeyOf,
} from "./programChecks";

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
      key: pulumi.Input<"transaction_reseller" | "additional_transaction_reseller" | "consumption_reseller">;
      /** Partner (location) id of the reseller. */
      value: pulumi.Input<string>;
    }>[]
  >;
  /** What the SKU's `provisioningVariables` ask for, such as the Azure subscription of a reservation. */
  provisioningContext?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  promotionId?: pulumi.Input<string>;
  /** What a trial turns into when it ends. */
  renewsTo?: pulumi.Input<{ termDuration: pulumi.Input<string> }>;
  /** The hourly commitment of a savings plan. Source: "Purchase Azure savings plans". */
  purchaseCommitment?: pulumi.Input<{
    amount: pulumi.Input<number>;
    currency: pulumi.Input<string>;
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
  /** Attests the partner on record; only for indirect providers with additional resellers. */
  partnerOnRecordAttestationAccepted?: pulumi.Input<boolean>;
  /** A cart that was made elsewhere, and is taken over instead of making one. Its lines stay as they are. */
  existingCartId?: pulumi.Input<string>;
  /**
   * What to do about what the customer has already: an order of the last `partnercenter:duplicateDays` (30), or a
   * subscription that has not ended, however old, of the same product and SKU, quantity, term and billing cycle as one of
   * the lines. `refuse`: no cart is made. `adopt`: the checkout, which has to say the same, takes it over. Changing it
   * never permits a purchase: right before every checkout all of that is looked at again.
   * @default "refuse"
   */
  ifAlreadyOrdered?: pulumi.Input<"refuse" | "adopt">;
  /**
   * Ids of orders or subscriptions that this purchase is known to come on top of, plain or as outputs of another purchase
   * (`other.orderIds`). An order's id stands for its alternate id and its subscriptions, and the reverse. Whatever else is
   * found is still refused, so it can stay in a program for ever. On what is bought, changing it does nothing.
   */
  besides?: pulumi.Input<pulumi.Input<string>[]>;
  /** What this purchase must keep to. Those of the stack's configuration hold as well. */
  limits?: pulumi.Input<PurchaseLimitsArgs>;
  /** Whether a preview tells what the cart will hold. @default true */
  previewChecks?: boolean;
  /** The partner tenant: reads `partnercenter-<profile>:*` and `PARTNERCENTER_<PROFILE>_*`. It never changes. */
  profile?: string;
}

/** A line as Partner Center has it. Prices before tax, as decimal text; absent when Partner Center gives none. */
export interface CartLine {
  lineItemNumber: number;
  catalogItemId?: string;
  friendlyName?: string;
  quantity?: number;
  billingCycle?: string;
  termDuration?: string;
  /** Lines of one group become one order. */
  orderGroup?: string;
  promotionId?: string;
  currencyCode?: string;
  /** For one unit and billing period. */
  price?: string;
  /** For the whole line and term. */
  extendedPrice?: string;
  error?: { code: string; description: string };
}

/**
 * A customer's cart: what a {@link CartCheckout} buys. {@link Purchase} is both in one.
 *
 * A cart binds nobody to anything and lives 7 days. Its end is no reason to buy again: one that was ordered stays in
 * state as `ordered`; one that expired is made anew only when the customer's orders show that it was never ordered. A
 * line that Partner Center can't order fails the resource, so that nothing is checked out.
 *
 * @example 25 licences, checked out by another resource
 * ```ts
 * const cart = new Cart("e5", {
 *   customerId,
 *   lineItems: [
 *     { catalogItemId: "CFQ7TTC0LF8S:0001:CFQ7TTC0N81H", quantity: 25, billingCycle: "monthly", termDuration: "P1Y" },
 *   ],
 * });
 * new CartCheckout("e5", { customerId, cartId: cart.cartId });
 * ```
 * @see "Cart resources" and "Create a cart with a customer order", Partner Center developer documentation
 */
export class Cart extends DynamicResource {
  declare readonly customerId: pulumi.Output<string>;
  /** The id of the cart; another one takes its place only while nothing was ordered. */
  declare readonly cartId: pulumi.Output<string>;
  /** `active`, `ordered`, or `expired` without having been ordered: then the next `pulumi up` makes another one. */
  declare readonly status: pulumi.Output<"active" | "ordered" | "expired">;
  /** What Partner Center made of the line items, with order groups and prices. */
  declare readonly lines: pulumi.Output<CartLine[]>;
  /** ISO 8601. */
  declare readonly createdAt: pulumi.Output<string | undefined>;
  /** Seven days after the cart was made. ISO 8601. */
  declare readonly expiresAt: pulumi.Output<string | undefined>;
  /** Which cart of this resource it is, from 1; 0 for one that was made elsewhere. */
  declare readonly generation: pulumi.Output<number>;
  declare readonly partner: pulumi.Output<{ tenantId: string; cloud: string }>;

  constructor(name: string, args: CartArgs, opts: pulumi.CustomResourceOptions = {}) {
    refusePlainCredentials(args.profile);
    refuseOldArgs("Cart", name, args);
    refuseCustomTimeouts("Cart", name, opts);
    refuseImport("Cart", name, opts, "existingCartId");
    const outputs = Object.fromEntries(OUTPUTS.map((key) => [key, undefined]));
    const { previewChecks, ...declared } = args;
    const inputs =
      opts.id === undefined
        ? { ...declared, ...inPreview(previewChecks), seed: seedOf(name), resourceKey: resourceKeyOf(name) }
        : {};
    super("Cart", name, { ...outputs, ...inputs }, opts);
    if (opts.id === undefined) declareLineItems(this.cartId, args.lineItems);
  }

  /** Reads a cart without managing it. @param id `<customerId>/<cartId>`. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts: pulumi.CustomResourceOptions = {}): Cart {
    return new Cart(name, {} as CartArgs, { ...opts, id });
  }
}

const OUTPUTS = [
  "customerId",
  "cartId",
  "status",
  "lines",
  "createdAt",
  "expiresAt",
  "generation",
  "partner",
];

/** The host isn't told a resource's name, nor whether it is asked for a preview: the program says both. */
export function seedOf(name: string): string {
  return `${pulumi.getProject()}/${pulumi.getStack()}/${name}`;
}

/** The wish for checks in a preview, given to the host in previews alone. */
export function inPreview(previewChecks: boolean | undefined): { previewChecks?: true } {
  return previewChecks !== false && pulumi.runtime.isDryRun() ? { previewChecks: true } : {};
}
