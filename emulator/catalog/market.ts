/** The currency of a market. */
export interface Currency {
  /** ISO 4217. */
  code: string;
  symbol: string;
  /** Hundredths of this currency for a US dollar; fixed, made up. */
  perDollar: number;
}

const DOLLAR: Currency = { code: "USD", symbol: "$", perDollar: 100 };
const EURO: Currency = { code: "EUR", symbol: "€", perDollar: 92 };

const OTHERS: Record<string, Currency> = {
  AU: { code: "AUD", symbol: "A$", perDollar: 150 },
  CA: { code: "CAD", symbol: "CA$", perDollar: 135 },
  CH: { code: "CHF", symbol: "CHF", perDollar: 90 },
  DK: { code: "DKK", symbol: "kr", perDollar: 690 },
  GB: { code: "GBP", symbol: "£", perDollar: 80 },
  NO: { code: "NOK", symbol: "kr", perDollar: 1070 },
  SE: { code: "SEK", symbol: "kr", perDollar: 1050 },
};
const EURO_COUNTRIES = ["AT", "BE", "DE", "ES", "FI", "FR", "GR", "IE", "IT", "LU", "NL", "PT"];

/** The symbol of a currency; the code itself where none is known. */
export function symbolOf(code: string): string {
  return [DOLLAR, EURO, ...Object.values(OTHERS)].find((one) => one.code === code)?.symbol ?? code;
}

/** The currency of a country (two letters, any case); US dollars in those not named here. */
export function currencyOf(country: string): Currency {
  const code = country.toUpperCase();
  return EURO_COUNTRIES.includes(code) ? EURO : (OTHERS[code] ?? DOLLAR);
}
