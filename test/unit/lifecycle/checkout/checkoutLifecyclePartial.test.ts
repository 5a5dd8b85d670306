import { expect } from "chai";
import { MINUTE } from "../../../support/fakeClock";
import type { CheckoutState } from "../../../../provider/lifecycle/checkout/state";
import { CART, fakeOrder, ITEM_B, twoGroups } from "../../../support/cartsAndOrders";
import { buysSilently, places, refuses } from "../../../support/checkoutReplies";
import { CheckoutLife, reasonOf, requestIdOf, stateOf } from "../../../support/checkoutLife";
import { ORDER_ERROR, partialState } from "../../../support/checkoutStates";

const NO_WAITING = { waitForProvisioning: false };

describe("CartCheckoutLifecycle.update", () => {
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

    it("does not take 800065 for a refusal of the rest while the list may lag: a killed run may have bought it", async () => {
      const life = withTwoGroups();
      life.fake.hasOrders(ORDER_B).markOrdered(CART);
      life.fake.lagging.add("o-b");
      life.fake.onCheckout(refuses(400, "800065"));
      stateOf(await life.update(partial()), "initFailure", "unknown");
    });

    it("believes a refusal also of an ordered cart once the list must hold whatever was bought", async () => {
      const life = withTwoGroups();
      life.fake.markOrdered(CART);
      life.world.clock.advance(30 * MINUTE);
      life.fake.onCheckout(refuses(400, "800009"));
      const state = stateOf(await life.update(partial()), "initFailure", "partiallyFailed");
      expect(state).to.deep.include({ orderIds: ["o-a"], orderErrors: [ORDER_ERROR], attempt: 2 });
    });

    it("does not believe a refusal of a cart that turned Ordered meanwhile, while the list may lag", async () => {
      const life = withTwoGroups();
      life.fake.lagging.add("o-b");
      life.fake.onCheckout((call, fake) => {
        fake.hasOrders(ORDER_B).markOrdered(CART);
        return refuses(403, "20002")(call, fake);
      });
      stateOf(await life.update(partial()), "initFailure", "unknown");
    });

    it("does not believe it when a try of this attempt was lost just before", async () => {
      const life = withTwoGroups();
      life.fake.markOrdered(CART, life.world.clock.iso(-60));
      life.fake.onCheckout(refuses(403, "20002", { earlierUnknown: true }));
      stateOf(await life.update(partial()), "initFailure", "unknown");
    });

    it("says partiallyFailed to 800065 once the list must hold whatever was bought", async () => {
      const life = withTwoGroups();
      life.fake.markOrdered(CART);
      life.world.clock.advance(30 * MINUTE);
      life.fake.onCheckout(refuses(400, "800065"));
      stateOf(await life.update(partial()), "initFailure", "partiallyFailed");
    });

    it("waits for the list from now on where an ordered cart doesn't tell when it was ordered", async () => {
      const life = withTwoGroups();
      life.fake.markOrdered(CART, life.world.clock.iso(-30));
      life.fake.onCheckout(refuses(400, "800009"), refuses(400, "800009"));
      const state = stateOf(await life.update(partial()), "initFailure", "unknown");
      life.world.clock.advance(16 * MINUTE);
      stateOf(await life.nextRun().update(state), "initFailure", "partiallyFailed");
    });

    it("warns about orders that repeat what was bought before, and fails until a person accepts them", async () => {
      const life = withTwoGroups();
      life.fake.onCheckout(places({ orders: [fakeOrder("o-again"), ORDER_B] }));
      const ended = await life.update(partial());
      const state = stateOf(ended, "initFailure", "completed");
      expect(state.orderIds).to.deep.equal(["o-a", "o-again", "o-b"]);
      expect(state.differences).to.have.lengthOf(1);
      expect(state.differences?.[0]).to.match(/^order o-again holds .* the cart did not hold$/);
      expect(reasonOf(ended)).to.include('orderIds: ["o-a", "o-again", "o-b"]');
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
});
