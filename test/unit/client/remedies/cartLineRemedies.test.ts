import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cartLineErrorCodes, lineErrorRemedy } from "../../../../provider/client/remedies/cartLineRemedies";
import { cartSchema } from "../../../../provider/client/schemas/cart";
import { read } from "../../../../provider/client/schemas/scalars";

/** The documents' CartErrorCode, names and numbers. */
const DOCUMENTED: [code: number, name: string, snake: string][] = [
  [0, "Unknown", "unknown"],
  [10000, "CurrencyIsNotSupported", "currency_is_not_supported"],
  [10001, "CatalogItemIdIsNotValid", "catalog_item_id_is_not_valid"],
  [10002, "QuotaNotAvailable", "quota_not_available"],
  [10003, "InventoryNotAvailable", "inventory_not_available"],
  [10004, "ParticipantsIsNotSupportedForPartner", "participants_is_not_supported_for_partner"],
  [10006, "UnableToProcessCartLineItem", "unable_to_process_cart_line_item"],
  [10007, "SubscriptionIsNotValid", "subscription_is_not_valid"],
  [10008, "SubscriptionIsNotEnabledForRI", "subscription_is_not_enabled_for_ri"],
  [10009, "SandboxLimitExceeded", "sandbox_limit_exceeded"],
  [10010, "InvalidInput", "invalid_input"],
  [10011, "SubscriptionNotRegistered", "subscription_not_registered"],
  [10012, "AttestationNotAccepted", "attestation_not_accepted"],
  [10013, "BillingPlanNotSupported", "billing_plan_not_supported"],
  [10014, "InvalidPromotionId", "invalid_promotion_id"],
  [10015, "MaxAllowedSeatsPerSubscriptionExceeded", "max_allowed_seats_per_subscription_exceeded"],
  [10016, "InvalidCustomTermEndDateProduct", "invalid_custom_term_end_date_product"],
  [10017, "InvalidCustomTermEndDate", "invalid_custom_term_end_date"],
  [10018, "BaseOfferSeatQuantityNotMet", "base_offer_seat_quantity_not_met"],
  [10019, "MinimumAddOnSeatsNotMet", "minimum_add_on_seats_not_met"],
  [500600, "LegacyOfferNotEligibleForPurchase", "legacy_offer_not_eligible_for_purchase"],
];

describe("lineErrorRemedy", () => {
  for (const [code, name, snake] of DOCUMENTED)
    it(`has one remedy for ${name}, however the code is written`, () => {
      const remedy = cartLineErrorCodes.find((known) => known.code === code)?.remedy;
      expect(remedy).to.match(/^[A-Z].*[^.]\.$/);
      for (const written of [String(code), name, snake, ` ${name.toUpperCase()} `])
        expect(lineErrorRemedy(written), written).to.equal(remedy);
    });

  it("knows no other codes than the documents", () => {
    expect(cartLineErrorCodes.map(({ code, name }) => [code, name])).to.deep.equal(
      DOCUMENTED.map(([code, name]) => [code, name]),
    );
  });

  for (const unknown of [undefined, "", "10005", "10001.0", "toString", "constructor", "not_a_code"])
    it(`has nothing for ${JSON.stringify(unknown)}`, () => {
      expect(lineErrorRemedy(unknown)).to.equal(undefined);
    });

  for (const sample of ["cart-with-line-error.json", "cart-with-seat-limit-error.json"])
    it(`has a remedy for every error of ${sample}`, () => {
      const text = readFileSync(join(__dirname, "../../../fixtures", sample), "utf8");
      const codes = (read(cartSchema, JSON.parse(text))?.lineItems ?? []).flatMap((line) =>
        line.error ? [line.error.errorCode] : [],
      );
      expect(codes).to.not.be.empty;
      for (const code of codes) expect(lineErrorRemedy(code), code).to.be.a("string");
    });
});
