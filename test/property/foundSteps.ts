import { expect } from "chai";
import { Life } from "./life";
import type { Step, Story } from "./story";

export const UP: Step = { do: "up" };
export const CALM: Step = { do: "calm" };
export const EIGHT_DAYS: Step = { do: "pass", minutes: 8 * 24 * 60 };

/** Every checkout ends so. */
export function checkoutFault(
  action: { kind: "cut" } | { kind: "respond"; status: number; code: number },
): Step {
  return { do: "fault", fault: { operation: "checkout", phase: "before", times: "always", action } };
}

/** Every checkout is refused. */
export const REFUSED = checkoutFault({ kind: "respond", status: 403, code: 20002 });

/** A life keeps the promise to its end, the documented recovery included. */
export async function holds(story: Story): Promise<void> {
  expect(await Life.of(story)).to.deep.equal([]);
}
