import { expect } from "chai";
import type { FaultAction } from "../../emulator";
import { emulators, TWO_GROUPS } from "./harness";

describe("answers altered by a fault", () => {
  const start = emulators();
  const withCart = async () => {
    const { emulator, api } = await start();
    return { emulator, api, cart: emulator.addCart({ lineItems: TWO_GROUPS }) };
  };

  it("list orders twice, without ids, without members, with an unknown status", async () => {
    const { emulator, api, cart } = await withCart();
    const { orders } = (await api.checkout(cart)).json();
    const altered = async (action: Omit<Extract<FaultAction, { kind: "alter" }>, "kind">) => {
      emulator.faults.script({ operation: "checkout", action: { kind: "alter", ...action } });
      return (await api.checkout(cart)).json();
    };
    expect((await altered({ duplicateOrders: true })).orders).to.deep.equal([...orders!, ...orders!]);
    const withoutIds = (await altered({ withoutOrderIds: true })).orders![0]!;
    expect(withoutIds).not.to.have.property("id");
    expect(withoutIds).to.have.property("alternateId");
    expect(await altered({ without: ["orders"] })).not.to.have.property("orders");
    expect((await altered({ orderStatus: "expired" })).orders![0]!.status).to.equal("expired");
    expect((await api.checkout(cart)).json().orders).to.deep.equal(orders);
  });

  it("are collections with another total, and a link of any form to a next page", async () => {
    const { emulator, api, cart } = await withCart();
    await api.checkout(cart);
    const action: FaultAction = { kind: "alter", totalCount: 7, nextLink: "/orders?page=2" };
    emulator.faults.script({ operation: "listOrders", action });
    const list = (await api.orders(cart.customerId)).json();
    expect([list.totalCount, list.items.length, list.links.next]).to.deep.equal([7, 2, "/orders?page=2"]);
    expect(list.links.self).to.be.an("object");
    emulator.faults.script({
      operation: "listSubscriptions",
      action: { kind: "alter", nextLink: { uri: 1 } },
    });
    const path = `/v1/customers/${cart.customerId}/subscriptions`;
    const subscriptions = await api.call<{ totalCount: number; links: object }>("GET", path);
    expect(subscriptions.json().links).to.deep.include({ next: { uri: 1 } });
    expect(subscriptions.json().totalCount).to.equal(1);
  });
});
