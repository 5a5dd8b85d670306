import { expect } from "chai";
import type { CartLineItem, CartLineRequest } from "../../../../provider/client/schemas";
import { cartDifferences } from "../../../../provider/lifecycle/core/cartDifferences";
import { LINE } from "../../../support/cartLife";
import { fakeCart, ITEM_B } from "../../../support/cartsAndOrders";

const compare = (sent: Partial<CartLineRequest>, got: Partial<CartLineItem>) =>
  cartDifferences({ lineItems: [{ ...LINE, ...sent }] }, fakeCart({ lineItems: [{ ...LINE, ...got }] }));
const RESELLERS = [{ key: "transaction_reseller", value: "1" }];

const COMMITMENT = { amount: 0.05, currency: "usd", grain: "hourly" };

describe("cartDifferences", () => {
  const none: [string, Partial<CartLineRequest>, Partial<CartLineItem>][] = [
    ["nothing differs", {}, {}],
    [
      "letters differ in case",
      {},
      { catalogItemId: LINE.catalogItemId.toLowerCase(), billingCycle: "Monthly" },
    ],
    [
      "the service adds what wasn't declared",
      {},
      { friendlyName: "Office", promotionId: "p", currencyCode: "USD" },
    ],
    [
      "an amount is spelled otherwise",
      { purchaseCommitment: COMMITMENT },
      { purchaseCommitment: { ...COMMITMENT, amount: "0.050" } },
    ],
    [
      "a time is spelled otherwise",
      { customTermEndDate: "2027-06-30" },
      { customTermEndDate: "2027-06-30T00:00:00Z" },
    ],
    [
      "an object has more members",
      { provisioningContext: { a: "1" } },
      { provisioningContext: { a: "1", b: "2" } },
    ],
    [
      "a name is spelled otherwise",
      { provisioningContext: { Scope: "1" } },
      { provisioningContext: { scope: "1" } },
    ],
    [
      "resellers are sorted otherwise",
      { participants: [...RESELLERS, { key: "consumption_reseller", value: "2" }] },
      { participants: [{ key: "consumption_reseller", value: "2" }, ...RESELLERS] },
    ],
    ["an empty object is dropped", { provisioningContext: {} }, {}],
    ["an empty object is added", {}, { provisioningContext: {}, participants: [] }],
    [
      "the service says nothing in its own way",
      {},
      {
        customTermEndDate: "0001-01-01T00:00:00Z",
        renewsTo: { termDuration: "" },
        purchaseCommitment: { amount: "0" },
        provisioningContext: { subscriptionId: "" },
      },
    ],
    [
      "a key is spelled otherwise",
      { participants: RESELLERS },
      { participants: [{ key: "TransactionReseller", value: "1" }] },
    ],
  ];
  for (const [title, sent, got] of none)
    it(`finds none when ${title}`, () => {
      expect(compare(sent, got)).to.deep.include({ blocking: [], details: [] });
    });

  const blocking: [string, Partial<CartLineRequest>, Partial<CartLineItem>][] = [
    ["lineItems[0].catalogItemId is", {}, { catalogItemId: ITEM_B }],
    ["lineItems[0].quantity is 26 (25 was declared)", {}, { quantity: 26 }],
    ["lineItems[0].quantity was dropped (25 was declared)", {}, { quantity: undefined }],
    ['lineItems[0].termDuration is "P3Y"', {}, { termDuration: "P3Y" }],
    ['lineItems[0].billingCycle is "annual"', {}, { billingCycle: "annual" }],
    [
      "lineItems[0].purchaseCommitment is",
      { purchaseCommitment: COMMITMENT },
      { purchaseCommitment: { ...COMMITMENT, amount: "5" } },
    ],
    ["lineItems[0].addonItems[0] ", { addonItems: [LINE] }, {}],
    [
      "lineItems[0].addonItems[0].quantity is 5",
      { addonItems: [LINE] },
      { addonItems: [{ ...LINE, quantity: 5 }] },
    ],
    ["lineItems[0].addonItems: ", {}, { addonItems: [{ catalogItemId: ITEM_B }] }],
  ];
  for (const [what, sent, got] of blocking)
    it(`takes it for another purchase when ${what}`, () => {
      const found = compare(sent, got);
      expect(found.details).to.deep.equal([]);
      expect(found.blocking).to.have.lengthOf(1);
      expect(found.blocking[0]).to.include(what);
    });

  const details: [keyof CartLineRequest, Partial<CartLineRequest>, Partial<CartLineItem>][] = [
    ["friendlyName", { friendlyName: "a" }, { friendlyName: "b" }],
    ["currencyCode", { currencyCode: "USD" }, { currencyCode: "EUR" }],
    ["participants", { participants: [{ key: "transaction_reseller", value: "1" }] }, {}],
    ["provisioningContext", { provisioningContext: { scope: "shared" } }, {}],
    ["promotionId", { promotionId: "p" }, {}],
    ["renewsTo", { renewsTo: { termDuration: "P1Y" } }, {}],
    ["purchaseCommitment", { purchaseCommitment: COMMITMENT }, {}],
    ["customTermEndDate", { customTermEndDate: "2027-06-30" }, {}],
    ["attestationAccepted", { attestationAccepted: true }, { attestationAccepted: false }],
  ];
  for (const [key, sent, got] of details)
    it(`only tells that ${key} came back differently`, () => {
      const found = compare(sent, got);
      expect(found.blocking).to.deep.equal([]);
      expect(found.details).to.have.lengthOf(1);
      expect(found.details[0]).to.match(new RegExp(`^lineItems\\[0\\]\\.${key} (is|was dropped)`));
    });

  it("counts lines", () => {
    const cart = fakeCart({ lineItems: [LINE, LINE] });
    expect(cartDifferences({ lineItems: [LINE] }, cart).blocking).to.deep.equal([
      "lineItems: there are 2 in the cart (1 were declared)",
    ]);
    expect(cartDifferences({ lineItems: [LINE] }, fakeCart({ lineItems: [] })).blocking).to.have.lengthOf(1);
  });

  it("finds lines by their numbers, however they are sorted", () => {
    const second = { ...LINE, catalogItemId: ITEM_B };
    const lineItems = [
      { ...second, id: 1 },
      { ...LINE, id: 0 },
    ];
    expect(cartDifferences({ lineItems: [LINE, second] }, fakeCart({ lineItems })).blocking).to.deep.equal(
      [],
    );
  });

  it("tells what became of the partner's attestation", () => {
    const sent = { lineItems: [LINE], partnerOnRecordAttestationAccepted: true };
    const cart = fakeCart({ lineItems: [LINE] });
    expect(cartDifferences(sent, cart).details[0]).to.include(
      "partnerOnRecordAttestationAccepted was dropped",
    );
  });

  it("takes another end date, target, reseller or renewal for another purchase, and one that was added", () => {
    const changed: [Partial<CartLineRequest>, Partial<CartLineItem>][] = [
      [{ provisioningContext: { scope: "shared" } }, { provisioningContext: { scope: "single" } }],
      [{ customTermEndDate: "2027-06-30" }, { customTermEndDate: "2027-07-01" }],
      [{ participants: [{ key: "a", value: "1" }] }, { participants: [{ key: "a", value: "2" }] }],
      [{ renewsTo: { termDuration: "P1Y" } }, { renewsTo: { termDuration: "P3Y" } }],
      [{}, { customTermEndDate: "2027-07-01" }],
      [{}, { purchaseCommitment: { amount: "5", currency: "usd", grain: "hourly" } }],
      [{}, { participants: RESELLERS }],
      [
        { participants: RESELLERS },
        { participants: [...RESELLERS, { key: "consumption_reseller", value: "2" }] },
      ],
      [{}, { renewsTo: { termDuration: "P1Y" } }],
      [{}, { provisioningContext: { scope: "single" } }],
    ];
    for (const [sent, got] of changed) expect(compare(sent, got).blocking).to.have.lengthOf(1);
    const sameDay = compare(
      { customTermEndDate: "2027-06-30" },
      { customTermEndDate: "2027-06-30T23:59:59Z" },
    );
    expect(sameDay).to.deep.include({ blocking: [], details: [] });
  });

  it("takes what an answer may leave out for taken out where an earlier answer repeated it", () => {
    const sent = { lineItems: [{ ...LINE, customTermEndDate: "2027-06-30" }] };
    const asMade = cartDifferences(sent, fakeCart({ lineItems: [sent.lineItems[0]!] }));
    expect(asMade.repeated).to.deep.equal(["lineItems[0].customTermEndDate"]);
    const edited = fakeCart({ lineItems: [LINE] });
    expect(cartDifferences(sent, edited, asMade.repeated)).to.deep.equal({
      blocking: ['lineItems[0].customTermEndDate was dropped ("2027-06-30" was declared)'],
      details: [],
      repeated: [],
    });
    expect(cartDifferences(sent, edited).blocking).to.deep.equal([]);
    expect(cartDifferences(sent, edited, "all").blocking).to.have.lengthOf(1);
  });
});
