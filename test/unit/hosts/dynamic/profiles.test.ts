import { expect } from "chai";
import { startEmulator, type Emulator } from "../../../../emulator";
import { dynamicProvider } from "../../../../provider/hosts/dynamic/adapter";
import { hostContext, Session } from "../../../../provider/hosts/dynamic/session";
import { CartCheckoutLifecycle } from "../../../../provider/lifecycle/checkout/checkoutLifecycle";
import { perProfile } from "../../../../provider/lifecycle/core/profiles";

const CUSTOMER = "7c3a91d2-4e58-4b06-a1c7-93f2e5d80b64";
const ITEM = "CFQ7TTC0E101:0001:CFQ7TTC0E1A1";

/** One provider with the general settings for one Partner Center and those of profile emea for another. */
describe("a provider with two partners", () => {
  let general: Emulator;
  let emea: Emulator;

  beforeEach(async () => {
    const partner = { tenantId: "2f94c6e8-13ab-4d70-8c5e-b7a0d9f1e326" };
    [general, emea] = await Promise.all([startEmulator(), startEmulator({ partner })]);
  });
  afterEach(() => Promise.all([general.close(), emea.close()]));

  const ofEmea = (emulator: Emulator): Record<string, string> =>
    Object.fromEntries(
      Object.entries(emulator.env()).map(([name, value]) => [
        name.replace("PARTNERCENTER_", "PARTNERCENTER_EMEA_"),
        value,
      ]),
    );

  function provider(more: Record<string, string> = {}) {
    const session = new Session({ ...general.env(), ...ofEmea(emea), ...more });
    const lifecycle = perProfile((profile) => {
      const info = () => undefined;
      return new CartCheckoutLifecycle({ ...hostContext(session, profile), info });
    });
    return dynamicProvider(session, lifecycle);
  }

  const inputs = (emulator: Emulator, profile?: string) => ({
    ...emulator.addCart({ customerId: CUSTOMER, lineItems: [{ catalogItemId: ITEM }] }),
    waitForProvisioning: false,
    ...(profile !== undefined && { profile }),
  });
  const bought = () => [general, emea].map((emulator) => emulator.journal.purchases().length);

  it("buys each purchase through its own, and goes on with it there", async () => {
    const host = provider();
    const own = await host.create(inputs(general));
    const theirs = await host.create(inputs(emea, "emea"));
    expect(bought()).to.deep.equal([1, 1]);
    expect(own.outs).to.not.have.property("profile");
    expect(theirs.outs).to.include({ profile: "emea" });

    const read = await provider().read(theirs.id, theirs.outs);
    expect(read.props).to.deep.include({ profile: "emea", orderIds: theirs.outs["orderIds"] });
    expect(emea.journal.purchases()[0]?.orderId).to.equal((theirs.outs["orderIds"] as string[])[0]);
    expect(bought()).to.deep.equal([1, 1]);
  });

  it("doesn't buy the same again through another profile of one tenant", async () => {
    const host = provider(ofEmea(general));
    await host.create(inputs(general));
    const error = await host.create(inputs(general, "emea")).then(
      () => expect.fail("It should have failed"),
      (failure: unknown) => failure as Error,
    );
    expect(error.message).to.contain("would buy what another resource of this program");
    expect(bought()).to.deep.equal([1, 0]);
  });

  it("buys nothing through a profile that lacks a setting, whatever the general settings are", async () => {
    const host = provider({ PARTNERCENTER_EMEA_CLIENT_SECRET: "" });
    const error = await host.create(inputs(general, "emea")).then(
      () => expect.fail("It should have failed"),
      (failure: unknown) => failure as Error,
    );
    expect(error.message).to.contain("PARTNERCENTER_EMEA_CLIENT_SECRET");
    expect(bought()).to.deep.equal([0, 0]);
  });

  it("refuses to move a purchase to the other partner", async () => {
    const host = provider();
    const news = inputs(general);
    const { id, outs } = await host.create(news);
    const moved = { ...news, profile: "emea" };
    const error = await Promise.resolve()
      .then(() => host.diff(id, outs, moved))
      .then(
        () => expect.fail("It should have failed"),
        (failure: unknown) => failure as Error,
      );
    expect(error.message).to.contain(`profile can't change from none to "emea"`);
    const { failures } = await host.check(news, moved);
    expect(failures.map(({ property }) => property)).to.deep.equal(["profile"]);
    expect(bought()).to.deep.equal([1, 0]);
  });
});
