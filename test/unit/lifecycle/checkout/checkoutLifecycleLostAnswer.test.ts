import { expect } from "chai";
import {
  CART,
  cartLine,
  CUSTOMER,
  fakeCart,
  fakeOrder,
  ITEM_B,
  OTHER_CART,
  twoGroups,
} from "../../../support/cartsAndOrders";
import { buysSilently, noAnswer, places, refuses } from "../../../support/checkoutReplies";
import { MINUTE } from "../../../support/fakeClock";
import { stored, unknownState } from "../../../support/checkoutStates";
import { serviceError } from "../../../support/partnerCenterErrors";
import { CheckoutLife, NO_WAIT, reasonOf, requestIdOf, stateOf } from "../../../support/checkoutLife";
import { accepted } from "../../../support/ended";

describe("CartCheckoutLifecycle.create", () => {
  describe("without a certain answer", () => {
    it("never calls a 4xx after a lost try of the same call not placed", async () => {
      const life = new CheckoutLife();
      life.fake.onCheckout(refuses(403, "20002", { earlierUnknown: true }));
      const ended = await life.create();
      expect(stateOf(ended, "initFailure", "unknown").unsettled).to.deep.include({ unanswered: true });
      expect(reasonOf(ended))
        .to.include("not known yet")
        .and.include("it is safe")
        .and.include(requestIdOf(1));
    });

    it("never calls a 4xx after a lost try not placed only because the tries took long", async () => {
      const life = new CheckoutLife();
      const lostLate = refuses(403, "20002", { earlierUnknown: true });
      life.fake.onCheckout((call, fake) => {
        fake.clock.advance(20 * MINUTE);
        return lostLate(call, fake);
      });
      stateOf(await life.create({ ...NO_WAIT, checkoutTimeoutSeconds: 3600 }), "initFailure", "unknown");
    });

    it("looks before it speaks, and finds the one order of an ordered cart", async () => {
      const life = new CheckoutLife();
      life.fake.onCheckout(buysSilently(fakeOrder("o-a")));
      expect(stateOf(await life.create(), "done", "completed").orderIds).to.deep.equal(["o-a"]);
      expect(life.fake.posted).to.have.lengthOf(1);
    });

    it("stays unknown while the cart is ordered and its orders are not in the list yet", async () => {
      const life = new CheckoutLife();
      life.fake.lagging.add("o-a");
      life.fake.onCheckout(buysSilently(fakeOrder("o-a")));
      const state = stateOf(await life.create(), "initFailure", "unknown");
      expect(state.unsettled?.lines).to.deep.equal([
        { catalogItemId: cartLine().catalogItemId, quantity: 1, termDuration: "P1Y", orderGroup: "0" },
      ]);
    });

    it("names candidates when several orders could be the cart's", async () => {
      const life = new CheckoutLife();
      life.fake.onCheckout((call, fake) => {
        fake.hasOrders(fakeOrder("o-x"));
        return buysSilently(fakeOrder("o-a"))(call, fake);
      });
      const ended = await life.create();
      stateOf(ended, "initFailure", "unknown");
      expect(reasonOf(ended)).to.include("o-x").and.include("o-a").and.include("orderIds");
    });

    it("keeps the orders that could be read out of an answer that isn't certain", async () => {
      const life = new CheckoutLife();
      life.fake.lagging.add("o-a");
      life.fake.hasCart(twoGroups()).onCheckout(places({ orders: [fakeOrder("o-a")], unreadableOrders: 1 }));
      expect(stateOf(await life.create(), "initFailure", "unknown").orderIds).to.deep.equal(["o-a"]);
    });

    it("keeps an order of the answer also when another order of the list would fit the cart", async () => {
      const life = new CheckoutLife();
      life.fake.lagging.add("o-a");
      life.fake.hasCart(twoGroups());
      life.fake.onCheckout((call, fake) => {
        fake.hasOrders(fakeOrder("o-x"), fakeOrder("o-b", { item: ITEM_B }));
        return places({ orders: [fakeOrder("o-a")], unreadableOrders: 1 })(call, fake);
      });
      expect(stateOf(await life.create()).orderIds).to.include("o-a");
    });

    it("turns a defect of the client during the checkout into an unknown end", async () => {
      const life = new CheckoutLife();
      life.fake.fail("checkoutCart", new TypeError("x is not a function"));
      const ended = await life.create();
      expect(stateOf(ended, "initFailure", "unknown")).to.include({ attempt: 1, requestId: requestIdOf(1) });
      expect(reasonOf(ended)).to.include("x is not a function");
    });

    it("doesn't take the order of an equal cart of the same run for its own while its own is not in the list", async () => {
      const life = new CheckoutLife();
      life.fake.hasCart(fakeCart({ id: OTHER_CART })).hasOrders(fakeOrder("o-a"), fakeOrder("o-b"));
      life.fake.lagging.add("o-a");
      for (const id of [CART, OTHER_CART]) life.fake.markOrdered(id);
      life.fake.onCheckout(noAnswer(), noAnswer());
      const both = [CART, OTHER_CART].map(async (cartId) => {
        const unsettled = { unanswered: true, since: life.world.clock.iso(-1), lines: [] };
        const before = stored({ ...unknownState({ unsettled }), cartId });
        const news = { ...NO_WAIT, cartId };
        return accepted(await life.lifecycle().update(`${CUSTOMER}/${cartId}`, before, news));
      });
      const [own, other] = (await Promise.all(both)).map(({ state }) => state.orderIds);
      expect(own).to.not.include("o-b");
      expect(other).to.not.include("o-a");
      expect(life.fake.posted).to.have.lengthOf(2);
    });

    it("is followed by no checkout of an equal cart in the same run", async () => {
      const life = new CheckoutLife();
      life.fake.hasCart(fakeCart({ id: OTHER_CART })).lagging.add("o-a");
      life.fake.onCheckout(buysSilently(fakeOrder("o-a")));
      const [own, other] = await Promise.all([
        life.create(),
        life.create({ ...NO_WAIT, cartId: OTHER_CART }),
      ]);
      expect(own).to.have.nested.property("state.status", "unknown");
      expect(other.kind).to.equal("refused");
      expect(reasonOf(other)).to.include(CART).and.include("besides: <the other purchase>.orderIds");
      expect(life.fake.posted).to.have.lengthOf(1);
    });

    it("stays unknown when nothing at all answers", async () => {
      const life = new CheckoutLife();
      life.fake.onCheckout(noAnswer()).fail("getCart", undefined, serviceError(503));
      stateOf(await life.create(), "initFailure", "unknown");
    });
  });
});
