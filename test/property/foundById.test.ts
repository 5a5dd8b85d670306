import type { Modes } from "../../emulator";
import { EIGHT_DAYS, GROUP_REFUSED, HOUR, UP, holds } from "./foundSteps";
import type { Step } from "./story";

const KILLED: Step = { do: "up", kill: { request: "checkout", when: "after" } };
const STRANGER: Step = { do: "somebody", purchase: 0, deed: { buys: "same" } };

/** An answer to a checkout of the first cart, or the checkout itself, is lost. */
function lost(phase: "before" | "after", times: number | "always"): Step {
  const fault = { operation: "checkout", phase, times, action: { kind: "cut" } } as const;
  return { do: "fault", purchase: 0, fault };
}

const REFUSED_ONCE: Step = {
  do: "fault",
  purchase: 0,
  fault: { operation: "checkout", action: { kind: "respond", status: 403, code: 20002 } },
};

/** Lives in few steps. */
const FOUND: Record<string, [purchases: number[][], modes: Partial<Modes>, steps: Step[]]> = {
  "a refused group is not taken for ordered because another resource bought the same item": [
    [
      [0, 1],
      [0, 1],
    ],
    { partialCart: "Ordered" },
    [GROUP_REFUSED, UP, HOUR, UP],
  ],
  "a refused group is not taken for ordered because a stranger bought the same item": [
    [[0, 1]],
    { partialCart: "Ordered" },
    [GROUP_REFUSED, UP, STRANGER, HOUR, UP],
  ],
  "nor when Partner Center then calls the cart submitted": [
    [
      [0, 1],
      [0, 1],
    ],
    { partialCart: "Ordered", repeatCheckout: "800065" },
    [GROUP_REFUSED, UP, HOUR, UP],
  ],
  "a checkout that never bought doesn't take another resource's order when its cart has expired": [
    [[0], [0]],
    {},
    [lost("before", "always"), UP, EIGHT_DAYS, UP],
  ],
  "a checkout that never bought doesn't take a stranger's order when its cart has expired": [
    [[0]],
    {},
    [lost("before", "always"), UP, STRANGER, EIGHT_DAYS, UP],
  ],
  "a refusal is not believed where a run that was killed bought a part": [
    [[0, 1]],
    {},
    [GROUP_REFUSED, KILLED, REFUSED_ONCE, UP],
  ],
  "a refused checkout whose retry was killed isn't let go for another cart when that retry bought": [
    [[0]],
    {},
    [REFUSED_ONCE, UP, KILLED, { do: "edit", purchase: 0, change: { existingCart: true } }, UP],
  ],
  "a repetition that lists only what it ordered itself doesn't hide what was ordered before": [
    [[0, 1]],
    { partialRetryOrders: "new" },
    [GROUP_REFUSED, lost("after", 1), UP],
  ],
  "nor when the first checkout was that of a run that was killed": [
    [[0, 1]],
    { partialRetryOrders: "new" },
    [GROUP_REFUSED, KILLED, UP],
  ],
  "a repetition that buys again within one run is reported": [
    [[0, 1]],
    { retryRebuysGroups: true },
    [GROUP_REFUSED, lost("after", 1), UP],
  ],
  "a repetition that buys again after a kill is reported": [
    [[0, 1]],
    { retryRebuysGroups: true },
    [GROUP_REFUSED, KILLED, UP],
  ],
};

describe("lives of carts by their ids that broke the promise once", () => {
  for (const [title, [purchases, modes, steps]] of Object.entries(FOUND))
    it(title, async () => {
      const setting = { purchases, byId: true, customers: "one", modes } as const;
      await holds({ setting, steps });
    });
});
