import { expect } from "chai";
import { CheckoutLife, NO_WAIT, reasonOf } from "../../../support/checkoutLife";
import {
  CART,
  cartLine,
  fakeCart,
  fakeOrder,
  ITEM,
  ITEM_B,
  twoGroups,
} from "../../../support/cartsAndOrders";
import { fakeSubscription } from "../../../support/subscriptions";
import { connectionError, serviceError } from "../../../support/partnerCenterErrors";

const ADOPT = { ...NO_WAIT, ifAlreadyOrdered: "adopt" };
const OLD = { creationDate: "2026-11-01T00:00:00Z" };

const withOrders = (...orders: ReturnType<typeof fakeOrder>[]) => {
  const life = new CheckoutLife();
  life.fake.hasCart(fakeCart({ lineItems: [cartLine({ billingCycle: "monthly" })] }));
  life.fake.hasOrders(...orders);
  return life;
};

describe('ifAlreadyOrdered: "adopt"', () => {
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
      "only one of its two lines was ordered",
      ({ fake }) => fake.hasOrders(fakeOrder("o-a", OLD)).hasCart(twoGroups()),
      /o-a.*orderIds/,
    ],
    [
      "the subscriptions can't be listed",
      ({ fake }) => fake.fail("listSubscriptions", serviceError(403, "20002")),
      /20002/,
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

  it("takes nothing over that besides names, though it is all that an ordered cart can have become", async () => {
    const life = withOrders();
    const at = life.world.clock.iso(-3600);
    life.fake.hasOrders(fakeOrder("theirs", { creationDate: at })).markOrdered(CART, at);
    const reason = reasonOf(await life.create({ ...ADOPT, besides: ["theirs"] }));
    expect(reason).to.include("other than what besides names (theirs)").and.include("Set orderIds to");
    expect(life.fake.posted).to.deep.equal([]);
  });

  it("offers a line that keeps what was named before", async () => {
    const life = withOrders(fakeOrder("o-a"), fakeOrder("o-b"), fakeOrder("theirs"));
    const reason = reasonOf(await life.create({ ...ADOPT, besides: ["theirs"] }));
    expect(reason).to.include('`besides: ["theirs", "o-a", "o-b"]`');
    expect(life.fake.posted).to.deep.equal([]);
  });

  it("refuses rather than buys or takes over when the cart holds something else than was declared", async () => {
    const life = withOrders(fakeOrder("o-a", OLD));
    const lineItems = [{ catalogItemId: ITEM, quantity: 9, termDuration: "P1Y", billingCycle: "monthly" }];
    const reason = reasonOf(await life.create({ ...ADOPT, lineItems }));
    expect(reason).to.include("quantity is 1 (9 was declared)").and.include("is not checked out now");
    expect(life.fake.posted).to.deep.equal([]);
  });
});
