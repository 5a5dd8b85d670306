import { apiAnswer, collectionAnswer } from "../answer";
import { type CatalogItem, type Segment, SEGMENTS } from "../catalog";
import { availabilityBody, productBody, skuBody } from "../catalog/bodies";
import { itemsOnSale } from "../catalog/sale";
import { viewOf } from "../catalog/targetViews";
import { marketOf } from "../completeLines";
import { requireCustomer } from "../customers";
import { partnerError } from "../errors";
import type { Handler, Passage, Service } from "../service";

/** What a request may see: the items on sale there, and where its collections live. */
interface Shelf {
  country: string;
  segment: Segment | undefined;
  items: CatalogItem[];
  uri: string;
}

export const listProducts: Handler = (service, passage) => {
  const { items, country, uri } = shelf(service, passage);
  const view = passage.query.get("targetView") ?? "";
  const products = distinct(items.filter(viewOf(view)), (entry) => entry.productId);
  return collectionAnswer(
    service,
    passage,
    `${uri}?targetView=${encodeURIComponent(view)}`,
    products.map((entry) => productBody(entry, country)),
  );
};

export const getProduct: Handler = (service, passage) => {
  const { country, items } = shelfOfProduct(service, passage);
  return apiAnswer(service, passage, productBody(first(items), country));
};

export const listSkus: Handler = (service, passage) => {
  const { country, items, uri } = shelfOfProduct(service, passage);
  const skus = distinct(items, (entry) => entry.skuId);
  return collectionAnswer(
    service,
    passage,
    `${uri}/skus`,
    skus.map((entry) => skuBody(entry, country)),
  );
};

export const getSku: Handler = (service, passage) => {
  const { country, items } = shelfOfSku(service, passage);
  return apiAnswer(service, passage, skuBody(first(items), country));
};

export const listAvailabilities: Handler = (service, passage) => {
  const { items, uri, ...market } = shelfOfSku(service, passage);
  return collectionAnswer(
    service,
    passage,
    `${uri}/availabilities`,
    items.map((entry) => availabilityBody(entry, market)),
  );
};

export const getAvailability: Handler = (service, passage) => {
  const { items, ...market } = shelfOfSku(service, passage);
  const entry = items.find((candidate) => same(candidate.availabilityId, passage.params.availability));
  if (!entry) throw partnerError("400019");
  return apiAnswer(service, passage, availabilityBody(entry, market));
};

/** A customer's country and segment decide; without a customer the query does. The older catalogue is not shown. */
function shelf(service: Service, { params, query }: Passage): Shelf {
  const { customerId } = params;
  const all = itemsOnSale(service.store.state).filter((entry) => entry.kind !== "legacy");
  if (customerId !== undefined) {
    const { id } = requireCustomer(service, customerId);
    const { country, segment } = marketOf(service, id);
    return { country, segment, items: inSegment(all, segment), uri: `/customers/${id}/products` };
  }
  const country = query.get("country") ?? "";
  if (!/^[A-Z]{2}$/i.test(country)) throw partnerError("800070");
  const asked = query.get("targetSegment")?.toLowerCase();
  const segment = SEGMENTS.find((known) => known === asked);
  if (asked !== undefined && segment === undefined) throw partnerError("800002");
  return { country: country.toUpperCase(), segment, items: inSegment(all, segment), uri: "/products" };
}

function inSegment(items: CatalogItem[], segment: Segment | undefined): CatalogItem[] {
  return items.filter((entry) => (entry.segment ?? segment) === (segment ?? entry.segment));
}

function shelfOfProduct(service: Service, passage: Passage): Shelf {
  const { items, uri, ...market } = shelf(service, passage);
  const { product } = passage.params;
  const found = items.filter((entry) => same(entry.productId, product));
  if (found.length === 0) throw partnerError("400013");
  return { ...market, items: found, uri: `${uri}/${product}` };
}

function shelfOfSku(service: Service, passage: Passage): Shelf {
  const { items, uri, ...market } = shelfOfProduct(service, passage);
  const { sku } = passage.params;
  const found = items.filter((entry) => same(entry.skuId, sku));
  if (found.length === 0) throw partnerError("400018");
  return { ...market, items: found, uri: `${uri}/skus/${sku}` };
}

function first(items: CatalogItem[]): CatalogItem {
  const [entry] = items;
  if (!entry) throw partnerError("400013");
  return entry;
}

function distinct(items: CatalogItem[], keyOf: (entry: CatalogItem) => string): CatalogItem[] {
  return [...new Map([...items].reverse().map((entry) => [keyOf(entry), entry])).values()].reverse();
}

function same(a: string, b: string | undefined): boolean {
  return a.toUpperCase() === b?.toUpperCase();
}
