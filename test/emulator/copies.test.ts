import { expect } from "chai";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEmulatorCore, Store, type EmulatorCopy, type EmulatorCore } from "../../emulator";
import { bodyOf, type CoreApi, coreApi, NOW } from "./coreApi";
import { cartPath, DAY_MS, TWO_GROUPS } from "./harness";

const CUSTOMER_ID = "11111111-2222-4333-8444-555555555555";
const LINES = TWO_GROUPS.map((line) => ({ quantity: 1, ...line }));

/** A bit of everything: a new cart, its purchase with one group refused at first, and what is there then. */
async function life(core: EmulatorCore, api: CoreApi) {
  const carts = `/v1/customers/${CUSTOMER_ID}/carts`;
  const made = await api.call("POST", carts, {}, { lineItems: LINES });
  const cart = { customerId: CUSTOMER_ID, cartId: (bodyOf(made) as { id: string }).id };
  core.groupFails(cart.cartId, "1");
  const replies = [made, await api.checkout(cart, "one"), await api.checkout(cart, "two")];
  core.clock.advance(1000);
  for (const path of [cartPath(cart), `/v1/customers/${CUSTOMER_ID}/orders`, "/v1/nothing"])
    replies.push(await api.call("GET", path));
  return replies;
}

/** Whatever can be seen of an emulator from outside. */
function seen(core: EmulatorCore) {
  return {
    now: core.clock.now(),
    modes: core.modes(),
    orders: core.orders(),
    purchases: core.journal.purchases(),
    faults: core.faults.list(),
    requests: core.requests(),
  };
}

describe("a copy of the emulator", () => {
  it("gives the same answers again once it is restored, byte by byte", async () => {
    const { core, api } = coreApi();
    await life(core, api);
    const copy = core.save();
    const before = seen(core);
    const first = await life(core, api);
    const after = seen(core);
    expect(after).not.to.deep.equal(before);
    for (let times = 0; times < 2; times += 1) {
      core.restore(copy);
      expect(seen(core)).to.deep.equal(before);
      expect(await life(core, api)).to.deep.equal(first);
      expect(seen(core)).to.deep.equal(after);
    }
  });

  it("is nobody else's: two that go on from it don't disturb each other", async () => {
    const { core, api } = coreApi();
    const cart = core.addCart({ lineItems: TWO_GROUPS });
    const copy = core.save();
    const others = [coreApi(), coreApi()] as const;
    for (const other of others) other.core.restore(copy);

    await api.checkout(cart, "one");
    others[0].core.setModes({ bom: true });
    await others[0].api.checkout(cart, "two");
    expect(core.journal.purchases().map(({ requestId }) => requestId)).to.deep.equal(["one", "one"]);
    expect(others[0].core.journal.purchases().map(({ requestId }) => requestId)).to.deep.equal([
      "two",
      "two",
    ]);
    expect(others[1].core.journal.purchases()).to.deep.equal([]);
    expect([core.modes().bom, others[1].core.modes().bom]).to.deep.equal([false, false]);
    expect((await others[1].api.checkout(cart, "three")).status).to.equal(201);
  });

  it("is plain data that can be written down", async () => {
    const { core, api } = coreApi();
    core.faults.script({ operation: "getOrder", action: { kind: "respond", status: 503 }, times: 2 });
    await life(core, api);
    const other = coreApi();
    other.core.restore(JSON.parse(JSON.stringify(core.save())) as EmulatorCopy);
    expect(await life(other.core, other.api)).to.deep.equal(await life(core, api));
  });

  it("holds clock, modes, tokens, faults, rate limit and remembered request ids", async () => {
    const { core, api } = coreApi({
      modes: { rateLimit: { requests: 5, windowMs: DAY_MS }, rememberRequestIds: true },
    });
    const cart = core.addCart({ lineItems: TWO_GROUPS });
    const fault = core.faults.script({
      operation: "getCart",
      skip: 1,
      times: 2,
      action: { kind: "respond", status: 503 },
    });
    const bought = await api.checkout(cart, "one");
    const statuses = async () => {
      const found: (number | null)[] = [];
      for (let n = 0; n < 5; n += 1) found.push((await api.call("GET", cartPath(cart))).status);
      return found;
    };
    const copy = core.save();
    expect(await statuses()).to.deep.equal([200, 503, 503, 200, 429]);
    core.clock.advance(2 * DAY_MS);
    core.setModes({ rememberRequestIds: false, rateLimit: null });
    core.revokeTokens();
    fault.remove();
    core.restore(copy);

    expect(core.clock.now()).to.equal(NOW);
    expect(fault.hits()).to.equal(0);
    expect(await statuses()).to.deep.equal([200, 503, 503, 200, 429]);
    expect(fault.hits()).to.equal(2);
    core.restore(copy);
    const again = await api.checkout(cart, "one");
    expect(again.body.equals(bought.body)).to.equal(true);
    expect(core.journal.purchases()).to.have.length(2);
  });

  it("ends what is under way without effect when it is restored", async () => {
    const { core, api } = coreApi({ modes: { concurrentCheckout: "wait" } });
    const cart = core.addCart({ lineItems: TWO_GROUPS });
    const copy = core.save();
    const hold = core.faults.script({ operation: "checkout", action: { kind: "hold" } });
    core.faults.script({ operation: "getCart", action: { kind: "delay", ms: 3_600_000 } });
    const under = [
      api.checkout(cart, "held"),
      api.checkout(cart, "waiting"),
      api.call("GET", cartPath(cart)),
    ];
    await hold.held();
    const started = api.checkout(cart, "just started");
    core.restore(copy);
    const bought = await api.checkout(cart, "later");

    for (const reply of await Promise.all([...under, started])) expect(reply.cut).to.equal(true);
    expect(bought.status).to.equal(201);
    const requestIds = core.journal.purchases().map(({ requestId }) => requestId);
    expect(requestIds).to.deep.equal(["later", "later"]);
    expect(core.faults.list()).to.deep.equal([]);
  });

  it("is in the data file once it is restored", async () => {
    const folder = mkdtempSync(join(tmpdir(), "partnercenter-emulator-"));
    try {
      const file = join(folder, "data.json");
      const { core, api } = coreApi({ store: Store.inFile(file) });
      const cart = core.addCart({ lineItems: TWO_GROUPS });
      const copy = core.save();
      await api.checkout(cart, "one");
      core.restore(copy);
      const next = createEmulatorCore({ store: Store.inFile(file), samples: false });
      expect(next.cart(cart.cartId)?.status).to.equal("Active");
      expect(next.journal.purchases()).to.deep.equal([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("the ids that an emulator makes up", () => {
  it("follow from its seed", async () => {
    const [one, same, other] = ["a", "a", "b"].map((seed) => coreApi({ store: Store.inMemory(seed) }));
    const first = await life(one!.core, one!.api);
    expect(await life(same!.core, same!.api)).to.deep.equal(first);
    expect(await life(other!.core, other!.api)).not.to.deep.equal(first);
  });

  it("are others after each start on the same data file", () => {
    const folder = mkdtempSync(join(tmpdir(), "partnercenter-emulator-"));
    try {
      const made = [1, 2].map(
        () =>
          createEmulatorCore({ store: Store.inFile(join(folder, "data.json")) }).addCart({ lineItems: LINES })
            .cartId,
      );
      expect(new Set(made).size).to.equal(2);
      for (const id of made)
        expect(id).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
