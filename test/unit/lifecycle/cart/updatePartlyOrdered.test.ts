import { expect } from "chai";
import type { Cart } from "../../../../provider/client/schemas";
import { fakeCart, ITEM_B } from "../../../support/cartsAndOrders";
import { MINUTE } from "../../../support/fakeClock";
import { EDITED, ORDER, withCart } from "../../../support/activeAndGoneCart";
import { cartOf, cartState, LINE, refusalOf } from "../../../support/cartLife";
import { fakeSubscription } from "../../../support/subscriptions";
import { connectionError } from "../../../support/partnerCenterErrors";

describe("CartLifecycle.update", () => {
  describe("of a cart of which a part may have been ordered", () => {
    const partly = () => {
      const life = withCart();
      life.fake.hasOrders({ ...ORDER, creationDate: life.clock.iso(1) });
      return life;
    };

    it("refuses other lines: setting them could buy that part again", async () => {
      const life = partly();
      expect(refusalOf(await life.update(cartState(), EDITED)))
        .to.include("o-a")
        .and.include("onOrderErrors");
      expect(life.methods).to.not.include("updateCart");
    });

    it("refuses them, too, for a part that only its subscription tells of yet", async () => {
      const life = withCart();
      const { catalogItemId: offerId, quantity } = LINE;
      life.fake.subscriptions.push(fakeSubscription("o-late", { offerId, quantity }));
      expect(refusalOf(await life.update(cartState(), EDITED))).to.include("o-late");
      expect(life.methods).to.not.include("updateCart");
    });

    it("doesn't set the same lines again either, and says why", async () => {
      const life = partly();
      const failed = cartState({
        lines: [{ lineItemNumber: 0, ...LINE, error: { code: "10001", description: "" } }],
      });
      cartOf(await life.update(failed), "done", "active");
      expect(life.methods).to.not.include("updateCart");
      expect(life.world.warnings[0]).to.include("o-a").and.include('besides: ["o-a"]');
    });

    it("goes ahead where the program says that the order is another purchase", async () => {
      const life = partly();
      cartOf(await life.update(cartState(), { ...EDITED, besides: ["O-A"] }), "done");
      expect(life.methods.filter((method) => !method.startsWith("list"))).to.deep.equal([
        "getCart",
        "updateCart",
      ]);
    });

    it("doesn't go ahead where it says so of another order only", async () => {
      const life = partly();
      expect(refusalOf(await life.update(cartState(), { ...EDITED, besides: ["o-b"] }))).to.include("o-a");
      expect(life.methods).to.not.include("updateCart");
    });

    it("refuses when that can't be read", async () => {
      const life = withCart();
      life.fake.fail("listOrders", connectionError());
      expect(refusalOf(await life.update(cartState(), EDITED))).to.include("can't be told");
      expect(life.methods).to.not.include("updateCart");
    });

    describe("and that becomes several orders", () => {
      const SOFTWARE = { catalogItemId: ITEM_B, quantity: 1, billingCycle: "one_time", orderGroup: "1" };
      const several = (changes: Partial<Cart> = {}) => {
        const life = withCart();
        const [cart] = life.fake.carts.values();
        const [seats = {}] = cart?.lineItems ?? [];
        const lineItems = [{ ...seats, orderGroup: "0" }, SOFTWARE];
        life.fake.hasCart(fakeCart({ ...cart, lineItems, ...changes }));
        return life;
      };

      it("keeps its lines for 15 minutes: a killed run's order can be missing from the list so long", async () => {
        const life = several();
        const reason = refusalOf(await life.update(cartState(), EDITED));
        expect(reason).to.include("nothing was changed or bought").and.include("again after");
        expect(life.methods).to.not.include("updateCart");
        life.clock.advance(16 * MINUTE);
        cartOf(await life.nextRun().update(cartState(), EDITED), "done");
        expect(life.methods).to.include("updateCart");
      });

      it("keeps them after every change of the cart, whoever made it", async () => {
        const life = several();
        life.clock.advance(60 * MINUTE);
        const [cart] = life.fake.carts.values();
        life.fake.hasCart(
          fakeCart({ ...cart, lastModifiedTimestamp: new Date(life.clock.now() - 5 * MINUTE).toISOString() }),
        );
        expect(refusalOf(await life.update(cartState(), EDITED))).to.include("again after");
      });

      it("sends none when they were set elsewhere, by a run whose answer was lost say, and waits all the same", async () => {
        const life = several();
        const [cart] = life.fake.carts.values();
        const lineItems = [
          { ...LINE, id: 0, orderGroup: "0" },
          { ...SOFTWARE, id: 1 },
        ];
        life.fake.hasCart(fakeCart({ ...cart, lineItems }));
        const { orderGroup: _, ...software } = SOFTWARE;
        const news = { ...EDITED, lineItems: [LINE, software] };
        expect(refusalOf(await life.update(cartState(), news))).to.include("again after");
        life.clock.advance(16 * MINUTE);
        const updated = cartOf(await life.nextRun().update(cartState(), news), "done");
        expect(updated.lineItems).to.deep.equal(news.lineItems);
        expect(life.methods).to.not.include("updateCart");
      });

      it("may get other lines at once when it never could be sent", async () => {
        const error = { errorCode: "10001", errorDescription: "no" };
        const life = several();
        const [cart] = life.fake.carts.values();
        const lineItems = (cart?.lineItems ?? []).map((line) => ({ ...line, error }));
        life.fake.hasCart(fakeCart({ ...cart, lineItems }));
        await life.update(cartState(), EDITED);
        expect(life.methods).to.include("updateCart");
      });
    });

    it("counts older orders for a purchase that may have adopted them, but not while its lines were refused", async () => {
      const life = withCart();
      life.fake.hasOrders({ ...ORDER, creationDate: "2026-11-01T00:00:00Z" });
      const adopt = { ...EDITED, ifAlreadyOrdered: "adopt" };
      expect(refusalOf(await life.update(cartState({ adopt: true }), adopt))).to.include("o-a");
      const lines = [{ lineItemNumber: 0, ...LINE, error: { code: "10001", description: "" } }];
      cartOf(await life.nextRun().update(cartState({ adopt: true, lines }), adopt), "done");
    });
  });
});
