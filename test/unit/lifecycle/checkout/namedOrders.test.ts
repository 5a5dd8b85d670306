import { expect } from "chai";
import { CheckoutLife, NO_WAIT, reasonOf, stateOf } from "../../../support/checkoutLife";
import { CUSTOMER, cartLine, fakeCart, fakeOrder, ITEM_B, OTHER_CART } from "../../../support/cartsAndOrders";
import { places } from "../../../support/checkoutReplies";

const MINUTE_MS = 60_000;

const withOrders = (...orders: ReturnType<typeof fakeOrder>[]) => {
  const life = new CheckoutLife();
  life.fake.hasCart(fakeCart({ lineItems: [cartLine({ billingCycle: "monthly" })] }));
  life.fake.hasOrders(...orders);
  return life;
};

describe("orders that are named", () => {
  it("are told to be held twice when another resource came by them meanwhile", async () => {
    const life = withOrders();
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
      life.world.clock.advance(16 * MINUTE_MS);
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
