import { expect } from "chai";
import { UNKNOWN_VALUE } from "../../../../provider/lifecycle/core/unknown";
import { breachesOfLines } from "../../../../provider/lifecycle/limits/limitBreaches";
import { type LimitedLine } from "../../../../provider/lifecycle/limits/limitedLine";
import { type PurchaseLimits } from "../../../../provider/lifecycle/core/purchaseRules";
import { E5, limited } from "../../../support/limitedLines";

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
        expect(breaches[index]?.reason.startsWith(breaches[index].property)).to.equal(true);
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
