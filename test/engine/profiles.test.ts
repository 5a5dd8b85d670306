import { expect } from "chai";
import { startEmulator, type Emulator } from "../../emulator";
import { CUSTOMER, declares, DeclaredPurchase, OTHER_CUSTOMER, SEATS } from "../support/declaredPurchase";

const EMEA_TENANT = "5b0e7a4c-93d1-4f6e-8a27-1c9d3e5f7b60";

/** The settings of an emulator under the names of a profile. */
function asProfile(emulator: Emulator, profile: string): Record<string, string> {
  const named = Object.entries(emulator.env()).map(([name, value]) => [
    name.replace("PARTNERCENTER_", `PARTNERCENTER_${profile}_`),
    value,
  ]);
  return Object.fromEntries(named) as Record<string, string>;
}

describe("several partner tenants in one program, through the real engine", function () {
  this.timeout(180_000);
  let purchase: DeclaredPurchase;
  let emea: Emulator;

  beforeEach(async () => {
    emea = await startEmulator({ samples: false, partner: { tenantId: EMEA_TENANT } });
    emea.addCustomer({ id: OTHER_CUSTOMER });
    const declared = { seats: {}, emea: { profile: "emea", customerId: OTHER_CUSTOMER, lineItems: [SEATS] } };
    purchase = await DeclaredPurchase.start(declared, { env: asProfile(emea, "EMEA") });
  });
  afterEach(async () => {
    await purchase.end();
    await emea.close();
  });

  it("buys each purchase through its own, refreshes it there, and keeps it there", async () => {
    const up = await purchase.stack.up();
    expect(up.ok, up.output).to.equal(true);
    expect(purchase.emulator.journal.purchases().map((p) => p.customerId)).to.deep.equal([CUSTOMER]);
    expect(emea.journal.purchases().map((p) => p.customerId)).to.deep.equal([OTHER_CUSTOMER]);
    expect((await purchase.stack.refresh()).ok).to.equal(true);
    const moved = declares({ seats: {}, emea: { customerId: OTHER_CUSTOMER } });
    const refused = await purchase.stack.preview({ program: moved });
    expect(refused.ok).to.equal(false);
    expect(refused.output).to.contain("profile");
    expect((await purchase.stack.destroy()).ok).to.equal(true);
    purchase.expectBought(1);
  });

  it("says which setting of the profile to correct when its credentials are refused", async () => {
    purchase.stack.setEnv({ PARTNERCENTER_EMEA_CLIENT_SECRET: "another" });
    const up = await purchase.stack.up();
    expect(up.ok).to.equal(false);
    expect(up.output).to.contain("`partnercenter-emea:clientSecret`");
    expect(emea.journal.purchases()).to.deep.equal([]);
  });

  it("says which settings of the profile are missing, and sends nothing for it", async () => {
    const program = declares({ apac: { profile: "apac" } });
    const up = await purchase.stack.up({ program });
    expect(up.ok).to.equal(false);
    expect(up.output).to.contain("PARTNERCENTER_APAC_TENANT_ID").and.contain("partnercenter-apac:tenantId");
    expect(purchase.emulator.requests()).to.deep.equal([]);
  });
});
