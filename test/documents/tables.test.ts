import { expect } from "chai";
import type { CartArgs, CartCheckoutArgs, PurchaseLimitsArgs } from "../../provider";
import { completeSettings } from "../../provider/client/clientSettings";
import { cloudNames } from "../../provider/client/clouds";
import { DEFAULT_OPTIONS } from "../../provider/lifecycle/checkout/inputs";
import { DEFAULT_RULES, type PurchaseRules } from "../../provider/lifecycle/core/purchaseRules";
import { configKeyOf, variableOf, type SettingName } from "../../provider/settings/settingSources";
import { documentAt, tableRows } from "../support/documents";

/** The compiler asks for every name that the code has. */
const SETTINGS: Record<SettingName | Exclude<keyof PurchaseRules, "forbiddenBy">, true> = {
  tenantId: true,
  clientId: true,
  clientSecret: true,
  refreshToken: true,
  cloud: true,
  endpoint: true,
  authority: true,
  authVersion: true,
  locale: true,
  requestTimeoutSeconds: true,
  limits: true,
  allowPurchases: true,
  duplicateDays: true,
  listSubscriptions: true,
  previewChecks: true,
};

type Holder = "Cart" | "Checkout" | "both";
type OfCart = Record<keyof Omit<CartArgs, keyof CartCheckoutArgs>, "Cart">;
type OfCheckout = Record<keyof Omit<CartCheckoutArgs, keyof CartArgs>, "Checkout">;
type OfBoth = Record<keyof CartArgs & keyof CartCheckoutArgs, "both">;

const ARGUMENTS: OfCart & OfCheckout & OfBoth = {
  customerId: "both",
  lineItems: "both",
  partnerOnRecordAttestationAccepted: "Cart",
  existingCartId: "Cart",
  cartId: "Checkout",
  orderIds: "both",
  ifAlreadyOrdered: "both",
  besides: "both",
  limits: "both",
  previewChecks: "both",
  profile: "both",
  customerUserUpn: "Checkout",
  waitForProvisioning: "Checkout",
  provisioningTimeoutSeconds: "Checkout",
  checkoutTimeoutSeconds: "Checkout",
  onOrderErrors: "Checkout",
  onDelete: "Checkout",
};

const LIMITS: Record<keyof PurchaseLimitsArgs, true> = {
  maxTotal: true,
  maxQuantity: true,
  allowedTermDurations: true,
  allowedBillingCycles: true,
  allowedCatalogItems: true,
};

/** The words in code style, such as names and values. */
const coded = (cell = "") => [...cell.matchAll(/`([^`]+)`/g)].map(([, word = ""]) => word);

describe("the tables of the documents", () => {
  describe("of settings", () => {
    const rows = tableRows(documentAt("docs/settings.md")).slice(1);
    const meaningOf = (setting: string) =>
      rows.find(([variable]) => coded(variable).includes(variableOf(setting)))?.[2] ?? "";

    it("have every setting with its variable and its key", () => {
      const named = rows.map(([variable, key]) => [...coded(variable), ...coded(key)]);
      for (const setting of Object.keys(SETTINGS))
        expect(named).to.deep.include([variableOf(setting), configKeyOf(setting)]);
      expect(named.filter(([variable]) => variable?.startsWith("PARTNERCENTER_"))).to.have.length(
        Object.keys(SETTINGS).length,
      );
    });

    it("name the defaults that hold", () => {
      const required = { tenantId: "t", clientId: "c", clientSecret: "s" };
      const { cloud, authVersion, locale, requestTimeoutSeconds } = completeSettings(required);
      expect(meaningOf("cloud")).to.contain(`\`${cloud}\` (default)`);
      expect(coded(meaningOf("cloud"))).to.have.members(cloudNames);
      expect(meaningOf("authVersion")).to.contain(`\`${authVersion}\` (default)`);
      expect(meaningOf("locale")).to.match(new RegExp(`default \`?${locale}\\b`));
      expect(meaningOf("requestTimeoutSeconds")).to.match(new RegExp(`default ${requestTimeoutSeconds}$`));
      expect(meaningOf("duplicateDays")).to.match(new RegExp(`default ${DEFAULT_RULES.duplicateDays}$`));
      for (const flag of ["allowPurchases", "listSubscriptions", "previewChecks"] as const)
        expect(meaningOf(flag)).to.match(new RegExp(`Default \`${DEFAULT_RULES[flag]}\`$`));
    });
  });

  describe("of arguments", () => {
    const rows = tableRows(documentAt("docs/declaring-purchases.md")).filter(([, holder]) =>
      (["Cart", "Checkout", "both"] as (string | undefined)[]).includes(holder),
    );
    const values = (cell = "") => cell.split(",").map((value) => value.trim().replace(/[`"]/g, ""));

    it("have every argument, and tell what takes it", () => {
      const told = rows.flatMap(([names, holder]) => coded(names).map((name) => [name, holder as Holder]));
      expect(Object.fromEntries(told)).to.deep.equal(ARGUMENTS);
    });

    it("name the defaults that hold", () => {
      const told = rows.flatMap(([names, , defaults]) =>
        coded(names).map((name, index) => [name, values(defaults)[index]] as const),
      );
      const defaults = Object.entries(DEFAULT_OPTIONS).map(([name, value]) => [name, String(value)] as const);
      for (const option of defaults) expect(told).to.deep.include(option);
    });
  });

  it("have every limit", () => {
    const named = tableRows(documentAt("docs/limits.md")).flatMap(([name]) => coded(name));
    expect(named).to.deep.equal(Object.keys(LIMITS));
  });
});
