import { expect } from "chai";
import { CART, CUSTOMER, fakeOrder, OTHER_CART, PARTNER } from "../../../support/cartsAndOrders";
import { notSent, places, refuses } from "../../../support/checkoutReplies";
import { CheckoutLife, NO_WAIT, reasonOf, requestIdOf, stateOf } from "../../../support/checkoutLife";
import {
  notPlacedState,
  ORDER_ERROR,
  partialState,
  placedState,
  unknownState,
} from "../../../support/checkoutStates";

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
        // Two of them ask for other orders of the same, since these are young.
        expect(life.fake.calls.map((c) => c.method)).to.deep.equal([
          "getOrder",
          "listOrders",
          "listSubscriptions",
        ]);
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

    it("stays unknown, not not-placed, when somebody ordered the cart and nothing more can be asked", async () => {
      const life = new CheckoutLife();
      life.fake.markOrdered(CART);
      life.fake.onCheckout(notSent());
      stateOf(await life.update(notPlacedState()), "initFailure", "unknown");
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
