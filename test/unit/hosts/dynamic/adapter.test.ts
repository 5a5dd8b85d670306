import { expect } from "chai";
import { dynamicProvider } from "../../../../provider/hosts/dynamic/adapter";
import { Session } from "../../../../provider/hosts/dynamic/session";
import type { ResourceLifecycle } from "../../../../provider/lifecycle/core/lifecycle";

type Properties = Record<string, unknown>;
type Script = Partial<ResourceLifecycle<Properties, Properties>>;

const TEXT = "exports.handler=()=>1";
const TENANT = "2f94c6e8-13ab-4d70-8c5e-b7a0d9f1e326";
/** A header of this many bytes still travels; what the host adds has room in the rest. */
const MOST_HEADER_BYTES = 48 * 1024;

/** A provider over a lifecycle of which only what a test scripts exists, and everything that reached it. */
function provider(script: Script, session = new Session({})) {
  const seen: unknown[] = [];
  const recorded =
    (name: keyof Script) =>
    (...args: unknown[]) => {
      seen.push(...args);
      const step = script[name] as ((...all: unknown[]) => unknown) | undefined;
      return step ? step(...args) : expect.fail(`Nothing was scripted for ${name}`);
    };
  const lifecycle = Object.fromEntries(
    (["check", "diff", "create", "read", "update", "delete"] as const).map((name) => [name, recorded(name)]),
  );
  const compact = script.compact ?? ((state: Properties) => state);
  return {
    seen,
    host: dynamicProvider(session, { ...lifecycle, compact } as ResourceLifecycle<Properties, Properties>),
  };
}

const rejected = (promise: Promise<unknown>): Promise<Error & Properties> =>
  promise.then(
    () => expect.fail("It should have failed"),
    (error: unknown) => error as Error & Properties,
  );

const MIXED = { kept: 1, gone: undefined, deep: [{ gone: undefined, when: new Date(0), odd: NaN }] };
const PLAIN = { kept: 1, deep: [{ when: "1970-01-01T00:00:00.000Z", odd: null }] };

describe("dynamicProvider", () => {
  it("hands out plain JSON from every operation, without undefined", async () => {
    const { host } = provider({
      check: async (_olds, news) => ({ inputs: { ...news, ...MIXED }, failures: [] }),
      create: async () => ({ id: "i", state: MIXED, problems: [] }),
      update: async () => ({ id: "i", state: MIXED, problems: [] }),
      read: async (id) => ({ id, state: MIXED, inputs: MIXED, problems: [] }),
    });
    expect(await host.check({}, { a: 1 })).to.deep.equal({ inputs: { a: 1, ...PLAIN }, failures: [] });
    expect(await host.create({})).to.deep.equal({ id: "i", outs: PLAIN });
    expect(await host.update("i", {}, {})).to.deep.equal({ outs: PLAIN });
    expect(await host.read("i", {})).to.deep.equal({ id: "i", props: PLAIN, inputs: PLAIN });
  });

  it("leaves the program's inputs alone when a read gives none", async () => {
    const { host } = provider({ read: async (id) => ({ id, state: {}, problems: [] }) });
    expect((await host.read("i", {})).inputs).to.equal(undefined);
  });

  it("hands on apart from the inputs what the class says of the question", async () => {
    const { host, seen } = provider({ check: async (_olds, inputs) => ({ inputs, failures: [] }) });
    const { inputs } = await host.check(
      {},
      {
        a: 1,
        previewChecks: true,
        resourceKey: "seats#2",
        alikeCart: "labs",
      },
    );
    await host.check({}, { a: 1 });
    expect(inputs).to.deep.equal({ a: 1 });
    const asked = { inPreview: true, resourceKey: "seats#2", alikeCart: "labs" };
    expect(seen).to.deep.equal([{}, { a: 1 }, asked, {}, { a: 1 }, { inPreview: false }]);
  });

  it("never shows the provider's text to a lifecycle", async () => {
    const { host, seen } = provider({
      check: async (_olds, inputs) => ({ inputs, failures: [] }),
      diff: async () => ({ changes: false, replaces: [] }),
      create: async () => ({ id: "i", state: {}, problems: [] }),
      update: async () => ({ id: "i", state: {}, problems: [] }),
      read: async (id) => ({ id, state: {}, problems: [] }),
      delete: async () => ({ deleted: true }),
    });
    const props = (a: number) => ({ a, __provider: TEXT });
    await host.check(props(1), props(2));
    await host.diff("i", props(1), props(2));
    await host.create(props(1));
    await host.update("i", props(1), props(2));
    await host.read("i", props(1));
    await host.delete("i", props(1));
    expect(seen).to.have.lengthOf(14);
    expect(JSON.stringify(seen)).to.not.include("__provider");
  });

  it("stores an initialisation failure with the provider's text, plain, and its reasons", async () => {
    const fails = async () => ({ id: "c/k", state: MIXED, problems: ["first", "second"] });
    const { host } = provider({ create: fails, update: fails });
    for (const error of [
      await rejected(host.create({ __provider: TEXT })),
      await rejected(host.update("c/k", { __provider: "old" }, { __provider: TEXT })),
    ]) {
      expect(error).to.be.instanceOf(Error);
      expect(error["id"]).to.equal("c/k");
      expect(error["reasons"]).to.deep.equal(["first", "second"]);
      expect(error["properties"]).to.deep.equal({ ...PLAIN, __provider: TEXT });
    }
  });

  it("stores a state of any size in what a header can carry, keeping both ends of the reason", async () => {
    const compact = (_state: Properties, mostBytes: number) => ({ small: "s".repeat(mostBytes - 20) });
    const large = { large: "x".repeat(1e6) };
    const create = async () => ({ id: "c/k", state: large, problems: [`begins ${"y".repeat(1e5)} ends`] });
    const error = await rejected(provider({ create, compact }).host.create({ __provider: TEXT }));
    const sent = JSON.stringify([error["properties"], error["reasons"], error.message]);
    expect(Buffer.byteLength(sent)).to.be.lessThan(MOST_HEADER_BYTES * 0.75);
    expect((error["reasons"] as string[])[0]).to.match(/^begins .* ends$/);
  });

  const DEFECT = new Error("a refusal");
  const failing: [string, () => Promise<unknown>][] = Object.entries({
    check: () => provider({ check: refuse }).host.check({}, {}),
    diff: () => provider({ diff: refuse }).host.diff("i", {}, {}),
    create: () => provider({ create: refuse }).host.create({}),
    read: () => provider({ read: refuse }).host.read("i", {}),
    update: () => provider({ update: refuse }).host.update("i", {}, {}),
    delete: () => provider({ delete: refuse }).host.delete("i", {}),
  });
  function refuse(): never {
    throw DEFECT;
  }

  const refused = async () => ({ refused: "a refusal" });
  for (const [name, act] of Object.entries({
    diff: () => provider({ diff: refused }).host.diff("i", {}, {}),
    create: () => provider({ create: refused }).host.create({}),
    read: () => provider({ read: refused }).host.read("i", {}),
    update: () => provider({ update: refused }).host.update("i", {}, {}),
    delete: () => provider({ delete: refused }).host.delete("i", {}),
  }))
    it(`makes an error of what ${name} refuses, which leaves state as it was`, async () => {
      const error = await rejected(act());
      expect(error.message).to.equal("a refusal");
      expect(error.stack).to.equal("");
      expect(error).to.not.have.property("reasons");
    });

  for (const [name, act] of failing)
    it(`leaves the message of what ${name} throws to the engine, and gives the host no stack to print`, async () => {
      DEFECT.stack = "Error: a refusal\n    at somewhere";
      const error = await rejected(act());
      expect(error.message).to.equal("a refusal");
      expect(error.stack).to.equal("");
      expect(String(error)).to.not.include("a refusal");
      expect(error).to.not.have.property("reasons");
    });

  for (const name of ["create", "read"] as const)
    it(`cuts a message of ${name} that would not fit a header, which the engine would wait for in vain`, async () => {
      const host = provider({
        [name]: async () => ({ refused: `begins ${"y".repeat(1e5)} ends` }),
      }).host;
      const error = await rejected(name === "create" ? host.create({}) : host.read("i", {}));
      expect(Buffer.byteLength(error.message)).to.be.lessThan(MOST_HEADER_BYTES);
      expect(error.message).to.match(/^begins .* ends$/);
    });

  it("keeps the configuration before configure's first await, since the host does not wait for it", async () => {
    const session = new Session({});
    const { host } = provider({}, session);
    const config = { get: (key: string) => (key === "partnercenter:tenantId" ? TENANT : undefined) };
    const configured = host.configure({ config });
    expect(session.partner()?.tenantId).to.equal(TENANT);
    await configured;
  });

  it("does not fail to be configured without configuration", async () => {
    await provider({}).host.configure({});
  });
});
