import { expect } from "chai";
import { Life } from "./life";
import type { Step, Story } from "./story";

export const UP: Step = { do: "up" };
export const CALM: Step = { do: "calm" };
export const HOUR: Step = { do: "pass", minutes: 60 };
export const EIGHT_DAYS: Step = { do: "pass", minutes: 8 * 24 * 60 };

/** The second group of the first cart is refused once. */
export const GROUP_REFUSED: Step = { do: "groupFails", purchase: 0, group: 1, times: 1 };

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
