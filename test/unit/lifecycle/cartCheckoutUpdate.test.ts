import { expect } from "chai";
import type { CheckoutState } from "../../../provider/lifecycle/checkoutState";
import {
  buysSilently,
  CART,
  CUSTOMER,
  fakeOrder,
  isBusy,
  ITEM_B,
  noAnswer,
  OTHER_CART,
  PARTNER,
  places,
  refuses,
  serviceError,
  twoGroups,
} from "../../support/fakePartnerCenter";
import { CheckoutLife, NO_WAIT, reasonOf, requestIdOf, stateOf } from "../../support/checkoutLife";
import {
  notPlacedState,
  ORDER_ERROR,
  partialState,
  placedState,
  unknownState,
} from "../../support/checkoutStates";

const NO_WAITING = { waitForProvisioning: false };

describe("CartCheckoutLifecycle.update", () => {
  describe("of a checkout with nothing open", () => {
    for (const status of [
      "completed",
      "pending",
      "failed",
      "actionRequired",
      "cancelled",
      "missing",
    ] as const)
      it(`never sends a checkout when it is ${status}, and reads its orders with the new options`, async () => {
        const life = new CheckoutLife();
        life.fake.hasOrders(fakeOrder("o-a"));
        const state = stateOf(
          await life.update(placedState({ status }), { ...NO_WAIT, onDelete: "forbid" }),
          "done",
        );
        expect(state).to.deep.include({
          status: "completed",
          onDelete: "forbid",
          orderIds: ["o-a"],
          attempt: 1,
        });
        expect(life.fake.calls.map((c) => c.method)).to.deep.equal(["getOrder"]);
      });

    it("closes a partial one when its order errors are accepted, and keeps saying partiallyFailed", async () => {
      const life = new CheckoutLife();
      life.fake.hasOrders(fakeOrder("o-a"));
      const state = stateOf(
        await life.update(partialState(), { ...NO_WAIT, onOrderErrors: "accept" }),
        "done",
      );
      expect(state).to.deep.include({
        status: "partiallyFailed",
        orderErrors: [ORDER_ERROR],
        orderIds: ["o-a"],
      });
      expect(life.fake.posted).to.deep.equal([]);
    });

    it("never calls a state that lost its orders completed", async () => {
      const ended = await new CheckoutLife().update(placedState({ status: "pending", orders: [] }));
      expect(stateOf(ended).status).to.not.equal("completed");
    });
  });

  describe("of a checkout that was not placed", () => {
    it("sends the next attempt, with another request id", async () => {
      const life = new CheckoutLife();
      life.fake.onCheckout(refuses(400, "800009"), places({ orders: [fakeOrder("o-a")] }));
      const first = stateOf(await life.create(), "initFailure", "notPlaced");
      const second = stateOf(await life.nextRun().update(first), "done", "completed");
      expect(life.fake.posted).to.deep.equal([requestIdOf(2)]);
      expect(second).to.include({ attempt: 2, requestId: requestIdOf(2) });
      expect(second.problem).to.equal(undefined);
    });

    it("stays not placed when its cart has expired, and uses up no attempt", async () => {
      const life = new CheckoutLife();
      life.fake.carts.clear();
      const ended = await life.update(notPlacedState());
      expect(stateOf(ended, "initFailure", "notPlaced").attempt).to.equal(1);
      expect(reasonOf(ended)).to.include("expired");
    });

    it("takes the orders over when somebody has ordered the cart since", async () => {
      const life = new CheckoutLife();
      const at = life.world.clock.iso(-60);
      life.fake.hasOrders(fakeOrder("o-a", { creationDate: at })).markOrdered(CART, at);
      expect(stateOf(await life.update(notPlacedState()), "done", "completed").orderIds).to.deep.equal([
        "o-a",
      ]);
      expect(life.fake.posted).to.deep.equal([]);
    });
  });

  describe("of a checkout whose end is unknown", () => {
    const lost = async (life: CheckoutLife) => {
      life.fake.onCheckout(noAnswer());
      const state = stateOf(await life.create(), "initFailure", "unknown");
      life.nextRun();
      return state;
    };

    it("repeats it with the same request id, and settles it", async () => {
      const life = new CheckoutLife();
      const state = await lost(life);
      life.fake.onCheckout(places({ orders: [fakeOrder("o-a")] }));
      const settled = stateOf(await life.update(state), "done", "completed");
      expect(life.fake.posted).to.deep.equal([requestIdOf(1)]);
      expect(settled).to.deep.include({ attempt: 1, orderIds: ["o-a"] });
      expect(settled.unsettled).to.equal(undefined);
    });

    it("stays unknown after a refusal that comes soon: the first checkout may still come true", async () => {
      const life = new CheckoutLife();
      const state = await lost(life);
      life.world.clock.advance(5 * 60_000);
      life.fake.onCheckout(refuses(403, "20002"));
      stateOf(await life.update(state), "initFailure", "unknown");
    });

    it("believes a refusal once the cart has stayed active and without orders for longer than the list lags", async () => {
      const life = new CheckoutLife();
      const state = await lost(life);
      life.world.clock.advance(16 * 60_000);
      life.fake.onCheckout(refuses(400, "800009"), places({ orders: [fakeOrder("o-a")] }));
      const refused = stateOf(await life.update(state), "initFailure", "notPlaced");
      stateOf(await life.nextRun().update(refused), "done", "completed");
      expect(life.fake.posted).to.deep.equal([requestIdOf(2)]);
    });

    it("does not believe it while an order of a part of the cart exists", async () => {
      const life = new CheckoutLife();
      life.fake.hasCart(twoGroups());
      const state = await lost(life);
      life.fake.hasOrders(fakeOrder("o-a"));
      life.world.clock.advance(16 * 60_000);
      life.fake.onCheckout(refuses(400, "800009"));
      const ended = await life.update(state);
      stateOf(ended, "initFailure", "unknown");
      expect(reasonOf(ended)).to.include("o-a");
    });

    it("keeps what it knows of the cart when the next checkout can't leave", async () => {
      const life = new CheckoutLife();
      life.fake.onCheckout(...Array.from({ length: 60 }, () => isBusy()));
      const state = stateOf(
        await life.create({ ...NO_WAIT, checkoutTimeoutSeconds: 5 }),
        "initFailure",
        "unknown",
      );
      life.nextRun().fake.fail("getCart", serviceError(503));
      const after = stateOf(await life.update(state), "initFailure", "unknown");
      expect(after.unsettled?.lines).to.have.lengthOf(1);
    });

    for (const [title, orders, status] of [
      ["and one match is placed", [fakeOrder("o-a")], "completed"],
      ["and several that fit stays unknown", [fakeOrder("o-a"), fakeOrder("o-b")], "unknown"],
      ["and no order of the customer at all is not placed", [], "notPlaced"],
      ["and orders of other items only is not placed", [fakeOrder("o-x", { item: ITEM_B })], "notPlaced"],
      [
        "and an order older than the cart is not placed",
        [fakeOrder("o-x", { creationDate: "2026-11-15T10:00:00Z" })],
        "notPlaced",
      ],
    ] as const)
      it(`with a cart that is gone and a complete list ${title}`, async () => {
        const life = new CheckoutLife();
        const state = await lost(life);
        life.fake.carts.clear();
        life.fake.hasOrders(...orders);
        life.world.clock.advance(8 * 24 * 60 * 60_000);
        const ended = await life.update(state);
        const after = stateOf(ended, status === "completed" ? "done" : "initFailure", status);
        expect(life.fake.posted).to.deep.equal([]);
        if (status === "completed") expect(after.orderIds).to.deep.equal(["o-a"]);
        if (status === "unknown") expect(reasonOf(ended)).to.include("o-a").and.include("o-b");
      });

    it("with a cart that is gone stays unknown while an order holds its items in another shape", async () => {
      const life = new CheckoutLife();
      const state = await lost(life);
      life.fake.carts.clear();
      // The add-on of a legacy line is an order line of its own, but no line of the cart.
      const lineItems = [
        ...fakeOrder("o-a").lineItems,
        { lineItemNumber: 1, offerId: "add-on", quantity: 1 },
      ];
      life.fake.hasOrders(fakeOrder("o-a", { lineItems }));
      life.world.clock.advance(8 * 24 * 60 * 60_000);
      const ended = await life.update(state);
      stateOf(ended, "initFailure", "unknown");
      expect(reasonOf(ended)).to.include("o-a");
    });

    it("with a cart that is gone and a list that may lag stays unknown", async () => {
      const life = new CheckoutLife();
      const state = await lost(life);
      life.fake.carts.clear();
      stateOf(await life.update(state), "initFailure", "unknown");
    });

    it("is settled by orderIds, without a checkout", async () => {
      const life = new CheckoutLife();
      const state = await lost(life);
      life.fake.hasOrders(fakeOrder("o-a"));
      const settled = stateOf(
        await life.update(state, { ...NO_WAIT, orderIds: ["o-a"] }),
        "done",
        "completed",
      );
      expect(settled).to.deep.include({ orderIds: ["o-a"] });
      expect(settled.unsettled).to.equal(undefined);
      expect(life.fake.posted).to.deep.equal([]);
    });

    for (const state of [unknownState({ orders: [fakeOrder("o-a") as never] }), partialState()])
      it(`is settled by orderIds that state holds already, when it is ${state.status}, without a checkout`, async () => {
        const life = new CheckoutLife();
        life.fake.hasOrders(fakeOrder("o-a")).onCheckout(places({ orders: [fakeOrder("o-b")] }));
        const settled = stateOf(
          await life.update(state, { ...NO_WAIT, orderIds: ["o-a"] }),
          "done",
          "completed",
        );
        expect(settled.orderIds).to.deep.equal(["o-a"]);
        expect(life.fake.posted).to.deep.equal([]);
      });
  });

  describe("of a partial checkout", () => {
    const partial = (): CheckoutState => partialState(NO_WAITING);
    const withTwoGroups = () => {
      const life = new CheckoutLife();
      life.fake.hasCart(twoGroups()).hasOrders(fakeOrder("o-a"));
      return life;
    };
    const ORDER_B = fakeOrder("o-b", { item: ITEM_B });

    for (const [title, orders] of [
      ["all orders", [fakeOrder("o-a"), ORDER_B]],
      ["only the new one", [ORDER_B]],
    ] as const)
      it(`tries the rest with the next attempt and keeps every order, when the answer holds ${title}`, async () => {
        const life = withTwoGroups();
        life.fake.onCheckout(places({ orders: [...orders] }));
        const state = stateOf(await life.update(partial()), "done", "completed");
        expect(state).to.deep.include({ orderIds: ["o-a", "o-b"], orderErrors: [], attempt: 2 });
        expect(life.fake.posted).to.deep.equal([requestIdOf(2)]);
        expect(life.world.warnings).to.deep.equal([]);
      });

    it("looks at the known orders first, as it says in the architecture", async () => {
      const life = withTwoGroups();
      life.fake.onCheckout(places({ orders: [ORDER_B] }));
      const old = partial();
      const pending = { ...old, orders: old.orders.map((order) => ({ ...order, status: "pending" })) };
      stateOf(await life.update(pending), "done", "completed");
    });

    it("keeps every order when the rest is refused once more", async () => {
      const life = withTwoGroups();
      life.fake.onCheckout(places({ orderErrors: [ORDER_ERROR] }));
      const state = stateOf(await life.update(partial()), "initFailure", "partiallyFailed");
      expect(state).to.deep.include({ orderIds: ["o-a"], attempt: 2 });
    });

    it("keeps every order when the whole checkout is refused", async () => {
      const life = withTwoGroups();
      life.fake.onCheckout(refuses(400, "800009"));
      const state = stateOf(await life.update(partial()), "initFailure", "partiallyFailed");
      expect(state).to.deep.include({ orderIds: ["o-a"], orderErrors: [ORDER_ERROR], attempt: 2 });
    });

    it("keeps every order when the answer is lost, and repeats that attempt afterwards", async () => {
      const life = withTwoGroups();
      life.fake.lagging.add("o-b");
      life.fake.onCheckout(buysSilently(ORDER_B), places({ orders: [fakeOrder("o-a"), ORDER_B] }));
      const state = stateOf(await life.update(partial()), "initFailure", "unknown");
      expect(state).to.deep.include({ orderIds: ["o-a"], attempt: 2 });
      const settled = stateOf(await life.nextRun().update(state), "done", "completed");
      expect(settled.orderIds).to.deep.equal(["o-a", "o-b"]);
      expect(life.fake.posted).to.deep.equal([requestIdOf(2)]);
    });

    it("stays unknown when a lost checkout is answered with 800065 and its order is not in the list yet", async () => {
      const life = withTwoGroups();
      life.fake.lagging.add("o-b");
      life.fake.onCheckout(buysSilently(ORDER_B), refuses(400, "800065"));
      const state = stateOf(await life.update(partial()), "initFailure", "unknown");
      stateOf(await life.nextRun().update(state), "initFailure", "unknown");
    });

    it("says partiallyFailed to 800065 once the list must hold whatever was bought", async () => {
      const life = withTwoGroups();
      life.fake.markOrdered(CART, life.world.clock.iso(-30));
      life.fake.onCheckout(refuses(400, "800065"));
      stateOf(await life.update(partial()), "initFailure", "partiallyFailed");
    });

    it("warns about orders that repeat what was bought before", async () => {
      const life = withTwoGroups();
      life.fake.onCheckout(places({ orders: [fakeOrder("o-again"), ORDER_B] }));
      const state = stateOf(await life.update(partial()), "done");
      expect(state.orderIds).to.deep.equal(["o-a", "o-again", "o-b"]);
      expect(life.world.warnings.join()).to.include("o-again").and.include("cancel");
      expect(life.world.warnings.join()).to.not.match(/Orders [^.]*o-b/);
    });

    it("warns about them also while the open group is refused once more", async () => {
      const life = withTwoGroups();
      life.fake.onCheckout(places({ orders: [fakeOrder("o-again")], orderErrors: [ORDER_ERROR] }));
      stateOf(await life.update(partial()), "initFailure", "partiallyFailed");
      expect(life.world.warnings.join()).to.include("o-again");
    });

    it("stays partial when its cart has expired", async () => {
      const life = withTwoGroups();
      life.fake.carts.clear();
      const ended = await life.update(partial());
      expect(stateOf(ended, "initFailure", "partiallyFailed").attempt).to.equal(1);
      expect(reasonOf(ended)).to.include("o-a").and.include("expired");
    });
  });

  for (const state of [placedState(), unknownState(), partialState()])
    it(`refuses another cart for a checkout that is ${state.status}, whatever the engine asked before`, async () => {
      const life = new CheckoutLife();
      const reason = reasonOf(await life.update(state, { ...NO_WAIT, cartId: OTHER_CART }));
      expect(reason).to.include(CART).and.include(OTHER_CART);
      expect(life.fake.calls).to.deep.equal([]);
    });

  it("refuses to replace in place, since only a create may buy another cart", async () => {
    const life = new CheckoutLife();
    expect((await life.update(notPlacedState(), { ...NO_WAIT, cartId: OTHER_CART })).kind).to.equal(
      "refused",
    );
    expect(life.fake.calls).to.deep.equal([]);
  });

  it("refuses another partner's settings, and calls nothing", async () => {
    const life = new CheckoutLife();
    life.fake.partner = { ...PARTNER, tenantId: CUSTOMER };
    expect(reasonOf(await life.update(unknownState()))).to.include(PARTNER.tenantId);
    expect(life.fake.calls).to.deep.equal([]);
  });
});
