import { expect } from "chai";
import fc from "fast-check";
import { breachesOfTotal } from "../../../../provider/lifecycle/limits/limitBreaches";
import { type LimitedLine } from "../../../../provider/lifecycle/limits/limitedLine";
import { type PurchaseLimits } from "../../../../provider/lifecycle/core/purchaseRules";
import { E5, limited } from "../../../support/limitedLines";

const PLAN: LimitedLine = {
  friendlyName: "Azure plan",
  catalogItemId: "DZH318Z0BPS6:0001:DZH318Z0CPJ4",
  quantity: 1,
};
const usd = (amount: string): PurchaseLimits => ({ maxTotal: { amount, currency: "USD" } });
const priced = (extendedPrice: string | undefined, more: LimitedLine = {}): LimitedLine => ({
  ...E5,
  ...more,
  pricing: { extendedPrice },
});

const TOTALS: [title: string, lines: LimitedLine[], amount: string, breaches: RegExp[], unknown: RegExp[]][] =
  [
    ["a total at the limit holds", [E5], "10944", [], []],
    [
      "a cent too much breaks the limit, and both amounts are named",
      [E5, priced("0.01")],
      "10944.00",
      [
        /^limits\.maxTotal of 10,944\.00 USD \(set on the resource\) does not hold: the total for the term is 10,944\.01 USD\. /,
      ],
      [],
    ],
    ["free items are within a limit of 0", [priced("0"), priced("0.00")], "0", [], []],
    ["anything that costs is above a limit of 0", [priced("0.004")], "0", [/is 0\.004 USD/], []],
    ["sums are exact", Array.from({ length: 10 }, () => priced("0.1")), "1", [], []],
    ["what a JSON number adds to a price does not count", [priced("0.30000000000000004")], "0.3", [], []],
    [
      "a missing price is unknown, and it is said how to let usage through",
      [{ ...PLAN, currencyCode: "USD" }],
      "100000",
      [],
      [/Azure plan is billed by use\..* leave maxTotal off .* allowedCatalogItems\.$/],
    ],
    ["a negative price is unknown", [priced("-5")], "1", [], [/below zero or not readable/]],
    [
      "a price that is no number is unknown",
      [priced("1e3"), priced("free")],
      "1",
      [],
      [/readable/, /readable/],
    ],
    [
      "whatever price an Azure plan names is not what it will cost",
      [{ ...PLAN, currencyCode: "USD", pricing: { extendedPrice: "5" } }],
      "100000",
      [],
      [/Azure plan is billed by use/],
    ],
    [
      "nor that of the Azure offers before it",
      [priced("5", { catalogItemId: "MS-AZR-0145P", billingCycle: "monthly" })],
      "100000",
      [],
      [/is billed by use/],
    ],
    [
      "a price of 0 a month without a term is unknown",
      [priced("0", { billingCycle: "monthly", termDuration: undefined })],
      "9",
      [],
      [/billed by use/],
    ],
    [
      "a price of 0 once is free",
      [priced("0", { billingCycle: "one_time", termDuration: undefined })],
      "0",
      [],
      [],
    ],
    [
      "a price without a currency is unknown",
      [priced("5", { currencyCode: undefined })],
      "9",
      [],
      [/without a currency/],
    ],
    [
      "a price of 0 for what is billed by use is unknown",
      [priced("0", { billingCycle: "none", termDuration: undefined })],
      "9",
      [],
      [/billed by use/],
    ],
    ["a free trial costs nothing", [priced("0", { billingCycle: "none", termDuration: "P1M" })], "0", [], []],
    [
      "a commitment without a price is unknown",
      [priced("0", { purchaseCommitment: { amount: "0.05" } })],
      "9",
      [],
      [/commits to spending/],
    ],
    [
      "another currency breaks the limit, however small the amount",
      [priced("1", { currencyCode: "EUR" })],
      "100",
      [/costs 1\.00 EUR for the term, and nothing is converted\. Set the limit in EUR/],
      [],
    ],
    ["currencies are the same in any case", [priced("1", { currencyCode: "usd" })], "1", [], []],
    [
      "a known part above the limit breaks it even when the rest is unknown",
      [E5, PLAN],
      "10000",
      [/is at least 10,944\.00 USD/],
      [/Azure plan is billed by use/],
    ],
    [
      "the prices of add-ons count",
      [priced("1", { addonItems: [priced("1")] })],
      "1.5",
      [/the total for the term is 2\.00 USD/],
      [],
    ],
    ["a cart without lines is unknown", [], "5", [], [/there are no lines/]],
  ];

describe("breachesOfTotal", () => {
  for (const [title, lines, amount, breaches, unknown] of TOTALS)
    it(title, () => {
      const found = breachesOfTotal(lines, limited(usd(amount)));
      for (const [actual, expected] of [
        [found.breaches, breaches],
        [found.unknown, unknown],
      ] as const) {
        expect(actual.map(({ reason }) => reason)).to.have.length(expected.length);
        expected.forEach((pattern, index) => expect(actual[index]?.reason).to.match(pattern));
        for (const { property } of actual) expect(property).to.equal("limits.maxTotal");
      }
    });

  it("asks for no price where no total is limited", () => {
    expect(breachesOfTotal([PLAN], limited({ maxQuantity: 1 }))).to.deep.equal({ breaches: [], unknown: [] });
  });

  it("makes every limit hold, so that the stricter wins", () => {
    const limits = [...limited(usd("20000")), ...limited(usd("5000"), "partnercenter-emea:limits")];
    const { breaches } = breachesOfTotal([E5], limits);
    expect(breaches.map(({ reason }) => reason)).to.have.length(1);
    expect(breaches[0]?.reason).to.contain("5,000.00 USD (set in partnercenter-emea:limits)");
  });

  it("is passed by exactly the sums up to the limit, for any prices in cents", () => {
    const cents = fc.integer({ min: 0, max: 1e9 });
    const text = (amount: number) => `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, "0")}`;
    fc.assert(
      fc.property(fc.array(cents, { minLength: 1, maxLength: 20 }), cents, (prices, limit) => {
        const { breaches, unknown } = breachesOfTotal(
          prices.map((price) => priced(text(price))),
          limited(usd(text(limit))),
        );
        const sum = prices.reduce((a, b) => a + b, 0);
        expect(unknown).to.deep.equal([]);
        expect(breaches.length === 0).to.equal(sum <= limit);
      }),
    );
  });
});
