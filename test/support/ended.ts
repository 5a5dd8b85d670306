import { expect } from "chai";
import { isRefused, type Refused, type Settled } from "../../provider/lifecycle/core/lifecycle";

/** How an operation ended, in the words of the tests. */
export type Ended<State> =
  | { kind: "done"; id: string; state: State }
  | { kind: "initFailure"; id: string; state: State; reason: string }
  | { kind: "refused"; reason: string };

export function endedAs<State>(end: Settled<State> | Refused): Ended<State> {
  if (isRefused(end)) return { kind: "refused", reason: end.refused };
  const { id, state, problems } = end;
  if (problems.length > 0) return { kind: "initFailure", id, state, reason: problems.join("\n") };
  return { kind: "done", id, state };
}

/** The end of an operation that may not be refused. */
export function accepted<End extends object>(end: End | Refused): End {
  return isRefused(end) ? expect.fail(`Refused: ${end.refused}`) : end;
}

/** Why an operation was refused. */
export function refusalIn(end: object): string {
  return isRefused(end) ? end.refused : expect.fail(`Not refused: ${JSON.stringify(end)}`);
}
