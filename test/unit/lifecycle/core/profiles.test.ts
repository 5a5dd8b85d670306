import { expect } from "chai";
import { type ResourceLifecycle } from "../../../../provider/lifecycle/core/lifecycle";
import { perProfile, profileProblem } from "../../../../provider/lifecycle/core/profiles";
import { refusalIn } from "../../../support/ended";
import { UNKNOWN_VALUE } from "../../../../provider/lifecycle/core/unknown";

type Properties = Record<string, unknown>;

/** A lifecycle over many, and what each of them was asked: the profile, the operation, what it saw. */
function world(script: Partial<ResourceLifecycle<Properties, Properties>> = {}) {
  const made: (string | undefined)[] = [];
  const asked: [profile: string | undefined, operation: string, ...seen: unknown[]][] = [];
  const lifecycle = perProfile<Properties, Properties>((profile) => {
    made.push(profile);
    const see = (operation: string, ...seen: unknown[]) => void asked.push([profile, operation, ...seen]);
    return {
      check: async (olds, news) => (
        see("check", olds, news),
        { inputs: { ...news, checked: 1 }, failures: [] }
      ),
      diff: async (_id, olds, news) => (see("diff", olds, news), { changes: true, replaces: [] }),
      create: async (news) => (see("create", news), { id: "i", state: { created: 1 }, problems: [] }),
      read: async (id, state) => (
        see("read", state),
        { id, state: { read: 1 }, inputs: { a: 1 }, problems: [] }
      ),
      update: async (id, olds, news) => (
        see("update", olds, news),
        { id, state: { updated: 1 }, problems: [] }
      ),
      delete: async (_id, state) => (see("delete", state), { deleted: true }),
      compact: (state, mostBytes) => (see("compact", state, mostBytes), { small: 1 }),
      ...script,
    };
  });
  return { lifecycle, made, asked };
}

const PROFILE = "emea";
const olds = { a: 1, profile: PROFILE };
const news = { a: 2, profile: PROFILE };

describe("perProfile", () => {
  it("asks the lifecycle of the profile, which sees no profile, and puts it back", async () => {
    const { lifecycle, asked, made } = world();
    expect(await lifecycle.check(olds, news)).to.deep.equal({
      inputs: { a: 2, checked: 1, profile: PROFILE },
      failures: [],
    });
    expect(await lifecycle.diff("i", olds, news)).to.deep.equal({ changes: true, replaces: [] });
    expect(await lifecycle.create(news)).to.deep.equal({
      id: "i",
      state: { created: 1, profile: PROFILE },
      problems: [],
    });
    expect(await lifecycle.read("i", olds)).to.deep.equal({
      id: "i",
      state: { read: 1, profile: PROFILE },
      inputs: { a: 1, profile: PROFILE },
      problems: [],
    });
    expect(await lifecycle.update("i", olds, news)).to.deep.equal({
      id: "i",
      state: { updated: 1, profile: PROFILE },
      problems: [],
    });
    await lifecycle.delete("i", olds);
    expect(lifecycle.compact(olds, 1000)).to.deep.equal({ small: 1, profile: PROFILE });

    expect(asked).to.deep.equal([
      [PROFILE, "check", { a: 1 }, { a: 2 }],
      [PROFILE, "diff", { a: 1 }, { a: 2 }],
      [PROFILE, "create", { a: 2 }],
      [PROFILE, "read", { a: 1 }],
      [PROFILE, "update", { a: 1 }, { a: 2 }],
      [PROFILE, "delete", { a: 1 }],
      [PROFILE, "compact", { a: 1 }, 1000 - JSON.stringify({ profile: PROFILE }).length],
    ]);
    expect(made).to.deep.equal([PROFILE]);
  });

  it("leaves resources without a profile as they are, `.get` included", async () => {
    const { lifecycle, asked } = world();
    expect(await lifecycle.read("i", {})).to.deep.equal({
      id: "i",
      state: { read: 1 },
      inputs: { a: 1 },
      problems: [],
    });
    expect(await lifecycle.create({ a: 1, profile: undefined })).to.deep.equal({
      id: "i",
      state: { created: 1 },
      problems: [],
    });
    expect(asked.map(([profile]) => profile)).to.deep.equal([undefined, undefined]);
  });

  it("leaves absent inputs of a read absent", async () => {
    const { lifecycle } = world({ read: async (id, state) => ({ id, state, problems: [] }) });
    expect(await lifecycle.read("i", olds)).to.deep.equal({ id: "i", state: olds, problems: [] });
  });

  it("makes one lifecycle for each profile", async () => {
    const { lifecycle, made } = world();
    for (const profile of ["emea", undefined, "us", "emea", undefined, "us"])
      await lifecycle.create({ profile });
    expect(made).to.deep.equal(["emea", undefined, "us"]);
  });

  for (const operation of ["create", "update"] as const)
    it(`keeps the profile in the state of what ${operation} left unfinished`, async () => {
      const fails = async () => ({ id: "i", state: { a: 1 }, problems: ["why"] });
      const { lifecycle } = world({ [operation]: fails });
      const end =
        operation === "create" ? await lifecycle.create(news) : await lifecycle.update("i", olds, news);
      expect(end).to.deep.equal({ id: "i", state: { a: 1, profile: PROFILE }, problems: ["why"] });
    });

  it("passes a refusal on as it is", async () => {
    const { lifecycle } = world({ create: async () => ({ refused: "no" }) });
    expect(await lifecycle.create(news)).to.deep.equal({ refused: "no" });
  });

  const moves: [old: unknown, wanted: unknown][] = [
    [undefined, "emea"],
    ["emea", undefined],
    ["emea", "us"],
  ];
  for (const [old, wanted] of moves)
    it(`refuses the move from ${String(old)} to ${String(wanted)} everywhere, and asks nobody`, async () => {
      const { lifecycle, asked } = world();
      const state = { a: 1, profile: old };
      for (const act of [
        () => lifecycle.diff("i", state, { a: 1, profile: wanted }),
        () => lifecycle.update("i", state, { a: 1, profile: wanted }),
      ])
        expect(refusalIn(await act())).to.match(/profile can't change from .* of its own/s);
      const { failures } = await lifecycle.check(state, { a: 1, profile: wanted });
      expect(failures.map(({ property }) => property)).to.deep.equal(["profile"]);
      expect(failures[0]?.reason).to.match(/^profile can't change from /);
      expect(asked).to.deep.equal([]);
    });

  it("takes null for absent", async () => {
    const { lifecycle } = world();
    expect((await lifecycle.check({ a: 1 }, { a: 1, profile: null })).failures).to.deep.equal([]);
    expect(await lifecycle.diff("i", { a: 1, profile: null }, { a: 1 })).to.deep.include({ changes: true });
  });

  for (const profile of ["EMEA", "", 5, UNKNOWN_VALUE])
    it(`checks the name ${JSON.stringify(profile)}, and asks nobody`, async () => {
      const { lifecycle, asked } = world();
      const { inputs, failures } = await lifecycle.check({}, { a: 1, profile });
      expect(inputs).to.deep.equal({ a: 1, profile });
      expect(failures.map(({ property }) => property)).to.deep.equal(["profile"]);
      for (const act of [
        () => lifecycle.create({ profile }),
        () => lifecycle.read("i", { profile }),
        () => lifecycle.delete("i", { profile }),
        () => lifecycle.diff("i", { profile }, { profile }),
      ])
        refusalIn(await act());
      expect(asked).to.deep.equal([]);
    });
});

describe("profileProblem", () => {
  const cases: [value: unknown, expected: RegExp | undefined][] = [
    [undefined, undefined],
    [null, undefined],
    ["emea", undefined],
    ["a", undefined],
    ["emea-2", undefined],
    [`a${"b".repeat(30)}`, undefined],
    [`a${"b".repeat(31)}`, /31|30 letters/],
    ["Emea", /lower case.*got "Emea"/],
    ["-emea", /letter followed/],
    ["em ea", /letter followed/],
    ["emea\n", /letter followed/],
    [{ name: "emea" }, /got object/],
    [UNKNOWN_VALUE, /must be known at preview/],
  ];
  for (const [value, expected] of cases)
    it(`says ${expected ? String(expected) : "nothing"} of ${JSON.stringify(value)}`, () => {
      if (expected) expect(profileProblem(value)).to.match(expected);
      else expect(profileProblem(value)).to.equal(undefined);
    });
});
