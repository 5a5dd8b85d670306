import type { CallOptions, Read } from "./calls";
import type { ActivationLink, Availability, Product, Sku, Subscription } from "./schemas";

/**
 * Whose catalog is read: what one customer may buy (its country, segment and rights are known to Partner Center), or
 * what is sold in a country (ISO 3166-1, two letters).
 */
export type Market =
  | {
      /** The customer's tenant id, a GUID: what this customer may buy. Give it or `country`. */
      customerId: string;
      country?: undefined;
    }
  | {
      /** ISO 3166-1, two letters, such as `US`: what is sold there. Give it or `customerId`. */
      country: string;
      customerId?: undefined;
    };

/** One product of a market. */
export type ProductKey = Market & {
  /** Twelve characters, such as `CFQ7TTC0LF8R`. */
  productId: string;
};

/** One SKU of a market. */
export type SkuKey = ProductKey & {
  /** Four characters, such as `0001`. */
  skuId: string;
};

/** What the activation links are for: a whole order, one line of it, or a subscription. */
export type ActivationLinksOf =
  | {
      /** The order, as Partner Center returned it. Give it or `subscriptionId`. */
      orderId: string;
      /** One line of the order, from 0. Default: all of them. */
      lineItemNumber?: number;
      subscriptionId?: undefined;
    }
  | {
      /** The subscription, a GUID. Give it or `orderId`. */
      subscriptionId: string;
      orderId?: undefined;
      lineItemNumber?: undefined;
    };

/** Leaves only what is sold to a segment. `nonprofit` items appear only when they are asked for. */
export interface SegmentFilter {
  /** `commercial`, `education`, `government` or `nonprofit`. Default: every segment but `nonprofit`. */
  targetSegment?: string;
}

/**
 * What can be looked up besides the objects of a purchase. All of it reads; all of it may be called as App-only. Lists
 * follow their further pages, and one that is not whole is an error; each method throws a PartnerCenterError.
 */
export interface PartnerCenterLookups {
  /** Pages: "Get a list of products (by country)", "Get a list of products (by customer)". */
  listProducts(
    query: Market & SegmentFilter & { targetView: string },
    options?: CallOptions,
  ): Promise<Read<Product[]>>;
  /** Pages: "Get a product by ID", "Get a product by ID (by customer)". */
  getProduct(key: ProductKey, options?: CallOptions): Promise<Read<Product>>;
  /** Pages: "Get a list of SKUs for a product (by country)", "... (by customer)". */
  listSkus(query: ProductKey & SegmentFilter, options?: CallOptions): Promise<Read<Sku[]>>;
  /** Pages: "Get a SKU by ID", "Get a SKU by ID (by customer)". */
  getSku(key: SkuKey, options?: CallOptions): Promise<Read<Sku>>;
  /** Pages: "Get a list of availabilities for a SKU (by country)", "... (by customer)". */
  listAvailabilities(query: SkuKey & SegmentFilter, options?: CallOptions): Promise<Read<Availability[]>>;
  /** Pages: "Get an availability by ID", "Get an availability by ID (by customer)". */
  getAvailability(
    key: SkuKey & { availabilityId: string },
    options?: CallOptions,
  ): Promise<Read<Availability>>;
  /** Page: "Get a subscription by ID". */
  getSubscription(
    customerId: string,
    subscriptionId: string,
    options?: CallOptions,
  ): Promise<Read<Subscription>>;
  /**
   * All of a customer's, or those of one order. One without a readable id is an error.
   * Pages: "Get all of a customer's subscriptions", "Get a list of subscriptions by order".
   */
  listSubscriptions(
    customerId: string,
    of?: { orderId?: string },
    options?: CallOptions,
  ): Promise<Read<Subscription[]>>;
  /** Marketplace purchases only. Page: "Get activation link by order line item". */
  listActivationLinks(
    customerId: string,
    of: ActivationLinksOf,
    options?: CallOptions,
  ): Promise<Read<ActivationLink[]>>;
}
