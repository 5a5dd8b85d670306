import { expect } from "chai";
import { EDITED, ORDER, withoutCart } from "../../../support/activeAndGoneCart";
import { CART_INPUTS, CartLife, cartOf, cartState, refusalOf } from "../../../support/cartLife";
import { CART } from "../../../support/cartsAndOrders";
import { serviceError } from "../../../support/partnerCenterErrors";

describe("CartLifecycle.update", () => {
  describe("of a cart that is gone", () => {
    it("makes another one under the next generation's ids when it certainly was not ordered", async () => {
      const life = withoutCart();
      const state = cartOf(await life.update(cartState()), "done", "active");
      expect(life.methods).to.deep.equal([
        "getCart",
        "listOrders",
        "listSubscriptions",
        "listOrders",
        "listSubscriptions",
        "createCart",
      ]);
      expect(state).to.deep.include({ generation: 2, cartId: "made-1", createdAt: life.clock.iso() });
      expect(life.world.infos[0]).to.include(CART).and.include("made-1");
    });

    it("makes none when the customer has an order of what it held, and lists that", async () => {
      const life = withoutCart();
      life.fake.hasOrders({ ...ORDER, creationDate: "2026-11-16T00:00:00Z" });
      cartOf(await life.update(cartState()), "done", "ordered");
      expect(life.methods).to.not.include("createCart");
      expect(life.world.infos[0]).to.include("o-a").and.include("No other cart is made");
    });

    it("refuses an edit then", async () => {
      const life = withoutCart();
      life.fake.hasOrders({ ...ORDER, creationDate: "2026-11-16T00:00:00Z" });
      expect(refusalOf(await life.update(cartState(), EDITED)))
        .to.include("lineItems can't change")
        .and.include("o-a");
    });

    it("makes none, and asks, while an order holds another quantity of its items, until that is named", async () => {
      const life = withoutCart();
      const [line] = ORDER.lineItems;
      const lineItems = [{ ...line!, quantity: 40 }];
      life.fake.hasOrders({ ...ORDER, lineItems, creationDate: "2026-11-16T00:00:00Z" });
      const state = cartOf(await life.update(cartState()), "done", "active");
      expect(state.cartId).to.equal(CART);
      expect(life.world.warnings[0]).to.include('orderIds: ["o-a"]').and.include('besides: ["o-a"]');
      expect(refusalOf(await life.update(cartState(), EDITED))).to.include("o-a");
      expect(life.methods).to.not.include("createCart");
      const besides = ["o-a"];
      cartOf(await life.nextRun().update(cartState(), { ...CART_INPUTS, besides }), "done", "active");
      expect(life.methods).to.include("createCart");
    });

    it("makes none while an order can be late in the list", async () => {
      const life = new CartLife();
      life.clock.advance(7 * 24 * 60 * 60 * 1000 + 60_000);
      expect(refusalOf(await life.update(cartState()))).to.include("2026-11-22T12:25:00.000Z");
      expect(life.methods).to.not.include("createCart");
    });

    it("makes none when the orders can't be listed", async () => {
      const life = withoutCart();
      life.fake.fail("listOrders", serviceError(403, "20002"));
      expect(refusalOf(await life.update(cartState()))).to.include("20002");
      expect(life.methods).to.not.include("createCart");
    });

    it("makes none when the same was ordered within 30 days by others", async () => {
      const life = withoutCart();
      life.fake.hasOrders({ ...ORDER, creationDate: "2026-11-01T00:00:00Z" });
      expect(refusalOf(await life.update(cartState())))
        .to.include("has already")
        .and.include("o-a");
    });
  });
});
