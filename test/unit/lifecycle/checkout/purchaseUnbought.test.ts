import { expect } from "chai";
import { LINE } from "../../../support/cartLife";
import { cartLine, fakeCart } from "../../../support/cartsAndOrders";
import { noAnswer, refuses } from "../../../support/checkoutReplies";
import { MINUTE } from "../../../support/fakeClock";
import { PurchaseLife } from "../../../support/purchaseLife";
import { expectOneOrder, OTHERS_ORDER, stopped } from "../../../support/purchaseOutcomes";

describe("a cart and its checkout", () => {
  describe("of which nothing was bought", () => {
    it("buy once when the cart has expired: another one takes its place", async () => {
      const life = await stopped();
      life.expire();
      expect(await life.up()).to.equal(undefined);
      expect(life.cart?.state).to.include({ generation: 2, status: "active" });
      expect(life.bought).to.have.lengthOf(1);
    });

    it("buy once when Partner Center had refused the first cart and it has expired", async () => {
      const life = new PurchaseLife();
      life.fake.onCheckout(refuses(400, "800025"));
      expect(await life.up()).to.include("800025");
      life.expire();
      expect(await life.up()).to.equal(undefined);
      expect(life.bought).to.have.lengthOf(1);
    });

    it("make no cart and buy nothing while an order can be late in the list", async () => {
      const life = await stopped();
      life.expire(7);
      life.clock.advance(10 * MINUTE);
      expect(await life.up())
        .to.include("pulumi up")
        .and.include("Nothing was made or bought");
      expect(life.fake.made.size).to.equal(1);
      expect(life.bought).to.have.lengthOf(0);
    });

    it("buy nothing when a stranger ordered the same meanwhile, and do when a person says so", async () => {
      const life = await stopped();
      life.fake.hasOrders(OTHERS_ORDER);
      life.expire();
      expect(await life.up())
        .to.include("stranger")
        .and.include("orderIds");
      expect(life.world.infos.join()).to.include("pulumi state delete").and.include('besides: ["stranger"]');
      expect(life.bought).to.have.lengthOf(0);
      life.cart = undefined;
      life.fake.made.clear();
      expect(await life.up())
        .to.include("stranger")
        .and.include('besides: ["stranger"]');
      expect(await life.up({ besides: ["stranger"] })).to.equal(undefined);
      expect(life.bought).to.have.lengthOf(1);
    });

    it("take over what somebody else made of the cart", async () => {
      const life = await stopped();
      const { cartId } = life.cart?.state ?? {};
      life.fake.hasOrders({ ...OTHERS_ORDER, creationDate: life.clock.iso() });
      life.fake.markOrdered(String(cartId));
      life.clock.advance(20 * MINUTE);
      expect(await life.up()).to.equal(undefined);
      expect(life.checkout?.state["orderIds"]).to.deep.equal(["stranger"]);
      expect(life.bought).to.have.lengthOf(0);
    });

    it("never buy a cart whose lines somebody else changed, once a refresh saw that", async () => {
      const life = await stopped();
      const cart = life.fake.carts.get("made-1");
      life.fake.hasCart(fakeCart({ ...cart, lineItems: [cartLine({ id: 0, ...LINE, quantity: 500 })] }));
      await life.refresh();
      expect(await life.up()).to.equal(undefined);
      expect(life.fake.orders[0]?.lineItems[0]?.quantity).to.equal(25);
    });
  });

  describe("whose checkout got no answer and never arrived", () => {
    it("buy once, with the same cart while it lives", async () => {
      const life = new PurchaseLife();
      life.fake.onCheckout(noAnswer());
      expect(await life.up()).to.include("not known yet");
      expect(await life.up()).to.equal(undefined);
      expectOneOrder(life);
    });

    it("buy once, with another cart when that one expired, after a refresh has settled it", async () => {
      const life = new PurchaseLife();
      life.fake.onCheckout(noAnswer());
      expect(await life.up()).to.include("not known yet");
      life.expire();
      const reason = await life.up();
      expect(reason).to.include("Another purchase is another resource").and.include("pulumi refresh");
      expect(life.bought).to.have.lengthOf(0);
      await life.refresh();
      expect(await life.up()).to.equal(undefined);
      expectOneOrder(life);
    });
  });
});
