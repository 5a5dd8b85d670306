import { expect } from "chai";
import { readPurchaseRules } from "../../../provider/settings/purchaseSettings";
import { partnerOf, readSettings } from "../../../provider/settings/settings";
import { clientId, config, errorOf, ofProfile, tenantId } from "../../support/settingSources";

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
