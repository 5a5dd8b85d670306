import { expect } from "chai";
import type { CreateCartCall } from "../../../../provider/client/partnerCenter";
import { CART_INPUTS, CartLife, cartOf, refusalOf } from "../../../support/cartLife";
import { CUSTOMER, fakeOrder, ITEM } from "../../../support/cartsAndOrders";
import { MINUTE } from "../../../support/fakeClock";
import { connectionError } from "../../../support/partnerCenterErrors";

const DAY = 24 * 60 * MINUTE;
const lineItems = [{ lineItemNumber: 0, offerId: ITEM, quantity: 25, termDuration: "P1Y" }];
const orderAt = (creationDate: string) => fakeOrder("o-a", { creationDate, lineItems });

/** A program whose state was lost after its first cart was made. */
async function withForgottenCart(): Promise<CartLife> {
  const life = new CartLife();
  cartOf(await life.create());
  return life.nextRun();
}

describe("making a cart", () => {
  describe("that an earlier run made already, by the same request id,", () => {
    it("uses it again while it is active", async () => {
      const life = await withForgottenCart();
      life.clock.advance(DAY);
      const state = cartOf(await life.create(), "done", "active");
      expect(state).to.deep.include({ cartId: "made-1", generation: 1 });
      expect(life.methods).to.deep.equal(["listOrders", "listSubscriptions", "createCart", "getCart"]);
    });

    it("is refused when it was ordered, though the list of orders doesn't show that yet", async () => {
      const life = await withForgottenCart();
      life.fake.markOrdered("made-1");
      const reason = refusalOf(await life.create());
      expect(reason)
        .to.include("was bought before")
        .and.include('ifAlreadyOrdered: "adopt"')
        .and.include("besides");
      expect(life.fake.made.size).to.equal(1);
    });

    it("is handed to the checkout when it was ordered and is to be adopted", async () => {
      const life = await withForgottenCart();
      life.fake.markOrdered("made-1");
      cartOf(await life.create({ ...CART_INPUTS, ifAlreadyOrdered: "adopt" }), "done", "ordered");
    });

    it("is refused when it was ordered, though besides names its own order: it would be bought twice", async () => {
      const life = await withForgottenCart();
      life.fake.markOrdered("made-1");
      life.fake.hasOrders(orderAt(life.clock.iso()));
      const reason = refusalOf(await life.create({ ...CART_INPUTS, besides: ["o-a"] }));
      expect(reason).to.include("was bought before");
      expect(life.fake.made.size).to.equal(1);
    });

    it("makes the next one when its days are over", async () => {
      const life = await withForgottenCart();
      life.clock.advance(8 * DAY);
      const state = cartOf(await life.create(), "done", "active");
      expect(state).to.deep.include({ cartId: "made-2", generation: 2 });
    });

    it("believes the cart and not an answer that may be the one of then", async () => {
      const life = await withForgottenCart();
      const then = (await life.fake.getCart(CUSTOMER, "made-1")).value;
      life.clock.advance(2 * MINUTE);
      const { createCart } = life.fake;
      life.fake.createCart = async (call: CreateCartCall) => {
        const read = await createCart.call(life.fake, call);
        return read.value.id === "made-1" ? { ...read, value: then } : read;
      };
      life.fake.markOrdered("made-1");
      expect(refusalOf(await life.create())).to.include("was bought before");

      life.fake.carts.delete("made-1");
      life.fake.createCart = async (call: CreateCartCall) => {
        if (life.fake.made.get(call.requestId) !== "made-1") return createCart.call(life.fake, call);
        return { value: then, meta: life.fake.meta(201) };
      };
      expect(cartOf(await life.nextRun().create(), "done", "active").cartId).to.equal("made-2");
    });

    it("stops when what it holds can't be read", async () => {
      const life = await withForgottenCart();
      life.clock.advance(DAY);
      life.fake.fail("getCart", connectionError());
      expect(refusalOf(await life.create())).to.equal(connectionError().message);
    });

    it("gives up after many carts that are over", async () => {
      const life = await withForgottenCart();
      life.clock.advance(8 * DAY);
      const { createCart } = life.fake;
      life.fake.createCart = async (call: CreateCartCall) => {
        life.fake.made.set(call.requestId, "made-1");
        return createCart.call(life.fake, call);
      };
      expect(refusalOf(await life.create()))
        .to.include("old carts")
        .and.include("nothing was bought");
    });
  });
});
