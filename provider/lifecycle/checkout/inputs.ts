import { besidesRule, ifAlreadyOrderedRule, type IfAlreadyOrdered } from "../core/purchaseInputs";
import type { CartLineRequest } from "../../client/schemas";
import { lineItemFailures } from "../core/lineItems";
import {
  cartIdRule,
  checkInputs,
  customerIdRule,
  idsRule,
  oneOf,
  trueOrFalse,
  whenKnown,
  type InputRules,
} from "../core/inputChecks";
import { normaliseId, normaliseIds } from "../core/ids";
import { show } from "../core/json";
import type { CheckResult } from "../core/lifecycle";
import { limitsProblem } from "../limits/limitInputs";
import { type PurchaseLimits } from "../core/purchaseRules";

export { normaliseId } from "../core/ids";

/** The inputs of a checkout as the engine stores them: ids normalised, options only where the program gave them. */
export interface CheckoutInputs extends Partial<CheckoutOptions> {
  customerId: string;
  /** Absent only where `orderIds` tells what was bought. */
  cartId?: string;
  /** Orders that settle by hand what was bought. */
  orderIds?: string[];
  /** The user of the customer to whom a licence is assigned. */
  customerUserUpn?: string;
  /** What the cart is to hold. */
  lineItems?: CartLineRequest[];
  /** Whether what the customer has already is taken over or refused. */
  ifAlreadyOrdered?: IfAlreadyOrdered;
  /** Orders and subscriptions that this purchase comes on top of. */
  besides?: string[];
  limits?: PurchaseLimits;
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

// A header takes no other characters; what a user name is, the service knows.
const UPN = /^[\x21-\x7e]{1,200}@[\x21-\x7e]{1,200}$/;
const DAY_SECONDS = 24 * 60 * 60;

const RULES: InputRules = {
  kind: "a checkout",
  required: ["customerId"],
  rules: {
    customerId: customerIdRule,
    cartId: cartIdRule,
    orderIds: idsRule(1, "order"),
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
    lineItems: lineItemFailures,
    ifAlreadyOrdered: ifAlreadyOrderedRule,
    besides: besidesRule,
    limits: limitsProblem,
    previewChecks: trueOrFalse,
  },
  normalise(property, value) {
    if (property === "customerId" || property === "cartId")
      return typeof value === "string" ? normaliseId(value.trim()) : value;
    return property === "orderIds" || property === "besides" ? normaliseIds(value) : value;
  },
};

/**
 * Validates and normalises the inputs of a checkout. One without a cart and without orders passes: its cart's resource
 * failed, and a failure in check would end the run of everybody else. Its create refuses.
 */
export function checkCheckoutInputs(
  olds: Record<string, unknown>,
  news: Record<string, unknown>,
): CheckResult {
  return checkInputs(RULES, olds, news);
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
