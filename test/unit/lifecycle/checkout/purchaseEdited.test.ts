import { expect } from "chai";
import { LINE } from "../../../support/cartLife";
import { fakeOrder, ITEM, ITEM_B } from "../../../support/cartsAndOrders";
import { places } from "../../../support/checkoutReplies";
import { PurchaseLife } from "../../../support/purchaseLife";
import { bought, expectOneOrder, stopped } from "../../../support/purchaseOutcomes";

describe("a cart and its checkout", () => {
  describe("with edits", () => {
    const EDITED = { lineItems: [{ ...LINE, quantity: 30 }] };

    it("buy what was edited before the purchase", async () => {
      const life = await stopped();
      expect(await life.up(EDITED)).to.equal(undefined);
      expect(life.fake.orders[0]?.lineItems[0]?.quantity).to.equal(30);
      expectOneOrder(life);
    });

    it("refuse them after the purchase, at once, after a refresh and after the cart's end", async () => {
      const life = await bought();
      expect(await life.up(EDITED)).to.include("lineItems can't change");
      await life.refresh();
      expect(await life.up(EDITED)).to.include("lineItems can't change");
      life.expire();
      expect(await life.up(EDITED)).to.include("lineItems can't change");
      expect(await life.up()).to.equal(undefined);
      expectOneOrder(life);
    });

    it("refuse them when a part was bought, and leave that part bought once", async () => {
      const life = new PurchaseLife();
      const program = { lineItems: [LINE, { ...LINE, catalogItemId: ITEM_B }] };
      const order = fakeOrder("order-of-a", {
        lineItems: [{ lineItemNumber: 0, offerId: ITEM, quantity: 25, termDuration: "P1Y" }],
      });
      life.fake.onCheckout((call, fake) => {
        const reply = places({
          orders: [order],
          orderErrors: [{ orderGroupId: "1", code: "800030", description: "no" }],
        })(call, fake);
        const cart = fake.carts.get(call.cartId);
        if (cart) fake.hasCart({ ...cart, status: "Active" });
        return reply;
      });
      expect(await life.up(program))
        .to.include("order-of-a")
        .and.include("800030");
      const posts = life.fake.posted.length;
      const edited = { lineItems: [LINE, { ...LINE, catalogItemId: ITEM_B, quantity: 3 }] };
      expect(await life.up(edited))
        .to.include("ordered in part")
        .and.include("order-of-a");
      expect(life.fake.posted).to.have.lengthOf(posts);
      expect(life.bought).to.deep.equal(["order-of-a"]);
    });
  });
});
