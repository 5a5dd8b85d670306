/** Look-ups for programs and scripts: they read Partner Center where the program runs, and change nothing. */
export {
  getAvailabilities,
  getAvailabilitiesOutput,
  getProducts,
  getProductsOutput,
  getSkus,
  getSkusOutput,
  type GetAvailabilitiesArgs,
  type GetProductsArgs,
  type GetSkusArgs,
} from "./catalog";
export type { WantedTerm } from "./catalogChoice";
export {
  LookupError,
  type CustomerLookupArgs,
  type LookupArgs,
  type LookupInputs,
  type MarketLookupArgs,
} from "./lookup";
export {
  getCart,
  getCartOutput,
  getOrder,
  getOrderOutput,
  getOrders,
  getOrdersOutput,
  getProvisioningStatus,
  getProvisioningStatusOutput,
  type GetCartArgs,
  type GetOrderArgs,
  type GetOrdersArgs,
  type GetProvisioningStatusArgs,
} from "./purchases";
export {
  resolveCatalogItem,
  resolveCatalogItemOutput,
  type ResolveCatalogItemArgs,
  type ResolvedCatalogItem,
} from "./resolveCatalogItem";
export {
  getActivationLinks,
  getActivationLinksOutput,
  getSubscription,
  getSubscriptionOutput,
  getSubscriptions,
  getSubscriptionsOutput,
  type GetActivationLinksArgs,
  type GetSubscriptionArgs,
  type GetSubscriptionsArgs,
} from "./subscriptions";
