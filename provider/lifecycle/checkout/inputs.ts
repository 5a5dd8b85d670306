import * as v from "valibot";
import {
  alreadyOrderedInputs,
  declaredPurchase,
  idIn,
  idsIn,
  textIn,
  type DeclaredPurchase,
} from "../core/declaredPurchase";
import { lineItemsInput } from "../core/lineItems";
import {
  cartIdInput,
  checkInputs,
  customerIdInput,
  flag,
  must,
  oneOf,
  orderIdsInput,
} from "../core/inputSchema";
import { show } from "../core/json";
import type { CheckResult } from "../core/lifecycle";
import { UNKNOWN_VALUE } from "../core/unknown";
import { limitsInput } from "../limits/limitInputs";

export { normaliseId } from "../core/ids";

// A header takes no other characters; what a user name is, the service knows.
const UPN = /^[\x21-\x7e]{1,200}@[\x21-\x7e]{1,200}$/;
const DAY_SECONDS = 24 * 60 * 60;

const seconds = (least: number) =>
  must<number>(
    (value) => typeof value === "number" && Number.isFinite(value) && value >= least && value <= DAY_SECONDS,
    `a number of seconds from ${least} to ${DAY_SECONDS}`,
  );

/** What a checkout may be told. Each has a default, since state keeps what holds, and an update is told by it. */
const options = {
  waitForProvisioning: v.optional(flag, true),
  provisioningTimeoutSeconds: v.optional(seconds(0), 60),
  checkoutTimeoutSeconds: v.optional(seconds(1), 180),
  onOrderErrors: v.optional(oneOf(["retry", "accept"]), "retry"),
  onDelete: v.optional(
    must<"retain" | "forbid">(
      (value) => value === "retain" || value === "forbid",
      (value) =>
        value === "cancel"
          ? `"cancel" is not available yet: cancel in Partner Center and use "retain" or "forbid" here`
          : `must be "retain" or "forbid"; got ${show(value)}`,
    ),
    "retain",
  ),
};

/** The inputs of a checkout. */
export const checkoutInputs = v.object({
  customerId: customerIdInput,
  /** Absent only where `orderIds` tells what was bought. */
  cartId: v.optional(cartIdInput),
  /** Orders that settle by hand what was bought. */
  orderIds: v.optional(orderIdsInput(1, "a list of at least one order id", "order")),
  ...options,
  /** The user of the customer to whom a licence is assigned. */
  customerUserUpn: v.optional(
    must<string>(
      (value) => typeof value === "string" && UPN.test(value),
      "the sign-in name of a user of the customer, such as ada@contoso.com",
    ),
  ),
  /** What the cart is to hold. */
  lineItems: v.optional(lineItemsInput),
  ...alreadyOrderedInputs,
  limits: v.optional(limitsInput),
});

/** The inputs of a checkout as the engine stores them: ids normalised, options only where the program gave them. */
export type CheckoutInputs = v.InferInput<typeof checkoutInputs>;

const optionsSchema = v.object(options);

export type CheckoutOptions = v.InferOutput<typeof optionsSchema>;

export const DEFAULT_OPTIONS: CheckoutOptions = v.parse(optionsSchema, {});

/**
 * Validates and normalises the inputs of a checkout. One without a cart and without orders passes: its cart's resource
 * failed, and a failure in check would end the run of everybody else. Its create refuses.
 */
export function checkCheckoutInputs(
  olds: Record<string, unknown>,
  news: Record<string, unknown>,
): CheckResult {
  return checkInputs("a checkout", checkoutInputs.entries, olds, news);
}

/** What the program says of a checkout. */
export interface DeclaredCheckout extends DeclaredPurchase {
  /** Absent where the cart's resource failed, and where `orderIds` tells what was bought. */
  cartId?: string;
  /** Orders that the program names. */
  orderIds: string[];
  options: CheckoutOptions;
  customerUserUpn?: string;
}

export function declaredCheckout(inputs: Record<string, unknown>): DeclaredCheckout {
  return {
    ...declaredPurchase(inputs),
    cartId: idIn(inputs["cartId"]),
    orderIds: idsIn(inputs["orderIds"]),
    options: checkoutOptions(inputs),
    customerUserUpn: textIn(inputs["customerUserUpn"]),
  };
}

/** The options in force: what the program gave, else the default; so while a value isn't known yet. */
export function checkoutOptions(values: Partial<Record<keyof CheckoutOptions, unknown>>): CheckoutOptions {
  const given = Object.entries(DEFAULT_OPTIONS).map(([key, fallback]) => {
    const value = values[key as keyof CheckoutOptions];
    return [key, typeof value === typeof fallback && value !== UNKNOWN_VALUE ? value : fallback];
  });
  return Object.fromEntries(given) as CheckoutOptions;
}
