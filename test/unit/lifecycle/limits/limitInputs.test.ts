import { expect } from "chai";
import { Refusal } from "../../../../provider/lifecycle/core/lifecycle";
import { limitsProblem, parseLimits } from "../../../../provider/lifecycle/limits/limitInputs";
import { type PurchaseLimits } from "../../../../provider/lifecycle/core/purchaseRules";
import { UNKNOWN_VALUE } from "../../../../provider/lifecycle/core/unknown";

const USD = { amount: "20000.00", currency: "USD" };

const GOOD: [title: string, value: unknown, parsed: PurchaseLimits | undefined][] = [
  ["nothing", undefined, undefined],
  ["null", null, undefined],
  ["no member at all", {}, {}],
  ["an amount as text", { maxTotal: USD }, { maxTotal: USD }],
  [
    "an amount as a number and a currency in any case",
    { maxTotal: { amount: 99.5, currency: "eur" } },
    { maxTotal: { amount: "99.5", currency: "EUR" } },
  ],
  [
    "0, which allows free items only",
    { maxTotal: { amount: 0, currency: "USD" }, maxQuantity: 0 },
    { maxTotal: { amount: "0", currency: "USD" }, maxQuantity: 0 },
  ],
  [
    "terms in any case",
    { allowedTermDurations: ["p1m", "P1Y", " None "] },
    { allowedTermDurations: ["P1M", "P1Y", "none"] },
  ],
  [
    "billing cycles in the spellings of the documents",
    { allowedBillingCycles: ["Monthly", "OneTime", "one_time", "one time"] },
    { allowedBillingCycles: ["monthly", "one_time", "one_time", "one_time"] },
  ],
  [
    "items of any depth",
    { allowedCatalogItems: ["CFQ7TTC0LF8Q", "CFQ7TTC0LF8Q:0001", "a:b:c", "MS-AZR-0145P"] },
    { allowedCatalogItems: ["CFQ7TTC0LF8Q", "CFQ7TTC0LF8Q:0001", "a:b:c", "MS-AZR-0145P"] },
  ],
  ["members that are null, like absent ones", { maxTotal: null, maxQuantity: null }, {}],
  ["a value that isn't known yet", UNKNOWN_VALUE, undefined],
  [
    "parts that aren't known yet",
    {
      maxTotal: { amount: UNKNOWN_VALUE, currency: "USD" },
      maxQuantity: 5,
      allowedTermDurations: [UNKNOWN_VALUE],
    },
    { maxQuantity: 5 },
  ],
  ["a total that isn't known yet", { maxTotal: UNKNOWN_VALUE, maxQuantity: UNKNOWN_VALUE }, {}],
];

const BAD: [value: unknown, named: RegExp][] = [
  ["20000", /limits must be an object/],
  [[], /limits must be an object/],
  [{ maxAmount: 5 }, /limits\.maxAmount is not a limit; there are maxTotal, maxQuantity/],
  [{ toString: 5 }, /limits\.toString is not a limit/],
  [{ maxTotal: 20000 }, /limits\.maxTotal must be an object with amount and currency; got 20000/],
  [{ maxTotal: { amount: "5" } }, /limits\.maxTotal\.currency is required/],
  [{ maxTotal: { currency: "USD" } }, /limits\.maxTotal\.amount is required/],
  [
    { maxTotal: { ...USD, per: "month" } },
    /limits\.maxTotal\.per is not a limit; there are amount and currency/,
  ],
  ...[-1, "-1", "1,000", "1e3", 1e21, NaN, Infinity, "", " ", true, 2 ** 60].map(
    (amount): [unknown, RegExp] => [
      { maxTotal: { amount, currency: "USD" } },
      /limits\.maxTotal\.amount must be/,
    ],
  ),
  ...["$", "US", "USDX", 840].map((currency): [unknown, RegExp] => [
    { maxTotal: { amount: 1, currency } },
    /limits\.maxTotal\.currency must be an ISO 4217 code/,
  ]),
  ...[-1, 1.5, "25", NaN].map((maxQuantity): [unknown, RegExp] => [
    { maxQuantity },
    /limits\.maxQuantity must be a whole number/,
  ]),
  ...["P1Y", [], ["1Y"], ["P"], ["P1Y", 5]].map((allowedTermDurations): [unknown, RegExp] => [
    { allowedTermDurations },
    /limits\.allowedTermDurations must be a list/,
  ]),
  ...[[], ["montly"], ["constructor"], "monthly"].map((allowedBillingCycles): [unknown, RegExp] => [
    { allowedBillingCycles },
    /limits\.allowedBillingCycles must be a list/,
  ]),
  ...[[], [""], ["a:"], ["a:b:c:d"], [":b"], ["a b"]].map((allowedCatalogItems): [unknown, RegExp] => [
    { allowedCatalogItems },
    /limits\.allowedCatalogItems must be a list/,
  ]),
];

describe("limitsProblem and parseLimits", () => {
  for (const [title, value, parsed] of GOOD)
    it(`accept ${title}`, () => {
      expect(limitsProblem(value)).to.equal(undefined);
      expect(parseLimits(value)).to.deep.equal(parsed);
    });

  for (const [value, named] of BAD)
    it(`refuse ${JSON.stringify(value)}`, () => {
      expect(limitsProblem(value)).to.match(named);
      expect(() => parseLimits(value)).to.throw(Refusal, named);
    });

  it("name everything that is wrong at once", () => {
    const problem = limitsProblem({ maxTotal: { amount: -1, currency: "?" }, maxQuantity: -1, more: 1 });
    for (const member of ["maxTotal.amount", "maxTotal.currency", "maxQuantity", "more"])
      expect(problem).to.contain(`limits.${member}`);
  });
});
