/** The kinds of products that partners sell. "legacy" is the older catalogue of offers. */
export type ProductKind =
  | "licence"
  | "azurePlan"
  | "savingsPlan"
  | "reservation"
  | "perpetual"
  | "softwareSubscription"
  | "saas"
  | "legacy";

/** The market segments (query parameter `targetSegment`). */
export const SEGMENTS = ["commercial", "education", "government", "nonprofit"] as const;

export type Segment = (typeof SEGMENTS)[number];

/** A way to buy an item: a pair of term and billing cycle, with the price of one bill. */
export interface CatalogTerm {
  /** ISO 8601; undefined for what has no end, as perpetual software. */
  duration?: string;
  /** In lower snake case: `monthly`, `annual`, `triennial`, `one_time`, `none`. */
  billingCycle: string;
  /** US cents for one unit and one bill; undefined where the price depends on use. */
  cents?: number;
}

/** A SKU with one of its availabilities: what a cart line can name. */
export interface CatalogItem {
  /** `productId:skuId:availabilityId`, or the id of an offer of the older catalogue. */
  catalogItemId: string;
  kind: ProductKind;
  productId: string;
  skuId: string;
  availabilityId: string;
  productTitle: string;
  /** Title of the SKU; the default of an order line's `friendlyName`. */
  title: string;
  publisher: string;
  /** Undefined: on sale in every segment. */
  segment?: Segment;
  minimum: number;
  maximum: number;
  terms: readonly CatalogTerm[];
  trial?: boolean;
  /** A line must carry `attestationAccepted: true`. */
  attestation?: boolean;
  /** The SKUs, as `productId:skuId`, of which a customer needs one as well. */
  addonOf?: readonly string[];
  /** A promotion that lowers the price by so many percent. */
  promotion?: { id: string; percent: number };
  /** What a reservation is for. */
  reservationOf?: "VM" | "SQL" | "CosmosDb";
}

/** What most items of a kind have in common, so that the tables only tell the rest. */
export type ItemFacts = Pick<CatalogItem, "kind" | "title" | "terms"> &
  Partial<Omit<CatalogItem, "catalogItemId" | "productId" | "skuId" | "availabilityId">>;

/** Makes the item of `productId:skuId:availabilityId`. */
export function item(catalogItemId: string, facts: ItemFacts): CatalogItem {
  const [productId = "", skuId = "", availabilityId = ""] = catalogItemId.split(":");
  return {
    catalogItemId,
    productId,
    skuId,
    availabilityId,
    productTitle: facts.title,
    publisher: "Microsoft Corporation",
    ...(facts.kind === "licence" && { segment: "commercial" as const }),
    minimum: 1,
    maximum: 10_000,
    ...facts,
  };
}

/** Cents of an amount with at most two decimals. */
export function cents(amount: number): number {
  return Math.round(amount * 100);
}
