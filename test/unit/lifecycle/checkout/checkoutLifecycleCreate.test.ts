import { expect } from "chai";
import {
  CART,
  cartLine,
  CUSTOMER,
  fakeCart,
  fakeOrder,
  ITEM_B,
  PARTNER,
  twoGroups,
} from "../../../support/cartsAndOrders";
import { notSent, places, refuses } from "../../../support/checkoutReplies";
import { serviceError } from "../../../support/partnerCenterErrors";
import { CheckoutLife, ID, NO_WAIT, reasonOf, requestIdOf, stateOf } from "../../../support/checkoutLife";
import { INPUTS, ORDER_ERROR } from "../../../support/checkoutStates";
import { accepted } from "../../../support/ended";

describe("CartCheckoutLifecycle.create", () => {
  it("looks, sends one checkout with the derived ids, and keeps the orders", async () => {
    const life = new CheckoutLife();
    life.fake.onCheckout(places({ orders: [fakeOrder("o-a")] }));
    const { id, state } = accepted(await life.lifecycle().create(NO_WAIT));
    expect(id).to.equal(ID);
    expect(life.fake.calls.map((c) => c.method)).to.deep.equal([
      "getCart",
      "listOrders",
      "listSubscriptions",
      "checkoutCart",
    ]);
    expect(life.fake.posted).to.deep.equal([requestIdOf(1)]);
    expect(state).to.deep.include({
      status: "completed",
      attempt: 1,
      requestId: requestIdOf(1),
      orderIds: ["o-a"],
      subscriptionIds: ["sub-o-a"],
      orderErrors: [],
      partner: PARTNER,
      customerId: CUSTOMER,
      cartId: CART,
      checkedOutAt: life.world.clock.iso(),
      answeredAt: life.world.clock.iso(),
    });
    expect(life.fake.calls[3]?.correlationId).to.equal(state.correlationId);
  });

  it("gives the checkout the time that the program allows", async () => {
    const life = new CheckoutLife();
    life.fake.onCheckout(places({ orders: [fakeOrder("o-a")] }));
    await life.create({ ...NO_WAIT, checkoutTimeoutSeconds: 20 });
    const sent = life.fake.calls.find(({ method }) => method === "checkoutCart");
    expect(sent?.deadline).to.equal(life.world.clock.now() + 20_000);
  });

  it("waits for provisioning by default, and warns when time is up", async () => {
    const life = new CheckoutLife();
    life.fake.onCheckout(places({ orders: [fakeOrder("o-a", { status: "pending" })] }));
    stateOf(await life.create(INPUTS), "done", "pending");
    expect(life.world.warnings).to.have.lengthOf(1);
    expect(life.world.warnings[0]).to.match(/^warning: .*pulumi refresh/);
  });

  it("succeeds with an order that ended badly or waits for a person: the purchase is made", async () => {
    for (const [status, rolledUp] of [
      ["error", "failed"],
      ["pending_review", "actionRequired"],
    ] as const) {
      const life = new CheckoutLife();
      life.fake.onCheckout(places({ orders: [fakeOrder("o-a", { status })] }));
      stateOf(await life.create(INPUTS), "done", rolledUp);
    }
  });

  it("keeps the purchase when a defect strikes while it waits for provisioning", async () => {
    const life = new CheckoutLife();
    life.fake.onCheckout(places({ orders: [fakeOrder("o-a", { status: "pending" })] }));
    life.fake.fail("getOrder", new TypeError("a defect"));
    expect(stateOf(await life.create(INPUTS)).orderIds).to.deep.equal(["o-a"]);
  });

  describe("sends nothing, and says so in a plain refusal,", () => {
    it("for a cart that expired, with the customer's latest orders as a hint", async () => {
      const life = new CheckoutLife();
      life.fake.carts.clear();
      life.fake.hasOrders(fakeOrder("o-x"), fakeOrder("o-old", { creationDate: "2026-01-01T00:00:00Z" }));
      const reason = reasonOf(await life.create());
      expect(reason).to.include("No checkout was sent").and.include("o-x").and.include("orderIds");
      expect(reason).to.not.include("o-old");
      expect(life.fake.posted).to.deep.equal([]);
    });

    it("for a cart that expired, when the orders can't be listed either", async () => {
      const life = new CheckoutLife();
      life.fake.carts.clear();
      life.fake.fail("listOrders", serviceError(403, "20002"));
      expect((await life.create()).kind).to.equal("refused");
    });

    it("for a cart with line errors, naming each", async () => {
      const life = new CheckoutLife();
      const error = { errorCode: "10015", errorDescription: "too many seats" };
      life.fake.hasCart(
        fakeCart({ lineItems: [cartLine(), cartLine({ id: 4, catalogItemId: ITEM_B, error })] }),
      );
      const reason = reasonOf(await life.create());
      expect(reason).to.include("line 4").and.include("10015 too many seats").and.include(ITEM_B);
      expect(life.fake.posted).to.deep.equal([]);
    });

    it("for a cart that can't be read", async () => {
      const life = new CheckoutLife();
      life.fake.fail("getCart", serviceError(403, "20002"));
      expect(reasonOf(await life.create()))
        .to.include("20002")
        .and.include("No checkout was sent");
      expect(life.fake.posted).to.deep.equal([]);
    });

    it("when the checkout could not leave", async () => {
      const life = new CheckoutLife();
      life.fake.onCheckout(notSent());
      expect((await life.create()).kind).to.equal("refused");
    });
  });

  it("lets the cart be tried again in the same run after nothing was sent", async () => {
    const life = new CheckoutLife();
    life.fake.onCheckout(notSent(), places({ orders: [fakeOrder("o-a")] }));
    await life.create();
    stateOf(await life.create(), "done", "completed");
  });

  it("refuses the second create of one cart in a run, and sends nothing for it", async () => {
    const life = new CheckoutLife();
    life.fake.onCheckout(places({ orders: [fakeOrder("o-a")] }));
    await life.create();
    expect(reasonOf(await life.create()))
      .to.include("Two resources")
      .and.include(CART);
    expect(life.fake.posted).to.have.lengthOf(1);
  });

  it("keeps a refusal by Partner Center in state, as not placed", async () => {
    const life = new CheckoutLife();
    life.fake.onCheckout(refuses(400, "800009"));
    const ended = await life.create();
    expect(stateOf(ended, "initFailure", "notPlaced")).to.deep.include({ attempt: 1, orderIds: [] });
    expect(reasonOf(ended)).to.include("Nothing was bought").and.include("800009").and.include(CART);
  });

  describe("of a cart that was ordered before", () => {
    const ordered = (minutesAgo: number) => {
      const life = new CheckoutLife();
      const at = life.world.clock.iso(-minutesAgo);
      life.fake.hasOrders(fakeOrder("o-a", { creationDate: at })).markOrdered(CART, at);
      return life;
    };

    it("takes the orders over from a complete list, without a checkout", async () => {
      const life = ordered(30);
      expect(stateOf(await life.create(), "done", "completed").orderIds).to.deep.equal(["o-a"]);
      expect(life.fake.posted).to.deep.equal([]);
      expect(life.world.warnings[0]).to.include("nothing was bought now");
    });

    it("repeats the first checkout when the list may not be complete yet", async () => {
      const life = ordered(5);
      life.fake.onCheckout(places({ orders: [fakeOrder("o-a")] }));
      expect(stateOf(await life.create(), "done").orderIds).to.deep.equal(["o-a"]);
      expect(life.fake.posted).to.deep.equal([requestIdOf(1)]);
    });

    it("repeats it too when two orders could be the cart's", async () => {
      const life = ordered(30);
      life.fake.hasOrders(fakeOrder("o-b")).onCheckout(places({ orders: [fakeOrder("o-a")] }));
      expect(stateOf(await life.create(), "done").orderIds).to.deep.equal(["o-a"]);
    });

    for (const [status, code] of [
      [400, "800002"],
      [403, "20002"],
      [404, "800008"],
    ] as const)
      it(`never calls it not placed because the repetition was refused with ${status} / ${code}`, async () => {
        const life = ordered(5);
        life.fake.lagging.add("o-a");
        life.fake.onCheckout(refuses(status, code));
        stateOf(await life.create(), "initFailure", "unknown");
      });
  });

  describe("of which only a part is placed", () => {
    const partly = () => {
      const life = new CheckoutLife();
      life.fake.hasCart(twoGroups());
      life.fake.onCheckout(places({ orders: [fakeOrder("o-a")], orderErrors: [ORDER_ERROR] }));
      return life;
    };

    it("keeps the orders and fails, naming what was refused and what was bought", async () => {
      const ended = await partly().create();
      expect(stateOf(ended, "initFailure", "partiallyFailed")).to.deep.include({
        orderIds: ["o-a"],
        orderErrors: [ORDER_ERROR],
      });
      expect(reasonOf(ended))
        .to.include("o-a")
        .and.include("order group 1")
        .and.include("800030")
        .and.include("accept");
    });

    it("succeeds with the same status when order errors are accepted", async () => {
      stateOf(await partly().create({ ...NO_WAIT, onOrderErrors: "accept" }), "done", "partiallyFailed");
    });

    it("fails when every group was refused, also when order errors are accepted", async () => {
      const life = new CheckoutLife();
      life.fake.onCheckout(places({ orderErrors: [ORDER_ERROR] }));
      const ended = await life.create({ ...NO_WAIT, onOrderErrors: "accept" });
      expect(stateOf(ended, "initFailure", "partiallyFailed").orderIds).to.deep.equal([]);
      expect(reasonOf(ended)).to.include("Nothing was bought");
    });
  });

  describe("with orderIds", () => {
    it("takes the named orders over and sends no checkout, also for a cart that is gone", async () => {
      const life = new CheckoutLife();
      life.fake.carts.clear();
      life.fake.hasOrders(fakeOrder("o-a"), fakeOrder("o-b"));
      const state = stateOf(await life.create({ ...NO_WAIT, orderIds: ["o-b", "o-a"] }), "done", "completed");
      expect(state).to.deep.include({ orderIds: ["o-b", "o-a"], attempt: 0 });
      expect(life.fake.calls.map((c) => c.method)).to.deep.equal(["getOrder", "getOrder", "getCart"]);
      expect(life.world.warnings).to.deep.equal([]);
    });

    it("warns when the cart was never ordered, since then the orders came from elsewhere", async () => {
      const life = new CheckoutLife();
      life.fake.hasOrders(fakeOrder("o-a"));
      stateOf(await life.create({ ...NO_WAIT, orderIds: ["o-a"] }), "done", "completed");
      expect(life.world.warnings[0]).to.include("still reads Active").and.include("o-a");
      expect(life.fake.posted).to.deep.equal([]);
    });

    it("refuses an order that the customer does not have, and sends nothing", async () => {
      const life = new CheckoutLife();
      expect(reasonOf(await life.create({ ...NO_WAIT, orderIds: ["o-x"] }))).to.include("o-x");
      expect(life.fake.posted).to.deep.equal([]);
    });
  });
});
