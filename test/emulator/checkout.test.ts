import { expect } from "chai";
import type { CartModes } from "../../emulator";
import { emulators, TWO_GROUPS } from "./harness";

describe("checkout", () => {
  const start = emulators();
  const withCart = async (modes: Partial<CartModes> = {}) => {
    const { emulator, api } = await start();
    return { emulator, api, cart: emulator.addCart({ lineItems: TWO_GROUPS, modes }) };
  };

  it("makes one pending order of each group, without or with a body", async () => {
    for (const body of [undefined, "{}", '"success"']) {
      const { api, cart, emulator } = await withCart();
      const path = `/v1/customers/${cart.customerId}/carts/${cart.cartId}/checkout`;
      const answer = await api.call<{ orders: { status: string; lineItems: { offerId: string }[] }[] }>(
        "POST",
        path,
        { body },
      );
      const { orders } = answer.json();
      expect(answer.status).to.equal(201);
      expect(orders.map((order) => order.status)).to.deep.equal(["pending", "pending"]);
      expect(orders.map((order) => order.lineItems.map((line) => line.offerId))).to.deep.equal(
        TWO_GROUPS.map((line) => [line.catalogItemId]),
      );
      expect(emulator.cart(cart.cartId)!.status).to.equal("Ordered");
    }
  });

  it("repeats the first answer byte by byte and buys nothing, whatever the request id", async () => {
    const { api, cart, emulator } = await withCart();
    const first = await api.checkout(cart);
    emulator.provisionAll();
    const again = await api.checkout(cart);
    expect([again.status, again.text]).to.deep.equal([201, first.text]);
    expect(emulator.journal.purchases(cart.cartId)).to.have.length(2);
    expect(emulator.journal.duplicates()).to.deep.equal([]);
  });

  it("answers 800065 to a repeat in that mode", async () => {
    const { api, cart } = await withCart({ repeatCheckout: "800065" });
    await api.checkout(cart);
    const again = await api.checkout(cart);
    expect([again.status, again.json().code]).to.deep.equal([400, 800065]);
  });

  it("buys again for another request id, and only then, in the mode without cart idempotency", async () => {
    const { api, cart, emulator } = await withCart({ idempotency: "requestId" });
    const first = await api.checkout(cart, "one");
    expect((await api.checkout(cart, "one")).text).to.equal(first.text);
    expect(emulator.journal.duplicates()).to.deep.equal([]);
    const second = await api.checkout(cart, "two");
    expect(second.json().orders!.map((order) => order.id)).not.to.deep.equal(
      first.json().orders!.map((order) => order.id),
    );
    expect(emulator.journal.duplicates().map((row) => [row.group, row.times, row.requestIds])).to.deep.equal([
      ["0", 2, ["one", "two"]],
      ["1", 2, ["one", "two"]],
    ]);
  });

  it("lists orders and errors after a partial failure, and the retry buys the rest", async () => {
    const { api, cart, emulator } = await withCart();
    emulator.groupFails(cart.cartId, "1", { code: 800069, times: 2 });
    for (let attempt = 0; attempt < 2; attempt++) {
      const answer = await api.checkout(cart);
      const { orders, orderErrors } = answer.json();
      expect([answer.status, orders!.length]).to.deep.equal([201, 1]);
      expect(orderErrors!.map((error) => [error.orderGroupId, error.code])).to.deep.equal([["1", 800069]]);
      expect(emulator.cart(cart.cartId)!.status).to.equal("Active");
    }
    const complete = await api.checkout(cart);
    expect(complete.json().orders).to.have.length(2);
    expect(complete.json()).not.to.have.property("orderErrors");
    expect((await api.checkout(cart)).text).to.equal(complete.text);
    expect(emulator.journal.summary().map((row) => [row.group, row.times])).to.deep.equal([
      ["0", 1],
      ["1", 1],
    ]);
  });

  it("moves the cart's last change when a part of it was bought, and not when nothing was", async () => {
    const { api, cart, emulator } = await withCart({ partialCart: "Active" });
    const changed = () => Date.parse(emulator.cart(cart.cartId)!.lastModifiedTimestamp);
    const before = changed();
    emulator.groupFails(cart.cartId, "0");
    emulator.groupFails(cart.cartId, "1", { times: 2 });
    emulator.clock.advance(60_000);
    await api.checkout(cart);
    expect(changed()).to.equal(before);
    await api.checkout(cart);
    expect(changed()).to.be.at.least(before + 60_000);
    expect(emulator.cart(cart.cartId)!.status).to.equal("Active");
  });

  it("leaves the cart's last change as it was in that mode", async () => {
    const { api, cart, emulator } = await withCart({ ordersTouchCarts: false });
    emulator.clock.advance(60_000);
    await api.checkout(cart);
    const { creationTimestamp, lastModifiedTimestamp, status } = emulator.cart(cart.cartId)!;
    expect([lastModifiedTimestamp, status]).to.deep.equal([creationTimestamp, "Ordered"]);
  });

  it("forgets what a cart ordered in part once that gets other lines, in that mode", async () => {
    const { api, cart, emulator } = await withCart({ linesOfPartlyOrdered: "forgotten" });
    emulator.groupFails(cart.cartId, "1");
    await api.checkout(cart);
    const lines = emulator.cart(cart.cartId)!.lineItems;
    emulator.editCart(cart.cartId, lines);
    await api.checkout(cart);
    expect(emulator.journal.purchases(cart.cartId)).to.have.length(3);
  });

  it("follows the modes of a partial failure", async () => {
    const { api, cart, emulator } = await withCart({
      mixedStatus: 200,
      partialCart: "Ordered",
      partialRetryOrders: "new",
    });
    emulator.groupFails(cart.cartId, "0");
    const mixed = await api.checkout(cart);
    expect([mixed.status, emulator.cart(cart.cartId)!.status]).to.deep.equal([200, "Ordered"]);
    expect((await api.checkout(cart)).json().orders!.map((order) => order.billingCycle)).to.deep.equal([
      "monthly",
    ]);
  });

  it("buys succeeded groups again in that mode, and the journal tells", async () => {
    const { api, cart, emulator } = await withCart({ retryRebuysGroups: true });
    emulator.groupFails(cart.cartId, "1");
    await api.checkout(cart);
    expect((await api.checkout(cart)).json().orders).to.have.length(3);
    expect(emulator.journal.duplicates().map((row) => [row.group, row.times])).to.deep.equal([["0", 2]]);
  });

  it("answers 201 with errors alone when every group fails, or a plain error in that mode", async () => {
    for (const allFailed of ["result", "error"] as const) {
      const { api, cart, emulator } = await withCart({ allFailed });
      emulator.groupFails(cart.cartId, "0", { code: 800023, times: "always" });
      emulator.groupFails(cart.cartId, "1", { times: "always" });
      const answer = await api.checkout(cart);
      if (allFailed === "result") {
        expect(answer.status).to.equal(201);
        expect(answer.json()).to.deep.include({ orders: [] });
        expect(answer.json().orderErrors).to.have.length(2);
      } else expect([answer.status, answer.json().code]).to.deep.equal([403, 800023]);
      expect(emulator.journal.purchases()).to.deep.equal([]);
    }
  });

  it("repeats a refusal and a partial result for the same request id in that mode", async () => {
    const { api, cart, emulator } = await withCart({ rememberRequestIds: true });
    emulator.addCustomer({ id: cart.customerId, agreementAccepted: false });
    const refused = await api.checkout(cart, "one");
    expect([refused.status, refused.json().code]).to.deep.equal([403, 13605]);
    emulator.addCustomer({ id: cart.customerId });
    emulator.groupFails(cart.cartId, "1");
    expect((await api.checkout(cart, "one")).text).to.equal(refused.text);
    const mixed = await api.checkout(cart, "two");
    expect((await api.checkout(cart, "two")).text).to.equal(mixed.text);
    expect((await api.checkout(cart, "three")).json()).not.to.have.property("orderErrors");
    expect(emulator.journal.duplicates()).to.deep.equal([]);
  });

  for (const mode of ["800064", "wait"] as const)
    it(`buys once for two checkouts at the same time (${mode})`, async () => {
      const { api, cart, emulator } = await withCart({ concurrentCheckout: mode });
      const hold = emulator.faults.script({ operation: "checkout", action: { kind: "hold" } });
      const first = api.checkout(cart);
      await hold.held();
      const second = api.checkout(cart);
      if (mode === "800064") {
        expect((await second).status).to.equal(409);
        expect((await second).json().code).to.equal(800064);
      }
      hold.release();
      expect((await first).status).to.equal(201);
      if (mode === "wait") expect((await second).text).to.equal((await first).text);
      expect(emulator.journal.purchases()).to.have.length(2);
    });
});
