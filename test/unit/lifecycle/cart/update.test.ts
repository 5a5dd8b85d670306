import { expect } from "chai";
import { BAD_ITEM, EDITED, withCart } from "../../../support/activeAndGoneCart";
import { CART_INPUTS, cartOf, cartState, LINE, refusalOf } from "../../../support/cartLife";
import {
  CART,
  cartLine,
  fakeCart,
  fakeOrder,
  ITEM,
  ITEM_B,
  OTHER_CART,
} from "../../../support/cartsAndOrders";
import { connectionError } from "../../../support/partnerCenterErrors";

describe("CartLifecycle.update", () => {
  it("reads the cart and sets all of its lines", async () => {
    const life = withCart();
    const state = cartOf(await life.update(cartState(), EDITED), "done", "active");
    expect(life.methods).to.deep.equal(["getCart", "listOrders", "listSubscriptions", "updateCart"]);
    expect(state.lineItems[0]?.quantity).to.equal(30);
    expect(life.fake.carts.get(CART)?.lineItems[0]?.quantity).to.equal(30);
    expect(state).to.deep.include({ cartId: CART, generation: 1, expiresAt: cartState().expiresAt });
  });

  it("sets the same lines again to heal a line that was refused", async () => {
    const life = withCart([{ id: 0, ...LINE, error: BAD_ITEM }]);
    const failed = cartState({ lines: [{ lineItemNumber: 0, error: { code: "10001", description: "" } }] });
    const state = cartOf(await life.update(failed), "done", "active");
    expect(state.lines[0]?.error).to.equal(undefined);
    expect(await life.diff(state)).to.deep.equal({ changes: false, replaces: [] });
  });

  it("goes on failing while a line can't be ordered", async () => {
    const life = withCart([{ id: 0, ...LINE, error: BAD_ITEM }]);
    life.fake.updateCart = life.fake.getCart.bind(life.fake) as never;
    const failed = cartState({ lines: [{ lineItemNumber: 0, error: { code: "10001", description: "" } }] });
    expect(cartOf(await life.update(failed), "initFailure").lines[0]?.error?.code).to.equal("10001");
  });

  it("sets lines back that somebody else changed", async () => {
    const life = withCart([{ id: 0, ...LINE, quantity: 500 }]);
    const read = cartOf(await life.read(cartState()));
    expect((await life.diff(read)).changes).to.equal(true);
    cartOf(await life.nextRun().update(read), "done", "active");
    expect(life.fake.carts.get(CART)?.lineItems[0]?.quantity).to.equal(25);
  });

  it("finds a cart that was ordered, and leaves it alone", async () => {
    const life = withCart();
    life.fake.markOrdered(CART);
    cartOf(await life.update(cartState({ status: "expired", deviations: ["x"] })), "done", "ordered");
    expect(life.methods).to.deep.equal(["getCart"]);
  });

  it("refuses to edit a cart that was ordered meanwhile", async () => {
    const life = withCart();
    life.fake.markOrdered(CART);
    expect(refusalOf(await life.update(cartState(), EDITED))).to.include("lineItems can't change");
  });

  it("refuses, in the preview already, another cart in the place of one that was ordered meanwhile", async () => {
    const life = withCart();
    life.fake.markOrdered(CART);
    const news = { ...CART_INPUTS, existingCartId: OTHER_CART };
    expect(await life.refusedDiff(cartState(), news)).to.include("so existingCartId can't change any more");
  });

  it("refuses the same of a cart that is gone, by its orders, and while that can't be told", async () => {
    const life = withCart();
    const news = { ...CART_INPUTS, existingCartId: OTHER_CART };
    life.fake.carts.clear();
    expect(await life.refusedDiff(cartState(), news)).to.include(
      "whether it was ordered before can't be told yet",
    );
    life.fake.fail("getCart", connectionError());
    expect(await life.nextRun().refusedDiff(cartState(), news)).to.include(connectionError().message);
    life.clock.advance(9 * 24 * 60 * 60 * 1000);
    expect((await life.nextRun().diff(cartState(), news)).replaces).to.deep.equal(["existingCartId"]);
    const lineItems = [{ lineItemNumber: 0, offerId: ITEM, quantity: 25, termDuration: "P1Y" }];
    life.fake.hasOrders(fakeOrder("o-25", { creationDate: "2026-11-16T00:00:00Z", lineItems }));
    expect(await life.nextRun().refusedDiff(cartState(), news)).to.include("o-25");
  });

  for (const [key, other] of [
    ["existingCartId", { existingCartId: OTHER_CART }],
    ["customerId", { customerId: "94cd6638-11b6-4323-8c9f-6ae3088adc59" }],
  ] as const)
    it(`refuses another ${key} where a part of several orders may have been placed, though the cart reads Active`, async () => {
      const life = withCart();
      const groups = [cartLine({ ...LINE }), cartLine({ catalogItemId: ITEM_B, orderGroup: "1" })];
      const lastModifiedTimestamp = life.clock.iso();
      life.fake.hasCart(fakeCart({ lineItems: groups, lastModifiedTimestamp }));
      const news = { ...CART_INPUTS, ...other };
      expect(await life.refusedDiff(cartState(), news)).to.include("Run `pulumi up` again after");
      life.clock.advance(16 * 60_000);
      expect((await life.nextRun().diff(cartState(), news)).replaces).to.deep.equal([key]);
      const lineItems = [{ lineItemNumber: 0, offerId: ITEM, quantity: 25, termDuration: "P1Y" }];
      life.fake.hasOrders(fakeOrder("o-25", { creationDate: lastModifiedTimestamp, lineItems }));
      expect(await life.nextRun().refusedDiff(cartState(), news))
        .to.include("o-25")
        .and.include('besides: ["o-25"]');
      const besides = ["o-25"];
      expect((await life.nextRun().diff(cartState(), { ...news, besides })).replaces).to.deep.equal([key]);
    });

  it("changes nothing when the cart can't be read", async () => {
    const life = withCart();
    life.fake.fail("getCart", connectionError());
    expect(refusalOf(await life.update(cartState(), EDITED))).to.equal(connectionError().message);
    expect(life.methods).to.deep.equal(["getCart"]);
  });

  it("refuses another cart or customer: that is another resource", async () => {
    const life = withCart();
    const news = { ...CART_INPUTS, existingCartId: OTHER_CART };
    expect(refusalOf(await life.update(cartState(), news)))
      .to.include("existingCartId")
      .and.include(CART);
    expect(life.methods).to.deep.equal([]);
  });

  it("keeps that older orders may have been adopted, whatever the program says later", async () => {
    const life = withCart();
    const state = cartOf(await life.update(cartState({ adopt: true }), EDITED));
    expect(state.adopt).to.equal(true);
  });
});
