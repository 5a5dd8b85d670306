import type { SegmentFilter } from "../client/lookups";
import type { Availability, Product, Sku } from "../client/schemas";
import { lookUpMarket, outputForm, valueOf, type MarketLookupArgs } from "./lookup";

/** Arguments of {@link getProducts}. */
export type GetProductsArgs = MarketLookupArgs &
  SegmentFilter & {
    /**
     * The part of the catalog: `OnlineServices`, `Azure`, `MicrosoftAzure`, `AzureReservations`, `Software`,
     * `SoftwareSubscriptions`, `SoftwarePerpetual`, `MarketplaceSaaS`, `SpecializedOffers`, ...
     */
    targetView: string;
  };

/** Arguments of {@link getSkus}. */
export type GetSkusArgs = MarketLookupArgs &
  SegmentFilter & {
    /** Such as `CFQ7TTC0LF8R`. */
    productId: string;
  };

/** Arguments of {@link getAvailabilities}. */
export type GetAvailabilitiesArgs = GetSkusArgs & {
  /** Four characters, such as `0001`. */
  skuId: string;
};

/**
 * All products of one part of the catalog. A whole part is long: thousands of products on several pages.
 *
 * @example
 * ```ts
 * const products = await getProducts({ customerId, targetView: "OnlineServices" });
 * ```
 * @throws LookupError when settings or arguments are missing, and when Partner Center refuses or can't be reached.
 * @see "Get a list of products (by customer)" and "... (by country)", Partner Center developer documentation
 */
export function getProducts(args: GetProductsArgs): Promise<Product[]> {
  const { targetView, targetSegment } = args;
  return lookUpMarket("getProducts", args, ["targetView"], (client, market) =>
    valueOf(client.listProducts({ ...market, targetView, targetSegment })),
  );
}

/** The Output form of {@link getProducts}. */
export const getProductsOutput = outputForm(getProducts);

/**
 * The SKUs of a product, with their smallest and largest quantities.
 *
 * @example
 * ```ts
 * const skus = await getSkus({ customerId, productId: "CFQ7TTC0LF8R" });
 * ```
 * @throws LookupError when settings or arguments are missing, and when Partner Center refuses or can't be reached.
 * @see "Get a list of SKUs for a product (by customer)" and "... (by country)", Partner Center developer documentation
 */
export function getSkus(args: GetSkusArgs): Promise<Sku[]> {
  const { productId, targetSegment } = args;
  return lookUpMarket("getSkus", args, ["productId"], (client, market) =>
    valueOf(client.listSkus({ ...market, productId, targetSegment })),
  );
}

/** The Output form of {@link getSkus}. */
export const getSkusOutput = outputForm(getSkus);

/**
 * How a SKU is sold: the terms and billing cycles, and the catalog item id to buy it with. Availability ids are
 * reissued regularly, so don't keep them; `resolveCatalogItem` picks the one for a term and billing cycle.
 *
 * @example
 * ```ts
 * const availabilities = await getAvailabilities({ country: "US", productId: "CFQ7TTC0LF8R", skuId: "0001" });
 * ```
 * @throws LookupError when settings or arguments are missing, and when Partner Center refuses or can't be reached.
 * @see "Get a list of availabilities for a SKU (by customer)" and "... (by country)", Partner Center developer
 *   documentation
 */
export function getAvailabilities(args: GetAvailabilitiesArgs): Promise<Availability[]> {
  const { productId, skuId, targetSegment } = args;
  return lookUpMarket("getAvailabilities", args, ["productId", "skuId"], (client, market) =>
    valueOf(client.listAvailabilities({ ...market, productId, skuId, targetSegment })),
  );
}

/** The Output form of {@link getAvailabilities}. */
export const getAvailabilitiesOutput = outputForm(getAvailabilities);
