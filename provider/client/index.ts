/** Partner Center over HTTP, usable without Pulumi. */
export type { ClientEffects } from "./caller";
export { cloudNames, clouds, isCloudName, type Cloud } from "./clouds";
export type { AuthVersion, ClientSettings } from "./clientSettings";
export { PartnerCenterError, type FailureReason, type PartnerCenterErrorFacts } from "./errors";
export type { Exchange, HttpRequest, RoundTrip } from "./exchange";
export type {
  AnswerMeta,
  CallOptions,
  CheckoutCall,
  CheckoutReply,
  CloudName,
  Partner,
  PartnerCenter,
  Read,
} from "./partnerCenter";
export { createPartnerCenter } from "./partnerCenterClient";
export type {
  Cart,
  CartLineError,
  CartLineItem,
  CheckoutResult,
  Customer,
  Order,
  OrderError,
  OrderLineItem,
  OrderProvisioningStatus,
  Pricing,
} from "./schemas";
