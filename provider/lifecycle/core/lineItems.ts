import * as v from "valibot";
import type { CartLineRequest } from "../../client/schemas";
import { flag, isText, known, list, must, object, oneOf } from "./inputSchema";
import { show } from "./json";

/** Source: "Cart resources". The service knows more values in places; a typo must not become a purchase. */
export const BILLING_CYCLES = ["monthly", "annual", "biennial", "triennial", "one_time", "none"] as const;
const PARTICIPANTS = [
  "transaction_reseller",
  "additional_transaction_reseller",
  "consumption_reseller",
] as const;
const CATALOG_ITEM = /^[A-Z0-9]{12}:[A-Z0-9]{4}:[A-Z0-9]{12}$/i;
const OLDER_ITEM = /^(MS-AZR-\w+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;
const MOST_SEATS = 10_000_000;

const like = (pattern: RegExp, words: string) =>
  must<string>((value) => isText(value) && pattern.test(value), words);
const text = must<string>(isText, "text");
const duration = like(/^P\d{1,3}[DWMY]$/, "an ISO 8601 duration, such as P1M or P1Y");
const member = (of: string) => ({ has: `is not a property of ${of}; it has` });

const common = {
  catalogItemId: must<string>(
    (value) => isText(value) && (CATALOG_ITEM.test(value) || OLDER_ITEM.test(value)),
    (value) =>
      isText(value) && /^[^:]+:[^:]+$/.test(value)
        ? `must name the availability, too (product:sku:availability); resolveCatalogItem finds it; got ${show(value)}`
        : `must be product:sku:availability as the catalog has it; got ${show(value)}`,
  ),
  quantity: must<number>(
    (value) => Number.isInteger(value) && (value as number) >= 1 && (value as number) <= MOST_SEATS,
    `a whole number from 1 to ${MOST_SEATS}`,
  ),
  billingCycle: oneOf(BILLING_CYCLES),
  termDuration: v.optional(duration),
  friendlyName: v.optional(text),
  currencyCode: v.optional(like(/^[A-Z]{3}$/, "an ISO 4217 code, such as USD")),
  participants: v.optional(list(object({ key: oneOf(PARTICIPANTS), value: text }, member("a participant")))),
  provisioningContext: v.optional(
    known(v.record(v.string(), text, ({ input }) => `must be texts by name; got ${show(input)}`)),
  ),
  promotionId: v.optional(text),
  renewsTo: v.optional(object({ termDuration: duration }, member("renewsTo"))),
  purchaseCommitment: v.optional(
    object(
      {
        amount: must<number>((value) => typeof value === "number" && value > 0, "an amount above 0"),
        currency: text,
        grain: text,
      },
      member("a commitment"),
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

const line: v.GenericSchema<CartLineRequest> = object(
  { ...common, addonItems: v.optional(list(object(common, member("an add-on")))) },
  member("a line item"),
);

/** The line items of a cart. */
export const lineItemsInput = v.pipe(list(line), v.minLength(1, "must hold at least one line item"));

/** The lines as the program declares them, once they were checked and are known; none where they can't be read. */
export function declaredLines(value: unknown): CartLineRequest[] {
  const { success, output } = v.safeParse(v.array(line), value);
  return success ? (JSON.parse(JSON.stringify(output)) as CartLineRequest[]) : [];
}
