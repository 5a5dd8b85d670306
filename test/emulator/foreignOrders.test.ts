import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { CATALOG } from "../../emulator";
import { emulators } from "./harness";

const CUSTOMER_ID = "7c3a91d2-4e58-4b06-a1c7-93f2e5d80b64";
const SOFTWARE = { catalogItemId: "DG7GMGF0D5RK:0005:DG7GMGF0D3RL", billingCycle: "one_time" };

describe("orders placed elsewhere", () => {
  const start = emulators();

  it("are listed and read like any other, and are no purchase of the journal", async () => {
    const { api, emulator } = await start();
    const items = CATALOG.filter((item) => item.segment === undefined || item.segment === "commercial")
      .filter((item) => !item.attestation && item.kind !== "reservation" && item.kind !== "savingsPlan")
      .slice(0, 40);
    const ids = items.map(({ catalogItemId, terms: [term] }) => {
      const line = { catalogItemId, billingCycle: term?.billingCycle, termDuration: term?.duration };
      return emulator.addOrder({ customerId: CUSTOMER_ID, lineItems: [line] }).orderId;
    });
    const list = (await api.orders(CUSTOMER_ID)).json();
    expect(list.items.map((order) => order.id)).to.have.members(ids);
    expect(new Set(list.items.map((order) => order.status))).to.deep.equal(new Set(["completed"]));
    expect(list.items.map((order) => order.lineItems[0]!.friendlyName)).to.have.members(
      items.map((item) => item.title),
    );
    const order = await api.order(CUSTOMER_ID, ids[0]!, "?include_price=true");
    expect(order.json().lineItems[0]!.pricing?.price).to.be.greaterThan(0);
    expect(emulator.journal.purchases()).to.deep.equal([]);
  });

  it("have the id, the status and the day that they are given", async () => {
    const { api, emulator } = await start();
    const placedAt = Date.parse("2025-02-03T04:05:06Z");
    emulator.addOrder({
      customerId: CUSTOMER_ID,
      orderId: "a3f09c5d7e12",
      status: "pending",
      placedAt,
      lineItems: [SOFTWARE],
    });
    const read = async () => (await api.order(CUSTOMER_ID, "a3f09c5d7e12")).json();
    expect(await read()).to.include({ status: "pending", creationDate: "2025-02-03T04:05:06.0000000Z" });
    expect((await read()).status).to.equal("completed");
  });

  it("may be changes of what a subscription is, which make no other one", async () => {
    const { api, emulator } = await start();
    const line = { catalogItemId: "CFQ7TTC0LF8S:0001:CFQ7TTC0N81H", termDuration: "P1Y" };
    emulator.addOrder({ customerId: CUSTOMER_ID, lineItems: [line] });
    const [{ id: subscriptionId } = { id: "" }] = emulator.subscriptions(CUSTOMER_ID);
    const [renewed, added] = ["renew", "addQuantity"].map((transactionType, n) =>
      emulator.addOrder({
        customerId: CUSTOMER_ID,
        alternateId: `a3f09c5d7e1${n}`,
        transactionType: "SystemPurchase",
        lineItems: [{ ...line, transactionType, ...(n === 0 && { subscriptionId }) }],
      }),
    );
    const order = (await api.order(CUSTOMER_ID, renewed!.orderId)).json();
    expect(order).to.include({ alternateId: "a3f09c5d7e10", transactionType: "SystemPurchase" });
    expect(order.lineItems[0]).to.include({ transactionType: "renew", subscriptionId });
    expect(emulator.order(added!.orderId)!.lineItems[0]).not.to.have.property("subscriptionId");
    expect(emulator.subscriptions(CUSTOMER_ID).map((one) => one.id)).to.deep.equal([subscriptionId]);
  });

  it("may never get subscriptions", async () => {
    const { emulator } = await start();
    const lineItems = [{ catalogItemId: "MS-AZR-0145P" }, { catalogItemId: "MS-AZR-0145P" }];
    const add = (status: string) =>
      emulator.addOrder({ customerId: CUSTOMER_ID, lineItems, status, withoutSubscriptions: true });
    add("completed");
    emulator.provision(add("pending").orderId, "completed");
    expect(emulator.orders()).to.have.length(2);
    expect(emulator.subscriptions(CUSTOMER_ID)).to.deep.equal([]);
  });

  it("come through the control API as well", async () => {
    const { api, emulator } = await start();
    const body = { customerId: CUSTOMER_ID, lineItems: [SOFTWARE] };
    const answer = await api.call<{ orderId: string }>("POST", "/_emulator/orders", { body });
    expect(answer.status).to.equal(201);
    expect(emulator.order(answer.json().orderId)?.lineItems[0]!.offerId).to.equal(SOFTWARE.catalogItemId);
  });

  it("are of one group, and of items that can be bought", async () => {
    const { emulator } = await start();
    const add = (...lineItems: { catalogItemId: string }[]) => emulator.addOrder({ lineItems });
    expect(() => add(SOFTWARE, { catalogItemId: "MS-AZR-0145P" })).to.throw("never bought in one order");
    expect(() => add({ catalogItemId: "nonsense" })).to.throw("Catalog item ID is not valid");
  });
});

describe("the checkout's user", () => {
  const start = emulators();

  it("is written into the journal", async () => {
    const { api, emulator } = await start();
    const { customerId, cartId } = emulator.addCart({ lineItems: [SOFTWARE] });
    await api.call("POST", `/v1/customers/${customerId}/carts/${cartId}/checkout`, {
      headers: { "x-ms-customeruser-upn": "ada@contoso.example" },
    });
    expect(emulator.journal.purchases()[0]!.customerUserUpn).to.equal("ada@contoso.example");
  });
});

describe("a data file", () => {
  const start = emulators();

  it("of an emulator without a catalog loads, and keeps prices and what was withdrawn from then on", async () => {
    const folder = mkdtempSync(join(tmpdir(), "emulator-"));
    const dataFile = join(folder, `${randomUUID()}.json`);
    try {
      const first = await start({ dataFile });
      const { cartId } = first.emulator.addCart({ customerId: CUSTOMER_ID, lineItems: [SOFTWARE] });
      await first.emulator.close();
      const state = JSON.parse(readFileSync(dataFile, "utf8")) as Record<string, object>;
      const old = ["prices", "lineFaults", "catalog", "participants", "promotions", "droppedLineMembers"];
      for (const name of [...old, "cartRequestIds"]) Reflect.deleteProperty(state.modes!, name);
      writeFileSync(dataFile, JSON.stringify(state));
      const second = await start({ dataFile });
      expect((await second.api.cart({ customerId: CUSTOMER_ID, cartId })).status).to.equal(200);
      second.emulator.setPrice(SOFTWARE.catalogItemId, { price: 1 });
      second.emulator.withdraw(SOFTWARE.catalogItemId);
      await second.emulator.close();
      const third = await start({ dataFile });
      const refused = await third.api.checkout({ customerId: CUSTOMER_ID, cartId });
      expect(refused.json().code).to.equal(400019);
      expect(third.emulator.cart(cartId)!.lineItems[0]!.pricing?.price).to.equal(1);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
