import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Subscription } from "../../emulator";
import { type Api, DAY_MS, emulators } from "./harness";
import { CUSTOMER_ID, E5 } from "./lines";

const TRIAL = {
  catalogItemId: "CFQ7TTC0LCHC:0005:CFQ7TTC0K9T1",
  quantity: 25,
  billingCycle: "none",
  termDuration: "P1M",
};
const PLAN = { catalogItemId: "DZH318Z0BPS6:0001:DZH318Z0BML6" };

const list = async (api: Api, query = "") =>
  (
    await api.call<{ items: Subscription[] }>("GET", `/v1/customers/${CUSTOMER_ID}/subscriptions${query}`)
  ).json().items;
const get = async (api: Api, id: string) =>
  (await api.call<Subscription>("GET", `/v1/customers/${CUSTOMER_ID}/subscriptions/${id}`)).json();

describe("the life of a subscription", () => {
  const start = emulators({ now: () => Date.parse("2026-11-14T22:03:52Z") });

  it("has what somebody did to it, and the order line keeps what was ordered", async () => {
    const { api, emulator } = await start();
    const { orderId } = emulator.addOrder({ customerId: CUSTOMER_ID, lineItems: [E5] });
    const { id } = emulator.subscriptions(CUSTOMER_ID)[0]!;
    emulator.setSubscription(id.toUpperCase(), { status: "suspended" });
    emulator.setSubscription(id, { quantity: 9 });
    const [listed] = await list(api);
    expect(listed).to.include({ status: "suspended", quantity: 9 });
    expect(await get(api, id)).to.deep.equal(listed);
    expect(emulator.order(orderId)!.lineItems[0]!.quantity).to.equal(E5.quantity);
    emulator.setSubscription(id, { status: "deleted" });
    expect((await list(api))[0]!.status).to.equal("deleted");
    expect(() => emulator.setSubscription(randomUUID(), { status: "deleted" })).to.throw("no subscription");
    expect(() => emulator.setSubscription(id, { quantity: 0 })).to.throw("whole number of seats");
  });

  it("is kept in the data file", async () => {
    const folder = mkdtempSync(join(tmpdir(), "emulator-"));
    try {
      const dataFile = join(folder, "data.json");
      const first = await start({ dataFile });
      first.emulator.addOrder({ customerId: CUSTOMER_ID, lineItems: [E5] });
      const { id } = first.emulator.subscriptions(CUSTOMER_ID)[0]!;
      first.emulator.setSubscription(id, { quantity: 3 });
      await first.emulator.close();
      expect((await list((await start({ dataFile })).api))[0]!.quantity).to.equal(3);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("ends after the term of a trial, and of nothing that renews or has no term", async () => {
    const { api, emulator } = await start();
    for (const line of [TRIAL, E5, PLAN]) emulator.addOrder({ customerId: CUSTOMER_ID, lineItems: [line] });
    const seen = [];
    for (const days of [0, 29, 1, 29, 1, 89, 1, 1000]) {
      emulator.clock.advance(days * DAY_MS);
      seen.push((await list(api)).map((one) => one.status));
    }
    expect(new Set(seen.flatMap(([, ...others]) => others))).to.deep.equal(new Set(["active"]));
    expect(seen.map(([trial]) => trial)).to.deep.equal([
      "active",
      "active",
      "expired",
      "expired",
      "disabled",
      "disabled",
      "deleted",
      "deleted",
    ]);
    expect((await list(api))[0]).to.include({
      autoRenewEnabled: false,
      commitmentEndDateTime: "2026-12-13T23:59:59Z",
    });
  });

  it("begins in the list after the lag, and at once by its id", async () => {
    const { api, emulator } = await start({ modes: { subscriptionsLagMs: 60_000 } });
    const { orderId } = emulator.addOrder({ customerId: CUSTOMER_ID, lineItems: [E5] });
    const { id } = emulator.subscriptions(CUSTOMER_ID)[0]!;
    const seen = async () =>
      [await list(api), await list(api, `?order_id=${orderId}`)].map((items) => items.length);
    expect(await seen()).to.deep.equal([0, 0]);
    expect((await get(api, id)).id).to.equal(id);
    emulator.clock.advance(60_000);
    expect(await seen()).to.deep.equal([1, 1]);
  });
});
