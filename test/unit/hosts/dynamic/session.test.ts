import { expect } from "chai";
import { hostContext, Session } from "../../../../provider/hosts/dynamic/session";
import { SettingsError } from "../../../../provider/settings/settings";

const GENERAL = "5b0e2f6a-7d41-4c39-9f1e-0a6c2d8e4b11";
const EMEA = "2f94c6e8-13ab-4d70-8c5e-b7a0d9f1e326";
const CLIENT_ID = "8d5c3b1a-f0e9-4d87-a6c5-b4e3f2d1c0a9";

const env = {
  PARTNERCENTER_TENANT_ID: GENERAL,
  PARTNERCENTER_CLIENT_ID: CLIENT_ID,
  PARTNERCENTER_CLIENT_SECRET: "s",
  PARTNERCENTER_EMEA_TENANT_ID: EMEA,
  PARTNERCENTER_EMEA_CLIENT_ID: CLIENT_ID,
  PARTNERCENTER_EMEA_CLIENT_SECRET: "s",
  PARTNERCENTER_EMEA_ALLOW_PURCHASES: "false",
};

describe("Session", () => {
  it("has one memory for all profiles of one tenant: none of them may buy again what another one has", () => {
    const session = new Session({ ...env, PARTNERCENTER_US_TENANT_ID: EMEA.toUpperCase() });
    expect(session.memory("us")).to.equal(session.memory("emea"));
    expect(session.memory("us")).to.not.equal(session.memory());
    const general = new Session({ ...env, PARTNERCENTER_US_TENANT_ID: GENERAL });
    expect(general.memory("us")).to.equal(general.memory());
  });

  it("has a memory for one tenant in each cloud, and one for each profile that names no tenant", () => {
    const session = new Session({
      ...env,
      PARTNERCENTER_CN_TENANT_ID: GENERAL,
      PARTNERCENTER_CN_CLOUD: "china",
    });
    expect(session.memory("cn")).to.not.equal(session.memory());
    expect(session.memory("x")).to.equal(session.memory("x"));
    expect(session.memory("x")).to.not.equal(session.memory("y"));
    expect(session.memory("x")).to.not.equal(session.memory());
  });

  it("has one client for each profile, and one memory for each of two tenants", () => {
    const session = new Session(env);
    expect(session.partnerCenter()).to.equal(session.partnerCenter());
    expect(session.partnerCenter("emea")).to.equal(session.partnerCenter("emea"));
    expect(session.partnerCenter("emea")).to.not.equal(session.partnerCenter());
    expect(session.memory("emea")).to.equal(session.memory("emea"));
    expect(session.memory("emea")).to.not.equal(session.memory());
  });

  it("reads partner and rules of each profile", () => {
    const session = new Session(env);
    expect(session.partnerCenter("emea").partner.tenantId).to.equal(EMEA);
    expect(session.partner("emea")?.tenantId).to.equal(EMEA);
    expect(session.partner()?.tenantId).to.equal(GENERAL);
    expect(session.rules("emea").allowPurchases).to.equal(false);
    expect(session.rules().allowPurchases).to.equal(true);
  });

  it("lends no profile the client of the general settings", () => {
    const session = new Session(env);
    session.partnerCenter();
    expect(() => session.partnerCenter("us")).to.throw(SettingsError, /PARTNERCENTER_US_TENANT_ID/);
    expect(session.partner("us")).to.equal(undefined);
  });

  it("gives the surroundings of a profile what is the profile's", () => {
    const session = new Session(env);
    const around = hostContext(session, "emea");
    expect(around.partnerCenter()).to.equal(session.partnerCenter("emea"));
    expect(around.memory).to.equal(session.memory("emea"));
    expect(around.partner()?.tenantId).to.equal(EMEA);
    expect(around.rules().allowPurchases).to.equal(false);
  });
});
