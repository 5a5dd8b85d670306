import { expect } from "chai";
import { Life } from "./life";
import type { Step, Story } from "./story";

const UP: Step = { do: "up" };
const HOUR: Step = { do: "pass", minutes: 60 };
const EIGHT_DAYS: Step = { do: "pass", minutes: 8 * 24 * 60 };
/** The second group of the first cart is refused once. */
const REFUSED: Step = { do: "groupFails", cart: 0, group: 1, times: 1 };
/** The process dies when the answer to its checkout has arrived: token, cart, checkout. */
const KILLED: Step = { do: "up", kill: { request: 3, when: "after" } };

function fault(phase: "before" | "after", times: number | "always"): Step {
  return {
    do: "fault",
    resource: 0,
    fault: { operation: "checkout", phase, times, action: { kind: "cut" } },
  };
}

const REFUSAL: Step = {
  do: "fault",
  resource: 0,
  fault: { operation: "checkout", action: { kind: "respond", status: 403, code: 20002 } },
};

/** Lives that once broke the promise, in few steps. */
const FOUND: Record<string, Story> = {
  "a refused group is not taken for ordered because another resource bought the same item": {
    setting: {
      carts: [
        [0, 1],
        [0, 1],
      ],
      modes: { partialCart: "Ordered" },
    },
    steps: [REFUSED, UP, HOUR, UP],
  },
  "a refused group is not taken for ordered because a stranger bought the same item": {
    setting: { carts: [[0, 1]], modes: { partialCart: "Ordered" } },
    steps: [REFUSED, UP, { do: "stranger" }, HOUR, UP],
  },
  "nor when Partner Center then calls the cart submitted": {
    setting: {
      carts: [
        [0, 1],
        [0, 1],
      ],
      modes: { partialCart: "Ordered", repeatCheckout: "800065" },
    },
    steps: [REFUSED, UP, HOUR, UP],
  },
  "a checkout that never bought doesn't take another resource's order when its cart has expired": {
    setting: { carts: [[0], [0]], modes: {} },
    steps: [fault("before", "always"), UP, EIGHT_DAYS, UP],
  },
  "a checkout that never bought doesn't take a stranger's order when its cart has expired": {
    setting: { carts: [[0]], modes: {} },
    steps: [fault("before", "always"), UP, { do: "stranger" }, EIGHT_DAYS, UP],
  },
  "a refusal is not believed where a run that was killed bought a part": {
    setting: { carts: [[0, 1]], modes: {} },
    steps: [REFUSED, KILLED, REFUSAL, UP],
  },
  "a refused checkout whose retry was killed isn't let go for another cart when that retry bought": {
    setting: { carts: [[0]], modes: {} },
    steps: [REFUSAL, UP, KILLED, { do: "edit", resource: 0, change: { cart: "another" } }, UP],
  },
  "a repetition that lists only what it ordered itself doesn't hide what was ordered before": {
    setting: { carts: [[0, 1]], modes: { partialRetryOrders: "new" } },
    steps: [REFUSED, fault("after", 1), UP],
  },
  "nor when the first checkout was that of a run that was killed": {
    setting: { carts: [[0, 1]], modes: { partialRetryOrders: "new" } },
    steps: [REFUSED, KILLED, UP],
  },
  "a repetition that buys again within one run is reported": {
    setting: { carts: [[0, 1]], modes: { retryRebuysGroups: true } },
    steps: [REFUSED, fault("after", 1), UP],
  },
  "a repetition that buys again after a kill is reported": {
    setting: { carts: [[0, 1]], modes: { retryRebuysGroups: true } },
    steps: [REFUSED, KILLED, UP],
  },
};

describe("lives that broke the promise once", () => {
  for (const [title, story] of Object.entries(FOUND))
    it(title, async () => {
      expect(await Life.of(story)).to.deep.equal([]);
    });
});
