import { expect } from "chai";
import {
  describeDeclared,
  describeLine,
  describeTotal,
} from "../../../../provider/lifecycle/limits/priceWords";
import type { LimitedLine } from "../../../../provider/lifecycle/limits/limitedLine";
import { E5 } from "../../../support/limitedLines";

const line = (more: LimitedLine): LimitedLine => ({ ...E5, ...more });
const costs = (extendedPrice?: string, price?: string) => ({ pricing: { extendedPrice, price } });

const AZURE_PLAN = "DZH318Z0BPS6:0001:DZH318Z0BML6";

const LINES: [line: LimitedLine, words: string][] = [
  [E5, "25 x Office 365 E5, P1Y, billed monthly: 912.00 USD a month, 10,944.00 USD for the term"],
  [line({ pricing: undefined }), "25 x Office 365 E5, P1Y, billed monthly: price not given"],
  [
    line({ billingCycle: "Annual", termDuration: "P3Y", ...costs("3000") }),
    "25 x Office 365 E5, P3Y, billed annually: 1,000.00 USD a year, 3,000.00 USD for the term",
  ],
  [
    line({ billingCycle: "annual", ...costs("1200") }),
    "25 x Office 365 E5, P1Y, billed annually: 1,200.00 USD a year",
  ],
  [
    line({ billingCycle: "triennial", termDuration: "P3Y", ...costs("1234567.5") }),
    "25 x Office 365 E5, P3Y, billed every three years: 1,234,567.50 USD every three years",
  ],
  [
    line({ termDuration: "P1M", ...costs("30.4") }),
    "25 x Office 365 E5, P1M, billed monthly: 30.40 USD a month",
  ],
  [
    line({ billingCycle: "one_time", quantity: 1, friendlyName: "Savings plan", ...costs("438.0") }),
    "1 x Savings plan, P1Y: 438.00 USD once",
  ],
  [
    line({ billingCycle: "one_time", termDuration: undefined, pricing: undefined }),
    "25 x Office 365 E5, billed once: price not given",
  ],
  [
    line({ billingCycle: "none", termDuration: "P1M", ...costs("0") }),
    "25 x Office 365 E5, P1M, without recurring bills: 0.00 USD for the term",
  ],
  [
    { friendlyName: "Usage", quantity: 1, billingCycle: "none" },
    "1 x Usage, without recurring bills: price not given",
  ],
  [
    line({
      friendlyName: "Setup",
      quantity: 1,
      billingCycle: "none",
      termDuration: undefined,
      ...costs("5"),
    }),
    "1 x Setup, without recurring bills: 5.00 USD for the term",
  ],
  ...["one_time", "none", "monthly"].flatMap((billingCycle) =>
    [undefined, costs("0").pricing, costs("5").pricing].map((pricing): [LimitedLine, string] => [
      { catalogItemId: AZURE_PLAN, quantity: 1, billingCycle, currencyCode: "USD", pricing },
      `1 x Azure plan (${AZURE_PLAN}), billed by use: no price beforehand`,
    ]),
  ),
  // 100 in 12 bills does not come out even, so the bill is price x quantity.
  [
    line({ quantity: 2, ...costs("100", "4.17") }),
    "2 x Office 365 E5, P1Y, billed monthly: 8.34 USD a month, 100.00 USD for the term",
  ],
  [line({ ...costs("100") }), "25 x Office 365 E5, P1Y, billed monthly: 100.00 USD for the term"],
  [
    line({ quantity: 1000, ...costs("0.45", "0.0000375") }),
    "1000 x Office 365 E5, P1Y, billed monthly: 0.0375 USD a month, 0.45 USD for the term",
  ],
  [
    line({ quantity: 1, ...costs("364.79999999999995") }),
    "1 x Office 365 E5, P1Y, billed monthly: 30.40 USD a month, 364.80 USD for the term",
  ],
  [
    line({ ...costs(undefined, "36.48") }),
    "25 x Office 365 E5, P1Y, billed monthly: 912.00 USD a month, total for the term not given",
  ],
  [line({ ...costs("-1", "1") }), "25 x Office 365 E5, P1Y, billed monthly: price not given"],
  [line({ currencyCode: undefined }), "25 x Office 365 E5, P1Y, billed monthly: price not given"],
  [
    line({ termDuration: "P18M", ...costs("180") }),
    "25 x Office 365 E5, P18M, billed monthly: 10.00 USD a month, 180.00 USD for the term",
  ],
  [
    line({ billingCycle: "annual", termDuration: "P18M", ...costs("180", "4") }),
    "25 x Office 365 E5, P18M, billed annually: 100.00 USD a year, 180.00 USD for the term",
  ],
  [{ catalogItemId: "a:b:c" }, "a:b:c: price not given"],
  [{ friendlyName: "evil\u001b[2J\nname" }, "evil [2J name: price not given"],
  [{}, "an item without a name: price not given"],
];

describe("describeLine", () => {
  for (const [given, words] of LINES)
    it(words, () => {
      expect(describeLine(given)).to.equal(words);
    });
});

describe("describeDeclared", () => {
  it("says when the price is known", () => {
    expect(describeDeclared(E5, "once the cart exists")).to.equal(
      "25 x Office 365 E5, P1Y, billed monthly: the price is known once the cart exists",
    );
  });

  it("promises no price for what is billed by use", () => {
    const plan = { catalogItemId: AZURE_PLAN, quantity: 1, billingCycle: "one_time" };
    expect(describeDeclared(plan, "once the cart exists")).to.equal(
      `1 x Azure plan (${AZURE_PLAN}), billed by use: no price beforehand`,
    );
  });
});

const TOTALS: [lines: LimitedLine[], words: string][] = [
  [[E5, E5], "Total for the term: 21,888.00 USD"],
  [[E5, line({ currencyCode: "EUR", ...costs("0.1") })], "Total for the term: 10,944.00 USD and 0.10 EUR"],
  [
    [E5, { friendlyName: "Azure plan" }, { friendlyName: "Support" }],
    "Total for the term: 10,944.00 USD, price not known of Azure plan, Support",
  ],
  [[{ friendlyName: "Azure plan" }], "Total for the term: price not known of Azure plan"],
  [[line({ addonItems: [line({ ...costs("1") })] })], "Total for the term: 10,945.00 USD"],
  [[], "Total for the term: no lines"],
];

describe("describeTotal", () => {
  for (const [lines, words] of TOTALS)
    it(words, () => {
      expect(describeTotal(lines)).to.equal(words);
    });
});
