import { type Context, Hono } from "hono";
import { apiAnswer } from "../answer";
import { type CatalogItem, type Segment, SEGMENTS } from "../catalog";
import { availabilityBody, productBody, skuBody } from "../catalog/bodies";
import { itemsOnSale } from "../catalog/sale";
import { viewOf } from "../catalog/targetViews";
import { marketOf } from "../completeLines";
import { requireCustomer } from "../customers";
import { partnerError } from "../errors";
import type { Env, Service } from "../service";
import { link } from "../wire";

/** What a request may see: the items on sale there, and where its collections live. */
interface Shelf {
  country: string;
  segment: Segment | undefined;
  items: CatalogItem[];
  uri: string;
}

/** Products, SKUs and availabilities, by country or as a customer may buy them (page "Product resources"). */
export function productRoutes(service: Service): Hono<Env> {
  const routes = new Hono<Env>({ strict: false });
  const answer = (c: Context<Env>, body: object) =>
    apiAnswer(service, c.env, c.req.raw.headers, 200, JSON.stringify(body));
  const list = (c: Context<Env>, uri: string, items: object[]) =>
    answer(c, {
      totalCount: items.length,
      items,
      links: { self: link(uri) },
      attributes: { objectType: "Collection" },
    });

  for (const root of ["/products", "/customers/:customerId/products"]) {
    routes.get(root, (c) => {
      const { items, country, uri } = shelf(service, c);
      const view = c.req.query("targetView") ?? "";
      const inside = items.filter(viewOf(view));
      return list(
        c,
        `${uri}?targetView=${encodeURIComponent(view)}`,
        distinct(inside, (entry) => entry.productId).map((entry) => productBody(entry, country)),
      );
    });
    routes.get(`${root}/:product`, (c) => {
      const { country, items } = ofProduct(shelf(service, c), c);
      return answer(c, productBody(first(items), country));
    });
    routes.get(`${root}/:product/skus`, (c) => {
      const { country, items, uri } = ofProduct(shelf(service, c), c);
      const skus = distinct(items, (entry) => entry.skuId);
      return list(
        c,
        `${uri}/skus`,
        skus.map((entry) => skuBody(entry, country)),
      );
    });
    routes.get(`${root}/:product/skus/:sku`, (c) => {
      const { country, items } = ofSku(ofProduct(shelf(service, c), c), c);
      return answer(c, skuBody(first(items), country));
    });
    routes.get(`${root}/:product/skus/:sku/availabilities`, (c) => {
      const { items, uri, ...market } = ofSku(ofProduct(shelf(service, c), c), c);
      return list(
        c,
        `${uri}/availabilities`,
        items.map((entry) => availabilityBody(entry, market)),
      );
    });
    routes.get(`${root}/:product/skus/:sku/availabilities/:availability`, (c) => {
      const { items, ...market } = ofSku(ofProduct(shelf(service, c), c), c);
      const [entry] = items.filter((candidate) =>
        same(candidate.availabilityId, c.req.param("availability")),
      );
      if (!entry) throw partnerError("400019");
      return answer(c, availabilityBody(entry, market));
    });
  }
  return routes;
}

/** A customer's country and segment decide; without a customer the query does. The older catalogue is not shown. */
function shelf(service: Service, c: Context<Env>): Shelf {
  const customerId = c.req.param("customerId");
  const all = itemsOnSale(service.store.state).filter((entry) => entry.kind !== "legacy");
  if (customerId !== undefined) {
    const { id } = requireCustomer(service, customerId);
    const { country, segment } = marketOf(service, id);
    return { country, segment, items: inSegment(all, segment), uri: `/customers/${id}/products` };
  }
  const country = c.req.query("country") ?? "";
  if (!/^[A-Z]{2}$/i.test(country)) throw partnerError("800070");
  const asked = c.req.query("targetSegment")?.toLowerCase();
  const segment = SEGMENTS.find((known) => known === asked);
  if (asked !== undefined && segment === undefined) throw partnerError("800002");
  return { country: country.toUpperCase(), segment, items: inSegment(all, segment), uri: "/products" };
}

function inSegment(items: CatalogItem[], segment: Segment | undefined): CatalogItem[] {
  return items.filter((entry) => (entry.segment ?? segment) === (segment ?? entry.segment));
}

function ofProduct({ items, uri, ...market }: Shelf, c: Context<Env>): Shelf {
  const product = c.req.param("product") ?? "";
  const found = items.filter((entry) => same(entry.productId, product));
  if (found.length === 0) throw partnerError("400013");
  return { ...market, items: found, uri: `${uri}/${product}` };
}

function ofSku({ items, uri, ...market }: Shelf, c: Context<Env>): Shelf {
  const sku = c.req.param("sku") ?? "";
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
