import { expect } from "chai";
import { CheckoutLife, NO_WAIT, reasonOf, stateOf } from "../../support/checkoutLife";
import { notPlacedState } from "../../support/checkoutStates";
import {
  CART,
  CUSTOMER,
  cartLine,
  fakeCart,
  fakeOrder,
  ITEM,
  ITEM_B,
  OTHER_CART,
  twoGroups,
} from "../../support/cartsAndOrders";
import { fakeSubscription } from "../../support/subscriptions";
import { places } from "../../support/checkoutReplies";
import { connectionError, serviceError } from "../../support/partnerCenterErrors";

const ADOPT = { ...NO_WAIT, adopt: true };
const OLD = { creationDate: "2026-11-01T00:00:00Z" };

const withOrders = (...orders: ReturnType<typeof fakeOrder>[]) => {
  const life = new CheckoutLife();
  life.fake.hasCart(fakeCart({ lineItems: [cartLine({ billingCycle: "monthly" })] }));
  life.fake.hasOrders(...orders);
  return life;
};

describe("adopt: true", () => {
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

  const doubts: [string, (life: CheckoutLife) => void, RegExp][] = [
    [
      "only a subscription tells of an order that nobody can read",
      ({ fake }) => fake.subscriptions.push(fakeSubscription("o-late")),
      /o-late/,
    ],
    [
      "two orders fit",
      ({ fake }) => fake.hasOrders(fakeOrder("o-a", OLD), fakeOrder("o-b", OLD)),
      /o-a.*o-b.*orderIds/,
    ],
    [
      "an order holds the same of another month's availability",
      ({ fake }) => fake.hasOrders(fakeOrder("o-a", { ...OLD, item: "CFQ7TTC0E101:0001:CFQ7TTC0ZZZZ" })),
      /o-a.*orderIds/,
    ],
    [
      "the order that fits is billed otherwise",
      ({ fake }) => fake.hasOrders(fakeOrder("o-a", { ...OLD, billingCycle: "annual" })),
      /o-a.*orderIds/,
    ],
    [
      "an order holds the same and more",
      ({ fake }) =>
        fake.hasOrders(
          fakeOrder("o-a", {
            ...OLD,
            lineItems: [ITEM, ITEM_B].map((offerId, lineItemNumber) => ({
              lineItemNumber,
              offerId,
              quantity: 1,
              termDuration: "P1Y",
            })),
          }),
        ),
      /o-a.*orderIds/,
    ],
    [
      "the cart was ordered, and the list doesn't show it yet",
      ({ fake }) => fake.markOrdered(CART),
      /reads Ordered.*15 minutes/,
    ],
    [
      "the cart is gone",
      ({ fake }) => fake.hasOrders(fakeOrder("o-a")).carts.clear(),
      /expired.*o-a.*orderIds/,
    ],
    ["the cart can't be read", ({ fake }) => fake.fail("getCart", connectionError()), /timeout/],
    [
      "the orders can't be listed",
      ({ fake }) => fake.fail("listOrders", serviceError(403, "20002")),
      /20002/,
    ],
  ];
  for (const [title, arrange, words] of doubts)
    it(`refuses rather than buys when ${title}`, async () => {
      const life = withOrders();
      arrange(life);
      const reason = reasonOf(await life.create(ADOPT));
      expect(reason).to.match(words).and.include("Nothing was sent that buys").and.include(CART);
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

describe("orders that are named", () => {
  it("are told to be held twice when another resource came by them meanwhile", async () => {
    const life = withOrders(fakeOrder("o-a"));
    life.fake.onCheckout((call, fake) => {
      life.world.memory.rememberOrders(`${CUSTOMER}/${OTHER_CART}`, ["o-a"]);
      return places({ orders: [fakeOrder("o-a")] })(call, fake);
    });
    stateOf(await life.create(NO_WAIT), "done");
    expect(life.world.warnings.join()).to.match(/o-a are held by another resource of this program as well/);
  });

  for (const status of ["Active", "Ordered"])
    it(`are taken over with a warning when they hold other items than the ${status} cart`, async () => {
      const life = new CheckoutLife();
      life.fake.hasCart(fakeCart({ status })).hasOrders(fakeOrder("o-b", { item: ITEM_B }));
      const ended = await life.create({ ...NO_WAIT, orderIds: ["o-b"] });
      expect(ended.kind).to.equal("done");
      expect(life.world.warnings.join("\n")).to.match(/warning: cart .* holds 1 x CFQ.*\(o-b\) don't hold/);
      expect(life.fake.posted).to.deep.equal([]);
    });

  it("are taken over without that warning when they hold the cart's items", async () => {
    const life = new CheckoutLife();
    life.fake.hasCart(fakeCart({ status: "Ordered" })).hasOrders(fakeOrder("o-a"));
    await life.create({ ...NO_WAIT, orderIds: ["o-a"] });
    expect(life.world.warnings).to.deep.equal([]);
  });

  it("are refused by either of their ids when another resource holds them", async () => {
    const life = withOrders(fakeOrder("o-a", { alternateId: "portal-1" }));
    life.fake.hasCart(fakeCart({ id: OTHER_CART }));
    stateOf(await life.create({ ...NO_WAIT, orderIds: ["o-a"] }));
    const reason = reasonOf(await life.create({ ...NO_WAIT, cartId: OTHER_CART, orderIds: ["portal-1"] }));
    expect(reason).to.include("o-a").and.include("another resource");
  });
});
