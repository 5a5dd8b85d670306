import { Decimal } from "decimal.js";

/** Enough digits for any sum of prices to be exact. */
export const Money = Decimal.clone({ precision: 80 });
export type Money = Decimal;

const AMOUNT = /^\d{1,20}(\.\d{1,30})?$/;
/** What a JSON number holds for certain. Prices arrive as such, and 364.8 may come as 364.79999999999995. */
const SURE_DIGITS = 15;

/** An amount of money from decimal text; undefined for what is no amount or below zero. */
export function readMoney(text: string | undefined): Money | undefined {
  if (typeof text !== "string" || !AMOUNT.test(text)) return undefined;
  return new Money(text).toSignificantDigits(SURE_DIGITS);
}

/** Such as `10,944.00 USD`: two decimals, more only where the amount has them. */
export function showMoney(amount: Money, currency: string): string {
  const [whole = "", decimals] = amount.toFixed(Math.max(2, amount.decimalPlaces())).split(".");
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${decimals} ${currency}`;
}
