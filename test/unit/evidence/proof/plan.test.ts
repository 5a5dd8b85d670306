import { expect } from "chai";
import { controlRuns } from "../../../../evidence/proof/controls";
import { FIXED_RUNS } from "../../../../evidence/proof/fixed";
import { POINT_NAMES, pointOf } from "../../../../evidence/proof/points";
import { RECOVERIES, RECOVERY_NAMES } from "../../../../evidence/proof/recoveries";
import { combinationsOf, DEFAULT_RUNS, OURS, planned } from "../../../../evidence/proof/scenario";

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
