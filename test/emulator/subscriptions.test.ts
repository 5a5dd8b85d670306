import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { SAMPLE_NEW_COMMERCE, type Subscription } from "../../emulator";
import { type Api, emulators } from "./harness";

const CUSTOMER_ID = "7c3a91d2-4e58-4b06-a1c7-93f2e5d80b64";
const SAAS = { catalogItemId: "DZH318Z0D0B1:0001:DZH318Z0D1B1", quantity: 4, termDuration: "P1M" };
const LICENCE = {
  catalogItemId: "CFQ7TTC0LF8S:0001:CFQ7TTC0N81H",
  quantity: 15,
  billingCycle: "monthly",
  termDuration: "P1Y",
};
interface List<T> {
  totalCount: number;
  items: T[];
  links: { self: { uri: string } };
  code?: number;
}

const get = <T>(api: Api, path: string) => api.call<T>("GET", `/v1/customers/${CUSTOMER_ID}${path}`);
const subscriptions = async (api: Api, query = "") =>
  (await get<List<Subscription>>(api, `/subscriptions${query}`)).json().items;

describe("subscriptions", () => {
  const start = emulators({ now: () => Date.parse("2026-11-14T22:03:52Z") });

  it("have the members and the dates of the documented sample", async () => {
    const { api, emulator } = await start();
    emulator.addOrder({ customerId: CUSTOMER_ID, orderId: "a3f09c5d7e12", lineItems: [LICENCE] });
    const [subscription] = await subscriptions(api);
    const sample = JSON.parse(
      readFileSync(join(__dirname, "../fixtures/subscription-nce.json"), "utf8"),
    ) as Subscription;
    expect(Object.keys(subscription!)).to.have.members(Object.keys(sample));
    const same = [
      ["productType", "quantity", "unitType", "status", "autoRenewEnabled", "isTrial", "billingType"],
      ["billingCycle", "termDuration", "effectiveStartDate", "commitmentEndDate", "commitmentEndDateTime"],
      ["billingCycleEndDate", "billingCycleEndDateTime", "refundOptions", "publisherName", "orderId"],
    ].flat() as (keyof Subscription)[];
    for (const name of same) expect(subscription![name], name).to.deep.equal(sample[name]);
  });

  it("are there once the order line has its subscription id, and listed by order", async () => {
    const { api, emulator } = await start({
      modes: { subscriptionIds: "afterProvisioning", provisioning: "command" },
    });
    const cart = emulator.addCart({ customerId: CUSTOMER_ID, lineItems: [LICENCE] });
    const { orders } = (await api.checkout(cart)).json();
    const query = `?order_id=${orders![0]!.id}`;
    expect(await subscriptions(api, query)).to.deep.equal([]);
    emulator.provisionAll();
    emulator.addOrder({ customerId: CUSTOMER_ID, lineItems: [LICENCE] });
    const [found, ...others] = await subscriptions(api, query);
    expect(others).to.deep.equal([]);
    expect(await subscriptions(api)).to.have.length(2);
    expect(found!.id).to.equal(emulator.order(orders![0]!.id)!.lineItems[0]!.subscriptionId);
    expect((await get<Subscription>(api, `/subscriptions/${found!.id.toUpperCase()}`)).json()).to.deep.equal(
      found,
    );
  });

  it("run on into the next term and bill", async () => {
    const { api, emulator } = await start();
    emulator.addOrder({ customerId: CUSTOMER_ID, lineItems: [LICENCE] });
    emulator.clock.advance(400 * 24 * 60 * 60 * 1000);
    const [subscription] = await subscriptions(api);
    expect(subscription).to.include({
      commitmentEndDate: "2028-11-13T00:00:00Z",
      billingCycleEndDate: "2028-01-13T00:00:00Z",
    });
    expect(subscription).not.to.have.any.keys("refundableQuantity", "refundOptions");
  });

  it("of the older catalogue have an offer and an etag, and cancelled lines are deleted", async () => {
    const { api, emulator } = await start();
    emulator.addOrder({
      customerId: CUSTOMER_ID,
      lineItems: [{ catalogItemId: "MS-AZR-0145P", quantity: 0 }],
    });
    const [subscription] = await subscriptions(api);
    expect(subscription!.links.offer!.uri).to.equal("/offers/MS-AZR-0145P?country=US");
    expect(subscription!.attributes.etag).to.be.a("string");
    expect([subscription!.offerName, subscription!.status]).to.deep.equal(["Microsoft Azure", "deleted"]);
  });

  it("are there for an Azure plan, and not for software and reservations paid at once", async () => {
    const { api, emulator } = await start();
    const plan = { catalogItemId: "DZH318Z0BPS6:0001:DZH318Z0BML6", billingCycle: "one_time" };
    emulator.addOrder({ customerId: CUSTOMER_ID, lineItems: [plan] });
    const software = { catalogItemId: "DG7GMGF0D5RK:0005:DG7GMGF0D3RL", billingCycle: "one_time" };
    emulator.addOrder({ customerId: CUSTOMER_ID, lineItems: [software] });
    expect((await subscriptions(api)).map((one) => [one.offerName, one.billingType])).to.deep.equal([
      ["Microsoft Azure plan", "usage"],
    ]);
  });

  it("of the sample order are found by its documented id", async () => {
    const { api } = await start();
    await api.checkout(SAMPLE_NEW_COMMERCE);
    const { customerId } = SAMPLE_NEW_COMMERCE;
    const id = "0c353b8e-da9d-4007-d0d4-bca8bd5b5ce1";
    const answer = await api.call<Subscription>("GET", `/v1/customers/${customerId}/subscriptions/${id}`);
    expect([answer.status, answer.json().orderId]).to.deep.equal([200, "a68736758d9c"]);
  });

  it("are refused with 20003, and with 20000 for an order that isn't there", async () => {
    const { api } = await start();
    const unknown = await get<List<never>>(api, "/subscriptions/4a90d6c7-5be2-4f13-8a7d-c206f9b1e548");
    expect([unknown.status, unknown.json().code]).to.deep.equal([404, 20003]);
    const order = await get<List<never>>(api, "/subscriptions?order_id=none");
    expect([order.status, order.json().code]).to.deep.equal([404, 20000]);
  });
});

describe("activation links", () => {
  const start = emulators();
  interface Activation {
    lineItemNumber: number;
    link: { uri: string };
  }

  it("are there for marketplace products, by order, line and subscription", async () => {
    const { api, emulator } = await start();
    const { orderId } = emulator.addOrder({ customerId: CUSTOMER_ID, lineItems: [SAAS, SAAS] });
    const second = emulator.order(orderId)!.lineItems[1]!.subscriptionId!;
    const list = async (path: string) => (await get<List<Activation>>(api, `${path}/activationlinks`)).json();
    const all = await list(`/orders/${orderId}`);
    expect(all.items.map((item) => item.lineItemNumber)).to.deep.equal([0, 1]);
    expect(all.items[0]!.link.uri).to.match(/^https:\/\/activation\.example\.invalid\/\?token=\w+$/);
    expect((await list(`/orders/${orderId}/lineitems/1`)).items).to.deep.equal([all.items[1]]);
    expect((await list(`/subscriptions/${second}`)).items).to.deep.equal([all.items[1]]);
  });

  it("are none for other products, and refused for lines that aren't there", async () => {
    const { api, emulator } = await start();
    const { orderId } = emulator.addOrder({ customerId: CUSTOMER_ID, lineItems: [LICENCE] });
    const path = `/orders/${orderId}`;
    expect((await get<List<Activation>>(api, `${path}/activationlinks`)).json().items).to.deep.equal([]);
    const unknown = await get<List<Activation>>(api, `${path}/lineitems/7/activationlinks`);
    expect([unknown.status, unknown.json().code]).to.deep.equal([400, 800071]);
  });
});
