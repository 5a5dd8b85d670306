import { expect } from "chai";
import { problemsOf } from "../../../../provider/lifecycle/core/inputSchema";
import { declaredLines, lineItemsInput } from "../../../../provider/lifecycle/core/lineItems";
import { UNKNOWN_VALUE } from "../../../../provider/lifecycle/core/unknown";
import { handedBack, LINE } from "../../../support/cartLife";

const FULL = {
  ...LINE,
  friendlyName: "Seats",
  currencyCode: "USD",
  participants: [{ key: "transaction_reseller", value: "5139005" }],
  provisioningContext: { subscriptionId: "s", scope: "shared" },
  promotionId: "39NFJQT1PFPK:0001:39NFJQT1Q5KD",
  renewsTo: { termDuration: "P1Y" },
  purchaseCommitment: { amount: 0.05, currency: "usd", grain: "hourly" },
  customTermEndDate: "2027-06-30",
  attestationAccepted: true,
  addonItems: [{ ...LINE, quantity: 1 }],
};

const lineItemFailures = (value: unknown) => problemsOf(lineItemsInput, "lineItems", value);

const failuresOf = (changes: object) =>
  lineItemFailures([JSON.parse(JSON.stringify({ ...LINE, ...changes }))]).map(({ property, reason }) => {
    expect(reason.startsWith(`${property} `), reason).to.equal(true);
    return reason;
  });

describe("lineItemsInput", () => {
  const fine: [string, unknown][] = [
    ["a line with no more than it needs", [LINE]],
    ["every member", [FULL]],
    ["a one-time purchase without a term", [{ ...LINE, termDuration: undefined, billingCycle: "one_time" }]],
    ["an offer of the older catalogue", [{ ...LINE, catalogItemId: "MS-AZR-0145P" }]],
    ["a GUID of the older catalogue", [{ ...LINE, catalogItemId: "195416c1-3447-423a-b37b-ee59a99a19c4" }]],
    ["lines that aren't known yet", UNKNOWN_VALUE],
    ["a line that isn't known yet", [LINE, UNKNOWN_VALUE]],
    ["members that aren't known yet", [{ ...LINE, catalogItemId: UNKNOWN_VALUE, quantity: UNKNOWN_VALUE }]],
    ["parts of members that aren't known yet", [{ ...FULL, renewsTo: { termDuration: UNKNOWN_VALUE } }]],
    ["a provisioning context that isn't known yet", [{ ...LINE, provisioningContext: { s: UNKNOWN_VALUE } }]],
  ];
  for (const [title, value] of fine)
    it(`lets ${title} through`, () => {
      expect(lineItemFailures(value)).to.deep.equal([]);
    });

  it("lets a participant's value through that isn't known yet", () => {
    expect(
      failuresOf({ participants: [{ key: "transaction_reseller", value: UNKNOWN_VALUE }] }),
    ).to.deep.equal([]);
  });

  const wrong: [object, RegExp][] = [
    [{ catalogItemId: undefined }, /^lineItems\[0\]\.catalogItemId is required$/],
    [{ catalogItemId: "CFQ7TTC0E101:0001" }, /must name the availability, too.*resolveCatalogItem/],
    [{ catalogItemId: "E5" }, /^lineItems\[0\]\.catalogItemId must be product:sku:availability/],
    [{ quantity: 0 }, /^lineItems\[0\]\.quantity must be a whole number from 1 to 10000000; got 0$/],
    [{ quantity: 1.5 }, /quantity must be a whole number/],
    [{ quantity: "25" }, /quantity must be a whole number.*got "25"/],
    [{ billingCycle: undefined }, /billingCycle is required/],
    [{ billingCycle: "montly" }, /billingCycle must be "monthly", .* or "none"; got "montly"/],
    [{ termDuration: "1 year" }, /termDuration must be an ISO 8601 duration/],
    [{ friendlyName: "" }, /friendlyName must be text/],
    [{ currencyCode: "usd" }, /currencyCode must be an ISO 4217 code/],
    [
      { participants: [{ key: "reseller", value: "1" }] },
      /participants\[0\]\.key must be "transaction_reseller"/,
    ],
    [{ participants: {} }, /participants must be a list; got {}/],
    [{ provisioningContext: { scope: 5 } }, /provisioningContext\.scope must be text; got 5/],
    [{ provisioningContext: "x" }, /provisioningContext must be texts by name/],
    [{ renewsTo: [{ termDuration: "P1Y" }] }, /renewsTo/],
    [
      { purchaseCommitment: { amount: 0, currency: "usd", grain: "hourly" } },
      /amount must be an amount above 0/,
    ],
    [{ customTermEndDate: "30.6.2027" }, /customTermEndDate must be an ISO 8601 date/],
    [{ attestationAccepted: "yes" }, /attestationAccepted must be true or false/],
    [{ quantiy: 5 }, /quantiy is not a property of a line item; it has catalogItemId, quantity/],
    [{ orderGroup: "0" }, /orderGroup is not a property/],
    [{ addonItems: [{ ...LINE, quantity: -1 }] }, /^lineItems\[0\]\.addonItems\[0\]\.quantity must be/],
    [{ addonItems: [{ ...LINE, addonItems: [] }] }, /addonItems\[0\]\.addonItems is not a property/],
  ];
  for (const [changes, reason] of wrong)
    it(`says ${String(reason)} of ${JSON.stringify(changes)}`, () => {
      expect(failuresOf(changes).join("\n")).to.match(reason);
    });

  it("wants at least one line, in a list", () => {
    expect(lineItemFailures([])[0]?.reason).to.equal("lineItems must hold at least one line item");
    expect(lineItemFailures({})[0]?.reason).to.match(/^lineItems must be a list; got {}/);
    expect(lineItemFailures([5])[0]?.reason).to.match(/^lineItems\[0\] must be an object; got 5/);
  });

  it("tells everything that is wrong at once", () => {
    const failures = lineItemFailures([
      { ...LINE, quantity: 0, billingCycle: "x" },
      { ...LINE, quantity: -1 },
    ]);
    expect(failures.map(({ property }) => property)).to.deep.equal([
      "lineItems[0].quantity",
      "lineItems[0].billingCycle",
      "lineItems[1].quantity",
    ]);
  });
});

describe("declaredLines", () => {
  it("gives every member as it was declared, whatever their order", () => {
    expect(declaredLines([FULL])).to.deep.equal([FULL]);
    expect(declaredLines(handedBack({ lines: [FULL] })["lines"])).to.deep.equal([FULL]);
  });

  it("gives none of what isn't known or can't be read, and never throws", () => {
    for (const value of [UNKNOWN_VALUE, undefined, null, 5, "x", {}, [], [5], [{}], [[LINE]]])
      expect(declaredLines(value), JSON.stringify(value)).to.deep.equal([]);
  });
});
