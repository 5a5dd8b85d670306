/** Partner Center over HTTP, usable without Pulumi. */
export type { ClientEffects } from "./caller";
export { cloudNames, clouds, isCloudName, type Cloud } from "./clouds";
export type { AuthVersion, ClientSettings } from "./clientSettings";
export { PartnerCenterError, type FailureReason, type PartnerCenterErrorFacts } from "./errors";
export type { Exchange, HttpRequest, RoundTrip } from "./http/exchange";
export type {
  ActivationLinksOf,
  Market,
  PartnerCenterLookups,
  ProductKey,
  SegmentFilter,
  SkuKey,
} from "./lookups";
export type {
  CheckoutCall,
  CheckoutReply,
  CloudName,
  CreateCartCall,
  Partner,
  PartnerCenter,
} from "./partnerCenter";
export type { AnswerMeta, CallOptions, Read } from "./calls";
export { createPartnerCenter } from "./partnerCenterClient";
export type {
  ActivationLink,
  Availability,
  AvailabilityTerm,
  Cart,
  CartLineError,
  CartLineItem,
  CartLineRequest,
  CartParticipant,
  CartRequest,
  CheckoutResult,
  Currency,
  Customer,
  Order,
  OrderError,
  OrderLineItem,
  OrderProvisioningStatus,
  Pricing,
  Product,
  ProductType,
  PurchaseCommitment,
  RefundOption,
  RefundableQuantity,
  RenewalInstruction,
  Sku,
  Subscription,
  SubscriptionInstructions,
} from "./schemas";
