/** An error that Partner Center puts on a line of a cart. */
export interface CartLineErrorCode {
  code: number;
  /** As the documents spell it; on the wire also in snake case. */
  name: string;
  /** What to do, in one sentence. */
  remedy: string;
}

/** Page: "Cart resources" (CartErrorCode). There is no 10005. */
export const cartLineErrorCodes: readonly CartLineErrorCode[] = [
  {
    code: 0,
    name: "Unknown",
    remedy:
      "Read the error's text: Partner Center gave it no code; ask Partner Center support if it doesn't help.",
  },
  {
    code: 10000,
    name: "CurrencyIsNotSupported",
    remedy: "Leave `currencyCode` out, or set it to the currency of the customer's market.",
  },
  {
    code: 10001,
    name: "CatalogItemIdIsNotValid",
    remedy:
      "Look the item up again (`resolveCatalogItem`): availability ids change, and it must be sold to this customer's " +
      "segment and market.",
  },
  {
    code: 10002,
    name: "QuotaNotAvailable",
    remedy: "Lower the quantity, or ask for more quota for the Azure subscription.",
  },
  {
    code: 10003,
    name: "InventoryNotAvailable",
    remedy: "Choose another item or region, or try again later: there is no stock.",
  },
  {
    code: 10004,
    name: "ParticipantsIsNotSupportedForPartner",
    remedy: "Leave `participants` out: only an indirect provider may name resellers.",
  },
  {
    code: 10006,
    name: "UnableToProcessCartLineItem",
    remedy:
      "Run `pulumi up` again in a few minutes; if it stays, check the line and ask Partner Center support.",
  },
  {
    code: 10007,
    name: "SubscriptionIsNotValid",
    remedy: "Name an active Azure subscription of this customer in the line's `provisioningContext`.",
  },
  {
    code: 10008,
    name: "SubscriptionIsNotEnabledForRI",
    remedy: "Name an Azure subscription in `provisioningContext` that may hold reservations.",
  },
  {
    code: 10009,
    name: "SandboxLimitExceeded",
    remedy: "Cancel something in the sandbox first, or lower the quantity: its limits are reached.",
  },
  {
    code: 10010,
    name: "InvalidInput",
    remedy:
      "Correct the line's input: quantity, billing cycle, term and `provisioningContext` must fit the item.",
  },
  {
    code: 10011,
    name: "SubscriptionNotRegistered",
    remedy: "Register the Azure subscription for reservations in Partner Center, then try again.",
  },
  {
    code: 10012,
    name: "AttestationNotAccepted",
    remedy: "Set `attestationAccepted: true` on the line, once its conditions are met.",
  },
  {
    code: 10013,
    name: "BillingPlanNotSupported",
    remedy: "Use a billing cycle and term that the availability offers.",
  },
  {
    code: 10014,
    name: "InvalidPromotionId",
    remedy:
      "Correct `promotionId`, or leave it out: the promotion must fit item, term, billing cycle and customer.",
  },
  {
    code: 10015,
    name: "MaxAllowedSeatsPerSubscriptionExceeded",
    remedy:
      "Lower the quantity to what the error names as available, counting the seats that the customer has.",
  },
  {
    code: 10016,
    name: "InvalidCustomTermEndDateProduct",
    remedy: "Leave `customTermEndDate` out: this product's term can't be aligned.",
  },
  {
    code: 10017,
    name: "InvalidCustomTermEndDate",
    remedy:
      "Set `customTermEndDate` to the end of another subscription's term or of the month, within the first term.",
  },
  {
    code: 10018,
    name: "BaseOfferSeatQuantityNotMet",
    remedy: "Buy enough seats of the base product first, or put them into the same cart.",
  },
  {
    code: 10019,
    name: "MinimumAddOnSeatsNotMet",
    remedy: "Raise the add-on's quantity to its least number of seats.",
  },
  {
    code: 500600,
    name: "LegacyOfferNotEligibleForPurchase",
    remedy: "Buy the item of the new commerce experience instead: this older offer is no longer sold.",
  },
];

const byKey: ReadonlyMap<string, string> = new Map(
  cartLineErrorCodes.flatMap(({ code, name, remedy }) => [
    [String(code), remedy],
    [keyOf(name), remedy],
  ]),
);

/**
 * What to do about the error of a cart's line, in one sentence; undefined for a code that is not known. The documents
 * don't settle how the code is written, so it may be its number or its name, in snake case or as in the documents.
 */
export function lineErrorRemedy(errorCode: string | undefined): string | undefined {
  return byKey.get(keyOf(errorCode ?? ""));
}

function keyOf(code: string): string {
  return code.trim().replace(/_/g, "").toLowerCase();
}
