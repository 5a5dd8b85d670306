import { cycleOf } from "../core/items";
import { UNKNOWN_VALUE } from "../core/unknown";
import type { LimitedLine } from "./limitedLine";
import { readMoney, type Money } from "./money";

/** What a line costs for its whole term, before tax, or why nobody can say. */
export type LinePrice = { total: Money; currency: string } | { unknown: string };

/**
 * The price of a line for its whole term. Anything that is missing, below zero or no number is unknown: it must not
 * count as free. So is what is billed by use, and a commitment that has no price.
 */
export function priceOfLine(line: LimitedLine): LinePrice {
  if (isAzurePlan(line)) return { unknown: BY_USE };
  const text = line.pricing?.extendedPrice;
  if (text === undefined) return { unknown: "has no price" };
  const total = readMoney(text);
  if (!total) return { unknown: "has a price that is below zero or not readable" };
  const currency = currencyOf(line);
  if (currency === undefined) return { unknown: "has a price without a currency" };
  if (total.isZero() && line.purchaseCommitment) return { unknown: "commits to spending, but has no price" };
  if (total.isZero() && isBilledByUse(line)) return { unknown: BY_USE };
  return { total, currency };
}

/** ISO 4217 in upper case. */
export function currencyOf({ currencyCode }: LimitedLine): string | undefined {
  return typeof currencyCode === "string" && /^[a-z]{3}$/i.test(currencyCode)
    ? currencyCode.toUpperCase()
    : undefined;
}

const BY_USE = "is billed by use";

/** Costs nothing now, for no term: what it will cost is told by its use. A free trial has a term. */
function isBilledByUse(line: LimitedLine): boolean {
  return !line.termDuration && cycleOf(line) !== "one_time";
}

/** The product of which every Azure plan is a SKU, and the Azure offers before it. Source: "Get a list of SKUs for a product". */
const AZURE_PLAN = /^(DZH318Z0BPS6(:|$)|MS-AZR-)/i;

/** Billed by use, whatever billing cycle the line names. */
export function isAzurePlan({ catalogItemId }: LimitedLine): boolean {
  return typeof catalogItemId === "string" && AZURE_PLAN.test(catalogItemId);
}

/** What people call a line. */
export function nameOf(line: LimitedLine): string {
  const { friendlyName, catalogItemId } = line;
  // Partner Center drops the friendly name of an Azure plan.
  const item = isAzurePlan(line) ? `Azure plan (${catalogItemId})` : catalogItemId;
  const names = [friendlyName, item].filter((one) => typeof one === "string" && one !== UNKNOWN_VALUE);
  const name = names.find((one) => one?.trim())?.trim() ?? "an item without a name";
  const printable = name.replace(/\p{Cc}/gu, " ");
  return printable.length > 80 ? `${printable.slice(0, 79)}…` : printable;
}
