import { expect } from "chai";
import { CART, fakeOrder } from "../../../support/cartsAndOrders";
import { isBusy, notSent, places, refuses } from "../../../support/checkoutReplies";
import { CheckoutLife, NO_WAIT, reasonOf, requestIdOf, stateOf } from "../../../support/checkoutLife";

describe("CartCheckoutLifecycle.create", () => {
  describe("of a cart that another request holds", () => {
    it("waits as long as it is told, looks, and sends again while the cart reads Active", async () => {
      const life = new CheckoutLife();
      life.fake.onCheckout(isBusy("800064", 7000), isBusy("800060"), places({ orders: [fakeOrder("o-a")] }));
      stateOf(await life.create(), "done", "completed");
      expect(life.fake.calls.map((c) => c.method)).to.deep.equal(
        Array.from({ length: 3 }, () => [
          "getCart",
          "listOrders",
          "listSubscriptions",
          "checkoutCart",
        ]).flat(),
      );
      expect(new Set(life.fake.posted)).to.deep.equal(new Set([requestIdOf(1)]));
      expect(life.world.clock.sleeps[0]).to.equal(7000);
    });

    it("sends nothing more once the other request has ordered it", async () => {
      const life = new CheckoutLife();
      life.fake.onCheckout((call, fake) => {
        fake.hasOrders(fakeOrder("o-a")).markOrdered(CART);
        return isBusy()(call, fake);
      });
      expect(stateOf(await life.create(), "done", "completed").orderIds).to.deep.equal(["o-a"]);
      expect(life.fake.posted).to.have.lengthOf(1);
    });

    it("stays unknown when the other request is still at work at the deadline", async () => {
      const life = new CheckoutLife();
      life.fake.onCheckout(...Array.from({ length: 60 }, () => isBusy()));
      stateOf(await life.create({ ...NO_WAIT, checkoutTimeoutSeconds: 30 }), "initFailure", "unknown");
      expect(life.fake.posted.length).to.be.within(3, 10);
    });

    it("does not hammer Partner Center when it asks for no delay", async () => {
      const life = new CheckoutLife();
      life.fake.onCheckout(...Array.from({ length: 60 }, () => isBusy("800064", 0)));
      await life.create({ ...NO_WAIT, checkoutTimeoutSeconds: 30 });
      expect(life.fake.posted.length).to.be.at.most(31);
    });

    for (const [title, reply] of [
      ["could not leave", notSent()],
      ["was refused", refuses(403, "20002")],
      ["was refused in a 2xx", refuses(200, "400072")],
    ] as const)
      it(`stays unknown, and in state, when the second checkout ${title}: the other request may still order it`, async () => {
        const life = new CheckoutLife();
        life.fake.onCheckout(isBusy(), reply);
        stateOf(await life.create(), "initFailure", "unknown");
      });
  });

  describe("told that the cart was submitted before (800065)", () => {
    it("finds its orders in a complete list", async () => {
      const life = new CheckoutLife();
      const at = life.world.clock.iso(-20);
      life.fake.onCheckout((call, fake) => {
        fake.hasOrders(fakeOrder("o-a", { creationDate: at })).markOrdered(CART, at);
        return refuses(400, "800065")(call, fake);
      });
      expect(stateOf(await life.create(), "done", "completed").orderIds).to.deep.equal(["o-a"]);
    });

    it("stays unknown while they are not in the list", async () => {
      const life = new CheckoutLife();
      life.fake.onCheckout((call, fake) => {
        fake.markOrdered(CART);
        return refuses(400, "800065")(call, fake);
      });
      stateOf(await life.create(), "initFailure", "unknown");
    });
  });

  describe("answered with an error inside a 2xx", () => {
    it("is not placed when the cart is still active and no order can be its", async () => {
      const life = new CheckoutLife();
      life.fake.onCheckout(refuses(200, "400072"));
      const ended = await life.create();
      stateOf(ended, "initFailure", "notPlaced");
      expect(reasonOf(ended)).to.include("400072");
    });

    it("is not called not placed when an order of just these items has appeared", async () => {
      const life = new CheckoutLife();
      life.fake.onCheckout((call, fake) => {
        fake.hasOrders(fakeOrder("o-a"));
        return refuses(200, "400072")(call, fake);
      });
      expect(stateOf(await life.create()).status).to.not.equal("notPlaced");
    });
  });
});
