import type { Operation } from "../../emulator";
import { CALM, EIGHT_DAYS, REFUSED, UP, checkoutFault, holds } from "./foundSteps";
import type { Step, Story } from "./story";

/** The next answer to an operation leaves something out. */
function leavesOut(operation: Operation, ...without: string[]): Step {
  return { do: "fault", fault: { operation, phase: "after", times: 1, action: { kind: "alter", without } } };
}

/** Lives that once broke the promise, or left people without a way out, in few steps. */
const FOUND: Record<string, Story> = {
  "a refused purchase whose cart has expired isn't held up by what another purchase of the customer bought": {
    setting: { purchases: [[0], [0]], customers: "one", modes: {} },
    // Killed with the answer to the checkout of the cart that took the first one's place.
    steps: [REFUSED, UP, CALM, EIGHT_DAYS, { do: "up", kill: { request: 9, when: "after" } }],
  },
  "a refused purchase that a killed run bought with another cart is taken over by its orders": {
    setting: { purchases: [[0, 1]], customers: "one", modes: {} },
    steps: [REFUSED, UP, CALM, EIGHT_DAYS, { do: "up", kill: { request: 9, when: "after" } }],
  },
  "a purchase that is not known to have been made, and whose cart has expired, is made with another cart": {
    setting: { purchases: [[0, 1]], customers: "one", modes: {} },
    steps: [checkoutFault({ kind: "cut" }), UP, EIGHT_DAYS, UP],
  },
  "nor does an order of another quantity, which another purchase of the customer became, stand in its way": {
    setting: { purchases: [[0], [0]], customers: "one", modes: {} },
    steps: [
      { do: "edit", purchase: 1, change: { limited: true } },
      checkoutFault({ kind: "cut" }),
      UP,
      CALM,
      { do: "edit", purchase: 1, change: { limited: false } },
      EIGHT_DAYS,
      UP,
    ],
  },
  "what is to be taken over is not bought because the answer leaves out what the cart holds": {
    setting: { purchases: [[0]], customers: "one", modes: {} },
    steps: [
      UP,
      { do: "edit", purchase: 0, change: { rename: "adopt" } },
      leavesOut("getCart", "lineItems"),
      UP,
    ],
  },
  "a purchase isn't made again under another name because the list leaves out the id of its order": {
    setting: { purchases: [[0]], customers: "one", modes: {} },
    steps: [UP, { do: "edit", purchase: 0, change: { rename: "plain" } }, leavesOut("listOrders", "id"), UP],
  },
  "a cart of which nothing told when it was made is replaced when it has expired": {
    setting: { purchases: [[0]], customers: "one", modes: {} },
    steps: [
      leavesOut("createCart", "status", "creationTimestamp", "expirationTimestamp"),
      { do: "up", kill: { request: 5, when: "before" } },
      EIGHT_DAYS,
      UP,
    ],
  },
};

describe("lives of declared purchases that broke the promise once", () => {
  for (const [title, story] of Object.entries(FOUND))
    it(title, async () => {
      await holds(story);
    });

  it("a purchase that was taken over doesn't get other lines by naming its own order in `besides`", async () => {
    await holds({
      setting: { purchases: [[0]], customers: "one", modes: {} },
      steps: [
        { do: "somebody", purchase: 0, deed: { buys: "same" } },
        { do: "edit", purchase: 0, change: { existingCart: true } },
        UP,
        { do: "edit", purchase: 0, change: { adopt: true } },
        UP,
        { do: "edit", purchase: 0, change: { seats: 1 } },
      ],
    });
  });

  it("a purchase of which the other parts are called another one doesn't succeed without them", async () => {
    await holds({
      setting: {
        purchases: [[0], [0, 1, 2]],
        customers: "one",
        modes: { partialRetryOrders: "new" },
      },
      steps: [{ do: "partly", purchase: 1 }, UP, { do: "destroy" }, { do: "pass", minutes: 6 }],
    });
  });

  it("an order that the program declares to come on top of isn't taken over for one that was cancelled", async () => {
    await holds({
      setting: { purchases: [[0]], customers: "one", modes: {} },
      steps: [
        UP,
        { do: "destroy" },
        { do: "somebody", purchase: 0, deed: { cancels: "ours" } },
        { do: "somebody", purchase: 0, deed: { buys: "same" } },
        { do: "pass", minutes: 16 },
        UP,
        { do: "edit", purchase: 0, change: { besides: "named" } },
        UP,
        { do: "edit", purchase: 0, change: { adopt: true } },
      ],
    });
  });

  it("a refused group that a checkout of another name buys isn't denied when the old name goes", async () => {
    await holds({
      setting: { purchases: [[0, 1]], byId: true, customers: "one", modes: { idempotency: "requestId" } },
      steps: [
        { do: "pass", minutes: 5 },
        { do: "groupFails", purchase: 0, group: 1, times: 1 },
        UP,
        { do: "edit", purchase: 0, change: { rename: "plain" } },
      ],
    });
  });

  for (const [title, subscriptionsLagMs] of [
    ["only its subscription tells", 0],
    ["no list tells yet", 5 * 60_000],
  ] as const)
    it(`a cart whose request id was forgotten when it was bought isn't bought anew where state is lost and ${title}`, async () => {
      await holds({
        setting: {
          purchases: [[0]],
          customers: "one",
          modes: { cartRequestIds: "forgotten", ordersLagMs: 5 * 60_000, subscriptionsLagMs },
        },
        steps: [
          { do: "allow", purchases: false },
          UP,
          { do: "pass", minutes: 24 * 60 },
          { do: "allow", purchases: true },
          UP,
          { do: "lose", purchase: 0, what: "both" },
          UP,
          UP,
        ],
      });
    });

  it("the line that a refusal offers keeps what was named before, so that two strangers don't take turns", async () => {
    await holds({
      setting: {
        purchases: [[0]],
        customers: "one",
        modes: { ordersLagMs: 840_000, subscriptionsLagMs: 840_000 },
      },
      steps: [
        { do: "somebody", purchase: 0, deed: { buys: "same" } },
        { do: "putOff", purchase: 0, deed: { edits: "more" } },
        { do: "refresh" },
        { do: "somebody", purchase: 0, deed: { buys: "same" } },
        {
          do: "fault",
          fault: {
            operation: "listOrders",
            phase: "after",
            action: { kind: "truncate", end: "clean" },
            times: 1,
          },
        },
      ],
    });
  });
});
