import { expect } from "chai";
import { emulators } from "./harness";
import {
  ARCHIVING,
  AZURE_SUBSCRIPTION,
  E5,
  HYBRID,
  PLAN,
  PREMIUM,
  PROMOTION,
  RESERVATION,
  SAVINGS,
  SOFTWARE,
  create,
  created,
  type Line,
} from "./lines";

describe("faults of cart lines", () => {
  const start = emulators({ now: () => Date.parse("2026-11-14T12:00:00Z") });

  const onTime = { customTermEndDate: "2026-11-30T00:00:00Z" };
  const table: [what: string, line: Line, name: string | undefined, code: number | undefined][] = [
    ["a licence as offered", E5, undefined, undefined],
    ["an Azure plan by the month", { ...PLAN, billingCycle: "monthly" }, undefined, undefined],
    ["software without a term", SOFTWARE, undefined, undefined],
    ["a reservation for a subscription", RESERVATION, undefined, undefined],
    ["a savings plan", SAVINGS, undefined, undefined],
    ["the end of a month", { ...E5, ...onTime }, undefined, undefined],
    [
      "an availability the SKU lacks",
      { ...E5, catalogItemId: "CFQ7TTC0LF8S:0001:CFQ7TTC0NONE" },
      "catalog_item_id_is_not_valid",
      800089,
    ],
    [
      "an item of another segment",
      { ...E5, catalogItemId: "CFQ7TTC0LGZT:0001:CFQ7TTC0L7QC" },
      "catalog_item_id_is_not_valid",
      800089,
    ],
    ["another currency", { ...E5, currencyCode: "EUR" }, "currency_is_not_supported", 900169],
    [
      "a billing cycle not offered",
      { ...SOFTWARE, billingCycle: "monthly" },
      "billing_plan_not_supported",
      900269,
    ],
    ["a term not offered", { ...E5, termDuration: "P2Y" }, "billing_plan_not_supported", 900269],
    [
      "a year's bill for a month",
      { ...E5, billingCycle: "annual", termDuration: "P1M" },
      "billing_plan_not_supported",
      900270,
    ],
    ["no attestation", HYBRID, "attestation_not_accepted", 900203],
    ["attestation", { ...HYBRID, attestationAccepted: true }, undefined, undefined],
    ["a promotion of another item", { ...E5, promotionId: PROMOTION }, "invalid_promotion_id", 27007],
    ["an end date for software", { ...SOFTWARE, ...onTime }, "invalid_custom_term_end_date_product", 900242],
    [
      "an end date within a month",
      { ...E5, customTermEndDate: "2026-11-20T00:00:00Z" },
      "invalid_custom_term_end_date",
      900242,
    ],
    [
      "an end date after the term",
      { ...E5, customTermEndDate: "2027-11-30T00:00:00Z" },
      "invalid_custom_term_end_date",
      900242,
    ],
    [
      "a reservation for nothing",
      { ...RESERVATION, provisioningContext: {} },
      "subscription_is_not_valid",
      800011,
    ],
    [
      "a reservation without scope",
      { ...RESERVATION, provisioningContext: { subscriptionId: AZURE_SUBSCRIPTION } },
      "invalid_input",
      900312,
    ],
    [
      "a savings plan without entitlement",
      { ...SAVINGS, provisioningContext: { scope: "single" } },
      "invalid_input",
      900313,
    ],
    [
      "a savings plan without Azure plan",
      { ...SAVINGS, provisioningContext: { scope: "shared" } },
      "invalid_input",
      900317,
    ],
    ["a savings plan without commitment", { ...SAVINGS, purchaseCommitment: null }, "invalid_input", 800002],
    [
      "a participant of no known kind",
      { ...E5, participants: [{ key: "friend", value: "1" }] },
      "invalid_input",
      800002,
    ],
    [
      "a participant who is no number",
      { ...E5, participants: [{ key: "transaction_reseller", value: "me" }] },
      "invalid_input",
      800002,
    ],
    ["add-ons on a licence", { ...E5, addonItems: [ARCHIVING] }, "invalid_input", 800002],
  ];
  for (const [what, line, name, code] of table) {
    it(`with ${what} ${name ? `have error ${name}` : "are good"}`, async () => {
      const { api } = await start();
      const [first] = await created(api, line);
      expect(first!.error?.errorCode).to.equal(name);
    });
    if (code)
      it(`with ${what} refuse the request with ${code} by mode`, async () => {
        const { api } = await start({ modes: { lineFaults: "request" } });
        const answer = await create(api, [E5, line]);
        expect([answer.status, answer.json().code]).to.deep.equal([400, code]);
      });
  }

  it("beyond the seats of the SKU tell how many there are", async () => {
    const { api } = await start();
    const [line] = await created(api, { ...PREMIUM, quantity: 301 });
    expect(line!.error).to.deep.equal({
      errorCode: "max_allowed_seats_per_subscription_exceeded",
      errorDescription: "Requested number of seats exceeds the limit.",
      additionalInformation: { availableQuantity: 300, purchasedQuantity: 301 },
    });
  });
});
