import { expect } from "chai";
import { boughtSince } from "../../../provider/lifecycle/duplicatePurchase";
import { lookAtCart } from "../../../provider/lifecycle/cartLook";
import { CheckoutLife, NO_WAIT, stateOf } from "../../support/checkoutLife";
import { CART, CUSTOMER, fakeCart, fakeOrder, ITEM_B, twoGroups } from "../../support/cartsAndOrders";
import { START } from "../../support/fakeClock";
import { places, refuses } from "../../support/checkoutReplies";
import { ORDER_ERROR } from "../../support/checkoutStates";
import { fakeSubscription } from "../../support/subscriptions";
import { fakeWorld } from "../../support/fakeWorld";
import { serviceError } from "../../support/partnerCenterErrors";
import type { Cart, Order } from "../../../provider/client/schemas";

const WHOSE = { customerId: CUSTOMER, cartId: CART };

async function asked(cart: Cart, orders: Order[], taken: string[] = []): Promise<string | undefined> {
  const world = fakeWorld();
  const { fake } = world;
  fake.hasCart(cart).hasOrders(...orders);
  const look = await lookAtCart(fake, WHOSE, Date.parse(START) + 60_000);
  return boughtSince(world, fake, WHOSE, look, {
    deadline: Date.parse(START) + 60_000,
    isTaken: (id) => taken.includes(id),
  });
}

describe("a cart that waited", () => {
  it("is refused when the customer has ordered all of it since, naming order and ways out", async () => {
    const why = await asked(fakeCart(), [fakeOrder("o-a")]);
    expect(why)
      .to.include("o-a")
      .and.include("adopt: true")
      .and.include("allowDuplicate: true")
      .and.include(CART);
  });

  it("is refused when several orders could be it", async () => {
    expect(await asked(fakeCart(), [fakeOrder("o-a"), fakeOrder("o-b")]))
      .to.include("o-a")
      .and.include("o-b");
  });

  const allowed: [string, Cart, Order[], string[]?][] = [
    ["no order holds its items", fakeCart(), [fakeOrder("o-x", { item: ITEM_B })]],
    [
      "the order is older than the cart",
      fakeCart(),
      [fakeOrder("o-a", { creationDate: "2026-11-15T10:00:00Z" })],
    ],
    ["the order was cancelled", fakeCart(), [fakeOrder("o-a", { status: "cancelled" })]],
    ["another resource of the run holds the order", fakeCart(), [fakeOrder("o-a")], ["o-a"]],
    ["only a part was ordered, maybe by a run of its own that was killed", twoGroups(), [fakeOrder("o-a")]],
  ];
  for (const [title, cart, orders, taken] of allowed)
    it(`may be bought when ${title}`, async () => {
      expect(await asked(cart, orders, taken)).to.equal(undefined);
    });

  it("is refused for an order of which only a subscription of the same item is known", async () => {
    const life = new CheckoutLife();
    life.fake.subscriptions.push(fakeSubscription("o-late"));
    const ended = await life.create({ ...NO_WAIT, refuseDuplicate: true });
    expect(ended).to.have.property("reason").that.includes("o-late").and.includes("adopt: true");
    expect(life.fake.posted).to.deep.equal([]);
  });

  it("is refused, too, when Partner Center had refused every group of it and somebody bought it elsewhere", async () => {
    const life = new CheckoutLife();
    const news = { ...NO_WAIT, refuseDuplicate: true };
    life.fake.onCheckout(places({ orderErrors: [ORDER_ERROR] }));
    const state = stateOf(await life.create(news), "initFailure", "partiallyFailed");
    life.nextRun().fake.hasOrders(fakeOrder("o-portal", { creationDate: life.world.clock.iso() }));
    const ended = await life.update(state, news);
    expect(ended).to.have.property("reason").that.includes("o-portal").and.includes("adopt: true");
    expect(life.fake.posted).to.deep.equal([]);
    const adopted = await life.update(state, { ...news, adopt: true });
    expect(stateOf(adopted, "done", "completed").orderIds).to.deep.equal(["o-portal"]);
    expect(life.fake.posted).to.deep.equal([]);
  });

  it("is not asked about once another request is at work on it: those orders would be its own", async () => {
    const life = new CheckoutLife();
    life.fake.onCheckout(refuses(409, "800064"), (call, fake) => {
      throw new Error(`${call.cartId} was sent again with ${fake.orders.length} orders`);
    });
    life.fake.subscriptions.length = 0;
    const { listSubscriptions } = life.fake;
    let looks = 0;
    life.fake.listSubscriptions = (...args) => {
      looks += 1;
      return listSubscriptions.apply(life.fake, args);
    };
    await life.create({ ...NO_WAIT, refuseDuplicate: true });
    expect(looks).to.equal(1);
  });

  it("is refused when the orders can't be read, and nothing is sent", async () => {
    const life = new CheckoutLife();
    life.fake.fail("listOrders", serviceError(403, "20002"));
    const ended = await life.create({ ...NO_WAIT, refuseDuplicate: true });
    expect(ended.kind).to.equal("refused");
    expect(ended).to.have.property("reason").that.includes("can't be told").and.includes("20002");
    expect(life.fake.posted).to.deep.equal([]);
  });

  it("is only warned of in a preview when the orders can't be read, within the time of a preview", async () => {
    const life = new CheckoutLife();
    life.fake.fail("listOrders", serviceError(403, "20002"));
    const news = { ...NO_WAIT, refuseDuplicate: true, previewChecks: true };
    expect((await life.lifecycle().check({}, news)).failures).to.deep.equal([]);
    expect(life.world.warnings.join()).to.include("20002").and.include("not looked at");
    const look = life.fake.calls.find(({ method }) => method === "listOrders");
    expect(look?.deadline).to.equal(life.world.clock.now() + 15_000);
  });
});
