import { expect } from "chai";
import { diffCheckout } from "../../../../provider/lifecycle/checkout/diff";
import { declaredCheckout } from "../../../../provider/lifecycle/checkout/inputs";
import { parseCheckoutState } from "../../../../provider/lifecycle/checkout/state";
import { Refusal } from "../../../../provider/lifecycle/core/lifecycle";
import { handedBack } from "../../../support/cartLife";
import { CheckoutLife, reasonOf, stateOf } from "../../../support/checkoutLife";
import { CART, CUSTOMER, fakeOrder, PARTNER } from "../../../support/cartsAndOrders";
import { accepted } from "../../../support/ended";
import { START } from "../../../support/fakeClock";

const NAMED = { customerId: CUSTOMER, orderIds: ["o-a"], waitForProvisioning: false };
const ID = `${CUSTOMER}//o-a`;

const diffOf = (state: Record<string, unknown>, news: Record<string, unknown>) =>
  diffCheckout(ID, parseCheckoutState(state, ID), declaredCheckout(news), PARTNER, Date.parse(START));

const withOrder = () => {
  const life = new CheckoutLife();
  life.fake.hasOrders(fakeOrder("o-a"), fakeOrder("o-b"));
  return life;
};
const created = async (life = withOrder()) => accepted(await life.lifecycle().create(NAMED)).state;

describe("a checkout that orders name and no cart", () => {
  it("takes them over under an id that the first of them tells apart, and asks for no cart", async () => {
    const life = withOrder();
    const { id, state } = accepted(await life.lifecycle().create({ ...NAMED, orderIds: ["o-a", "o-b"] }));
    expect(id).to.equal(ID);
    expect(state).to.deep.include({ cartId: "", orderIds: ["o-a", "o-b"], attempt: 0, status: "completed" });
    expect(life.fake.calls.map(({ method }) => method)).to.deep.equal(["getOrder", "getOrder"]);
  });

  it("needs a cart or orders, and is skipped without either", async () => {
    const life = withOrder();
    const { inputs, failures } = await life.lifecycle().check({}, { customerId: CUSTOMER });
    expect(failures, "a failure in check would end the run of everybody else").to.deep.equal([]);
    const reason = reasonOf(await life.create(inputs));
    expect(reason).to.include("cartId is required").and.include("nothing was sent that buys");
    expect(life.fake.calls).to.deep.equal([]);
    expect(life.world.memory.holds(`${CUSTOMER}//`)).to.equal(false);
  });

  it("is read by that id, and brought up to date", async () => {
    const life = withOrder();
    expect(stateOf(await life.get(ID)).orderIds).to.deep.equal(["o-a"]);
    expect(stateOf(await life.get(`${CUSTOMER}//o-a,o-b`)).orderIds).to.deep.equal(["o-a", "o-b"]);
    expect(reasonOf(await life.get(`${CUSTOMER}//`))).to.include("<customerId>//<orderId>");
    const { state } = accepted(await life.lifecycle().read(ID, handedBack(await created())));
    expect(state).to.deep.include({ cartId: "", orderIds: ["o-a"] });
  });

  it("sees no change while the same orders are named, and takes in more", async () => {
    const state = handedBack(await created());
    const diff = (news: object) => diffOf(state, handedBack(news));
    expect(diff(NAMED)).to.deep.equal({ changes: false, replaces: [] });
    // Somebody remembers the cart later on.
    expect(diff({ ...NAMED, cartId: CART })).to.deep.equal({ changes: false, replaces: [] });
    const more = { ...NAMED, orderIds: ["o-a", "o-b"] };
    expect(diff(more)).to.deep.equal({ changes: true, replaces: [] });
    const life = withOrder();
    const { state: after } = accepted(await life.lifecycle().update(ID, state, more));
    expect(after.orderIds).to.deep.equal(["o-a", "o-b"]);
    expect(life.fake.posted).to.deep.equal([]);
  });

  it("refuses a cart in place of its orders: that would never be checked out", async () => {
    const state = handedBack(await created());
    const news = { customerId: CUSTOMER, cartId: CART };
    expect(() => diffOf(state, news))
      .to.throw(Refusal, "Another purchase is another resource")
      .with.property("message")
      .that.includes("o-a")
      .and.includes(CART);
  });

  it("is forgotten with its orders' names", async () => {
    const life = withOrder();
    const state = handedBack(await created(life));
    await life.nextRun().lifecycle().delete(ID, state);
    expect(life.world.warnings[0]).to.include("o-a").and.include("keeps billing");
  });
});
