/** Bodies as they travel, in the spelling of Partner Center. Members that are not set are left out, never null. */

/** A link of a resource; `uri` is relative and has no version segment. */
export interface Link {
  uri: string;
  method: string;
  headers: { key: string; value: string }[];
}

/** Five prices before tax; `extendedPrice` includes quantity and the billing periods of the term. */
export interface Pricing {
  listPrice: number;
  discountedPrice: number;
  proratedPrice: number;
  price: number;
  extendedPrice: number;
}

/** What is wrong with a cart line (page "Cart resources"). */
export interface CartError {
  errorCode: string | number;
  errorDescription: string;
  additionalInformation?: { availableQuantity?: number; purchasedQuantity?: number };
}

/** A line of a cart. `id`, `orderGroup`, `pricing` and `error` are the service's own. */
export interface CartLineItem {
  id: number;
  catalogItemId: string;
  friendlyName?: string;
  quantity: number;
  currencyCode?: string;
  billingCycle: string;
  termDuration?: string;
  participants?: { key: string; value: string }[];
  provisioningContext?: Record<string, string>;
  renewsTo?: { termDuration: string };
  attestationAccepted?: boolean;
  promotionId?: string;
  customTermEndDate?: string;
  purchaseCommitment?: PurchaseCommitment;
  /** Add-ons of the older catalogue, bought onto the subscription of this line. */
  addonItems?: CartLineItem[];
  orderGroup?: string;
  pricing?: Pricing;
  error?: CartError;
}

/** The hourly commitment of a savings plan (page "Purchase Azure savings plans"). */
export interface PurchaseCommitment {
  amount: number;
  currency: string;
  grain: string;
}

/** A cart (page "Cart resources"). */
export interface Cart {
  id: string;
  creationTimestamp: string;
  lastModifiedTimestamp: string;
  expirationTimestamp: string;
  lastModifiedUser: string;
  status: "Active" | "Ordered";
  lineItems: CartLineItem[];
  partnerOnRecordAttestationAccepted?: boolean;
  links: { self: Link };
  attributes: { objectType: "Cart" };
}

/** A line of an order; `subscriptionId` may appear only once the order is provisioned. */
export interface OrderLineItem {
  lineItemNumber: number;
  offerId: string;
  subscriptionId?: string;
  termDuration?: string;
  transactionType: string;
  friendlyName?: string;
  quantity: number;
  /** Of an add-on: the subscription it was bought onto. */
  parentSubscriptionId?: string;
  partnerIdOnRecord?: string;
  additionalPartnerIdsOnRecord?: string[];
  provisioningContext?: Record<string, string>;
  renewsTo?: { termDuration: string };
  attestationAccepted?: boolean;
  promotionId?: string;
  customTermEndDate?: string;
  pricing?: Pricing;
  purchaseCommitment?: PurchaseCommitment;
  links?: Record<string, Link>;
}

/** An order (page "Order resources"). */
export interface Order {
  id: string;
  alternateId: string;
  referenceCustomerId: string;
  billingCycle: string;
  currencyCode: string;
  currencySymbol?: string;
  lineItems: OrderLineItem[];
  creationDate: string;
  status: string;
  transactionType: string;
  totalPrice?: number;
  links: Record<string, Link>;
  client: Record<string, string>;
  attributes: { objectType: "Order"; etag?: string };
}

/** Why an order group was not bought. */
export interface OrderError {
  orderGroupId: string;
  code: number;
  description: string;
  attributes: { objectType: "OrderError" };
}

/** A subscription (page "Subscription resources"): the members that the documented samples show. */
export interface Subscription {
  id: string;
  offerId: string;
  offerName: string;
  friendlyName: string;
  productType?: { id: string; displayName: string };
  quantity: number;
  unitType: string;
  parentSubscriptionId?: string;
  hasPurchasableAddons: boolean;
  creationDate: string;
  effectiveStartDate: string;
  commitmentEndDate?: string;
  commitmentEndDateTime?: string;
  billingCycleEndDate?: string;
  billingCycleEndDateTime?: string;
  cancellationAllowedUntilDate?: string;
  status: string;
  autoRenewEnabled: boolean;
  isTrial: boolean;
  billingType: string;
  billingCycle: string;
  termDuration?: string;
  renewalTermDuration: string;
  refundOptions?: { type: string; expiresAt: string }[];
  isMicrosoftProduct: boolean;
  partnerId: string;
  attentionNeeded: boolean;
  actionTaken: boolean;
  contractType: string;
  promotionId?: string;
  links: Record<string, Link>;
  publisherName: string;
  refundableQuantity?: {
    totalQuantity: number;
    details: { quantity: number; allowedUntilDateTime: string }[];
  };
  orderId: string;
  attributes: { objectType: "Subscription"; etag?: string };
}

/** A link that activates a marketplace product (page "Get activation link by order line item"). */
export interface ActivationLink {
  lineItemNumber: number;
  link: Link;
}

/** The answer to a checkout. */
export interface CartCheckoutResult {
  orders?: Order[];
  orderErrors?: OrderError[];
  attributes: { objectType: "CartCheckoutResult" };
}

/** Writes a moment (ms since 1970) with the seven fractional digits of Partner Center. */
export function timestamp(ms: number): string {
  return new Date(ms).toISOString().replace(/(\.\d{3})Z$/, "$10000Z");
}

/** A link with the method GET, or another one, and no headers. */
export function link(uri: string, method = "GET"): Link {
  return { uri, method, headers: [] };
}
