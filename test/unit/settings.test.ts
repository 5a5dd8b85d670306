import { expect } from "chai";
import {
  partnerOf,
  readPurchaseRules,
  readSettings,
  SettingsError,
  type SettingSources,
} from "../../provider/settings";

const tenantId = "5B0E2F6A-7D41-4C39-9F1E-0A6C2D8E4B11";
const clientId = "8d5c3b1a-f0e9-4d87-a6c5-b4e3f2d1c0a9";
const config = { tenantId, clientId, clientSecret: "s3cr3t" };

/** Sources from plain objects; configuration without its namespace. */
function sources(
  stack: Record<string, string>,
  env: Record<string, string> = {},
  explicit?: SettingSources["explicit"],
): SettingSources {
  return { explicit, env, config: (key) => stack[key.replace("partnercenter:", "")] };
}

/** The error that reading these settings ends with. */
function errorOf(
  from: SettingSources,
  read: (from: SettingSources) => unknown = readSettings,
): SettingsError {
  try {
    read(from);
  } catch (error) {
    if (error instanceof SettingsError) return error;
    throw error;
  }
  return expect.fail("the settings were accepted");
}

describe("readSettings", () => {
  it("needs no more than tenant, client and secret", () => {
    expect(readSettings(sources(config))).to.deep.equal({
      ...config,
      tenantId: tenantId.toLowerCase(),
      cloud: "global",
    });
  });

  it("reads every setting from configuration or the environment", () => {
    const stack = {
      ...config,
      refreshToken: "r",
      cloud: "china",
      endpoint: "http://127.0.0.1:1",
      authority: "https://login.example",
      authVersion: "v1",
      locale: "zh-CN",
      requestTimeoutSeconds: "1.5",
    };
    const expected = { ...stack, tenantId: tenantId.toLowerCase(), requestTimeoutSeconds: 1.5 };
    expect(readSettings(sources(stack))).to.deep.equal(expected);

    const variables = Object.entries(stack).map(([name, value]) => [
      `PARTNERCENTER_${name.replace(/[A-Z]/g, "_$&").toUpperCase()}`,
      value,
    ]);
    expect(readSettings(sources({}, Object.fromEntries(variables)))).to.deep.equal(expected);
  });

  it("lets explicit arguments win over the environment, and that over configuration", () => {
    const env = {
      PARTNERCENTER_LOCALE: "fr-FR",
      PARTNERCENTER_CLOUD: "usgov",
      PARTNERCENTER_AUTH_VERSION: " ",
    };
    const stack = { ...config, locale: "de-DE", cloud: "china", authVersion: "v1" };
    expect(readSettings(sources(stack, env, { locale: "it-IT" }))).to.include({
      locale: "it-IT",
      cloud: "usgov",
      authVersion: "v1",
    });
  });

  it("names everything that is missing at once, and how to set it", () => {
    const error = errorOf(sources({ tenantId: "  " }, { PARTNERCENTER_CLIENT_SECRET: "" }));
    expect(error.problems.map(({ setting }) => setting)).to.deep.equal([
      "tenantId",
      "clientId",
      "clientSecret",
    ]);
    expect(error.message)
      .to.contain("set PARTNERCENTER_TENANT_ID, or run `pulumi config set partnercenter:tenantId <guid>`")
      .and.to.contain("`pulumi config set --secret partnercenter:clientSecret <secret>`");
  });

  it("names what is malformed along with what is missing", () => {
    const error = errorOf(sources({ tenantId, clientId: "x", cloud: "mars" }));
    expect(error.problems.map(({ setting }) => setting)).to.deep.equal(["cloud", "clientId", "clientSecret"]);
  });

  const bad: [setting: string, value: string, expected: RegExp][] = [
    ["cloud", "Global", /one of global, china, usgov/],
    ["tenantId", "contoso.onmicrosoft.com", /GUID/],
    ["clientId", "{8d5c3b1a-f0e9-4d87-a6c5-b4e3f2d1c0a9}", /GUID/],
    ["endpoint", "http://partner.example", /https/],
    ["endpoint", "https://user:s3cr3t@partner.example", /password/],
    ["endpoint", "https://partner.example?code=s3cr3t", /query/],
    ["endpoint", "https://partner.partnercenterapi.microsoftonline.cn", /cloud china/],
    ["authority", "http://login.example", /https/],
    ["authority", "not an address", /URL/],
    ["authVersion", "2", /v1 or v2/],
    ["locale", "en-US\r\nX: s3cr3t", /language tag/],
    ["requestTimeoutSeconds", "0", /seconds/],
    ["requestTimeoutSeconds", "-1", /seconds/],
    ["requestTimeoutSeconds", "Infinity", /seconds/],
    ["requestTimeoutSeconds", "soon", /seconds/],
  ];
  for (const [setting, value, expected] of bad) {
    it(`refuses ${setting} ${JSON.stringify(value)}`, () => {
      const error = errorOf(sources({ ...config, [setting]: value }));
      expect(error.problems).to.have.length(1);
      expect(error.problems[0]).to.include({ setting });
      expect(error.message).to.match(expected).and.to.contain(`partnercenter:${setting}`);
      expect(error.message).not.to.contain("s3cr3t");
    });
  }
});

describe("a wrong setting", () => {
  const cases: [title: string, from: SettingSources, expected: RegExp][] = [
    [
      "is named with the key that holds it",
      sources({ ...config, cloud: "mars" }),
      /cloud in partnercenter:cloud must be one of .*: run `pulumi config set partnercenter:cloud global`/,
    ],
    [
      "is named with the variable that holds it, where a new configuration would not help",
      sources({ ...config, cloud: "global" }, { PARTNERCENTER_CLOUD: "mars" }),
      /cloud in PARTNERCENTER_CLOUD must be one of .*: correct or unset it/,
    ],
    [
      "is named as the program's own",
      sources(config, {}, { cloud: "mars" }),
      /- cloud must be one of .*: correct it in the program/,
    ],
  ];
  for (const [title, from, expected] of cases)
    it(title, () => {
      expect(errorOf(from).message).to.match(expected);
    });
});

/** Sources with full keys, for a profile. */
const ofProfile = (
  profile: string,
  stack: Record<string, string>,
  env: Record<string, string> = {},
): SettingSources => ({ env, config: (key) => stack[key], profile });

describe("the settings of a profile", () => {
  const emea = {
    "partnercenter-emea:tenantId": tenantId,
    "partnercenter-emea:clientId": clientId,
    "partnercenter-emea:clientSecret": "s3cr3t",
  };

  it("are read from its own keys and variables", () => {
    expect(readSettings(ofProfile("emea", emea, { PARTNERCENTER_EMEA_CLOUD: "china" }))).to.include({
      clientId,
      cloud: "china",
    });
    const env = { PARTNERCENTER_EMEA_2_TENANT_ID: clientId };
    expect(partnerOf(ofProfile("emea-2", {}, env))).to.deep.equal({ tenantId: clientId, cloud: "global" });
  });

  it("are never mixed with the general ones, and the error says so", () => {
    const general = {
      "partnercenter:tenantId": tenantId,
      "partnercenter:clientId": clientId,
      "partnercenter:clientSecret": "s3cr3t",
      "partnercenter:endpoint": "http://127.0.0.1:1",
    };
    const env = { PARTNERCENTER_CLIENT_SECRET: "s3cr3t", PARTNERCENTER_CLOUD: "china" };
    expect(readSettings(ofProfile("emea", { ...general, ...emea }, env))).to.deep.equal({
      ...config,
      tenantId: tenantId.toLowerCase(),
      cloud: "global",
      profile: "emea",
    });

    const { problems, message } = errorOf(ofProfile("emea", general, env));
    expect(problems.map(({ setting }) => setting)).to.deep.equal(["tenantId", "clientId", "clientSecret"]);
    expect(message)
      .to.contain("PARTNERCENTER_EMEA_* and partnercenter-emea:*; the general ones don't stand in")
      .and.to.contain(
        "set PARTNERCENTER_EMEA_TENANT_ID, or run `pulumi config set partnercenter-emea:tenantId",
      )
      .and.to.contain("--secret partnercenter-emea:clientSecret");
    expect(partnerOf(ofProfile("emea", general, env))).to.equal(undefined);
  });

  for (const name of ["", "EMEA", "2emea", "em_ea", "a:b", "x".repeat(32)])
    it(`are not read for the name ${JSON.stringify(name)}`, () => {
      for (const read of [readSettings, readPurchaseRules])
        expect(errorOf(ofProfile(name, {}), read).problems.map(({ setting }) => setting)).to.deep.equal([
          "profile",
        ]);
    });
});

describe("readPurchaseRules", () => {
  it("allows purchases without limits, and checks previews, where nothing is set", () => {
    const rules = { allowPurchases: true, previewChecks: true, limits: [] };
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

describe("partnerOf", () => {
  const cases: [stack: Record<string, string>, expected: unknown][] = [
    [{ tenantId }, { tenantId: tenantId.toLowerCase(), cloud: "global" }],
    [
      { tenantId, cloud: "china" },
      { tenantId: tenantId.toLowerCase(), cloud: "china" },
    ],
    [{ tenantId, cloud: "mars" }, undefined],
    [{ tenantId: "contoso" }, undefined],
    [{}, undefined],
  ];
  for (const [stack, expected] of cases) {
    it(`of ${JSON.stringify(stack)} is ${expected ? "known" : "not known"}`, () => {
      expect(partnerOf(sources(stack))).to.deep.equal(expected);
    });
  }

  it("asks the environment first", () => {
    const env = { PARTNERCENTER_TENANT_ID: clientId };
    expect(partnerOf(sources({ tenantId }, env))).to.deep.equal({ tenantId: clientId, cloud: "global" });
  });
});
