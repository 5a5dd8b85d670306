import type { Cart, CartLineItem } from "../../emulator";
import type { Api } from "./harness";

export const CUSTOMER_ID = "7c3a91d2-4e58-4b06-a1c7-93f2e5d80b64";
export const AZURE_SUBSCRIPTION = "91c8b0f5-6d27-4ae3-9051-f4e2a7d3b680";

/** A line as a client sends it. */
export type Line = Partial<CartLineItem> | Record<string, unknown>;

export const E5 = {
  catalogItemId: "CFQ7TTC0LF8S:0001:CFQ7TTC0N81H",
  quantity: 25,
  billingCycle: "monthly",
  termDuration: "P1Y",
};
export const PREMIUM = { ...E5, catalogItemId: "CFQ7TTC0LCHC:0002:CFQ7TTC0K9D7" };
export const PROMOTION = "39NFJQT1PFPB:0001:39NFJQT1Q5KK";
export const HYBRID = { ...E5, catalogItemId: "CFQ7TTC0J203:0003:CFQ7TTC0HX9K" };
export const PLAN = { catalogItemId: "DZH318Z0BPS6:0001:DZH318Z0BML6", quantity: 1, billingCycle: "none" };
export const SOFTWARE = {
  catalogItemId: "DG7GMGF0D5RK:0005:DG7GMGF0D3RL",
  quantity: 1,
  billingCycle: "one_time",
};
export const RESERVATION = {
  catalogItemId: "DZH318Z0C1D2:0012:DZH318Z0CP1Y",
  quantity: 1,
  billingCycle: "monthly",
  termDuration: "P1Y",
  provisioningContext: { subscriptionId: AZURE_SUBSCRIPTION, scope: "shared" },
};
export const SAVINGS = {
  catalogItemId: "DZH318Z08NRP:0001:DZH318Z08N1A",
  quantity: 1,
  billingCycle: "one_time",
  termDuration: "P1Y",
  provisioningContext: { scope: "single", entitlementId: AZURE_SUBSCRIPTION },
  purchaseCommitment: { amount: 0.05, currency: "usd", grain: "hourly" },
};
export const OFFICE = {
  catalogItemId: "796b6b5f-613c-4e24-a17c-eba730d49c02",
  quantity: 3,
  billingCycle: "monthly",
};
export const ARCHIVING = { catalogItemId: "2828be95-46ba-4f91-b2fd-0bef192ecf60", quantity: 2 };

/** Creates a cart of the customer; `body` adds members to the request. */
export function create(api: Api, lineItems: Line[], body = {}) {
  return api.call<Cart & { code?: number }>("POST", `/v1/customers/${CUSTOMER_ID}/carts`, {
    body: { lineItems, ...body },
  });
}

/** The lines of a new cart. */
export async function created(api: Api, ...lineItems: Line[]): Promise<CartLineItem[]> {
  return (await create(api, lineItems)).json().lineItems;
}
