import * as v from "valibot";
import type { CartLineRequest } from "../../client/schemas";
import { show } from "./json";
import { UNKNOWN_VALUE, type CheckFailure } from "./lifecycle";

/** Source: "Cart resources". The service knows more values in places; a typo must not become a purchase. */
const BILLING_CYCLES = ["monthly", "annual", "biennial", "triennial", "one_time", "none"];
const PARTICIPANTS = ["transaction_reseller", "additional_transaction_reseller", "consumption_reseller"];
const CATALOG_ITEM = /^[A-Z0-9]{12}:[A-Z0-9]{4}:[A-Z0-9]{12}$/i;
const OLDER_ITEM = /^(MS-AZR-\w+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;
const DURATION = /^P\d{1,3}[DWMY]$/;
const MOST_SEATS = 10_000_000;

/** A member that may not be known yet: then the question comes again with its value. */
const known = <T>(schema: v.GenericSchema<unknown, T>) =>
  v.lazy((input) => (input === UNKNOWN_VALUE ? v.any() : schema)) as v.GenericSchema<unknown, T>;

const must = <T>(isFine: (value: unknown) => boolean, words: string) =>
  known(v.custom<T>(isFine, ({ input }) => `must be ${words}; got ${show(input)}`));

const isText = (value: unknown): value is string => typeof value === "string" && value.trim() !== "";
const words = must<string>(isText, "text");
const duration = must<string>(
  (value) => isText(value) && DURATION.test(value),
  "an ISO 8601 duration, such as P1M or P1Y",
);
const flag = must<boolean>((value) => typeof value === "boolean", "true or false");

const catalogItemId = known(
  v.custom<string>(
    (value) => isText(value) && (CATALOG_ITEM.test(value) || OLDER_ITEM.test(value)),
    ({ input }) =>
      isText(input) && /^[^:]+:[^:]+$/.test(input)
        ? `must name the availability, too (product:sku:availability); resolveCatalogItem finds it; got ${show(input)}`
        : `must be product:sku:availability as the catalog has it; got ${show(input)}`,
  ),
);

const common = {
  catalogItemId,
  quantity: must<number>(
    (value) => Number.isInteger(value) && (value as number) >= 1 && (value as number) <= MOST_SEATS,
    `a whole number from 1 to ${MOST_SEATS}`,
  ),
  billingCycle: must<string>(
    (value) => isText(value) && BILLING_CYCLES.includes(value),
    BILLING_CYCLES.map((cycle) => `"${cycle}"`)
      .join(", ")
      .replace(/, ([^,]*)$/, " or $1"),
  ),
  termDuration: v.optional(duration),
  friendlyName: v.optional(words),
  currencyCode: v.optional(
    must<string>((value) => isText(value) && /^[A-Z]{3}$/.test(value), "an ISO 4217 code, such as USD"),
  ),
  participants: v.optional(
    known(
      v.array(
        v.strictObject({
          key: must<string>(
            (value) => isText(value) && PARTICIPANTS.includes(value),
            PARTICIPANTS.join(", ").replace(/, ([^,]*)$/, " or $1"),
          ),
          value: words,
        }),
      ),
    ),
  ),
  provisioningContext: v.optional(known(v.record(v.string(), words))),
  promotionId: v.optional(words),
  renewsTo: v.optional(known(v.strictObject({ termDuration: duration }))),
  purchaseCommitment: v.optional(
    known(
      v.strictObject({
        amount: must<number>((value) => typeof value === "number" && value > 0, "an amount above 0"),
        currency: words,
        grain: words,
      }),
    ),
  ),
  customTermEndDate: v.optional(
    must<string>(
      (value) => isText(value) && /^\d{4}-\d\d-\d\d/.test(value) && !Number.isNaN(Date.parse(value)),
      "an ISO 8601 date, such as 2027-06-30",
    ),
  ),
  attestationAccepted: v.optional(flag),
};

const lineSchema = known(
  v.strictObject({ ...common, addonItems: v.optional(known(v.array(v.strictObject(common)))) }),
);
const linesSchema = v.pipe(v.array(lineSchema), v.minLength(1, "must hold at least one line item"));

/** Everything that is wrong with the line items of a cart, each with its path, such as `lineItems[0].quantity`. */
export function lineItemFailures(value: unknown): CheckFailure[] {
  if (value === UNKNOWN_VALUE) return [];
  const result = v.safeParse(linesSchema, value);
  if (result.success) return [];
  return result.issues.map((issue) => {
    const property = `lineItems${pathOf(issue)}`;
    return { property, reason: `${property} ${reasonOf(issue)}` };
  });
}

/** The lines as the program declares them, once they were checked and are known; none where they can't be read. */
export function declaredLines(value: unknown): CartLineRequest[] {
  const result = v.safeParse(linesSchema, value);
  return result.success ? (JSON.parse(JSON.stringify(result.output)) as CartLineRequest[]) : [];
}

function pathOf({ path }: v.BaseIssue<unknown>): string {
  return (path ?? []).map(({ key }) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
}

function reasonOf(issue: v.BaseIssue<unknown>): string {
  if (issue.kind !== "schema" || issue.type === "custom") return issue.message;
  if (issue.type === "strict_object" && issue.expected === "never")
    return `is not a property of a line item; it has ${Object.keys(common).join(", ")}, addonItems`;
  if (issue.received === "undefined") return "is required";
  return `must be ${{ array: "a list", record: "texts by name" }[issue.type] ?? "an object"}; got ${show(issue.input)}`;
}
