import { expect } from "chai";
import { FIXED_CONTROLS, fixedRuns } from "../../evidence/proof/fixed";
import { inLanes } from "../../evidence/proof/pool";
import { canSeeProcesses } from "../../evidence/proof/processes";
import { Workshop } from "../../evidence/proof/project";
import { triedRun } from "../../evidence/proof/run";
import { OURS } from "../../evidence/proof/scenario";
import { failuresOf, summaryOf } from "../../evidence/proof/summary";
import { findingText } from "../../evidence/proof/tables";

describe("purchases through crashes", function () {
  this.timeout(600_000);
  let workshop: Workshop | undefined;
  before(async function () {
    if (!canSeeProcesses()) return this.skip();
    workshop = await Workshop.open();
  });
  after(() => workshop?.close());

  it("are neither made twice nor lost in the fixed set, and broken providers are found out", async () => {
    const outcomes = await inLanes(2, fixedRuns(), (scenario) => triedRun(scenario, workshop as Workshop));
    const summary = summaryOf(outcomes, FIXED_CONTROLS);
    const ours = outcomes.filter(({ scenario }) => scenario.provider === OURS).length;
    const failures = failuresOf(summary, { kills: ours, hitsPerPoint: 1 });
    const seen = [...summary.findings, ...summary.missed].map(findingText).join("\n");
    expect(failures, seen).to.deep.equal([]);
  });
});
