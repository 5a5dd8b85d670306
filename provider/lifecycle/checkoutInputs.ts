import { holdsUnknown, type CheckFailure, type CheckResult } from "./lifecycle";

/** The inputs of a checkout as the engine stores them: ids normalised, options only where the program gave them. */
export interface CheckoutInputs extends Partial<CheckoutOptions> {
  customerId: string;
  cartId: string;
  /** Orders that settle by hand what was bought. */
  orderIds?: string[];
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

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
// Ids become part of a URL and of the resource id, so nothing that would need escaping or could end a path segment.
const CART_ID = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/;
const ORDER_ID = /^[A-Za-z0-9_-]{1,100}$/;
const DAY_SECONDS = 24 * 60 * 60;

type Rule = (value: unknown) => string | undefined;

const RULES: Record<keyof CheckoutInputs, Rule> = {
  customerId: (v) =>
    text(v) ??
    (GUID.test(v as string) ? undefined : `must be the customer's tenant id, a GUID; got ${show(v)}`),
  cartId: (v) =>
    text(v) ??
    (CART_ID.test(v as string)
      ? undefined
      : `must be the id of a cart as Partner Center returned it; got ${show(v)}`),
  orderIds: (v) => {
    if (!Array.isArray(v) || v.length === 0) return `must be a list of at least one order id; got ${show(v)}`;
    const bad = v.find((id) => typeof id !== "string" || !ORDER_ID.test(id));
    return bad === undefined ? undefined : `holds ${show(bad)}, which is not an order id`;
  },
  waitForProvisioning: (v) => (typeof v === "boolean" ? undefined : `must be true or false; got ${show(v)}`),
  provisioningTimeoutSeconds: (v) => seconds(v, 0),
  checkoutTimeoutSeconds: (v) => seconds(v, 1),
  onOrderErrors: (v) => oneOf(v, ["retry", "accept"]),
  onDelete: (v) =>
    v === "cancel"
      ? `"cancel" is not available yet: cancel in Partner Center and use "retain" or "forbid" here`
      : oneOf(v, ["retain", "forbid"]),
};

/**
 * Validates and normalises the inputs of a checkout. Values that aren't known yet are let through, and so is every
 * input that did not change: a purchase made under older rules must stay manageable.
 */
export function checkCheckoutInputs(
  olds: Record<string, unknown>,
  news: Record<string, unknown>,
): CheckResult {
  const inputs: Record<string, unknown> = {};
  const failures: CheckFailure[] = [];
  for (const [property, value] of Object.entries(news)) {
    if (value === undefined || value === null) continue;
    inputs[property] = holdsUnknown(value) ? value : normalise(property, value);
    if (holdsUnknown(value) || same(inputs[property], olds[property])) continue;
    const rule: Rule | undefined = Object.hasOwn(RULES, property)
      ? RULES[property as keyof CheckoutInputs]
      : undefined;
    const reason = rule
      ? rule(value)
      : `is not a property of a checkout; it has ${Object.keys(RULES).join(", ")}`;
    if (reason) failures.push({ property, reason: `${property} ${reason}` });
  }
  for (const property of ["customerId", "cartId"])
    if (inputs[property] === undefined) failures.push({ property, reason: `${property} is required` });
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

/** GUIDs are compared and stored in lower case; anything else is left as it is. */
export function normaliseId(id: string): string {
  return GUID.test(id) ? id.toLowerCase() : id;
}

function normalise(property: string, value: unknown): unknown {
  if (property === "customerId" || property === "cartId")
    return typeof value === "string" ? normaliseId(value.trim()) : value;
  if (property === "orderIds" && Array.isArray(value))
    return [...new Set(value.map((id: unknown) => (typeof id === "string" ? normaliseId(id) : id)))];
  return value;
}

function text(value: unknown): string | undefined {
  if (typeof value !== "string") return `must be text; got ${show(value)}`;
  return value.trim() === "" ? "must not be empty" : undefined;
}

function seconds(value: unknown, least: number): string | undefined {
  const fine = typeof value === "number" && Number.isFinite(value) && value >= least && value <= DAY_SECONDS;
  return fine ? undefined : `must be a number of seconds from ${least} to ${DAY_SECONDS}; got ${show(value)}`;
}

function oneOf(value: unknown, allowed: string[]): string | undefined {
  if (typeof value === "string" && allowed.includes(value)) return undefined;
  return `must be ${allowed.map((a) => `"${a}"`).join(" or ")}; got ${show(value)}`;
}

function show(value: unknown): string {
  const shown = JSON.stringify(value) ?? typeof value;
  return shown.length > 60 ? `${shown.slice(0, 60)}…` : shown;
}

function same(a: unknown, b: unknown): boolean {
  return a === b || (b !== undefined && JSON.stringify(a) === JSON.stringify(b));
}
