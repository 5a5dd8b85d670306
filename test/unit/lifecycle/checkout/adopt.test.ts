import { expect } from "chai";
import type { Order, Subscription } from "../../../../provider/client/schemas";
import { CheckoutLife, NO_WAIT, reasonOf, stateOf } from "../../../support/checkoutLife";
import { notPlacedState, ORDER_ERROR } from "../../../support/checkoutStates";
import {
  CART,
  cartLine,
  fakeCart,
  fakeOrder,
  ITEM_B,
  OTHER_CART,
  twoGroups,
} from "../../../support/cartsAndOrders";
import { fakeSubscription } from "../../../support/subscriptions";
import { places } from "../../../support/checkoutReplies";

const ADOPT = { ...NO_WAIT, ifAlreadyOrdered: "adopt" };
const OLD = { creationDate: "2026-11-01T00:00:00Z" };

const withOrders = (...orders: ReturnType<typeof fakeOrder>[]) => {
  const life = new CheckoutLife();
  life.fake.hasCart(fakeCart({ lineItems: [cartLine({ billingCycle: "monthly" })] }));
  life.fake.hasOrders(...orders);
  return life;
};

describe('ifAlreadyOrdered: "adopt"', () => {
  it("takes over the orders that hold exactly the cart's lines, older than the cart, and sends no checkout", async () => {
    const life = withOrders(fakeOrder("o-a", OLD), fakeOrder("o-b", { ...OLD, item: ITEM_B }));
    const state = stateOf(await life.create(ADOPT), "done", "completed");
    expect(state).to.deep.include({ orderIds: ["o-a"], attempt: 0, cartId: CART });
    expect(life.fake.posted).to.deep.equal([]);
    expect(life.world.infos[0]).to.include("taken over instead of bought").and.include("o-a");
    expect(life.world.warnings[0]).to.include("still reads Active").and.include("o-a");
  });

  it("takes over several orders of several groups", async () => {
    const life = withOrders(fakeOrder("o-a", OLD), fakeOrder("o-b", { ...OLD, item: ITEM_B }));
    life.fake.hasCart(twoGroups());
    expect(stateOf(await life.create(ADOPT)).orderIds).to.deep.equal(["o-a", "o-b"]);
  });

  it("takes over an order that came through another month's availability", async () => {
    const life = withOrders(fakeOrder("o-a", { ...OLD, item: "CFQ7TTC0E101:0001:CFQ7TTC0ZZZZ" }));
    expect(stateOf(await life.create(ADOPT), "done").orderIds).to.deep.equal(["o-a"]);
    expect(life.fake.posted).to.deep.equal([]);
  });

  it("buys when the customer has nothing of it", async () => {
    const life = withOrders(fakeOrder("o-b", { item: ITEM_B }), fakeOrder("o-c", { status: "cancelled" }));
    life.fake.onCheckout(places({ orders: [fakeOrder("o-a")] }));
    expect(stateOf(await life.create(ADOPT), "done").orderIds).to.deep.equal(["o-a"]);
  });

  it("takes over the orders of a cart that was ordered", async () => {
    const life = withOrders();
    const at = life.world.clock.iso(-30);
    life.fake.hasOrders(fakeOrder("o-a", { creationDate: at })).markOrdered(CART, at);
    expect(stateOf(await life.create(ADOPT)).orderIds).to.deep.equal(["o-a"]);
    expect(life.fake.posted).to.deep.equal([]);
  });

  it("takes over an old order whose subscription goes on, though its seats changed since", async () => {
    const life = withOrders(fakeOrder("o-a", { creationDate: "2025-12-01T00:00:00Z" }));
    life.fake.subscriptions.push(fakeSubscription("o-a", { id: "sub-o-a", quantity: 7 }));
    expect(stateOf(await life.create(ADOPT), "done").orderIds).to.deep.equal(["o-a"]);
    expect(life.fake.posted).to.deep.equal([]);
  });

  const ended: [string, Order, Subscription[]][] = [
    ["an old order without a subscription", fakeOrder("o-x", { creationDate: "2025-12-01T00:00:00Z" }), []],
    [
      "an order whose subscription has expired",
      fakeOrder("o-x", OLD),
      [fakeSubscription("o-x", { id: "sub-o-x", status: "expired" })],
    ],
    [
      "an order whose subscription is deleted",
      fakeOrder("o-x", OLD),
      [fakeSubscription("o-x", { id: "sub-o-x", status: "deleted" })],
    ],
  ];
  for (const [title, order, subscriptions] of ended)
    it(`buys on top of ${title}: it neither is adopted nor blocks`, async () => {
      const life = withOrders(order);
      life.fake.subscriptions.push(...subscriptions);
      life.fake.onCheckout(places({ orders: [fakeOrder("o-a")] }));
      expect(stateOf(await life.create(ADOPT), "done").orderIds).to.deep.equal(["o-a"]);
    });

  it("looks past what besides names", async () => {
    const life = withOrders(fakeOrder("o-a", OLD), fakeOrder("o-b", OLD));
    const state = stateOf(await life.create({ ...ADOPT, besides: ["o-b"] }), "done");
    expect(state.orderIds).to.deep.equal(["o-a"]);
    expect(life.fake.posted).to.deep.equal([]);
  });

  it("lets an order go to one of two purchases, also when both ask at the same time", async () => {
    const life = withOrders(fakeOrder("o-a", OLD));
    life.fake.hasCart(fakeCart({ id: OTHER_CART, lineItems: [cartLine({ billingCycle: "monthly" })] }));
    const ends = await Promise.all([life.create(ADOPT), life.create({ ...ADOPT, cartId: OTHER_CART })]);
    expect(ends.map(({ kind }) => kind).sort()).to.deep.equal(["done", "refused"]);
    const refused = ends.find(({ kind }) => kind === "refused");
    expect(refused && reasonOf(refused))
      .to.include("o-a")
      .and.include("another resource");
    expect(life.fake.posted).to.deep.equal([]);
  });

  it("looks again before it tries a refused cart once more: it may have been bought elsewhere", async () => {
    const life = withOrders(fakeOrder("o-a"));
    const state = stateOf(await life.update(notPlacedState(), ADOPT), "done", "completed");
    expect(state.orderIds).to.deep.equal(["o-a"]);
    expect(life.fake.posted).to.deep.equal([]);
  });

  it("takes over what somebody bought elsewhere, after every group was refused; without adopt it refuses", async () => {
    const life = withOrders();
    life.fake.onCheckout(places({ orderErrors: [ORDER_ERROR] }));
    const state = stateOf(await life.create(NO_WAIT), "initFailure", "partiallyFailed");
    life.nextRun().fake.hasOrders(fakeOrder("o-portal", { creationDate: life.world.clock.iso() }));
    expect(reasonOf(await life.update(state)))
      .to.include("o-portal")
      .and.include('ifAlreadyOrdered: "adopt"');
    const adopted = await life.nextRun().update(state, ADOPT);
    expect(stateOf(adopted, "done", "completed").orderIds).to.deep.equal(["o-portal"]);
    expect(life.fake.posted).to.deep.equal([]);
  });

  it("tries it again when there is still nothing", async () => {
    const life = withOrders();
    life.fake.onCheckout(places({ orders: [fakeOrder("o-a")] }));
    stateOf(await life.update(notPlacedState(), ADOPT), "done", "completed");
    expect(life.fake.posted).to.have.lengthOf(1);
  });

  it("changes nothing about a purchase that is made", async () => {
    const life = withOrders(fakeOrder("o-a", OLD));
    const state = stateOf(await life.create(ADOPT));
    expect((await life.diff(state, ADOPT)).changes).to.equal(false);
    expect((await life.diff(state, NO_WAIT)).changes).to.equal(false);
  });
});
