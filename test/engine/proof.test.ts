import { expect } from "chai";
import { FIXED_CONTROLS, fixedRuns } from "../../evidence/proof/fixed";
import { inLanes } from "../../evidence/proof/pool";
import { canSeeProcesses } from "../../evidence/proof/processes";
import { Workshop } from "../../evidence/proof/project";
import { crashRun, type Outcome } from "../../evidence/proof/run";
import { OURS } from "../../evidence/proof/scenario";
import { failuresOf, summaryOf } from "../../evidence/proof/summary";
import { findingText } from "../../evidence/proof/tables";

/** A run whose moment did not come, on a machine under load, gets another chance. */
const MOST_TRIES = 3;

describe("purchases through crashes", function () {
  this.timeout(600_000);
  let workshop: Workshop | undefined;
  before(async function () {
    if (!canSeeProcesses()) return this.skip();
    workshop = await Workshop.open();
  });
  after(() => workshop?.close());

  it("are neither made twice nor lost in the fixed set, and broken providers are found out", async () => {
    const outcomes = await inLanes(2, fixedRuns(), async (scenario) => {
      let outcome: Outcome | undefined;
      for (let tries = 0; tries < MOST_TRIES && !outcome?.hit; tries++)
        outcome = await crashRun(scenario, workshop as Workshop);
      return outcome as Outcome;
    });
    const summary = summaryOf(outcomes, FIXED_CONTROLS);
    const ours = outcomes.filter(({ scenario }) => scenario.provider === OURS).length;
    const failures = failuresOf(summary, { kills: ours, hitsPerPoint: 1 });
    expect(failures, summary.findings.map(findingText).join("\n")).to.deep.equal([]);
  });
});
