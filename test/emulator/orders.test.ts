import { expect } from "chai";
import { emulators, TWO_GROUPS } from "./harness";

describe("orders", () => {
  const start = emulators();
  const bought = async (options: Parameters<typeof start>[0]) => {
    const { emulator, api } = await start(options);
    const cart = emulator.addCart({ lineItems: TWO_GROUPS });
    const { orders } = (await api.checkout(cart)).json();
    return { emulator, api, customerId: cart.customerId, id: orders![0]!.id, orders: orders! };
  };

  it("are pending until the n-th look, and get their subscription id then in that mode", async () => {
    const { api, customerId, id, orders } = await bought({
      modes: { provisioning: { afterPolls: 3 }, subscriptionIds: "afterProvisioning" },
    });
    expect(orders[0]!.lineItems[0]).not.to.have.property("subscriptionId");
    const seen = [];
    for (let look = 0; look < 4; look++) {
      const order = (await api.order(customerId, id)).json();
      seen.push([order.status, order.lineItems[0]!.subscriptionId !== undefined]);
    }
    expect(seen).to.deep.equal([
      ["pending", false],
      ["pending", false],
      ["completed", true],
      ["completed", true],
    ]);
  });

  it("complete by the clock, and keep the subscription id they had", async () => {
    const { api, emulator, customerId, id, orders } = await bought({
      modes: { provisioning: { afterMs: 60_000 } },
    });
    expect((await api.order(customerId, id)).json().status).to.equal("pending");
    emulator.clock.advance(60_000);
    const order = (await api.order(customerId, id)).json();
    expect(order.status).to.equal("completed");
    expect(order.lineItems[0]!.subscriptionId).to.equal(orders[0]!.lineItems[0]!.subscriptionId);
  });

  for (const status of ["pending_po_upload", "pending_review", "error", "cancelled", "Something New"])
    it(`can end as ${status} without subscription ids, and be moved on by command`, async () => {
      const { api, emulator, customerId, id } = await bought({
        modes: {
          provisioning: { afterPolls: 1 },
          provisioningEnd: status,
          subscriptionIds: "afterProvisioning",
        },
      });
      const ended = (await api.order(customerId, id)).json();
      expect([ended.status, ended.lineItems[0]!.subscriptionId]).to.deep.equal([status, undefined]);
      emulator.provision(id, "completed");
      expect((await api.order(customerId, id)).json().lineItems[0]!.subscriptionId).to.be.a("string");
    });

  it("are cancelled line by line, and read so once the last line is", async () => {
    const { api, emulator } = await start();
    const [licence] = TWO_GROUPS;
    const cart = emulator.addCart({ lineItems: [licence!, { ...licence!, quantity: 5 }] });
    const { id } = (await api.checkout(cart)).json().orders![0]!;
    emulator.provision(id);
    const [, second] = emulator.subscriptions(cart.customerId);
    emulator.setSubscription(second!.id, { status: "suspended" });
    const seen = async () => {
      const order = (await api.order(cart.customerId, id)).json();
      const statuses = emulator.subscriptions(cart.customerId).map((one) => one.status);
      return [order.status, order.lineItems.map((line) => line.quantity), statuses];
    };
    emulator.cancelOrder(id, 0);
    expect(await seen()).to.deep.equal(["completed", [0, 5], ["deleted", "suspended"]]);
    emulator.cancelOrder(id, 1);
    expect(await seen()).to.deep.equal(["cancelled", [0, 0], ["deleted", "deleted"]]);
    expect(() => emulator.cancelOrder(id, 2)).to.throw("has no line 2");
    expect(() => emulator.cancelOrder("none")).to.throw("no order none");
  });

  it("that are cancelled while they are pending stay so", async () => {
    const { api, emulator, customerId, id } = await bought({ modes: { provisioning: { afterPolls: 1 } } });
    emulator.cancelOrder(id);
    expect((await api.order(customerId, id)).json().status).to.equal("cancelled");
  });

  it("that succeed in part leave their last line without a subscription", async () => {
    const { emulator, api } = await start({
      modes: { provisioning: "command", subscriptionIds: "afterProvisioning" },
    });
    const cart = emulator.addCart({ lineItems: [TWO_GROUPS[0]!, TWO_GROUPS[0]!] });
    const { id } = (await api.checkout(cart)).json().orders![0]!;
    emulator.provision(id, "partial_success");
    expect(emulator.order(id)!.lineItems.map((line) => line.subscriptionId !== undefined)).to.deep.equal([
      true,
      false,
    ]);
  });

  it("show prices only when asked, in either spelling", async () => {
    const { api, customerId, id, orders } = await bought({});
    for (const query of ["?include_price=True", "?includePrice=true"]) {
      const order = (await api.order(customerId, id, query)).json();
      expect(order.totalPrice).to.equal(orders[0]!.totalPrice);
      expect(order.lineItems[0]!.pricing).to.deep.equal(orders[0]!.lineItems[0]!.pricing);
      expect((await api.orders(customerId, query)).json().items[0]!.totalPrice).to.equal(order.totalPrice);
    }
    for (const order of [
      (await api.order(customerId, id)).json(),
      (await api.orders(customerId)).json().items[0]!,
    ]) {
      expect(order).not.to.have.property("totalPrice");
      expect(order.lineItems[0]).not.to.have.property("pricing");
    }
  });

  it("appear in the list after the lag, and by id at once", async () => {
    const { api, emulator, customerId, id } = await bought({ modes: { ordersLagMs: 900_000 } });
    expect((await api.order(customerId, id)).status).to.equal(200);
    expect((await api.orders(customerId)).json().items).to.deep.equal([]);
    emulator.clock.advance(900_000);
    expect((await api.orders(customerId)).json().items).to.have.length(2);
    expect((await api.orders(customerId, "?billingType=onetime")).json().items).to.have.length(1);
  });

  it("come in pages whose link names the continuation token", async () => {
    const { api, customerId, orders } = await bought({ modes: { ordersPageSize: 1 } });
    const first = (await api.orders(customerId)).json();
    const token = first.links.next!.headers[0]!.value;
    const second = (await api.orders(customerId, "", { "MS-ContinuationToken": token })).json();
    expect([...first.items, ...second.items].map((order) => order.id)).to.deep.equal(
      orders.map((order) => order.id),
    );
    expect(second.links).not.to.have.property("next");
  });

  it("are unknown under another id or another customer", async () => {
    const { api, customerId, id } = await bought({});
    for (const answer of [
      await api.order(customerId, "ffffffffffff"),
      await api.order("7c3a91d2-4e58-4b06-a1c7-93f2e5d80b64", id),
    ])
      expect([answer.status, answer.json().code]).to.deep.equal([404, 20000]);
  });
});
