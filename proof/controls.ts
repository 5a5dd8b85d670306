import type { ModeName } from "./modes";
import { OURS, scenario, type Scenario } from "./scenario";
import { findingsOf } from "./verdict";
import type { Outcome } from "./run";

/** A provider with one thing broken, and the crash that has to show it. */
export interface Control {
  /** The module of `broken/`. */
  provider: string;
  what: string;
  /** What is run, in each of the modes. */
  run: Scenario;
  /** The ways of Partner Center in which the breakage does harm. In the others it may stay hidden. */
  harmfulIn: readonly ModeName[];
}

/** Every way of Partner Center that a breakage can depend on. */
export const CONTROL_MODES: readonly ModeName[] = [
  "documented",
  "byRequestId",
  "submitted",
  "remembered",
  "partlyOrdered",
  "lagging",
  "expiredIs400",
];

export const CONTROLS: readonly Control[] = [
  {
    provider: "randomRequestIds",
    what: "random request ids",
    run: scenario("afterCommit", "host", "up"),
    harmfulIn: ["byRequestId"],
  },
  {
    provider: "newIdPerTry",
    what: "a retry with a new request id",
    run: scenario("retryWaitBought", "program", "up"),
    harmfulIn: ["byRequestId"],
  },
  {
    provider: "noGuard",
    what: "another cart replaces a purchase",
    run: scenario("afterCommit", "host", "otherCart"),
    harmfulIn: CONTROL_MODES,
  },
  {
    provider: "lateState",
    what: "purchases stay out of state until all is well",
    run: scenario("partlyBought", "host", "otherCart", { refusals: "always" }),
    harmfulIn: CONTROL_MODES,
  },
  {
    provider: "forgetfulRefresh",
    what: "a refresh forgets what was refused",
    run: scenario("partialRetry", "host", "refreshThenUp"),
    harmfulIn: CONTROL_MODES,
  },
];

/** The broken runs, each followed by the same run with the product: it has to be clean where the broken one is not. */
export function controlRuns(controls = CONTROLS, modes = CONTROL_MODES): Scenario[] {
  return controls.flatMap(({ provider, run }) =>
    modes.flatMap((mode) => [
      { ...run, mode, provider },
      { ...run, mode, provider: OURS },
    ]),
  );
}

export type ControlResult = "found" | "hidden" | "missed" | "not run";

/** What the harness made of a broken run. `missed`: the breakage does harm there, and nothing was found. */
export function controlResult(control: Control, mode: ModeName, outcome: Outcome | undefined): ControlResult {
  if (!outcome || outcome.problem || !outcome.hit)
    return control.harmfulIn.includes(mode) ? "missed" : "not run";
  if (findingsOf(outcome.verdict).length > 0) return "found";
  return control.harmfulIn.includes(mode) ? "missed" : "hidden";
}
