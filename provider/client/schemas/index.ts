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
  mergeOrders,
  orderSchema,
  provisioningListSchema,
  type Order,
  type OrderLineItem,
  type OrderProvisioningStatus,
} from "./order";
export { readPage, type NextLink, type Page } from "./page";
export type { Pricing } from "./pricing";
export { read, readAll } from "./scalars";
export { readServiceError, type ServiceError } from "./serviceError";
export { readTokenAnswer, type TokenAnswer } from "./token";
