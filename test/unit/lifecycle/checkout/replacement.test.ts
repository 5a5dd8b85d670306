import { expect } from "chai";
import { Refusal, InitFailure } from "../../../../provider/lifecycle/core/lifecycle";
import { CheckoutLife } from "../../../support/checkoutLife";
import { CART, CUSTOMER, fakeCart, fakeOrder, OTHER_CART } from "../../../support/cartsAndOrders";
import { refuses } from "../../../support/checkoutReplies";
import { connectionError } from "../../../support/partnerCenterErrors";
import type { CheckoutState } from "../../../../provider/lifecycle/checkout/state";

const ANOTHER = { customerId: CUSTOMER, cartId: OTHER_CART, waitForProvisioning: false };

/** A checkout that Partner Center refused, as it is in state. */
async function refused(life: CheckoutLife): Promise<CheckoutState> {
  life.fake.hasCart(fakeCart()).onCheckout(refuses(403, "13605"));
  const error = await life
    .lifecycle()
    .create({ customerId: CUSTOMER, cartId: CART })
    .catch((e: unknown) => e);
  expect(error).to.be.instanceOf(InitFailure);
  return (error as InitFailure<CheckoutState>).state;
}

/** What the engine learns before it creates the purchase of the other cart. */
async function replacing(life: CheckoutLife, state: CheckoutState): Promise<unknown> {
  return Promise.resolve(life.nextRun().diff(state, ANOTHER)).catch((error: unknown) => error);
}

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
    const error = await replacing(life, state);
    expect(error)
      .to.be.instanceOf(Refusal)
      .with.property("message")
      .that.includes(CART)
      .and.includes("Ordered");
  });

  it("is refused when that cart has expired and an order holds its items, which are listed", async () => {
    const life = new CheckoutLife();
    const state = await refused(life);
    life.fake.carts.clear();
    life.fake.hasOrders(fakeOrder("o-a"));
    const error = await replacing(life, state);
    expect(error)
      .to.be.instanceOf(Refusal)
      .with.property("message")
      .that.includes("o-a")
      .and.includes("orderIds");
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
      expect(await replacing(life, state)).to.be.instanceOf(Refusal);
    });
});
