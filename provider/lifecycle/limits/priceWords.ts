import { cycleOf, withAddons } from "../core/items";
import { currencyOf, isAzurePlan, nameOf, priceOfLine } from "./linePrice";
import type { LimitedLine } from "./limitedLine";
import { readMoney, showMoney, type Money } from "./money";

interface Cycle {
  /** How it is billed. */
  words: string;
  /** What stands behind the amount of one bill. */
  per: string;
  months?: number;
}

/** Page: "Cart resources". */
const CYCLES: Readonly<Record<string, Cycle>> = {
  monthly: { words: "billed monthly", per: "a month", months: 1 },
  annual: { words: "billed annually", per: "a year", months: 12 },
  biennial: { words: "billed every two years", per: "every two years", months: 24 },
  triennial: { words: "billed every three years", per: "every three years", months: 36 },
  one_time: { words: "billed once", per: "once" },
  none: { words: "without recurring bills", per: "for the term" },
};

/** A bill that has more decimals than this was not what the total was made of. */
const MOST_BILL_DECIMALS = 6;

/**
 * A line as people read it, such as `25 x Office 365 E5, P1Y, billed monthly: 912.00 USD a month, 10,944.00 USD for the
 * term`. Prices are before tax.
 */
export function describeLine(line: LimitedLine): string {
  const cycle = CYCLES[cycleOf(line) ?? ""];
  if (isAzurePlan(line)) return describeUse(line);
  const price = priceWords(line, cycle);
  const billed = cycle === CYCLES["one_time"] && price !== undefined ? undefined : cycle?.words;
  return `${whatOf(line, billed)}: ${price ?? "price not given"}`;
}

/**
 * A line before Partner Center named its price, such as `25 x Office 365 E5, P1Y, billed monthly: the price is known
 * once the cart exists`.
 * @param when the price is known.
 */
export function describeDeclared(line: LimitedLine, when: string): string {
  if (isAzurePlan(line)) return describeUse(line);
  return `${whatOf(line, CYCLES[cycleOf(line) ?? ""]?.words)}: the price is known ${when}`;
}

function describeUse(line: LimitedLine): string {
  return `${whatOf(line, "billed by use")}: no price beforehand`;
}

/** What lines cost together for their whole terms, by currency, and which of them have no known price. */
export function describeTotal(lines: readonly LimitedLine[]): string {
  const all = withAddons(lines);
  const totals = new Map<string, Money>();
  const unknown: string[] = [];
  for (const line of all) {
    const price = priceOfLine(line);
    if ("unknown" in price) unknown.push(nameOf(line));
    else totals.set(price.currency, price.total.plus(totals.get(price.currency) ?? 0));
  }
  const known = [...totals].map(([currency, total]) => showMoney(total, currency)).join(" and ");
  if (all.length === 0) return "Total for the term: no lines";
  if (unknown.length === 0) return `Total for the term: ${known}`;
  const missing = `${known && ", "}price not known of ${unknown.join(", ")}`;
  return `Total for the term: ${known}${missing}`;
}

function whatOf(line: LimitedLine, billed: string | undefined): string {
  const what = [`${quantityOf(line)}${nameOf(line)}`, line.termDuration || undefined, billed];
  return what.filter((part) => part !== undefined).join(", ");
}

function quantityOf({ quantity }: LimitedLine): string {
  return typeof quantity === "number" ? `${quantity} x ` : "";
}

/** Undefined where there is no price at all. */
function priceWords(line: LimitedLine, cycle: Cycle | undefined): string | undefined {
  const price = priceOfLine(line);
  const currency = currencyOf(line);
  if (currency === undefined) return undefined;
  if ("unknown" in price) {
    const bill = billByQuantity(line);
    return bill && cycle && line.pricing?.extendedPrice === undefined
      ? `${showMoney(bill, currency)} ${cycle.per}, total for the term not given`
      : undefined;
  }
  const total = showMoney(price.total, currency);
  if (cycle?.months === undefined) return `${total} ${cycle?.per ?? "for the term"}`;
  const bills = (monthsOf(line.termDuration) ?? 0) / cycle.months;
  if (bills === 1) return `${total} ${cycle.per}`;
  const bill = exactShare(price.total, bills) ?? billByQuantity(line);
  return `${bill ? `${showMoney(bill, currency)} ${cycle.per}, ` : ""}${total} for the term`;
}

/** The total in so many equal bills, if that comes out even. */
function exactShare(total: Money, bills: number): Money | undefined {
  if (!Number.isInteger(bills) || bills < 1) return undefined;
  const share = total.div(bills).toDecimalPlaces(MOST_BILL_DECIMALS);
  return share.times(bills).equals(total) ? share : undefined;
}

function billByQuantity({ pricing, quantity }: LimitedLine): Money | undefined {
  if (typeof quantity !== "number" || quantity <= 0) return undefined;
  return readMoney(pricing?.price)?.times(quantity);
}

/** The length of a term such as `P1Y` or `P18M`; undefined where months can't measure it. */
function monthsOf(term: string | undefined): number | undefined {
  const match = /^P(?=\d)(?:(\d{1,3})Y)?(?:(\d{1,3})M)?$/i.exec(term ?? "");
  return match ? Number(match[1] ?? 0) * 12 + Number(match[2] ?? 0) : undefined;
}
