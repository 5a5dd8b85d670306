import * as v from "valibot";
import type { NamedLimits, PurchaseLimits } from "../core/purchaseRules";
import { must, object, problemsOf } from "../core/inputSchema";
import { Refusal } from "../core/lifecycle";
import { cycleOf } from "../core/items";
import { BILLING_CYCLES } from "../core/lineItems";
import { UNKNOWN_VALUE } from "../core/unknown";

const DECIMAL = /^\d{1,18}(\.\d{1,12})?$/;
const TERM = /^(none|P(?=\d)(\d{1,3}Y)?(\d{1,3}M)?(\d{1,3}W)?(\d{1,3}D)?)$/i;
/** No part may be empty, so that a slip such as `product:` allows nothing. */
const ITEM = /^[^\s:]+(:[^\s:]+){0,2}$/;

/** A member as it is given, read into the form in which it is compared; undefined for anything that can't be read. */
const readAs = <Given, T>(read: (value: unknown) => T | undefined, words: string) =>
  v.pipe(
    must<Given>((value) => read(value) !== undefined, words),
    v.transform((value) => read(value)),
  );

const maxTotal = v.pipe(
  object(
    {
      amount: readAs<number | string, string>(
        decimalText,
        `an amount of 0 or more in decimal digits, such as "20000.00"`,
      ),
      currency: readAs<string, string>(
        (value) => matching(value, /^[a-z]{3}$/i)?.toUpperCase(),
        `an ISO 4217 code, such as "USD"`,
      ),
    },
    { is: "an object with amount and currency", has: "is not a limit; there are" },
  ),
  // A part that isn't known yet leaves nothing to hold a purchase against.
  v.transform(({ amount, currency }) =>
    amount === undefined || currency === undefined ? undefined : { amount, currency },
  ),
);

const members = {
  maxTotal: v.nullish(maxTotal),
  maxQuantity: v.nullish(
    readAs<number, number>(
      (value) => (Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : undefined),
      "a whole number of 0 or more",
    ),
  ),
  allowedTermDurations: v.nullish(
    readAs<string[], string[]>(
      listOf((value) => {
        const term = matching(value, TERM);
        return term?.toLowerCase() === "none" ? "none" : term?.toUpperCase();
      }),
      `a list of terms, such as ["P1M", "P1Y"], with "none" for what has no term`,
    ),
  ),
  allowedBillingCycles: v.nullish(
    readAs<string[], string[]>(
      listOf((value) => {
        const cycle = typeof value === "string" ? cycleOf({ billingCycle: value }) : undefined;
        return BILLING_CYCLES.find((one) => one === cycle);
      }),
      `a list of billing cycles: ${BILLING_CYCLES.join(", ")}`,
    ),
  ),
  allowedCatalogItems: v.nullish(
    readAs<string[], string[]>(
      listOf((value) => matching(value, ITEM)),
      "a list of product, product:sku or product:sku:availability",
    ),
  ),
};

/** Limits as they are given: an amount may be a number or decimal text. */
export const limitsInput = v.pipe(
  object(members, {
    is: `an object with ${Object.keys(members).join(", ")}`,
    has: "is not a limit; there are",
  }),
  v.transform((limits): PurchaseLimits => present(limits)),
);

/** Everything that is wrong with limits, in words that follow "limits "; undefined for nothing. */
export function limitsProblem(value: unknown): string | undefined {
  const problems = problemsOf(v.nullish(limitsInput), "limits", value).map(({ reason }) => reason);
  return problems.length > 0 ? `is not valid: ${problems.join("; ")}` : undefined;
}

/**
 * Limits in the form in which they are compared; undefined where none were given or none are known yet. A part that
 * isn't known yet is left out, which happens in previews only.
 *
 * @throws Refusal for malformed limits: nothing is bought under limits that nobody can read.
 */
export function parseLimits(value: unknown): PurchaseLimits | undefined {
  const problem = limitsProblem(value);
  if (problem !== undefined) throw new Refusal(`limits ${problem}. Correct it; nothing was sent.`);
  if (value === undefined || value === null || value === UNKNOWN_VALUE) return undefined;
  return v.parse(limitsInput, value);
}

function present<T extends object>(limits: T): { [Name in keyof T]?: NonNullable<T[Name]> } {
  const given = Object.entries(limits).filter(([, limit]) => (limit ?? undefined) !== undefined);
  return Object.fromEntries(given) as { [Name in keyof T]?: NonNullable<T[Name]> };
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
export function limitsInForce({ limits: given }: { limits?: unknown }, rules: NamedLimits[]): NamedLimits[] {
  const limits = parseLimits(given);
  return limits ? [{ source: "limits", limits }, ...rules] : rules;
}
