import { request } from "node:http";
import { expect } from "chai";
import type { Emulator, GroupSummary, Purchase, RecordedRequest } from "../../emulator";
import { Api, DAY_MS, emulators, TWO_GROUPS } from "./harness";

interface Answer<T> {
  status: number;
  body: T;
}

async function control<T>(
  emulator: Emulator,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer<T>> {
  const response = await fetch(`${emulator.url}/_emulator${path}`, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as T };
}

describe("the control API", () => {
  const start = emulators();

  it("adds carts, makes groups fail, and shows journal, orders and requests", async () => {
    const { emulator, api } = await start();
    const { body: cart } = await control<{ customerId: string; cartId: string }>(emulator, "POST", "/carts", {
      lineItems: TWO_GROUPS,
      modes: { mixedStatus: 200 },
    });
    await control(emulator, "POST", `/carts/${cart.cartId}/failures`, { group: "1" });
    expect((await api.checkout(cart, "one")).status).to.equal(200);
    await control(emulator, "PATCH", `/carts/${cart.cartId}/modes`, { retryRebuysGroups: true });
    await api.checkout(cart, "two");
    type JournalBody = { purchases: Purchase[]; summary: GroupSummary[]; duplicates: GroupSummary[] };
    const { body: journal } = await control<JournalBody>(emulator, "GET", `/journal?cartId=${cart.cartId}`);
    expect(journal.purchases.map(({ group, requestId }) => [group, requestId])).to.deep.equal([
      ["0", "one"],
      ["0", "two"],
      ["1", "two"],
    ]);
    expect(journal.duplicates).to.deep.equal([journal.summary[0]]);
    expect((await control<unknown[]>(emulator, "GET", `/orders?cartId=${cart.cartId}`)).body).to.have.length(
      3,
    );
    expect(
      (await control<{ status: string }>(emulator, "GET", `/carts/${cart.cartId}`)).body.status,
    ).to.equal("Ordered");
    expect((await control<RecordedRequest[]>(emulator, "GET", "/requests")).body).to.have.length(2);
    await control(emulator, "DELETE", "/requests");
    expect(emulator.requests()).to.deep.equal([]);
  });

  it("moves the clock, changes modes, revokes tokens and ends provisioning", async () => {
    const { emulator, api } = await start();
    const cart = emulator.addCart({ lineItems: TWO_GROUPS });
    const [first, second] = (await api.checkout(cart)).json().orders!;
    await control(emulator, "POST", `/orders/${first!.id}/provision`, { status: "error" });
    await control(emulator, "POST", "/orders/provision");
    expect([emulator.order(first!.id)!.status, emulator.order(second!.id)!.status]).to.deep.equal([
      "error",
      "completed",
    ]);
    const before = emulator.clock.now();
    const { body } = await control<{ now: number }>(emulator, "POST", "/clock", { advanceMs: DAY_MS });
    expect(body.now).to.be.within(before + DAY_MS, before + DAY_MS + 10_000);
    expect((await control(emulator, "PATCH", "/modes", { bom: true })).body).to.include({ bom: true });
    await control(emulator, "POST", "/tokens/revoke");
    expect((await api.cart(cart)).status).to.equal(401);
    const { body: fresh } = await control<{ token: string }>(emulator, "POST", "/tokens", { kind: "user" });
    expect((await new Api(emulator, fresh.token).cart(cart)).text.charAt(0)).to.equal("\uFEFF");
  });

  it("edits carts, orders otherwise, cancels orders and changes subscriptions", async () => {
    const { emulator, api } = await start();
    const [licence] = TWO_GROUPS;
    const cart = emulator.addCart({ lineItems: TWO_GROUPS });
    await control(emulator, "PUT", `/carts/${cart.cartId}/lines`, { lineItems: [licence, licence] });
    await control(emulator, "POST", `/carts/${cart.cartId}/otherwise`, { quantity: 4 });
    const [order] = (await api.checkout(cart)).json().orders!;
    expect(order!.lineItems.map((line) => line.quantity)).to.deep.equal([4, 2]);
    const seen = () => emulator.subscriptions(cart.customerId).map((one) => [one.status, one.quantity]);
    const change = { status: "suspended", quantity: 6 };
    await control(emulator, "PATCH", `/subscriptions/${order!.lineItems[0]!.subscriptionId}`, change);
    await control(emulator, "POST", `/orders/${order!.id}/cancel`, { lineItemNumber: 1 });
    expect(seen()).to.deep.equal([
      ["suspended", 6],
      ["deleted", 0],
    ]);
    await control(emulator, "POST", `/orders/${order!.id}/cancel`);
    expect([emulator.order(order!.id)!.status, seen()[0]![0]]).to.deep.equal(["cancelled", "deleted"]);
    const body = { lineItems: [{ ...licence, transactionType: "renew" }], withoutSubscriptions: true };
    const { body: other } = await control<{ orderId: string }>(emulator, "POST", "/orders", body);
    expect(emulator.order(other.orderId)!.lineItems[0]!.transactionType).to.equal("renew");
    expect((await control(emulator, "PATCH", "/subscriptions/none", change)).status).to.equal(400);
  });

  it("adds customers and items with errors", async () => {
    const { emulator, api } = await start({ modes: { customers: "listed" } });
    const id = "7c3a91d2-4e58-4b06-a1c7-93f2e5d80b64";
    await control(emulator, "POST", "/customers", { id, companyName: "Fabrikam" });
    const customer = await api.call<{ companyProfile: object }>("GET", `/v1/customers/${id}`);
    expect(customer.json().companyProfile).to.include({ companyName: "Fabrikam" });
    const error = { errorCode: 10002, errorDescription: "Quota not available." };
    await control(emulator, "POST", "/items", { catalogItemId: "MS-AZR-0145P", error });
    const { cartId } = emulator.addCart({ customerId: id, lineItems: [{ catalogItemId: "MS-AZR-0145P" }] });
    expect(emulator.cart(cartId)!.lineItems[0]!.error).to.deep.equal(error);
  });

  it("scripts faults, waits until a request is held, and releases it", async () => {
    const { emulator, api } = await start();
    const cart = emulator.addCart({ lineItems: TWO_GROUPS });
    const script = { operation: "checkout", phase: "after", action: { kind: "hold" } };
    const { body: fault } = await control<{ id: string }>(emulator, "POST", "/faults", script);
    const answer = api.checkout(cart);
    expect((await control(emulator, "GET", `/faults/${fault.id}/held`)).body).to.deep.equal({ held: true });
    expect((await control(emulator, "GET", `/faults/${fault.id}`)).body).to.include({ hits: 1, holding: 1 });
    await control(emulator, "POST", `/faults/${fault.id}/release`);
    expect((await answer).status).to.equal(201);
    await control(emulator, "DELETE", `/faults/${fault.id}`);
    expect((await control(emulator, "GET", "/faults")).body).to.deep.equal([]);
  });

  it("refuses what is misspelt, unknown or not from this machine", async () => {
    const { emulator } = await start();
    expect((await control(emulator, "PATCH", "/modes", { bim: true })).status).to.equal(400);
    expect((await control(emulator, "POST", "/faults", { action: { kind: "?" } })).status).to.equal(400);
    expect((await control(emulator, "POST", "/carts", { lineItems: [] })).status).to.equal(400);
    expect((await control(emulator, "GET", "/carts/none")).status).to.equal(404);
    expect((await control(emulator, "GET", "/nothing")).status).to.equal(404);
    const status = await new Promise((resolve, reject) => {
      const headers = { Host: "partner.example" };
      request(`${emulator.url}/_emulator/journal`, { headers }, (answer) =>
        resolve(answer.resume().statusCode),
      )
        .on("error", reject)
        .end();
    });
    expect(status).to.equal(403);
  });
});
