import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { createCaller, type ApiCall, type ClientEffects } from "./caller";
import { checkoutReply } from "./checkout";
import { completeSettings, type ClientSettings } from "./clientSettings";
import { PartnerCenterError } from "./errors";
import { createRoundTrip } from "./http/exchange";
import type { Accept } from "./http/judge";
import { readList, readWhole } from "./listing";
import type { PartnerCenterLookups } from "./lookups";
import { createLookups } from "./lookupsClient";
import type { PartnerCenter } from "./partnerCenter";
import type { Read } from "./calls";
import { ofCustomer, type ReadCall } from "./readCall";
import {
  cartSchema,
  customerSchema,
  distinctOrders,
  orderSchema,
  provisioningListSchema,
  read,
  readCheckoutResult,
  type CheckoutResult,
} from "./schemas";

/** The caller has no right to prices. Page: "Partner Center REST error codes". */
const NO_PRICES = "800043";

/**
 * A client for one partner in one cloud. All calls of a client share its token, its connections and the pause that a
 * 429 asks for, so use one for a whole program. A pause of more than a minute concerns its own call alone.
 *
 * @example The orders of a customer, without Pulumi
 * ```ts
 * const { PARTNER_TENANT_ID = "", CLIENT_ID = "", CLIENT_SECRET = "" } = process.env;
 * const partnerCenter = createPartnerCenter({
 *   tenantId: PARTNER_TENANT_ID,
 *   clientId: CLIENT_ID,
 *   clientSecret: CLIENT_SECRET,
 * });
 * const { value: orders } = await partnerCenter.listOrders(customerId);
 * ```
 * @throws PartnerCenterError with reason `settings` when a base URL would expose credentials.
 */
export function createPartnerCenter(
  settings: ClientSettings,
  effects: Partial<ClientEffects> = {},
): PartnerCenter & PartnerCenterLookups {
  const complete = completeSettings(settings);
  const now = effects.now ?? Date.now;
  const caller = createCaller(complete, {
    roundTrip: effects.roundTrip ?? createRoundTrip(now),
    now,
    sleep: effects.sleep ?? ((ms) => setTimeout(ms)),
    random: effects.random ?? Math.random,
    newId: effects.newId ?? randomUUID,
    tell: effects.tell,
    isAwaited: effects.isAwaited,
  });

  const get = <T>(call: ReadCall, accept: Accept<T>) => repeatable({ ...call, method: "GET", accept });

  /** A call that may be made any number of times. */
  async function repeatable<T>(call: Omit<ApiCall<T>, "kind">): Promise<Read<T>> {
    const { sent, toError } = await caller.call({ ...call, kind: "read" });
    if (sent.failure) {
      throw toError(sent.failure);
    }
    return { value: sent.value, meta: sent.meta };
  }

  return {
    ...createLookups(caller, get),
    partner: { tenantId: complete.tenantId, cloud: complete.cloud },

    async checkoutCart({
      customerId,
      cartId,
      customerUserUpn,
      deadline,
      authorizedUntil = deadline,
      ...ids
    }) {
      const call: ApiCall<CheckoutResult> = {
        ...ofCustomer(`check out cart ${cartId}`, customerId, ["carts", cartId, "checkout"]),
        ...ids,
        deadline: Math.min(deadline, authorizedUntil),
        answeredBy: deadline,
        method: "POST",
        kind: "checkout",
        // axios would send a form type, and no length where there is no body
        headers: {
          "Content-Type": "application/json",
          "Content-Length": "0",
          ...(customerUserUpn && { "x-ms-customeruser-upn": customerUserUpn }),
        },
        accept: readCheckoutResult,
      };
      const { sent, toError } = await caller.call(call);
      return checkoutReply(sent, toError);
    },

    createCart: ({ customerId, cart, ...ids }) =>
      repeatable({
        ...ofCustomer("create a cart", customerId, ["carts"]),
        ...ids,
        method: "POST",
        body: cart,
        accept: (body) => read(cartSchema, body),
      }),

    updateCart: (customerId, cartId, cart, options) =>
      repeatable({
        ...ofCustomer(`update cart ${cartId}`, customerId, ["carts", cartId], options),
        method: "PUT",
        body: cart,
        accept: (body) => read(cartSchema, body),
      }),

    getCart: (customerId, cartId, options) =>
      get(ofCustomer(`read cart ${cartId}`, customerId, ["carts", cartId], options), (body) =>
        read(cartSchema, body),
      ),

    getOrder(customerId, orderId, options) {
      const call = ofCustomer(`read order ${orderId}`, customerId, ["orders", orderId], options);
      return withPrices(call, (priced) => get(priced, (body) => read(orderSchema, body)));
    },

    async listOrders(customerId, options) {
      const call = ofCustomer("list the orders", customerId, ["orders"], options);
      const { value, meta } = await withPrices(call, (priced) =>
        readWhole(orderSchema, "orders", priced, caller, get),
      );
      return { value: distinctOrders(value), meta };
    },

    async getOrderProvisioningStatus(customerId, orderId, options) {
      const segments = ["orders", orderId, "provisioningstatus"];
      const action = `read the provisioning status of order ${orderId}`;
      const { value, meta } = await readList(ofCustomer(action, customerId, segments, options), caller, get);
      return { value: read(provisioningListSchema, value) ?? [], meta };
    },

    getCustomer: (customerId, options = {}) =>
      get(
        { ...options, action: `read customer ${customerId}`, segments: ["customers", customerId] },
        (body) => read(customerSchema, body),
      ),
  };
}

/** Reads with prices, or without them when the caller may not see them. */
async function withPrices<T>(call: ReadCall, readWith: (call: ReadCall) => Promise<T>): Promise<T> {
  try {
    return await readWith({ ...call, query: "?include_price=true" });
  } catch (error) {
    if (error instanceof PartnerCenterError && error.code === NO_PRICES) {
      return readWith(call);
    }
    throw error;
  }
}
