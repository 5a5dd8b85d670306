export { activationLinkSchema, type ActivationLink } from "./activationLink";
export {
  availabilitySchema,
  type Availability,
  type AvailabilityTerm,
  type RefundOption,
  type RenewalInstruction,
} from "./availability";
export {
  cartSchema,
  type Cart,
  type CartLineError,
  type CartLineItem,
  type CartLineRequest,
  type CartParticipant,
  type CartRequest,
  type PurchaseCommitment,
} from "./cart";
export { readCheckoutResult, type CheckoutResult, type OrderError } from "./checkoutResult";
export { customerSchema, type Customer } from "./customer";
export {
  distinctOrders,
  orderSchema,
  provisioningListSchema,
  type Order,
  type OrderLineItem,
  type OrderProvisioningStatus,
} from "./order";
export { readPage, type NextLink, type Page } from "./page";
export type { Pricing } from "./pricing";
export { productSchema, type Product, type ProductType } from "./product";
export { read, readAll } from "./scalars";
export { readServiceError, type ServiceError } from "./serviceError";
export { skuSchema, type Currency, type Sku } from "./sku";
export {
  subscriptionSchema,
  type RefundableQuantity,
  type Subscription,
  type SubscriptionInstructions,
} from "./subscription";
export { readTokenAnswer, type TokenAnswer } from "./token";
