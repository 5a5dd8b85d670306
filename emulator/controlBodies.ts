import * as v from "valibot";
import { SEGMENTS } from "./catalog";

/** Bodies of the control calls. An unknown member is an error. */

const text = v.string();
export const status = v.optional(v.object({ status: v.optional(v.pipe(text, v.minLength(1))) }), {});
export const newCustomer = v.strictObject({
  id: text,
  companyName: v.optional(text),
  agreementAccepted: v.optional(v.boolean()),
  country: v.optional(v.pipe(text, v.regex(/^[A-Z]{2}$/i))),
  segment: v.optional(v.picklist(SEGMENTS)),
});
const lines = v.pipe(v.array(v.looseObject({ catalogItemId: text })), v.minLength(1));
export const newCart = v.strictObject({
  customerId: v.optional(text),
  cartId: v.optional(text),
  lineItems: lines,
  modes: v.optional(v.record(text, v.unknown())),
});
export const newOrder = v.strictObject({
  customerId: v.optional(text),
  orderId: v.optional(text),
  alternateId: v.optional(text),
  transactionType: v.optional(text),
  lineItems: lines,
  withoutSubscriptions: v.optional(v.boolean()),
  status: v.optional(text),
  placedAt: v.optional(v.number()),
});
export const cartEdit = v.strictObject({ lineItems: lines });
export const otherOrders = v.strictObject({
  quantity: v.optional(v.number()),
  offerId: v.optional(text),
  termDuration: v.optional(text),
  customerId: v.optional(text),
  dropLine: v.optional(v.boolean()),
});
export const cancellation = v.strictObject({ lineItemNumber: v.optional(v.number()) });
export const subscriptionChange = v.strictObject({
  status: v.optional(v.pipe(text, v.minLength(1))),
  quantity: v.optional(v.number()),
});
export const newPrice = v.strictObject({
  catalogItemId: text,
  price: v.optional(v.number()),
  currency: v.optional(text),
  termDuration: v.optional(text),
  billingCycle: v.optional(text),
});
export const withdrawal = v.strictObject({ catalogItemId: text, replacedBy: v.optional(text) });
export const failure = v.strictObject({
  group: text,
  code: v.optional(v.number()),
  description: v.optional(text),
  times: v.optional(v.union([v.number(), v.literal("always")])),
});
export const itemError = v.strictObject({
  catalogItemId: text,
  error: v.looseObject({ errorCode: v.union([text, v.number()]), errorDescription: text }),
});
export const newToken = v.strictObject({
  kind: v.optional(v.picklist(["app", "user"])),
  audience: v.optional(text),
  mfa: v.optional(v.boolean()),
  expiresInSeconds: v.optional(v.number()),
});
export const advance = v.strictObject({ advanceMs: v.number() });
