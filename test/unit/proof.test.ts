import { expect } from "chai";
import { adviceFor } from "../../proof/advice";
import { CONTROL_MODES, CONTROLS, controlResult, controlRuns } from "../../proof/controls";
import { FIXED_RUNS } from "../../proof/fixed";
import { POINT_NAMES, pointOf } from "../../proof/points";
import { inLanes } from "../../proof/pool";
import { RECOVERIES, RECOVERY_NAMES } from "../../proof/recoveries";
import type { Outcome } from "../../proof/run";
import { combinationsOf, DEFAULT_RUNS, OURS, planned, scenario } from "../../proof/scenario";
import { failuresOf, summaryOf } from "../../proof/summary";
import { isSound, verdictOf, type Evidence, type Verdict } from "../../proof/verdict";

const CART = { name: "cart-1", customerId: "c", cartId: "k-1", groups: ["0", "1"] };
const BOUGHT = [
  { cartId: "k-1", group: "0", orderId: "o-0" },
  { cartId: "k-1", group: "1", orderId: "o-1" },
];
const outputs = (change: Record<string, unknown> = {}) => ({
  cartId: "k-1",
  status: "completed",
  onOrderErrors: "retry",
  orderIds: ["o-0", "o-1"],
  orders: [
    { id: "o-0", status: "completed" },
    { id: "o-1", status: "completed" },
  ],
  orderErrors: [],
  ...change,
});
const evidence = (change: Partial<Evidence> = {}, state?: Record<string, unknown>): Evidence => ({
  carts: [CART],
  purchases: BOUGHT,
  orders: [
    { id: "o-0", status: "completed" },
    { id: "o-1", status: "completed" },
  ],
  stored: [{ name: "cart-1", outputs: outputs(state) }],
  succeeded: true,
  ...change,
});

describe("the verdict over a crash", () => {
  type Row = [what: string, evidence: Evidence, wrong: Partial<Record<keyof Verdict, number>>];
  const firstOnly = { orderIds: ["o-0"], orders: [{ id: "o-0", status: "completed" }] };
  const refused = { ...firstOnly, status: "partiallyFailed", orderErrors: [{ orderGroupId: "1" }] };
  const twice = [...BOUGHT, { cartId: "k-1", group: "1", orderId: "o-2" }];
  const secondCart = { ...CART, name: "cart-2", cartId: "k-2", groups: ["0"] };
  const rows: Row[] = [
    ["has nothing against a purchase that is wholly in state", evidence(), {}],
    ["finds a group that was bought twice", evidence({ purchases: twice }), { duplicates: 1, missing: 1 }],
    ["finds a bought order that is not in state", evidence({}, firstOnly), { missing: 1 }],
    ["finds every order of a cart without a resource", evidence({ stored: [] }), { missing: 2 }],
    ["finds them also where the last run failed", evidence({ stored: [], succeeded: false }), { missing: 2 }],
    [
      "finds a cart that was never bought although all succeeded",
      evidence({ purchases: [], stored: [] }),
      { unbought: 2 },
    ],
    [
      "does not ask for a purchase while the run fails",
      evidence({ purchases: [], stored: [], succeeded: false }),
      {},
    ],
    [
      "does not ask for a purchase that the user gave up",
      evidence({ carts: [{ ...CART, givenUp: true }], purchases: [], stored: [] }),
      {},
    ],
    [
      "finds what was bought of a cart that the user gave up",
      evidence({ carts: [{ ...CART, givenUp: true }], stored: [] }),
      { missing: 2 },
    ],
    [
      "finds the purchase of a cart that nobody wanted",
      evidence({ carts: [{ ...CART, forbidden: true }] }),
      { duplicates: 2 },
    ],
    [
      "finds a purchase called done of which a group was never bought",
      evidence({ purchases: BOUGHT.slice(0, 1) }, firstOnly),
      { unbought: 1, wrongClaims: 1 },
    ],
    [
      "finds an order that the cart never became",
      evidence({ purchases: [] }),
      { unbought: 2, wrongClaims: 3 },
    ],
    [
      "finds an order that two resources hold",
      evidence({
        carts: [CART, secondCart],
        purchases: [...BOUGHT, { cartId: "k-2", group: "0", orderId: "o-3" }],
        stored: [
          { name: "cart-1", outputs: outputs() },
          { name: "cart-2", outputs: outputs({ cartId: "k-2", orderIds: ["o-0", "o-3"], orders: [] }) },
        ],
      }),
      { wrongClaims: 2 },
    ],
    [
      "finds a purchase that is called not placed",
      evidence({ succeeded: false }, { ...firstOnly, status: "notPlaced" }),
      { missing: 1, wrongClaims: 1 },
    ],
    [
      "finds a group that is called refused and was bought",
      evidence({ succeeded: false }, refused),
      { missing: 1, wrongClaims: 1 },
    ],
    [
      "finds a success beside a refused group that nobody accepted",
      evidence({ purchases: BOUGHT.slice(0, 1) }, refused),
      { wrongClaims: 1 },
    ],
    [
      "lets a refused group be accepted",
      evidence({ purchases: BOUGHT.slice(0, 1) }, { ...refused, onOrderErrors: "accept" }),
      {},
    ],
    [
      "finds an order called completed that is not",
      evidence({ orders: [{ id: "o-0", status: "pending" }] }),
      { wrongClaims: 1 },
    ],
    [
      "lets an order be called pending that has completed meanwhile",
      evidence({}, { status: "pending", orders: [{ id: "o-0", status: "pending" }] }),
      {},
    ],
    [
      "takes unknown for an honest answer, but not in a run that succeeded",
      evidence({}, { status: "unknown", orderIds: [], orders: [] }),
      { unknown: 1, wrongClaims: 1 },
    ],
    [
      "takes unknown for an honest answer in a run that failed",
      evidence({ succeeded: false }, { status: "unknown", orderIds: [], orders: [] }),
      { unknown: 1 },
    ],
  ];
  for (const [what, given, wrong] of rows)
    it(what, () => {
      const verdict = verdictOf(given);
      const counts = Object.entries(verdict).map(([kind, list]) => [kind, (list as string[]).length]);
      const expected = { duplicates: 0, missing: 0, unbought: 0, wrongClaims: 0, unknown: 0, ...wrong };
      expect(Object.fromEntries(counts)).to.deep.equal(expected);
      const { unknown: _, ...costs } = wrong;
      expect(isSound(verdict)).to.equal(Object.keys(costs).length === 0);
    });
});

describe("the verdict over declared purchases", () => {
  const wanted = { name: "purchase-1", customerId: "c", quantity: 5, groups: ["0"] };
  const bought = (cartId: string, orderId: string, quantity = 5) => ({
    cartId,
    orderId,
    group: "0",
    customerId: "c",
    items: [{ offerId: "i", quantity }],
  });
  const held = (name: string, orderIds: string[], leaving?: boolean) => ({
    name,
    outputs: { ...outputs(), cartId: `of ${name}`, orderIds, orders: [] },
    ...(leaving && { leaving }),
  });
  const verdict = (change: Partial<Evidence>) =>
    verdictOf({
      carts: [wanted],
      purchases: [bought("k-1", "o-1")],
      orders: [],
      stored: [held("purchase-1", ["o-1"])],
      succeeded: true,
      ...change,
    });

  it("finds what two carts of one purchase bought", () => {
    const { duplicates, missing } = verdict({ purchases: [bought("k-1", "o-1"), bought("k-2", "o-2")] });
    expect([duplicates.length, missing.length]).to.deep.equal([1, 1]);
  });

  it("tells purchases of one customer apart by their quantities", () => {
    const carts = [wanted, { ...wanted, name: "purchase-2", quantity: 6 }];
    const purchases = [bought("k-1", "o-1"), bought("k-2", "o-2", 6)];
    const stored = [held("purchase-1", ["o-1"]), held("purchase-2", ["o-2"])];
    expect(isSound(verdict({ carts, purchases, stored }))).to.equal(true);
    expect(verdict({ carts, purchases, stored: stored.slice(0, 1) }).missing).to.have.length(1);
  });

  it("looks for a purchase under the name that its resource has now", () => {
    const carts = [{ ...wanted, resource: "renamed" }];
    expect(verdict({ carts }).missing).to.have.length(1);
    expect(isSound(verdict({ carts, stored: [held("renamed", ["o-1"])] }))).to.equal(true);
  });

  it("does not call an order lost that a replaced resource still holds", () => {
    const stored = [held("purchase-1", ["o-1"], true), held("purchase-1", [])];
    expect(verdict({ stored }).missing).to.deep.equal([]);
  });
});

describe("the plan of a proof", () => {
  it("is the same for the same seed and another for another", () => {
    expect(planned(60, 7)).to.deep.equal(planned(60, 7));
    expect(planned(60, 7)).not.to.deep.equal(planned(60, 8));
  });

  it("gives every point at least five runs beside the negative controls of a whole proof", () => {
    const twins = controlRuns().filter(({ provider }) => provider === OURS).length;
    const plan = planned(DEFAULT_RUNS - twins, 1);
    for (const point of POINT_NAMES)
      expect(plan.filter((one) => one.point === point).length, point).to.be.at.least(5);
  });

  it("goes through all victims and recoveries of a point before it repeats one", () => {
    const all = combinationsOf("afterCommit").map(({ victim, recovery }) => `${victim} ${recovery}`);
    const plan = planned(all.length, 3, "afterCommit").map(({ victim, recovery }) => `${victim} ${recovery}`);
    expect(plan).to.have.members(all);
  });

  it("knows every recovery at some point, and an orphan only after the CLI alone was killed", () => {
    const all = POINT_NAMES.flatMap(combinationsOf);
    for (const recovery of RECOVERY_NAMES)
      expect(all.some((one) => one.recovery === recovery)).to.equal(true);
    expect(RECOVERIES.besideOrphan.after).to.deep.equal(["cli"]);
  });

  it("stays within the modes in which a moment exists, and within what can be declared there", () => {
    for (const { point, mode, declares, recovery } of planned(DEFAULT_RUNS, 5)) {
      expect(pointOf(point).modes ?? [mode]).to.include(mode);
      expect(pointOf(point).declares ?? declares).to.equal(declares);
      if (recovery === "otherCart") expect(declares).to.equal("carts");
      if (recovery === "newName") expect(declares).to.equal("purchases");
    }
  });

  it("never declares the same items for the same customer twice, which is refused", () => {
    for (const { declares, customers, items } of planned(DEFAULT_RUNS, 6))
      if (declares === "purchases" && customers === "one") expect(items).to.equal("different");
  });

  it("kills declared purchases at the points of the checkout, too", () => {
    const plan = planned(DEFAULT_RUNS, 1).filter(({ declares }) => declares === "purchases");
    for (const point of ["beforeCommit", "afterCommit", "partlyBought", "partialRetry", "refreshing"])
      expect(
        plan.some((one) => one.point === point),
        point,
      ).to.equal(true);
  });

  it("has in its fixed set every victim and every recovery, and nearly every point", () => {
    const of = (key: "victim" | "recovery" | "point") => new Set(FIXED_RUNS.map((one) => one[key]));
    expect([...of("victim")]).to.have.members(["host", "cli", "program", "machine", "emulator"]);
    expect([...of("recovery")]).to.have.members(RECOVERY_NAMES);
    const left = POINT_NAMES.filter((point) => !of("point").has(point));
    expect(left).to.deep.equal([
      "settling",
      "cartLeft",
      "cartStored",
      "cartChanging",
      "cartReplacing",
      "replacedThenBought",
      "random",
    ]);
  });
});

describe("what a user reads from a failed up", () => {
  const cart = { name: "cart-1", cartId: "k-1" };
  const gone = "error: Partner Center does not know cart k-1 of customer c: it expired.";
  const orders =
    "The customer's latest orders: o-2 (pending, billed monthly, 2026-01-01): 6 x cart-2 item 1, P1M, 1 USD | " +
    "o-1 (pending, billed annual, 2026-01-01): 5 x cart-1 item 2, P1Y, 2 USD. To take them over, set orderIds.";

  it("takes of the listed orders only the ones whose items it knows", () => {
    expect(adviceFor(cart, `${gone} ${orders}`)).to.deep.include({ gone: true, orderIds: ["o-1"] });
  });

  it("does not take up what is said about another cart", () => {
    const other = adviceFor({ name: "cart-2", cartId: "k-2" }, `${gone} ${orders}`);
    const nothing = { gone: false, unknown: false, orderIds: [], mayAccept: false };
    expect(other).to.deep.equal({ ...nothing, mayAdopt: false, mustName: false, mayRefresh: false });
  });

  it("takes what stands below the name of a resource for said about it", () => {
    const refusal = "is this purchase under another name, take it over with `adopt: true`.";
    const output = `  some:Cart (purchase-2):\n    error: If that ${refusal}\n\n  some:Cart (purchase-1):\n    error: x`;
    expect(adviceFor({ name: "purchase-2" }, output)).to.deep.include({ mayAdopt: true });
    expect(adviceFor({ name: "purchase-1" }, output)).to.deep.include({ mayAdopt: false });
    const renamed = { name: "purchase-1", resource: "purchase-2" };
    expect(adviceFor(renamed, output)).to.deep.include({ mayAdopt: true });
  });

  it("hears that it is not known yet, and that a refused group may be left out", () => {
    const text = `It is not known yet whether cart k-1 was bought.\nRefused in cart k-1: set onOrderErrors: "accept".`;
    expect(adviceFor(cart, text)).to.deep.include({ unknown: true, mayAccept: true });
  });
});

describe("the summary of a proof", () => {
  const clean = { duplicates: [], missing: [], unbought: [], wrongClaims: [], unknown: [] };
  const outcome = (change: Partial<Outcome> = {}): Outcome => ({
    scenario: scenario("afterCommit", "host", "up"),
    hit: true,
    boughtAtKill: 1,
    sentAtKill: 1,
    ups: 1,
    recovered: true,
    tornNotes: 0,
    verdict: clean,
    seconds: 1,
    steps: [],
    ...change,
  });
  const demand = { kills: 1, hitsPerPoint: 1 };
  const failures = (outcomes: Outcome[], controls = CONTROLS.slice(0, 0)) =>
    failuresOf(summaryOf(outcomes, controls), demand);

  it("holds when every run is clean", () => {
    expect(failures([outcome()])).to.deep.equal([]);
  });

  const bad: Record<string, Partial<Outcome>> = {
    "something was bought twice": { verdict: { ...clean, duplicates: ["cart-1"] } },
    "something is missing": { verdict: { ...clean, missing: ["cart-1"] } },
    "something false was said": { verdict: { ...clean, wrongClaims: ["cart-1"] } },
    "the last up failed": { recovered: false },
    "the harness failed": { problem: "no emulator" },
    "the moment was missed": { hit: false },
  };
  for (const [what, change] of Object.entries(bad))
    it(`fails when ${what}`, () => expect(failures([outcome(change)])).not.to.be.empty);

  it("fails when a broken provider goes unnoticed where it does harm", () => {
    const [control] = CONTROLS;
    if (!control) throw new Error("no control");
    const broken = { ...control.run, mode: "byRequestId", provider: control.provider } as const;
    const found = outcome({ scenario: broken, verdict: { ...clean, duplicates: ["cart-1"] } });
    const twin = outcome({ scenario: { ...broken, provider: OURS } });
    expect(failures([found, twin], [control])).to.deep.equal([]);
    expect(failures([outcome({ scenario: broken }), twin], [control]).join()).to.contain(control.what);
    expect(failures([{ ...found, hit: false }, twin], [control]).join()).to.contain(control.what);
  });

  it("calls a breakage hidden only in ways of Partner Center in which it does no harm", () => {
    for (const control of CONTROLS)
      for (const mode of control.modes ?? CONTROL_MODES) {
        const harmful = control.harmfulIn.includes(mode);
        expect(controlResult(control, mode, outcome())).to.equal(harmful ? "missed" : "hidden");
      }
  });
});

describe("the lanes of a proof", () => {
  it("do all work, so much at once as there are lanes, and keep its order", async () => {
    let running = 0;
    let most = 0;
    const results = await inLanes(2, [3, 1, 2, 1], async (n) => {
      most = Math.max(most, ++running);
      for (let i = 0; i < n; i++) await Promise.resolve();
      running--;
      return n * 10;
    });
    expect(results).to.deep.equal([30, 10, 20, 10]);
    expect(most).to.equal(2);
  });
});
