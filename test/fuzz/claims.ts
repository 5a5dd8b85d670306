import { isRefused, type Refused } from "../../provider/lifecycle/core/lifecycle";
import { blunderIn } from "../support/blunders";

/** How an operation ended, or what it threw, which is a defect. */
export type End<T> = T | Refused | { threw: string };

export async function endOf<T extends object>(act: () => Promise<T | Refused>): Promise<End<T>> {
  try {
    return await act();
  } catch (error) {
    return { threw: error instanceof Error ? (error.stack ?? error.name) : typeof error };
  }
}

/** Its state, if it ended in state. */
export function stateIn<State>(end: End<{ state: State } | object>): State | undefined {
  return "state" in end ? end.state : undefined;
}

/** What it tells people: why it was refused, or what keeps the run from succeeding. */
export function complaintsOf(end: object): string[] {
  if (isRefused(end)) return [end.refused];
  return "problems" in end ? (end.problems as string[]) : [];
}

/** What is wrong with how an operation ended: it threw, or its words name nothing. Empty when it is as it should be. */
export function faultsOf(end: End<object>): string[] {
  if ("threw" in end) return [`threw ${end.threw}`];
  return complaintsOf(end).flatMap((text) => {
    if (!/cart|order|checkout|token|customer/i.test(text)) return [`names nothing: ${text.slice(0, 200)}`];
    const blunder = blunderIn(text);
    return blunder ? [`says "${blunder}": ${text.slice(0, 300)}`] : [];
  });
}

/** Whether a value is what it is after a trip through JSON. */
export function isPlainJson(value: unknown): boolean {
  const stripped = JSON.stringify(value) as string | undefined;
  return stripped !== undefined && JSON.stringify(JSON.parse(stripped)) === stripped;
}
