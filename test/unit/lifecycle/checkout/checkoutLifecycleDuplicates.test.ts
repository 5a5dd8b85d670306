import { expect } from "chai";
import type { CheckoutState } from "../../../../provider/lifecycle/checkout/state";
import {
  CART,
  CUSTOMER,
  fakeCart,
  fakeOrder,
  ITEM_B,
  OTHER_CART,
  twoGroups,
} from "../../../support/cartsAndOrders";
import { buysSilently, places } from "../../../support/checkoutReplies";
import { CheckoutLife, NO_WAIT, stateOf } from "../../../support/checkoutLife";
import { notPlacedState, placedState, stored, unknownState } from "../../../support/checkoutStates";
import { accepted } from "../../../support/ended";
import { MINUTE } from "../../../support/fakeClock";
import { serviceError } from "../../../support/partnerCenterErrors";
import { fakeSubscription } from "../../../support/subscriptions";

const DAY = 24 * 60 * MINUTE;
const LOOK = ["listOrders", "listSubscriptions"];
const OURS = fakeOrder("o-a");
const THEIRS = fakeOrder("o-x");
const BESIDES_LINE = 'besides: ["o-x"]';

/** A purchase in state, and the order that somebody else placed at the same moment. */
function bought(...others: Parameters<typeof fakeOrder>[]): CheckoutLife {
  const life = new CheckoutLife();
  life.fake.hasOrders(OURS, THEIRS, ...others.map((order) => fakeOrder(...order)));
  return life;
}

const callsOf = ({ fake }: CheckoutLife) => fake.calls.map(({ method }) => method);

function expectTold({ world }: CheckoutLife): void {
  expect(world.warnings).to.have.lengthOf(1);
  expect(world.warnings[0]).to.include("o-a").and.include("o-x").and.include(BESIDES_LINE);
}

function expectSilent({ world }: CheckoutLife): void {
  expect(world.warnings).to.deep.equal([]);
}

describe("another order of the same, of the same moment", () => {
  describe("after a refresh", () => {
    it("is told, with its line for besides, and asks for the customer's purchases once", async () => {
      const life = bought();
      stateOf(await life.read(placedState()), "done", "completed");
      expectTold(life);
      expect(callsOf(life)).to.deep.equal(["getOrder", ...LOOK]);
    });

    it("changes nothing in state", async () => {
      const alone = new CheckoutLife();
      alone.fake.hasOrders(OURS);
      const state = stored(stateOf(await alone.read(placedState())));
      expect(stored(stateOf(await bought().read(placedState())))).to.deep.equal(state);
    });

    it("is no change for the next `up`", async () => {
      const life = bought();
      const state = stateOf(await life.read(placedState({ waitForProvisioning: false })));
      expect(await life.diff(state)).to.deep.equal({ changes: false, replaces: [] });
      expect(callsOf(life.nextRun())).to.deep.equal([]);
    });

    it("asks nothing more, and says nothing, once the licences can't be cancelled", async () => {
      const life = bought();
      life.world.clock.advance(7 * DAY);
      await life.read(placedState());
      expectSilent(life);
      expect(callsOf(life)).to.deep.equal(["getOrder"]);
    });

    it("is silenced by besides, which state keeps for that", async () => {
      const life = bought();
      await life.read(placedState({ besides: ["o-x"] }));
      expectSilent(life);
    });

    it("prints a line that keeps what besides names already", async () => {
      const life = bought();
      await life.read(placedState({ besides: ["o-before"] }));
      expect(life.world.warnings[0]).to.include('besides: ["o-before", "o-x"]');
    });

    it("is no more told once it was cancelled, or its subscription was", async () => {
      const cancelled = new CheckoutLife();
      cancelled.fake.hasOrders(OURS, { ...THEIRS, status: "cancelled" });
      await cancelled.read(placedState());
      expectSilent(cancelled);
      const deleted = bought();
      deleted.fake.subscriptions = [fakeSubscription("o-x", { id: "sub-o-x", status: "deleted" })];
      await deleted.read(placedState());
      expectSilent(deleted);
    });

    it("is not told of a checkout whose end is unknown: it may be its own", async () => {
      const life = bought();
      const orders = placedState().orders;
      await life.read(unknownState({ orders }));
      expect(life.world.warnings.join()).not.to.include("besides");
    });

    it("asks nothing for what was not bought", async () => {
      const life = bought();
      await life.read(notPlacedState());
      expect(callsOf(life)).to.deep.equal([]);
    });

    it("is told once in a run, and again in the next one", async () => {
      const life = bought();
      await life.read(placedState());
      await life.update(placedState());
      expectTold(life);
      await life.nextRun().read(placedState());
      expectTold(life);
    });

    for (const [title, method] of [
      ["orders", "listOrders"],
      ["subscriptions", "listSubscriptions"],
    ] as const)
      it(`doesn't fail because the customer's ${title} can't be read: that is told in one line`, async () => {
        const life = bought();
        const error = serviceError(403, "900308");
        life.fake.fail(method, error);
        stateOf(await life.read(placedState()), "done", "completed");
        expect(life.world.warnings).to.have.lengthOf(1);
        expect(life.world.warnings[0]).to.include(error.message).and.include("warning");
      });

    it("doesn't fail because of settings that can't be read, or of a defect", async () => {
      const settings = bought();
      settings.world.rules = () => {
        throw new Error("duplicateDays must be a number");
      };
      stateOf(await settings.read(placedState()), "done", "completed");
      expect(settings.world.warnings[0]).to.include("duplicateDays must be a number");
    });
  });

  describe("with other purchases of the stack", () => {
    const other = (state: CheckoutState) => stored({ ...state, cartId: OTHER_CART });
    const OTHER_ID = `${CUSTOMER}/${OTHER_CART}`;
    const theirs = (orders = [THEIRS]) => other(placedState({}, orders));

    it("is not told while one that is read at the same time holds it, whichever is read first", async () => {
      for (const isFirst of [true, false]) {
        const life = bought();
        const lifecycle = life.lifecycle();
        const reads = [
          () => lifecycle.read(`${CUSTOMER}/${CART}`, stored(placedState())),
          () => lifecycle.read(OTHER_ID, theirs()),
        ];
        await Promise.all((isFirst ? reads : reads.reverse()).map((read) => read()));
        expectSilent(life);
      }
    });

    it("is not told while one that is read a little later holds it", async () => {
      const life = bought();
      const lifecycle = life.lifecycle();
      const { sleep } = life.world;
      let later: Promise<unknown> | undefined;
      life.world.sleep = (ms) => {
        later ??= lifecycle.read(OTHER_ID, theirs());
        return sleep(ms);
      };
      await lifecycle.read(`${CUSTOMER}/${CART}`, stored(placedState()));
      await later;
      expectSilent(life);
      expect(life.world.clock.sleeps).to.deep.equal([1000, 1000]);
    });

    it("is not told to an update while one that the run leaves alone holds it", async () => {
      const life = bought();
      await life.lifecycle().diff(OTHER_ID, theirs(), { customerId: CUSTOMER, cartId: OTHER_CART });
      await life.update(placedState());
      expectSilent(life);
    });

    it("asks for the customer's purchases once, however many are read", async () => {
      const life = bought(["o-b", { item: ITEM_B }]);
      const lifecycle = life.lifecycle();
      await lifecycle.read(`${CUSTOMER}/${CART}`, stored(placedState()));
      await lifecycle.read(OTHER_ID, theirs([fakeOrder("o-b", { item: ITEM_B })]));
      expect(callsOf(life).filter((method) => method === "listOrders")).to.have.lengthOf(1);
      expectTold(life);
    });

    it("asks once where the list can't be read, and tells that once", async () => {
      const life = bought(["o-b"]);
      life.fake.fail("listOrders", serviceError(503));
      const lifecycle = life.lifecycle();
      await lifecycle.read(`${CUSTOMER}/${CART}`, stored(placedState()));
      await lifecycle.read(OTHER_ID, theirs([fakeOrder("o-b")]));
      expect(callsOf(life).filter((method) => method === "listOrders")).to.have.lengthOf(1);
      expect(life.world.warnings.filter((line) => line.includes("can't be told"))).to.have.lengthOf(1);
    });

    it("warns of an order that two resources hold no oftener than before", async () => {
      const life = new CheckoutLife();
      life.fake.hasOrders(OURS);
      const lifecycle = life.lifecycle();
      await Promise.all([
        lifecycle.read(`${CUSTOMER}/${CART}`, stored(placedState())),
        lifecycle.read(OTHER_ID, theirs([OURS])),
      ]);
      expect(life.world.warnings).to.have.lengthOf(1);
      expect(life.world.warnings[0]).to.include("held by another resource");
    });
  });

  describe("after an update", () => {
    const CHANGED = { ...NO_WAIT, onDelete: "forbid" };

    it("is told while the licences can be cancelled", async () => {
      const life = bought();
      await life.update(placedState(), CHANGED);
      expectTold(life);
      life.nextRun().world.clock.advance(7 * DAY);
      await life.update(placedState(), CHANGED);
      expectSilent(life);
      expect(callsOf(life)).to.deep.equal(["getOrder"]);
    });

    it("is silenced for good by the line that was pasted", async () => {
      const life = bought();
      const pasted = { ...NO_WAIT, besides: ["o-x"] };
      const before = placedState({ waitForProvisioning: false });
      expect((await life.diff(before, pasted)).changes).to.equal(true);
      const state = stateOf(await life.update(before, pasted), "done", "completed");
      expect(state.besides).to.deep.equal(["o-x"]);
      expect((await life.diff(state, pasted)).changes).to.equal(false);
      await life.read(state);
      expectSilent(life);
      expect(life.fake.posted).to.deep.equal([]);
    });

    it("is told again once the line is taken out", async () => {
      const life = bought();
      const state = stateOf(await life.update(placedState({ besides: ["o-x"] })), "done");
      expect(stored(state)).not.to.have.property("besides");
      expectTold(life);
    });
  });

  describe("right after a checkout", () => {
    const CHECKOUT = ["getCart", ...LOOK, "checkoutCart"];

    it("is told from what was read anyway: the cart had been ordered by a run that was killed", async () => {
      const life = bought();
      life.fake.markOrdered(CART);
      life.fake.onCheckout(places({ orders: [OURS] }));
      expect(stateOf(await life.create(), "done", "completed").orderIds).to.deep.equal(["o-a"]);
      expectTold(life);
      expect(callsOf(life)).to.deep.equal(CHECKOUT);
    });

    it("is told once a checkout without an answer is settled by its repetition", async () => {
      const life = new CheckoutLife();
      life.fake.onCheckout(buysSilently(OURS, THEIRS), places({ orders: [OURS] }));
      const state = stateOf(await life.create(), "initFailure", "unknown");
      expect(life.world.warnings.join()).not.to.include("besides");
      await life.nextRun().update(state);
      expectTold(life);
      expect(callsOf(life)).to.deep.equal(CHECKOUT);
    });

    it("is told of a stranger's order that was taken for a part which a killed run had bought", async () => {
      const life = new CheckoutLife();
      const cart = twoGroups({ lastModifiedTimestamp: life.world.clock.iso() });
      const rest = fakeOrder("o-b", { item: ITEM_B });
      life.fake.hasCart(cart).hasOrders(THEIRS);
      life.fake.onCheckout(places({ orders: [OURS, rest] }));
      stateOf(await life.create(), "done", "completed");
      expectTold(life);
    });

    it("is told afterwards where the checkout read nothing of it: no request more", async () => {
      const life = new CheckoutLife();
      life.fake.hasCart(fakeCart()).onCheckout((call, fake) => {
        fake.hasOrders(THEIRS);
        return places({ orders: [OURS] })(call, fake);
      });
      const state = stateOf(await life.create(), "done", "completed");
      expectSilent(life);
      expect(callsOf(life)).to.deep.equal(CHECKOUT);
      await life.nextRun().read(state);
      expectTold(life);
    });

    it("is not told where besides names it", async () => {
      const life = bought();
      const news = { ...NO_WAIT, besides: ["o-x"] };
      life.fake.onCheckout(places({ orders: [fakeOrder("o-new")] }));
      life.fake.orders = [THEIRS];
      const { state } = accepted(await life.lifecycle().create(news));
      expectSilent(life);
      await life.read(state);
      expectSilent(life);
    });
  });
});
