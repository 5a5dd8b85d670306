import { CALM, EIGHT_DAYS, GROUP_REFUSED, holds, HOUR, REFUSED, UP } from "./foundSteps";
import type { Step, Story } from "./story";

const LAG = { ordersLagMs: 14 * 60_000, subscriptionsLagMs: 14 * 60_000 };
const PARTLY: Step = { do: "partly", purchase: 0 };
const ACCEPT: Step = { do: "edit", purchase: 0, change: { options: { onOrderErrors: "accept" } } };
const ANOTHER_CART: Step = { do: "edit", purchase: 0, change: { existingCart: true } };
const REFUSED_TWICE: Step[] = [REFUSED, UP, CALM, { do: "pass", minutes: 20 }, REFUSED, UP, CALM, HOUR];

function refusedOnce(status: number, code: number): Step {
  const action = { kind: "respond", status, code } as const;
  return { do: "fault", fault: { operation: "checkout", phase: "arrival", times: 1, action } };
}

const several = (steps: Step[], more: Partial<Story["setting"]> = {}): Story => ({
  setting: { purchases: [[0, 1]], customers: "one", modes: LAG, ...more },
  steps,
});

/** Lives of a retry that was killed long after Partner Center refused the first checkout: it ordered one order of two. */
const FOUND: Record<string, Story> = {
  "a refusal after it isn't believed, also by what a refresh sees": several([
    ...REFUSED_TWICE,
    PARTLY,
    refusedOnce(403, 20002),
    UP,
    CALM,
    { do: "refresh" },
  ]),
  "nor is a refusal that comes with 200": several([...REFUSED_TWICE, PARTLY, refusedOnce(200, 400072), UP]),
  "another cart takes the place of its own only once the list is whole": several(
    [...REFUSED_TWICE, PARTLY, ANOTHER_CART, UP],
    { byId: true },
  ),
  "destroy doesn't forget what it ordered": several([...REFUSED_TWICE, PARTLY, { do: "destroy" }]),
  "what it ordered in the last minutes of its cart is waited for": {
    setting: { purchases: [[2]], customers: "one", byId: true, modes: LAG },
    steps: [
      REFUSED,
      UP,
      CALM,
      { do: "pass", minutes: 7 * 24 * 60 - 3 },
      { do: "up", kill: { request: "checkout", when: "after" } },
      { do: "pass", minutes: 4 },
      ANOTHER_CART,
      UP,
    ],
  },
  "what it ordered without an answer isn't left out by accept": several([
    { do: "allow", purchases: false },
    UP,
    GROUP_REFUSED,
    { do: "allow", purchases: true },
    UP,
    {
      do: "fault",
      fault: { operation: "checkout", phase: "after", times: "always", action: { kind: "cut" } },
    },
    UP,
    ACCEPT,
    UP,
  ]),
  "accept sends nothing of what is to be left out, though a second refusal left it unknown": several(
    [
      { do: "allow", purchases: false },
      UP,
      HOUR,
      GROUP_REFUSED,
      { do: "groupFails", purchase: 0, group: 2, times: 1 },
      { do: "allow", purchases: true },
      UP,
      REFUSED,
      UP,
      CALM,
      ACCEPT,
      UP,
    ],
    { purchases: [[0, 1, 2]] },
  ),
  "a purchase whose cart is gone asks before other seats of it are taken for another one": {
    setting: { purchases: [[0, 1]], customers: "one", modes: { rememberRequestIds: true } },
    steps: [
      UP,
      { do: "edit", purchase: 0, change: { seats: 1 } },
      UP,
      { do: "lose", purchase: 0, what: "cart" },
      UP,
      EIGHT_DAYS,
    ],
  },
  "a reseller that somebody takes out of a cart that was made elsewhere is missed": {
    setting: { purchases: [[3, 1]], customers: "one", byId: true, modes: {} },
    steps: [{ do: "somebody", purchase: 0, deed: { edits: "resellers" } }, UP],
  },
};

describe("a life after a refusal, a kill or an edit that once broke the promise", () => {
  for (const [title, story] of Object.entries(FOUND))
    it(title, async () => {
      await holds(story);
    });
});
