import type { Market, SkuKey } from "../client/lookups";
import type { Availability, AvailabilityTerm, Product, Sku } from "../client/schemas";
import { cartBillingCycle, chooseAvailability, chooseByTitle, type WantedTerm } from "./catalogChoice";
import { LookupError, lookUpMarket, outputForm, valueOf, type MarketLookupArgs } from "./lookup";
import type { LookupClient } from "./lookupClient";

/** Arguments of {@link resolveCatalogItem}: a product and a SKU, each by id or by title, and how it is to be bought. */
export type ResolveCatalogItemArgs = MarketLookupArgs &
  WantedTerm & {
    /** Such as `CFQ7TTC0LF8R`. Give it or `productTitle`. */
    productId?: string;
    /** The whole title in the language of the setting `locale`, in upper or lower case. Looks through `targetView`. */
    productTitle?: string;
    /**
     * The part of the catalog that is searched for `productTitle`.
     * @default "OnlineServices"
     */
    targetView?: string;
    /** Four characters, such as `0001`. Give it or `skuTitle`. */
    skuId?: string;
    /** The whole title of the SKU, in upper or lower case. */
    skuTitle?: string;
  };

/** What a cart line needs to know of an item, and what tells a person that it is the right one. */
export interface ResolvedCatalogItem {
  /** `productId:skuId:availabilityId`. */
  catalogItemId: string;
  /** Twelve characters, such as `CFQ7TTC0LF8R`. */
  productId: string;
  /** In the language of the setting `locale`. */
  productTitle?: string;
  /** Four characters, such as `0001`. */
  skuId: string;
  /** In the language of the setting `locale`. */
  skuTitle?: string;
  /** The last part of `catalogItemId`; it is reissued from time to time. */
  availabilityId: string;
  /** As the catalog spells it. */
  segment?: string;
  /** ISO 3166-1, two letters. */
  country?: string;
  /** ISO 4217: what the customer's market pays in. */
  currencyCode?: string;
  /** ISO 8601; absent for what has no term. */
  termDuration?: string;
  /** As a cart line spells it: `monthly`, `annual`, `triennial`, `one_time` or `none`. */
  billingCycle: string;
  /** The smallest quantity of a line, where the catalog tells. */
  minimumQuantity?: number;
  /** The largest quantity of a line, where the catalog tells. */
  maximumQuantity?: number;
}

/**
 * The one catalog item that sells a SKU for a term and billing cycle, to be bought now. Availability ids are reissued
 * regularly, so Partner Center is asked at every call and nothing is kept.
 *
 * @example
 * ```ts
 * const e5 = await resolveCatalogItem({
 *   customerId, productTitle: "Office 365 E5", skuTitle: "Office 365 E5", termDuration: "P1Y", billingCycle: "monthly",
 * });
 * const { catalogItemId, termDuration, billingCycle } = e5;
 * ```
 * @throws LookupError when nothing fits or more than one availability does; it lists the candidates.
 * @see "Get a list of availabilities for a SKU (by customer)" and "Get an availability by ID", Partner Center developer
 *   documentation
 */
export function resolveCatalogItem(args: ResolveCatalogItemArgs): Promise<ResolvedCatalogItem> {
  return lookUpMarket("resolveCatalogItem", args, ["billingCycle"], async (client, market) => {
    requireOne("productId", args.productId, "productTitle", args.productTitle);
    requireOne("skuId", args.skuId, "skuTitle", args.skuTitle);
    const product = await findProduct(client, market, args);
    const sku = await findSku(client, market, product.id, args);
    const key = { ...market, productId: product.id, skuId: sku.id };
    const { availability, term } = await findAvailability(client, key, args);
    const ofProduct = availability.product ?? product;
    const ofSku = availability.sku ?? sku;
    const [productTitle, { title: skuTitle, minimumQuantity, maximumQuantity }] = await Promise.all([
      ofProduct.title ?? valueOf(client.getProduct(key)).then(({ title }) => title),
      ofSku.title === undefined ? valueOf(client.getSku(key)) : ofSku,
    ]);
    const item: ResolvedCatalogItem = {
      catalogItemId: availability.catalogItemId ?? `${product.id}:${sku.id}:${availability.id}`,
      productId: product.id,
      productTitle,
      skuId: sku.id,
      skuTitle,
      availabilityId: availability.id,
      segment: availability.segment,
      country: availability.country,
      currencyCode: availability.defaultCurrency?.code,
      termDuration: term?.duration,
      billingCycle: cartBillingCycle(args.billingCycle),
      minimumQuantity,
      maximumQuantity,
    };
    return item;
  });
}

/** The Output form of {@link resolveCatalogItem}. */
export const resolveCatalogItemOutput = outputForm(resolveCatalogItem);

async function findProduct(
  client: LookupClient,
  market: Market,
  { productId, productTitle, targetView = "OnlineServices", segment }: ResolveCatalogItemArgs,
): Promise<Product> {
  if (productId !== undefined) return { id: productId };
  const products = await valueOf(client.listProducts({ ...market, targetView, targetSegment: segment }));
  const { found, problem } = chooseByTitle("product", products, productTitle ?? "");
  if (!found) throw new LookupError(`in ${targetView}, ${problem}`);
  return found;
}

async function findSku(
  client: LookupClient,
  market: Market,
  productId: string,
  { skuId, skuTitle, segment }: ResolveCatalogItemArgs,
): Promise<Sku> {
  if (skuId !== undefined) return { id: skuId };
  const skus = await valueOf(client.listSkus({ ...market, productId, targetSegment: segment }));
  const { found, problem } = chooseByTitle("SKU", skus, skuTitle ?? "");
  if (!found) throw new LookupError(`of product ${productId}, ${problem}`);
  return found;
}

async function findAvailability(
  client: LookupClient,
  key: SkuKey,
  wanted: ResolveCatalogItemArgs,
): Promise<{ availability: Availability; term?: AvailabilityTerm }> {
  const listed = await valueOf(client.listAvailabilities({ ...key, targetSegment: wanted.segment }));
  let choice = chooseAvailability(listed, wanted);
  if (!choice.availability && choice.fitting === 0) {
    // The list has been seen to leave out terms that an availability has when it is read by its id.
    const whole = listed.map(async (availability) =>
      availability.isPurchasable === false
        ? availability
        : valueOf(client.getAvailability({ ...key, availabilityId: availability.id })),
    );
    choice = chooseAvailability(await Promise.all(whole), wanted);
  }
  if (choice.availability) return choice;
  throw new LookupError(`SKU ${key.productId}:${key.skuId}: ${choice.problem}`);
}

function requireOne(idName: string, id: unknown, titleName: string, title: unknown): void {
  const [given, ...more] = [id, title].filter((value) => value !== undefined);
  if (more.length > 0 || typeof given !== "string" || given.trim() === "")
    throw new LookupError(`give either ${idName} or ${titleName}.`);
}
