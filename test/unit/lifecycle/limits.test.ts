import { expect } from "chai";
import fc from "fast-check";
import { UNKNOWN_VALUE } from "../../../provider/lifecycle/lifecycle";
import {
  breachesOfLines,
  breachesOfTotal,
  type LimitedLine,
  type NamedLimits,
  type PurchaseLimits,
} from "../../../provider/lifecycle/limits";

const E5: LimitedLine = {
  catalogItemId: "CFQ7TTC0LF8Q:0001:CFQ7TTC0XYZ1",
  friendlyName: "Office 365 E5",
  quantity: 25,
  termDuration: "P1Y",
  billingCycle: "monthly",
  currencyCode: "USD",
  pricing: { price: "36.48", extendedPrice: "10944" },
};

const limited = (limits: PurchaseLimits, source = "limits"): NamedLimits[] => [{ source, limits }];

const LINES: [title: string, lines: LimitedLine[], limits: PurchaseLimits, breaches: RegExp[]][] = [
  ["a quantity at the limit holds", [E5], { maxQuantity: 25 }, []],
  [
    "a quantity above the limit breaks it",
    [E5],
    { maxQuantity: 24 },
    [/^limits\.maxQuantity of 24 \(set on the resource\).* Office 365 E5 has a quantity of 25\. Lower/],
  ],
  [
    "a missing quantity breaks the limit",
    [{ ...E5, quantity: undefined }],
    { maxQuantity: 24 },
    [/names no quantity/],
  ],
  [
    "a quantity that isn't known yet breaks nothing",
    [{ ...E5, quantity: UNKNOWN_VALUE as unknown as number }],
    { maxQuantity: 24 },
    [],
  ],
  [
    "several lines of one product and SKU count together, whatever the availability",
    [E5, { ...E5, catalogItemId: "cfq7ttc0lf8q:0001:CFQ7TTC0XYZ2", termDuration: "P1M" }],
    { maxQuantity: 30 },
    [/2 lines of Office 365 E5 have a quantity of 50 together/],
  ],
  [
    "lines of other SKUs count apart",
    [E5, { ...E5, catalogItemId: "CFQ7TTC0LF8Q:0002:CFQ7TTC0XYZ2" }],
    { maxQuantity: 30 },
    [],
  ],
  [
    "add-ons count, too",
    [{ ...E5, addonItems: [{ catalogItemId: "a:b:c", quantity: 99 }] }],
    { maxQuantity: 30 },
    [/a:b:c has a quantity of 99/],
  ],
  [
    "an allowed term holds in any case",
    [{ ...E5, termDuration: "p1y" }],
    { allowedTermDurations: ["P1Y"] },
    [],
  ],
  [
    "another term breaks the limit",
    [{ ...E5, termDuration: "P3Y" }],
    { allowedTermDurations: ["P1M", "P1Y"] },
    [/^limits\.allowedTermDurations .* has the term P3Y, allowed are P1M, P1Y\. /],
  ],
  [
    "a line without a term has the term none",
    [{ ...E5, termDuration: undefined }],
    { allowedTermDurations: ["P1Y"] },
    [/has the term none, allowed is P1Y/],
  ],
  ["none allows an empty term", [{ ...E5, termDuration: "" }], { allowedTermDurations: ["none"] }, []],
  [
    "an allowed billing cycle holds in every spelling",
    [{ ...E5, billingCycle: "OneTime" }],
    { allowedBillingCycles: ["one_time"] },
    [],
  ],
  [
    "another billing cycle breaks the limit",
    [E5],
    { allowedBillingCycles: ["annual"] },
    [/has the billing cycle monthly, allowed is annual/],
  ],
  [
    "a missing billing cycle breaks the limit",
    [{ ...E5, billingCycle: undefined }],
    { allowedBillingCycles: ["none"] },
    [/names no billing cycle/],
  ],
  ...["CFQ7TTC0LF8Q", "cfq7ttc0lf8q:0001", "CFQ7TTC0LF8Q:0001:cfq7ttc0xyz1"].map(
    (item): (typeof LINES)[number] => [
      `${item} allows the item`,
      [E5],
      { allowedCatalogItems: ["x", item] },
      [],
    ],
  ),
  ...["CFQ7TTC0LF8", "CFQ7TTC0LF8Q:000", "0001", "CFQ7TTC0LF8Q:0001:CFQ7TTC0XYZ1:x"].map(
    (item): (typeof LINES)[number] => [
      `${item} does not allow the item`,
      [E5],
      { allowedCatalogItems: [item] },
      [/has the catalog item CFQ7TTC0LF8Q:0001:CFQ7TTC0XYZ1, allowed is/],
    ],
  ),
  [
    "a missing item breaks the limit",
    [{ ...E5, catalogItemId: undefined }],
    { allowedCatalogItems: ["a"] },
    [/names no catalog item/],
  ],
  [
    "an item that isn't known yet breaks nothing",
    [{ ...E5, catalogItemId: UNKNOWN_VALUE }],
    { allowedCatalogItems: ["a"], maxQuantity: 30 },
    [],
  ],
  ["no limits, no breaches", [E5, {}], {}, []],
];

describe("breachesOfLines", () => {
  for (const [title, lines, limits, expected] of LINES)
    it(title, () => {
      const breaches = breachesOfLines(lines, limited(limits));
      expect(breaches).to.have.length(expected.length);
      expected.forEach((pattern, index) => {
        expect(breaches[index]?.reason).to.match(pattern).and.to.match(/\.$/);
        expect(breaches[index]?.reason.startsWith(breaches[index]?.property ?? "?")).to.equal(true);
      });
    });

  it("makes every limit hold, and names the source of each that does not", () => {
    const limits = [
      ...limited({ maxQuantity: 10 }),
      ...limited({ maxQuantity: 50 }, "PARTNERCENTER_LIMITS"),
      ...limited({ maxQuantity: 20 }, "partnercenter:limits"),
    ];
    const reasons = breachesOfLines([E5], limits).map(({ reason }) => reason);
    expect(reasons).to.have.length(2);
    expect(reasons[0]).to.contain("of 10 (set on the resource)");
    expect(reasons[1]).to.contain("of 20 (set in partnercenter:limits)");
  });
});

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
