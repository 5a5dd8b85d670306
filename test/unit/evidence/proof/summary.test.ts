import { expect } from "chai";
import { CONTROL_MODES, controlResult, CONTROLS } from "../../../../evidence/proof/controls";
import type { Outcome } from "../../../../evidence/proof/run";
import { OURS, scenario } from "../../../../evidence/proof/scenario";
import { failuresOf, summaryOf } from "../../../../evidence/proof/summary";

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

  it("keeps the run of a broken provider that showed nothing, and no other", () => {
    const [control] = CONTROLS;
    if (!control) throw new Error("no control");
    const broken = { ...control.run, mode: "byRequestId", provider: control.provider } as const;
    const found = outcome({ scenario: broken, verdict: { ...clean, duplicates: ["cart-1"] } });
    const silent = outcome({ scenario: broken, problem: "no emulator" });
    expect(summaryOf([found], [control]).missed).to.deep.equal([]);
    expect(summaryOf([silent], [control]).missed).to.deep.equal([silent]);
  });

  it("calls a breakage hidden only in ways of Partner Center in which it does no harm", () => {
    for (const control of CONTROLS)
      for (const mode of control.modes ?? CONTROL_MODES) {
        const harmful = control.harmfulIn.includes(mode);
        expect(controlResult(control, mode, outcome())).to.equal(harmful ? "missed" : "hidden");
      }
  });
});
