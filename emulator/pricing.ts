import { createHash } from "node:crypto";
import { monthsOf, monthsOfCycle } from "./calendar";
import type { CatalogItem } from "./catalog";
import type { Currency } from "./catalog/market";
import type { CartLineItem, Pricing } from "./wire";

/** A price set by a test, in force for every line that it fits. Later ones win. */
export interface PriceOverride {
  catalogItemId: string;
  /** Hundredths of the currency, for one unit and one bill. */
  cents: number;
  currency?: string;
  termDuration?: string;
  billingCycle?: string;
}

/** What the price of a line follows from. */
export interface PriceFacts {
  item: CatalogItem | undefined;
  currency: Currency;
  overrides: readonly PriceOverride[];
}

/** The price that a test set for a line. */
export function overrideOf(
  line: CartLineItem,
  overrides: readonly PriceOverride[],
): PriceOverride | undefined {
  return overrides
    .filter(
      (price) =>
        price.catalogItemId.toUpperCase() === line.catalogItemId.toUpperCase() &&
        (price.termDuration ?? line.termDuration) === line.termDuration &&
        (price.billingCycle ?? line.billingCycle) === line.billingCycle,
    )
    .at(-1);
}

/**
 * Prices of a line, the same for the same line every time. `extendedPrice` is price x quantity x bills of the term,
 * exact to the cent. Undefined for what is billed by use, and for items without a known price.
 */
export function pricingOf(line: CartLineItem, facts: PriceFacts): Pricing | undefined {
  const list = listCents(line, facts);
  if (list === undefined) return undefined;
  const { promotion } = facts.item ?? {};
  const applies = promotion !== undefined && line.promotionId === promotion.id;
  const paid = applies ? Math.round((list * (100 - promotion.percent)) / 100) : list;
  const price = paid / 100;
  return {
    listPrice: list / 100,
    discountedPrice: price,
    proratedPrice: price,
    price,
    extendedPrice: (paid * line.quantity * bills(line)) / 100,
  };
}

function listCents(line: CartLineItem, { item, currency, overrides }: PriceFacts): number | undefined {
  const set = overrideOf(line, overrides);
  if (set) return set.cents;
  if (item?.kind === "savingsPlan") return commitmentCents(line);
  if (item) {
    const dollars = termOf(item, line)?.cents;
    return dollars === undefined ? undefined : Math.round((dollars * currency.perDollar) / 100);
  }
  if (!/^CFQ7TTC0/i.test(line.catalogItemId)) return undefined;
  return 500 + (createHash("sha256").update(line.catalogItemId).digest().readUInt16BE(0) % 5000);
}

/** The term of an item that a line asks for. */
export function termOf(item: CatalogItem, line: CartLineItem): CatalogItem["terms"][number] | undefined {
  return item.terms.find(
    (term) => term.duration === line.termDuration && term.billingCycle === line.billingCycle,
  );
}

/** What the commitment of a savings plan comes to in a bill: 8760 hours a year, 730 a month. */
function commitmentCents(line: CartLineItem): number | undefined {
  if (!line.purchaseCommitment) return undefined;
  const thousandths = Math.round(line.purchaseCommitment.amount * 1000);
  const hours = line.billingCycle === "monthly" ? 730 : 730 * monthsOf(line.termDuration);
  return Math.round((thousandths * hours) / 10);
}

/** How many bills a term has, at least one. */
function bills({ billingCycle, termDuration }: CartLineItem): number {
  const months = monthsOf(termDuration);
  return Math.max(1, Math.ceil(months / (monthsOfCycle(billingCycle) ?? months)));
}

/** The sum of amounts with two decimals, exact. */
export function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + Math.round(amount * 100), 0) / 100;
}
