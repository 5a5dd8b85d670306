import { expect } from "chai";
import { ORDER, withCart, withoutCart } from "../../../support/activeAndGoneCart";
import { CART_ID, CART_INPUTS, cartOf, cartState, LINE, refusalOf } from "../../../support/cartLife";
import { CART, cartLine } from "../../../support/cartsAndOrders";

describe("CartLifecycle.create", () => {
  describe("with existingCartId", () => {
    const news = { ...CART_INPUTS, existingCartId: CART };

    it("takes the cart over and makes none", async () => {
      const life = withCart();
      const ended = await life.create(news);
      expect(life.methods).to.deep.equal(["getCart"]);
      expect(ended).to.have.property("id", CART_ID);
      expect(cartOf(ended, "done", "active")).to.deep.include({ cartId: CART, generation: 0 });
    });

    it("takes one over that was ordered", async () => {
      const life = withCart();
      life.fake.markOrdered(CART);
      cartOf(await life.create(news), "done", "ordered");
    });

    it("fails for one that holds something else, and leaves it as it is, again and again", async () => {
      const life = withCart([{ id: 0, ...LINE, quantity: 3 }]);
      const state = cartOf(await life.create(news), "initFailure");
      expect(state.deviations[0]).to.include("quantity is 3");
      cartOf(await life.nextRun().update(state, news), "initFailure");
      expect(life.methods).to.not.include("updateCart");
      expect(life.fake.carts.get(CART)?.lineItems[0]?.quantity).to.equal(3);
    });

    it("fails for one with add-ons that the program doesn't declare", async () => {
      const life = withCart([{ id: 0, ...LINE, addonItems: [cartLine()] }]);
      expect(cartOf(await life.create(news), "initFailure").deviations[0]).to.include("addonItems");
    });

    it("never says that nothing was bought of one that was ordered with something else", async () => {
      const life = withCart([{ id: 0, ...LINE, quantity: 3 }]);
      life.fake.markOrdered(CART);
      expect(refusalOf(await life.create(news)))
        .to.include("was ordered with something else")
        .and.include("quantity is 3");
    });

    it("takes one over that is gone when the customer has orders of what it held", async () => {
      const life = withoutCart();
      life.fake.hasOrders({ ...ORDER, creationDate: "2025-01-01T00:00:00Z" });
      cartOf(await life.create(news), "done", "ordered");
      expect(life.world.infos[0]).to.include("o-a");
    });

    it("refuses one that is gone without an order", async () => {
      expect(refusalOf(await withoutCart().create(news)))
        .to.include("existingCartId")
        .and.include(CART);
    });

    it("never makes one in its place once it expired, until the program asks for that", async () => {
      const life = withoutCart();
      const taken = cartState({ generation: 0 });
      expect(refusalOf(await life.update(taken, news))).to.include("Leave existingCartId out");
      const made = cartOf(await life.nextRun().update(taken), "done", "active");
      expect(made).to.deep.include({ generation: 1, cartId: "made-1" });
    });
  });
});
