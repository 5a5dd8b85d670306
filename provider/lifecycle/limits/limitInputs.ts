import type { NamedLimits, PurchaseLimits } from "../core/purchaseRules";
import { show } from "../core/json";
import { holdsUnknown, Refusal, UNKNOWN_VALUE } from "../core/lifecycle";
import { cycleOf } from "../core/items";

const DECIMAL = /^\d{1,18}(\.\d{1,12})?$/;
const TERM = /^(none|P(?=\d)(\d{1,3}Y)?(\d{1,3}M)?(\d{1,3}W)?(\d{1,3}D)?)$/i;
const CYCLES = ["monthly", "annual", "biennial", "triennial", "one_time", "none"];
/** No part may be empty, so that a slip such as `product:` allows nothing. */
const ITEM = /^[^\s:]+(:[^\s:]+){0,2}$/;

interface Member<T> {
  /** What a good value is, in words that follow "must be ". */
  words: string;
  /** The value in the form in which it is compared; undefined for anything else. */
  read: (value: unknown) => T | undefined;
}

type Members<T> = { readonly [Name in keyof T]-?: Member<NonNullable<T[Name]>> };

const MAX_TOTAL: Members<NonNullable<PurchaseLimits["maxTotal"]>> = {
  amount: { words: `an amount of 0 or more in decimal digits, such as "20000.00"`, read: decimalText },
  currency: {
    words: `an ISO 4217 code, such as "USD"`,
    read: (value) => matching(value, /^[a-z]{3}$/i)?.toUpperCase(),
  },
};

const MEMBERS: Members<Omit<PurchaseLimits, "maxTotal">> = {
  maxQuantity: {
    words: "a whole number of 0 or more",
    read: (value) => (Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : undefined),
  },
  allowedTermDurations: {
    words: `a list of terms, such as ["P1M", "P1Y"], with "none" for what has no term`,
    read: listOf((value) => {
      const term = matching(value, TERM);
      return term?.toLowerCase() === "none" ? "none" : term?.toUpperCase();
    }),
  },
  allowedBillingCycles: {
    words: `a list of billing cycles: ${CYCLES.join(", ")}`,
    read: listOf((value) => {
      const cycle = typeof value === "string" ? cycleOf({ billingCycle: value }) : undefined;
      return cycle !== undefined && CYCLES.includes(cycle) ? cycle : undefined;
    }),
  },
  allowedCatalogItems: {
    words: "a list of product, product:sku or product:sku:availability",
    read: listOf((value) => matching(value, ITEM)),
  },
};

/**
 * What is wrong with a `limits` input, in words that follow "limits " and name each member. An amount may be a number
 * or decimal text. What isn't known yet passes: the question comes again with its value.
 */
export function limitsProblem(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  const problems: string[] = [];
  readLimits(value, problems);
  return problems.length > 0 ? `is not valid: ${problems.join("; ")}` : undefined;
}

/**
 * Limits in the form in which they are compared; undefined where none were given or none are known yet. A part that
 * isn't known yet is left out, which happens in previews only.
 *
 * @throws Refusal for malformed limits: nothing is bought under limits that nobody can read.
 */
export function parseLimits(value: unknown): PurchaseLimits | undefined {
  if (value === undefined || value === null) return undefined;
  const problems: string[] = [];
  const limits = readLimits(value, problems);
  if (problems.length > 0)
    throw new Refusal(`limits is not valid: ${problems.join("; ")}. Correct it; nothing was sent.`);
  return limits;
}

const NAMES = ["maxTotal", ...Object.keys(MEMBERS)].join(", ");

function readLimits(value: unknown, problems: string[]): PurchaseLimits | undefined {
  if (value === UNKNOWN_VALUE) return undefined;
  if (!isObject(value)) {
    problems.push(`limits must be an object with ${NAMES}; got ${show(value)}`);
    return undefined;
  }
  const { maxTotal: given, ...others } = value;
  const limits: PurchaseLimits = readMembers("limits", others, MEMBERS, NAMES, problems);
  const maxTotal = readTotal(given, problems);
  return maxTotal ? { maxTotal, ...limits } : limits;
}

function readTotal(given: unknown, problems: string[]): PurchaseLimits["maxTotal"] {
  if (given === undefined || given === null || given === UNKNOWN_VALUE) return undefined;
  if (!isObject(given)) {
    problems.push(`limits.maxTotal must be an object with amount and currency; got ${show(given)}`);
    return undefined;
  }
  const path = "limits.maxTotal";
  for (const [name, { words }] of Object.entries(MAX_TOTAL))
    if ((given[name] ?? undefined) === undefined) problems.push(`${path}.${name} is required: ${words}`);
  const { amount, currency } = readMembers(path, given, MAX_TOTAL, "amount and currency", problems);
  return amount !== undefined && currency !== undefined ? { amount, currency } : undefined;
}

/** The known members of an object, each as it was read. */
function readMembers<T extends object>(
  path: string,
  value: Record<string, unknown>,
  members: Members<T>,
  names: string,
  problems: string[],
): Partial<T> {
  const read: Partial<T> = {};
  for (const [name, given] of Object.entries(value)) {
    if (given === undefined || given === null) continue;
    if (!Object.hasOwn(members, name)) {
      problems.push(`${path}.${name} is not a limit; there are ${names}`);
      continue;
    }
    if (holdsUnknown(given)) continue;
    const member = members[name as keyof T];
    const good = member.read(given);
    if (good === undefined) problems.push(`${path}.${name} must be ${member.words}; got ${show(given)}`);
    else read[name as keyof T] = good;
  }
  return read;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A number is what JSON and programs write; one that can't be exact must be given as text. */
function decimalText(value: unknown): string | undefined {
  if (typeof value === "number" && Math.abs(value) > Number.MAX_SAFE_INTEGER) return undefined;
  return matching(typeof value === "number" ? String(value) : value, DECIMAL);
}

function matching(value: unknown, pattern: RegExp): string | undefined {
  const text = typeof value === "string" ? value.trim() : "";
  return pattern.test(text) ? text : undefined;
}

function listOf(read: (value: unknown) => string | undefined) {
  return (value: unknown): string[] | undefined => {
    if (!Array.isArray(value) || value.length === 0) return undefined;
    const good = value.map(read).filter((text) => text !== undefined);
    return good.length === value.length ? good : undefined;
  };
}

/** The limits of the resource and those of the stack: all of them hold. */
export function limitsInForce(inputs: Record<string, unknown>, rules: NamedLimits[]): NamedLimits[] {
  const limits = holdsUnknown(inputs["limits"]) ? undefined : parseLimits(inputs["limits"]);
  return limits ? [{ source: "limits", limits }, ...rules] : rules;
}
