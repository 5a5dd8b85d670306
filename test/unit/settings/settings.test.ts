import { expect } from "chai";
import { partnerOf, readSettings, type SettingSources } from "../../../provider/settings/settings";
import { clientId, config, errorOf, sources, tenantId } from "../../support/settingSources";

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

    const variables = Object.entries(stack).map(([name, value]): [string, string] => [
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
