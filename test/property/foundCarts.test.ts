import { expect } from "chai";
import { Life } from "./life";
import { CALM, EIGHT_DAYS, REFUSED, UP, holds } from "./foundSteps";
import type { Step } from "./story";

/** A life of one purchase up to here, without the recovery. */
async function lived(steps: Step[]): Promise<Life> {
  const life = Life.begin({ purchases: [[0]], customers: "one", modes: {} });
  for (const step of steps) await life.live(step);
  return life;
}

describe("lives of carts that broke the promise once", () => {
  it("a purchase whose subscription has ended is not called unbought once its cart is gone", async () => {
    await holds({
      setting: { purchases: [[0]], customers: "one", modes: {} },
      steps: [
        UP,
        { do: "somebody", purchase: 0, deed: { subscriptions: "disabled" } },
        EIGHT_DAYS,
        {
          do: "fault",
          fault: { operation: "checkout", phase: "before", action: { kind: "cut" }, times: 1 },
        },
      ],
    });
  });

  it("a purchase whose subscription has ended can be given its cart back, once that is lost and gone", async () => {
    await holds({
      setting: { purchases: [[0], [0]], customers: "one", modes: {} },
      steps: [
        UP,
        { do: "lose", purchase: 1, what: "cart" },
        { do: "somebody", purchase: 1, deed: { subscriptions: "disabled" } },
        { do: "pass", minutes: 31 * 24 * 60 },
        UP,
      ],
    });
  });

  it("a checkout that stays unknown, with its cart lost, gone and never ordered, says how to begin anew", async () => {
    await holds({
      setting: { purchases: [[0]], customers: "one", modes: {} },
      steps: [
        { do: "putOff", purchase: 0, deed: { buys: "same" } },
        EIGHT_DAYS,
        { do: "lose", purchase: 0, what: "cart" },
      ],
    });
  });

  it("a refused group that a killed run bought is not left out once its cart is gone", async () => {
    await holds({
      setting: { purchases: [[0, 1]], customers: "one", modes: {} },
      steps: [
        { do: "allow", purchases: false },
        UP,
        { do: "groupFails", purchase: 0, group: 1, times: 2 },
        { do: "allow", purchases: true },
        UP,
        UP,
        { do: "up", kill: { request: "checkout", when: "after" } },
        { do: "edit", purchase: 0, change: { options: { onOrderErrors: "accept" } } },
        EIGHT_DAYS,
      ],
    });
  });

  it("a cart that took the place of a lost one, and is taken for a stranger's order, gives way to the old one", async () => {
    await holds({
      setting: { purchases: [[0, 1]], customers: "one", modes: {} },
      steps: [
        UP,
        { do: "edit", purchase: 0, change: { seats: 1 } },
        { do: "lose", purchase: 0, what: "cart" },
        UP,
        EIGHT_DAYS,
        { do: "somebody", purchase: 0, deed: { buys: "same" } },
      ],
    });
  });

  it("a cart that was bought, as state doesn't know yet, doesn't give way to one that somebody made", async () => {
    await holds({
      setting: { purchases: [[0]], customers: "one", modes: {} },
      steps: [
        UP,
        { do: "edit", purchase: 0, change: { seats: 1 } },
        { do: "edit", purchase: 0, change: { existingCart: true } },
      ],
    });
  });

  it("a purchase whose cart was made elsewhere, is lost and gone, is taken over by the orders that it names", async () => {
    await holds({
      setting: { purchases: [[0]], customers: "one", modes: {} },
      steps: [
        { do: "edit", purchase: 0, change: { existingCart: true } },
        UP,
        { do: "edit", purchase: 0, change: { seats: 1 } },
        { do: "lose", purchase: 0, what: "cart" },
        EIGHT_DAYS,
      ],
    });
  });

  it("a cart that is lost and gone isn't taken back with a line more than its order holds", async () => {
    await holds({
      setting: { purchases: [[0]], customers: "one", modes: {} },
      steps: [
        UP,
        { do: "edit", purchase: 0, change: { items: [0, 0] } },
        EIGHT_DAYS,
        { do: "lose", purchase: 0, what: "cart" },
      ],
    });
  });

  it("a refused cart that a killed run bought, and that is gone, makes no room for other lines a week later", async () => {
    await holds({
      setting: { purchases: [[0]], customers: "one", modes: {} },
      steps: [
        REFUSED,
        UP,
        CALM,
        { do: "up", kill: { request: "checkout", when: "after" } },
        EIGHT_DAYS,
        UP,
        { do: "lose", purchase: 0, what: "cart" },
        { do: "edit", purchase: 0, change: { seats: 1 } },
      ],
    });
  });

  it("a cart that a killed run bought, and that is gone, doesn't give way to one that somebody made", async () => {
    await holds({
      setting: { purchases: [[0]], customers: "one", modes: {} },
      steps: [
        { do: "up", kill: { request: "checkout", when: "after" } },
        { do: "edit", purchase: 0, change: { seats: 1 } },
        UP,
        EIGHT_DAYS,
        { do: "edit", purchase: 0, change: { existingCart: true } },
      ],
    });
  });

  it("a refused cart that a killed run bought, and that is gone, isn't forgotten by a destroy", async () => {
    const { witness } = await lived([
      REFUSED,
      UP,
      CALM,
      { do: "up", kill: { request: "checkout", when: "after" } },
      EIGHT_DAYS,
      { do: "destroy" },
    ]);
    expect(witness.breaches).to.deep.equal([]);
  });

  it("a cart that a killed run ordered in part, which no list shows yet, gets no other lines", async () => {
    const lag = 14 * 60_000;
    await holds({
      setting: {
        purchases: [[0, 1]],
        customers: "one",
        modes: { linesOfPartlyOrdered: "forgotten", ordersLagMs: lag, subscriptionsLagMs: lag },
      },
      steps: [{ do: "partly", purchase: 0 }, { do: "edit", purchase: 0, change: { seats: 1 } }, UP],
    });
  });
});
