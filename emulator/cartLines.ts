import { createHash } from "node:crypto";
import type { CartError, CartLineItem, Pricing } from "./wire";

const LEGACY = /^(MS-AZR-\w+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;
const MODERN = /^[0-9A-Z]{12}:[0-9A-Z]{4}:[0-9A-Z]{12}$/i;

/** Whether a catalogue item belongs to the older catalogue: an offer GUID or an Azure offer. */
export function isLegacy(catalogItemId: string): boolean {
  return LEGACY.test(catalogItemId);
}

/** Whether it is a licence of new commerce, the only kind with prices in the documents' samples. */
export function isLicence(catalogItemId: string): boolean {
  return /^CFQ7TTC0/i.test(catalogItemId);
}

/** What is wrong with a line, worked out when its cart is created or updated. */
export function lineError(
  line: CartLineItem,
  scripted: Record<string, CartError>,
  errorCodes: "name" | "number",
): CartError | undefined {
  const error = scripted[line.catalogItemId];
  if (error) return error;
  const named = (number: number, name: string, errorDescription: string): CartError => ({
    errorCode: errorCodes === "name" ? name : number,
    errorDescription,
  });
  if (!isLegacy(line.catalogItemId) && !MODERN.test(line.catalogItemId))
    return named(10001, "catalog_item_id_is_not_valid", "Catalog item ID is not valid.");
  if (line.currencyCode !== undefined && !/^[A-Z]{3}$/.test(line.currencyCode))
    return named(10000, "currency_is_not_supported", "Currency is not supported.");
  return undefined;
}

/**
 * Sorts lines into the groups that become one order each: the older catalogue together, else by billing cycle and
 * publisher, numbered in order of appearance. A group that is set already stays.
 */
export function withGroups(lines: CartLineItem[]): CartLineItem[] {
  const numbers = new Map<string, string>();
  return lines.map((line) => {
    if (line.error || line.orderGroup !== undefined) return line;
    if (isLegacy(line.catalogItemId)) return { ...line, orderGroup: "OMS-0" };
    const key = `${line.billingCycle}|${isMicrosoft(line)}`;
    const orderGroup = numbers.get(key) ?? String(numbers.size);
    numbers.set(key, orderGroup);
    return { ...line, orderGroup };
  });
}

/** A guess that fits the documents' samples: licences, software and reservations are Microsoft's own. */
function isMicrosoft({ catalogItemId, billingCycle }: CartLineItem): boolean {
  return /^(CFQ7|DG7G)/i.test(catalogItemId) || billingCycle === "one_time";
}

/** Prices of a line, the same for the same item every time. Undefined where the documents show none. */
export function pricingOf(line: CartLineItem): Pricing | undefined {
  if (!isLicence(line.catalogItemId)) return undefined;
  const cents = 500 + (createHash("sha256").update(line.catalogItemId).digest().readUInt16BE(0) % 5000);
  const price = cents / 100;
  const extendedPrice = Math.round(cents * line.quantity * billingPeriods(line)) / 100;
  return { listPrice: price, discountedPrice: price, proratedPrice: price, price, extendedPrice };
}

/** How many bills a term has, at least one. */
function billingPeriods({ billingCycle, termDuration }: CartLineItem): number {
  const [, count, unit] = /^P(\d+)([MY])$/.exec(termDuration ?? "") ?? [];
  const months = Number(count ?? 1) * (unit === "Y" ? 12 : 1);
  const cycle = { monthly: 1, annual: 12, triennial: 36 }[billingCycle] ?? months;
  return Math.max(1, months / cycle);
}

/** The lines of each group, groups in order of appearance. */
export function linesByGroup(lines: CartLineItem[]): Map<string, CartLineItem[]> {
  const groups = new Map<string, CartLineItem[]>();
  for (const line of lines) {
    const group = line.orderGroup ?? "0";
    groups.set(group, [...(groups.get(group) ?? []), line]);
  }
  return groups;
}
