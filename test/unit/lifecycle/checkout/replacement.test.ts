import { expect } from "chai";
import { CheckoutLife } from "../../../support/checkoutLife";
import { accepted } from "../../../support/ended";
import { CART, CUSTOMER, fakeCart, fakeOrder, OTHER_CART, twoGroups } from "../../../support/cartsAndOrders";
import { refuses } from "../../../support/checkoutReplies";
import { connectionError } from "../../../support/partnerCenterErrors";
import type { CheckoutState } from "../../../../provider/lifecycle/checkout/state";

const ANOTHER = { customerId: CUSTOMER, cartId: OTHER_CART, waitForProvisioning: false };

/** A checkout that Partner Center refused, as it is in state. */
async function refused(life: CheckoutLife): Promise<CheckoutState> {
  life.fake.hasCart(fakeCart()).onCheckout(refuses(403, "13605"));
  const end = accepted(await life.lifecycle().create({ customerId: CUSTOMER, cartId: CART }));
  expect(end.problems).to.not.be.empty;
  return end.state;
}

/** What the engine learns before it creates the purchase of the other cart. */
const replacing = (life: CheckoutLife, state: CheckoutState) => life.nextRun().diff(state, ANOTHER);
const refusedReplacing = (life: CheckoutLife, state: CheckoutState) =>
  life.nextRun().refusedDiff(state, ANOTHER);

describe("another cart in the place of a refused one", () => {
  it("is let in while the refused cart is still active", async () => {
    const life = new CheckoutLife();
    const state = await refused(life);
    expect(await replacing(life, state)).to.deep.equal({ changes: true, replaces: ["cartId"] });
  });

  it("is refused when a run that was killed has bought the refused cart after all", async () => {
    const life = new CheckoutLife();
    const state = await refused(life);
    life.fake.markOrdered(CART);
    expect(await refusedReplacing(life, state))
      .to.include(CART)
      .and.include("Ordered");
  });

  it("is refused while an active cart of several orders can have been ordered in part, unless `besides` names that", async () => {
    const life = new CheckoutLife();
    const state = await refused(life);
    life.fake.hasCart(twoGroups());
    expect(await replacing(life, state)).to.deep.equal({ changes: true, replaces: ["cartId"] });
    life.fake.hasOrders(fakeOrder("o-a"));
    expect(await refusedReplacing(life, state))
      .to.include("o-a")
      .and.include('besides: ["o-a"]');
    expect(await life.nextRun().diff(state, { ...ANOTHER, besides: ["o-a"] })).to.have.property(
      "changes",
      true,
    );
  });

  it("is refused when that cart has expired and an order holds its items, which are listed", async () => {
    const life = new CheckoutLife();
    const state = await refused(life);
    life.fake.carts.clear();
    life.fake.hasOrders(fakeOrder("o-a"));
    expect(await refusedReplacing(life, state))
      .to.include("o-a")
      .and.include("orderIds");
  });

  it("is let in when that cart has expired and no order holds its items", async () => {
    const life = new CheckoutLife();
    const state = await refused(life);
    life.fake.carts.clear();
    life.fake.hasOrders(fakeOrder("o-x", { item: "DG7GMGF0DWM3:0002:DG7GMGF0DT1M" }));
    expect(await replacing(life, state)).to.deep.equal({ changes: true, replaces: ["cartId"] });
  });

  for (const method of ["getCart", "listOrders"] as const)
    it(`is refused when the look fails (${method})`, async () => {
      const life = new CheckoutLife();
      const state = await refused(life);
      if (method === "listOrders") life.fake.carts.clear();
      life.fake.fail(method, ...Array.from({ length: 3 }, () => connectionError()));
      await refusedReplacing(life, state);
    });
});
