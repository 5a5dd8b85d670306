import { expect } from "chai";
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
