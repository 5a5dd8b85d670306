import { expect } from "chai";
import { readPurchaseRules } from "../../../provider/settings/purchaseSettings";
import type { SettingSources } from "../../../provider/settings/settings";
import { errorOf, ofProfile, sources } from "../../support/settingSources";

describe("readPurchaseRules", () => {
  it("allows purchases without limits, and checks previews, where nothing is set", () => {
    const rules = {
      allowPurchases: true,
      previewChecks: true,
      duplicateDays: 30,
      listSubscriptions: true,
      limits: [],
    };
    expect(readPurchaseRules(sources({}, { PARTNERCENTER_LIMITS: " " }))).to.deep.equal(rules);
    expect(readPurchaseRules(ofProfile("emea", {}))).to.deep.equal(rules);
  });

  const forbidding: [title: string, from: SettingSources][] = [
    ["the environment", sources({ allowPurchases: "true" }, { PARTNERCENTER_ALLOW_PURCHASES: "false" })],
    ["the configuration", sources({ allowPurchases: "false" }, { PARTNERCENTER_ALLOW_PURCHASES: "true" })],
    [
      "the general configuration, for a profile that allows them",
      ofProfile("emea", {
        "partnercenter:allowPurchases": "false",
        "partnercenter-emea:allowPurchases": "true",
      }),
    ],
    [
      "the general environment, for a profile",
      ofProfile("emea", {}, { PARTNERCENTER_ALLOW_PURCHASES: "false" }),
    ],
    ["the profile", ofProfile("emea", {}, { PARTNERCENTER_EMEA_ALLOW_PURCHASES: "false" })],
  ];
  for (const [title, from] of forbidding)
    it(`forbids purchases when ${title} does`, () => {
      expect(readPurchaseRules(from).allowPurchases).to.equal(false);
    });

  it("does not ask another profile", () => {
    const from = ofProfile("emea", { "partnercenter-us:allowPurchases": "false" });
    expect(readPurchaseRules(from).allowPurchases).to.equal(true);
  });

  it("collects the limits of every source, each with its name", () => {
    const stack = {
      "partnercenter-emea:limits": '{"maxQuantity": 5}',
      "partnercenter:limits": '{"maxTotal": {"amount": 20000.5, "currency": "eur"}}',
      "partnercenter-us:limits": '{"maxQuantity": 1}',
    };
    const env = { PARTNERCENTER_LIMITS: '{"maxQuantity": 7}' };
    expect(readPurchaseRules(ofProfile("emea", stack, env)).limits).to.deep.equal([
      { source: "partnercenter-emea:limits", limits: { maxQuantity: 5 } },
      { source: "PARTNERCENTER_LIMITS", limits: { maxQuantity: 7 } },
      { source: "partnercenter:limits", limits: { maxTotal: { amount: "20000.5", currency: "EUR" } } },
    ]);
  });

  it("takes the nearest setting of previewChecks", () => {
    const stack = { "partnercenter:previewChecks": "true", "partnercenter-emea:previewChecks": "false" };
    expect(readPurchaseRules(ofProfile("emea", stack)).previewChecks).to.equal(false);
    expect(readPurchaseRules(ofProfile("us", stack)).previewChecks).to.equal(true);
    const env = { PARTNERCENTER_PREVIEW_CHECKS: "false" };
    expect(readPurchaseRules(sources({ previewChecks: "true" }, env)).previewChecks).to.equal(false);
  });

  const days: [title: string, from: SettingSources, expected: number][] = [
    ["the only one", sources({ duplicateDays: "7" }), 7],
    [
      "the larger one of configuration and environment",
      sources({ duplicateDays: "90" }, { PARTNERCENTER_DUPLICATE_DAYS: "60" }),
      90,
    ],
    [
      "the larger one of environment and configuration",
      sources({ duplicateDays: "7" }, { PARTNERCENTER_DUPLICATE_DAYS: "60" }),
      60,
    ],
    [
      "the larger one of a profile and the general ones",
      ofProfile("emea", { "partnercenter:duplicateDays": "90", "partnercenter-emea:duplicateDays": "7" }),
      90,
    ],
    [
      "the profile's, when it is the larger one",
      ofProfile(
        "emea",
        { "partnercenter:duplicateDays": "7" },
        { PARTNERCENTER_EMEA_DUPLICATE_DAYS: "9999" },
      ),
      9999,
    ],
    ["none of another profile's", ofProfile("emea", { "partnercenter-us:duplicateDays": "90" }), 30],
    ["one that is less than the default", sources({ duplicateDays: "1" }), 1],
  ];
  for (const [title, from, expected] of days)
    it(`takes of several duplicateDays ${title}: ${expected}`, () => {
      expect(readPurchaseRules(from).duplicateDays).to.equal(expected);
    });

  for (const duplicateDays of ["0", "-1", "1.5", "10000", "30d", "forever", "1e2", "007"])
    it(`takes ${duplicateDays} for no number of days`, () => {
      expect(errorOf(sources({ duplicateDays }), readPurchaseRules).message).to.match(
        /duplicateDays in partnercenter:duplicateDays must be a whole number of days from 1 to 9999/,
      );
    });

  it("takes the nearest setting of listSubscriptions", () => {
    const stack = {
      "partnercenter:listSubscriptions": "true",
      "partnercenter-emea:listSubscriptions": "false",
    };
    expect(readPurchaseRules(ofProfile("emea", stack)).listSubscriptions).to.equal(false);
    expect(readPurchaseRules(ofProfile("us", stack)).listSubscriptions).to.equal(true);
    const env = { PARTNERCENTER_LIST_SUBSCRIPTIONS: "false" };
    expect(readPurchaseRules(sources({ listSubscriptions: "true" }, env)).listSubscriptions).to.equal(false);
  });

  const malformed: [from: SettingSources, expected: RegExp][] = [
    [
      sources({ allowPurchases: "no" }),
      /allowPurchases in partnercenter:allowPurchases must be true or false/,
    ],
    [sources({ allowPurchases: "False" }), /must be true or false/],
    [
      sources({}, { PARTNERCENTER_PREVIEW_CHECKS: "0" }),
      /previewChecks in PARTNERCENTER_PREVIEW_CHECKS must be/,
    ],
    [
      sources({ previewChecks: "off" }, { PARTNERCENTER_PREVIEW_CHECKS: "true" }),
      /previewChecks in partnercenter:previewChecks/,
    ],
    [
      sources({ limits: "maxQuantity=5" }),
      /limits in partnercenter:limits is not JSON: run `pulumi config set/,
    ],
    [
      sources({ duplicateDays: "90" }, { PARTNERCENTER_DUPLICATE_DAYS: "x" }),
      /duplicateDays in PARTNERCENTER_DUPLICATE_DAYS must be a whole number/,
    ],
    [
      sources({}, { PARTNERCENTER_LIST_SUBSCRIPTIONS: "no" }),
      /listSubscriptions in PARTNERCENTER_LIST_SUBSCRIPTIONS must be true or false/,
    ],
    [sources({ limits: "null" }), /must be an object/],
    [sources({ limits: "[]" }), /must be an object/],
    [sources({ limits: '{"maxSeats": 5}' }), /limits\.maxSeats is not a limit/],
    [
      ofProfile("emea", {}, { PARTNERCENTER_LIMITS: '{"maxQuantity": "5"}' }),
      /limits in PARTNERCENTER_LIMITS is not valid: limits\.maxQuantity must be a whole number/,
    ],
  ];
  for (const [from, expected] of malformed)
    it(`ends with an error that matches ${expected}`, () => {
      expect(errorOf(from, readPurchaseRules).message).to.match(expected);
    });
});
