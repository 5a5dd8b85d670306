import { expect } from "chai";
import { startEmulator, type Emulator } from "../../emulator";
import { providerText } from "../../provider/resources/dynamicResource";
import { DynamicHost, failureOf } from "../support/dynamicHost";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const CUSTOMER = "7c3a91d2-4e58-4b06-a1c7-93f2e5d80b64";
const __provider = providerText("CartCheckout");

describe("CartCheckout in the SDK's dynamic-provider host", () => {
  let emulator: Emulator;
  let host: DynamicHost;

  beforeEach(async () => {
    emulator = await startEmulator();
    host = await DynamicHost.start(emulator.env());
  });
  afterEach(async () => {
    await host.stop();
    await emulator.close();
  });

  const cart = (quantity = 1) =>
    emulator.addCart({
      customerId: CUSTOMER,
      lineItems: [{ catalogItemId: "CFQ7TTC0E101:0001:CFQ7TTC0E1A1", quantity }],
    });
  const inputs = (more: Record<string, unknown> = {}) => ({
    ...cart(),
    waitForProvisioning: false,
    __provider,
    ...more,
  });

  it("buys on create and reports what diff, read and delete will need", async () => {
    const { id, properties } = await host.create(inputs());
    const [purchase] = emulator.journal.purchases();
    expect(id).to.equal(`${CUSTOMER}/${purchase?.cartId}`);
    expect(properties).to.deep.include({
      customerId: CUSTOMER,
      cartId: purchase?.cartId,
      orderIds: [purchase?.orderId],
      status: "pending",
      attempt: 1,
      onDelete: "retain",
      schemaVersion: 2,
      __provider,
    });
    expect(properties["partner"]).to.deep.equal({
      tenantId: emulator.env()["PARTNERCENTER_TENANT_ID"],
      cloud: "global",
    });
  });

  it("serves two creates that race configure from one client with one token", async () => {
    await host.stop();
    const env = emulator.env();
    const keys = {
      endpoint: "ENDPOINT",
      authority: "AUTHORITY",
      tenantId: "TENANT_ID",
      clientId: "CLIENT_ID",
    };
    const config: Record<string, string> = {
      "partnercenter:clientSecret": env["PARTNERCENTER_CLIENT_SECRET"] ?? "",
    };
    for (const [key, name] of Object.entries(keys))
      config[`partnercenter:${key}`] = env[`PARTNERCENTER_${name}`] ?? "";
    host = await DynamicHost.start({}, config);
    const created = await Promise.all([host.create(inputs()), host.create(inputs(cart(2)))]);
    expect(created.map((c) => c.properties["status"])).to.deep.equal(["pending", "pending"]);
    expect(emulator.requests().filter((r) => r.path.includes("/oauth2/"))).to.have.length(1);
    expect(emulator.journal.purchases()).to.have.length(2);
  });

  it("lets values that aren't known yet through check", async () => {
    const { inputs: checked, failures } = await host.check(
      {},
      { customerId: UNKNOWN, cartId: UNKNOWN, __provider },
    );
    expect(failures).to.deep.equal([]);
    expect(checked).to.deep.equal({ customerId: UNKNOWN, cartId: UNKNOWN, __provider });
  });

  it("never replaces a purchase because of a value that isn't known yet", async () => {
    const { id, properties } = await host.create(inputs());
    const diff = await host.diff(id, properties, { customerId: UNKNOWN, cartId: UNKNOWN, __provider });
    expect(diff).to.deep.equal({ changes: true, replaces: [] });
  });

  it("sees no change in unchanged inputs, and none in another provider text", async () => {
    const news = inputs();
    const { id, properties } = await host.create(news);
    expect(await host.diff(id, properties, news)).to.deep.equal({ changes: false, replaces: [] });
    const other = { ...news, __provider: `${__provider};` };
    expect(await host.diff(id, properties, other)).to.deep.equal({ changes: false, replaces: [] });
  });

  it("works with state that an older version wrote with fewer keys", async () => {
    const news = inputs();
    const { id, properties } = await host.create(news);
    const { customerId, cartId, status, orders, waitForProvisioning } = properties;
    const old = { customerId, cartId, status, orders, waitForProvisioning, __provider };
    expect(await host.diff(id, old, news)).to.deep.equal({ changes: false, replaces: [] });
    const read = await host.read(id, old);
    expect(read.properties["orderIds"]).to.deep.equal(properties["orderIds"]);
    await host.delete(id, old);
    expect(emulator.journal.purchases()).to.have.length(1);
  });

  it("reads a purchase of which state holds nothing but the provider", async () => {
    const { id, properties } = await host.create(inputs());
    const read = await host.read(id, { __provider });
    expect(read.properties["orderIds"]).to.deep.equal(properties["orderIds"]);
    expect(read.properties["__provider"]).to.equal(__provider);
  });

  it("puts a refused checkout into state with the provider text, so that refresh and destroy work", async () => {
    const news = inputs();
    const { cartId } = news;
    emulator.faults.script({
      operation: "checkout",
      cartId,
      action: { kind: "respond", status: 403, code: 800069 },
    });
    const { stored } = await failureOf(host.create(news));
    expect(stored?.id).to.equal(`${CUSTOMER}/${cartId}`);
    expect(stored?.properties).to.deep.include({ status: "notPlaced", attempt: 1, __provider });
    expect(stored?.reasons).to.have.length(1);
    expect(stored?.reasons[0]).to.contain("Nothing was bought").and.contain("800069");
    const again = await host.update(stored?.id ?? "", stored?.properties ?? {}, news);
    expect(again.properties).to.deep.include({ status: "pending", attempt: 2 });
  });

  it("stores a partial result of 200 lines, far beyond a usual header's size", async () => {
    const lines = Array.from({ length: 200 }, (_, i) => ({
      catalogItemId: `CFQ7TTC0E${String(i).padStart(3, "0")}:0001:CFQ7TTC0E1A1`,
      friendlyName: `A licence with quite a long name, as licences have, number ${i}`,
      billingCycle: "monthly",
    }));
    const software = { catalogItemId: "DG7GMGF0DWM3:0002:DG7GMGF0DT1M", billingCycle: "one_time" };
    const ids = emulator.addCart({ customerId: CUSTOMER, lineItems: [...lines, software] });
    emulator.groupFails(ids.cartId, "1", { code: 800020, times: "always" });
    const { stored } = await failureOf(host.create({ ...ids, waitForProvisioning: false, __provider }));
    const bought = emulator.journal.purchases(ids.cartId).map((p) => p.orderId);
    expect(bought).to.have.length(1);
    expect(stored?.properties).to.deep.include({ status: "partiallyFailed", orderIds: bought });
    // What had to be left out on the way comes back with the next read.
    const read = await host.read(stored?.id ?? "", stored?.properties ?? {});
    const [order] = read.properties["orders"] as { lineItems: { friendlyName: string }[] }[];
    expect(order?.lineItems[199]?.friendlyName).to.contain("number 199");
  });

  it("names every missing setting in one error, and only when a call is needed", async () => {
    await host.stop();
    host = await DynamicHost.start({});
    const news = inputs();
    expect((await host.check({}, news)).failures).to.deep.equal([]);
    const { message, stored } = await failureOf(host.create(news));
    expect(stored).to.equal(undefined);
    for (const name of ["TENANT_ID", "CLIENT_ID", "CLIENT_SECRET"])
      expect(message).to.contain(`PARTNERCENTER_${name}`);
    expect(emulator.requests()).to.deep.equal([]);
  });

  it("refuses the same cart a second time in one run", async () => {
    const news = inputs();
    await host.create(news);
    const { message, stored } = await failureOf(host.create(news));
    expect(stored).to.equal(undefined);
    expect(message).to.contain("Two resources check out the same cart");
    expect(emulator.requests().filter((r) => r.path.endsWith("/checkout"))).to.have.length(1);
  });

  it("refuses to buy at the same time from two carts what is the same", async () => {
    const both = await Promise.allSettled([host.create(inputs()), host.create(inputs())]);
    const refused = both.flatMap((one) => (one.status === "rejected" ? [one.reason as Error] : []));
    expect(refused).to.have.length(1);
    expect(refused[0]?.message).to.contain("another resource of this program");
    expect(emulator.journal.purchases()).to.have.length(1);
  });

  it("says why it refuses in the error, once, and prints no stack", async () => {
    const { id, properties } = await host.create(inputs());
    const { message } = await failureOf(host.diff(id, properties, inputs()));
    expect(message).to.contain("Another purchase is another resource");
    await host.printed("its error says why");
    expect(host.output).not.to.match(/^\s+at /m);
  });
});
