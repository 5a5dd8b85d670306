import {
  cartIdRule,
  checkInputs,
  customerIdRule,
  normaliseId,
  oneOf,
  show,
  trueOrFalse,
  whenKnown,
  type InputRules,
} from "./inputChecks";
import type { CheckResult } from "./lifecycle";
import { limitsProblem, type PurchaseLimits } from "./limits";

export { normaliseId } from "./inputChecks";

/** The inputs of a checkout as the engine stores them: ids normalised, options only where the program gave them. */
export interface CheckoutInputs extends Partial<CheckoutOptions> {
  customerId: string;
  /** Absent only where `orderIds` tells what was bought. */
  cartId?: string;
  /** Orders that settle by hand what was bought. */
  orderIds?: string[];
  /** The user of the customer to whom a licence is assigned. */
  customerUserUpn?: string;
  /** Looks for orders that can be taken over before anything is bought. */
  adopt?: boolean;
  limits?: PurchaseLimits;
  /** Refuses what the customer has ordered since the cart was made. */
  refuseDuplicate?: boolean;
  /** Set in previews alone, and never stored. */
  previewChecks?: boolean;
}
export interface CheckoutOptions {
  waitForProvisioning: boolean;
  provisioningTimeoutSeconds: number;
  checkoutTimeoutSeconds: number;
  onOrderErrors: "retry" | "accept";
  onDelete: "retain" | "forbid";
}

export const DEFAULT_OPTIONS: CheckoutOptions = {
  waitForProvisioning: true,
  provisioningTimeoutSeconds: 60,
  checkoutTimeoutSeconds: 180,
  onOrderErrors: "retry",
  onDelete: "retain",
};

const ORDER_ID = /^[A-Za-z0-9_-]{1,100}$/;
// A header takes no other characters; what a user name is, the service knows.
const UPN = /^[\x21-\x7e]{1,200}@[\x21-\x7e]{1,200}$/;
const DAY_SECONDS = 24 * 60 * 60;

const RULES: InputRules = {
  kind: "a checkout",
  required: ["customerId"],
  rules: {
    customerId: customerIdRule,
    cartId: cartIdRule,
    orderIds: whenKnown((v) => {
      if (!Array.isArray(v) || v.length === 0)
        return `must be a list of at least one order id; got ${show(v)}`;
      const bad: unknown = v.find((id) => typeof id !== "string" || !ORDER_ID.test(id));
      return bad === undefined ? undefined : `holds ${show(bad)}, which is not an order id`;
    }),
    waitForProvisioning: trueOrFalse,
    provisioningTimeoutSeconds: seconds(0),
    checkoutTimeoutSeconds: seconds(1),
    onOrderErrors: oneOf(["retry", "accept"]),
    onDelete: (v) =>
      v === "cancel"
        ? `"cancel" is not available yet: cancel in Partner Center and use "retain" or "forbid" here`
        : oneOf(["retain", "forbid"])(v),
    customerUserUpn: whenKnown((v) =>
      typeof v === "string" && UPN.test(v)
        ? undefined
        : `must be the sign-in name of a user of the customer, such as ada@contoso.com; got ${show(v)}`,
    ),
    adopt: trueOrFalse,
    refuseDuplicate: trueOrFalse,
    limits: limitsProblem,
    previewChecks: trueOrFalse,
  },
  normalise(property, value) {
    if (property === "customerId" || property === "cartId")
      return typeof value === "string" ? normaliseId(value.trim()) : value;
    if (property === "orderIds" && Array.isArray(value))
      return [...new Set(value.map((id: unknown) => (typeof id === "string" ? normaliseId(id) : id)))];
    return value;
  },
};

/** Validates and normalises the inputs of a checkout. */
export function checkCheckoutInputs(
  olds: Record<string, unknown>,
  news: Record<string, unknown>,
): CheckResult {
  const { inputs, failures } = checkInputs(RULES, olds, news);
  if (inputs["cartId"] === undefined && inputs["orderIds"] === undefined)
    failures.push({
      property: "cartId",
      reason: "cartId is required; only a purchase that orderIds names does without",
    });
  return { inputs, failures };
}

/** The options in force: what the program gave, else the default. */
export function checkoutOptions(values: Partial<Record<keyof CheckoutOptions, unknown>>): CheckoutOptions {
  const given = Object.entries(DEFAULT_OPTIONS).map(([key, fallback]) => {
    const value = values[key as keyof CheckoutOptions];
    return [key, typeof value === typeof fallback ? value : fallback];
  });
  return Object.fromEntries(given) as CheckoutOptions;
}

function seconds(least: number) {
  return whenKnown((value) => {
    const fine =
      typeof value === "number" && Number.isFinite(value) && value >= least && value <= DAY_SECONDS;
    return fine
      ? undefined
      : `must be a number of seconds from ${least} to ${DAY_SECONDS}; got ${show(value)}`;
  });
}
