import { expect } from "chai";
import { LINE } from "../../../support/cartLife";
import { CART, cartLine, fakeCart } from "../../../support/cartsAndOrders";
import { MINUTE } from "../../../support/fakeClock";
import { fakeSubscription } from "../../../support/subscriptions";
import { PurchaseLife } from "../../../support/purchaseLife";
import { bought, expectOneOrder, OTHERS_ORDER } from "../../../support/purchaseOutcomes";

describe("a cart and its checkout", () => {
  describe("with ifAlreadyOrdered: adopt", () => {
    const ADOPT = { ifAlreadyOrdered: "adopt" };
    const withOlder = () => {
      const life = new PurchaseLife();
      life.fake.hasOrders({ ...OTHERS_ORDER, creationDate: "2026-11-01T00:00:00Z" });
      return life;
    };

    it("take an older order over, and buy nothing, for good", async () => {
      const life = withOlder();
      expect(await life.up(ADOPT)).to.equal(undefined);
      expect(life.checkout?.state["orderIds"]).to.deep.equal(["stranger"]);
      life.expire();
      await life.refresh();
      expect(life.cart?.state["status"]).to.equal("ordered");
      expect(await life.up(ADOPT)).to.equal(undefined);
      expect(await life.up()).to.equal(undefined);
      expect(life.bought).to.deep.equal([]);
      expect(life.fake.made.size).to.equal(1);
    });

    it("refuse an edit of what was taken over, though its cart was never ordered", async () => {
      const life = withOlder();
      expect(await life.up(ADOPT)).to.equal(undefined);
      expect(await life.up({ ...ADOPT, lineItems: [{ ...LINE, quantity: 30 }] })).to.include("stranger");
      expect(await life.up(ADOPT)).to.equal(undefined);
    });

    it("buy nothing when only the cart says it", async () => {
      const life = withOlder();
      const program = { ...ADOPT, checkout: { ifAlreadyOrdered: undefined } };
      for (let run = 0; run < 3; run++)
        expect(await life.up(program))
          .to.include("has already")
          .and.include('besides: ["stranger"]');
      expect(life.bought).to.deep.equal([]);
    });

    it("buy once, when the cart expired unbought, though the same was bought once and has ended", async () => {
      const life = withOlder();
      life.fake.orders = life.fake.orders.map((order) => ({
        ...order,
        creationDate: "2024-01-01T00:00:00Z",
      }));
      life.fake.subscriptions.push(fakeSubscription("stranger", { quantity: 25, status: "expired" }));
      const limits = { maxTotal: { amount: 1, currency: "USD" } };
      expect(await life.up({ ...ADOPT, checkout: { limits } })).to.include("limits.maxTotal");
      life.expire();
      expect(await life.up(ADOPT)).to.equal(undefined);
      expectOneOrder(life);
    });

    it("stay as they are once what was taken over has run out and their cart is gone", async () => {
      const life = withOlder();
      const ends = { commitmentEndDate: "2026-12-16T00:00:00Z" };
      life.fake.subscriptions.push(fakeSubscription("stranger", { quantity: 25, ...ends }));
      expect(await life.up(ADOPT)).to.equal(undefined);
      life.fake.subscriptions[0]!.status = "expired";
      life.expire(40);
      for (let run = 0; run < 2; run++) expect(await life.up(ADOPT)).to.equal(undefined);
      expect(life.checkout?.state["orderIds"]).to.deep.equal(["stranger"]);
      expect([life.bought, life.fake.made.size]).to.deep.equal([[], 1]);
    });

    it("take their own purchase over again when state was lost", async () => {
      const life = await bought();
      life.cart = life.checkout = undefined;
      life.clock.advance(20 * MINUTE);
      expect(await life.up(ADOPT)).to.equal(undefined);
      expectOneOrder(life);
    });
  });

  describe("with orderIds", () => {
    it("make no other cart when theirs is gone, with the orders named and with them taken out again", async () => {
      const life = await bought();
      const orderIds = [...life.bought];
      expect(await life.up({ orderIds })).to.equal(undefined);
      life.expire();
      for (let run = 0; run < 2; run++) expect(await life.up({ orderIds })).to.equal(undefined);
      expect(await life.up()).to.equal(undefined);
      expectOneOrder(life);
      expect(life.fake.made.size).to.equal(1);
    });

    it("take over what was bought before their cart was made, for good", async () => {
      const life = new PurchaseLife();
      life.fake.hasOrders({ ...OTHERS_ORDER, creationDate: "2026-11-01T00:00:00Z" });
      const named = { orderIds: ["stranger"] };
      expect(await life.up(named)).to.equal(undefined);
      life.expire();
      for (let run = 0; run < 2; run++) expect(await life.up(named)).to.equal(undefined);
      expect([life.bought, life.fake.made.size]).to.deep.equal([[], 1]);
    });
  });

  describe("with existingCartId", () => {
    const program = { existingCartId: CART };
    const withExisting = () => {
      const life = new PurchaseLife();
      life.fake.hasCart(fakeCart({ lineItems: [cartLine({ id: 0, ...LINE })] }));
      return life;
    };

    it("buy that cart once, and make none, for good", async () => {
      const life = withExisting();
      expect(await life.up(program)).to.equal(undefined);
      life.expire();
      await life.refresh();
      expect(await life.up(program)).to.equal(undefined);
      expectOneOrder(life);
      expect(life.fake.made.size).to.equal(0);
    });

    it("take it over under another name, though it is long gone, and buy nothing", async () => {
      const life = withExisting();
      expect(await life.up(program)).to.equal(undefined);
      life.expire();
      const renamed = new PurchaseLife(life.world);
      expect(await renamed.up({ ...program, name: "renamed" }))
        .to.include("order-of")
        .and.include("orderIds");
      expect(life.bought).to.have.lengthOf(1);
    });
  });
});
