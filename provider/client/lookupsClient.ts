import type * as v from "valibot";
import type { Caller } from "./caller";
import type { Accept } from "./http/judge";
import { readList, readWhole } from "./listing";
import type { ActivationLinksOf, Market, PartnerCenterLookups } from "./lookups";
import type { CallOptions, Read } from "./calls";
import { ofCustomer, type ReadCall } from "./readCall";
import {
  activationLinkSchema,
  availabilitySchema,
  productSchema,
  read,
  readAll,
  skuSchema,
  subscriptionSchema,
} from "./schemas";

/** The look-ups of a client, on the client's own way of reading. */
export function createLookups(
  caller: Caller,
  get: <T>(call: ReadCall, accept: Accept<T>) => Promise<Read<T>>,
): PartnerCenterLookups {
  const one = <T>(schema: v.GenericSchema<unknown, T>, call: ReadCall) =>
    get(call, (body) => read(schema, body));

  /** Elements of a list, without those that can't be read: a catalog may hold kinds that nothing here knows. */
  async function all<T>(schema: v.GenericSchema<unknown, T>, call: ReadCall): Promise<Read<T[]>> {
    const { value, meta } = await readList(call, caller, get);
    return { value: readAll(schema, value), meta };
  }

  return {
    listProducts: ({ targetView, targetSegment, ...market }, options) =>
      all(
        productSchema,
        ofCatalog(`list the products of ${targetView}`, market, [], options, { targetView, targetSegment }),
      ),

    getProduct: ({ productId, ...market }, options) =>
      one(productSchema, ofCatalog(`read product ${productId}`, market, [productId], options)),

    listSkus: ({ productId, targetSegment, ...market }, options) =>
      all(
        skuSchema,
        ofCatalog(`list the SKUs of product ${productId}`, market, [productId, "skus"], options, {
          targetSegment,
        }),
      ),

    getSku: ({ productId, skuId, ...market }, options) =>
      one(
        skuSchema,
        ofCatalog(`read SKU ${productId}:${skuId}`, market, [productId, "skus", skuId], options),
      ),

    listAvailabilities: ({ productId, skuId, targetSegment, ...market }, options) =>
      all(
        availabilitySchema,
        ofCatalog(
          `list the availabilities of SKU ${productId}:${skuId}`,
          market,
          [productId, "skus", skuId, "availabilities"],
          options,
          { targetSegment },
        ),
      ),

    getAvailability: ({ productId, skuId, availabilityId, ...market }, options) =>
      one(
        availabilitySchema,
        ofCatalog(
          `read availability ${productId}:${skuId}:${availabilityId}`,
          market,
          [productId, "skus", skuId, "availabilities", availabilityId],
          options,
        ),
      ),

    getSubscription: (customerId, subscriptionId, options) =>
      one(
        subscriptionSchema,
        ofCustomer(
          `read subscription ${subscriptionId}`,
          customerId,
          ["subscriptions", subscriptionId],
          options,
        ),
      ),

    listSubscriptions(customerId, { orderId } = {}, options) {
      const action =
        orderId === undefined
          ? "list the subscriptions"
          : `list the subscriptions that came from order ${orderId}`;
      const call = ofCustomer(action, customerId, ["subscriptions"], options);
      const query = queryOf({ order_id: orderId });
      return readWhole(subscriptionSchema, "subscriptions", { ...call, query }, caller, get);
    },

    listActivationLinks(customerId, of, options) {
      const { name, segments } = activationLinksOf(of);
      const action = `list the activation links of ${name}`;
      return all(
        activationLinkSchema,
        ofCustomer(action, customerId, [...segments, "activationlinks"], options),
      );
    },
  };
}

/** A call of the customer's catalog, or of the country's. */
function ofCatalog(
  action: string,
  { customerId, country }: Market,
  segments: string[],
  options: CallOptions = {},
  query: Query = {},
): ReadCall {
  const path = ["products", ...segments];
  return customerId !== undefined
    ? { ...ofCustomer(`${action} in the catalog`, customerId, path, options), query: queryOf(query) }
    : {
        ...options,
        action: `${action} in the catalog of country ${country}`,
        segments: path,
        query: queryOf({ country, ...query }),
      };
}

function activationLinksOf(of: ActivationLinksOf): { name: string; segments: string[] } {
  if (of.subscriptionId !== undefined)
    return { name: `subscription ${of.subscriptionId}`, segments: ["subscriptions", of.subscriptionId] };
  const { orderId, lineItemNumber } = of;
  const order = ["orders", orderId];
  return lineItemNumber === undefined
    ? { name: `order ${orderId}`, segments: order }
    : {
        name: `line ${lineItemNumber} of order ${orderId}`,
        segments: [...order, "lineitems", String(lineItemNumber)],
      };
}

type Query = Readonly<Record<string, string | undefined>>;

function queryOf(query: Query): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length > 0 ? `?${new URLSearchParams(given).toString()}` : "";
}
