import { expect } from "chai";
import {
  CART,
  CUSTOMER,
  fakeCart,
  fakeOrder,
  ITEM_B,
  PARTNER,
  twoGroups,
} from "../../../support/cartsAndOrders";
import { noAnswer, places } from "../../../support/checkoutReplies";
import { serviceError } from "../../../support/partnerCenterErrors";
import { CheckoutLife, ID, NO_WAIT, reasonOf, stateOf } from "../../../support/checkoutLife";
import {
  notPlacedState,
  ORDER_ERROR,
  partialState,
  placedState,
  stored,
  unknownState,
} from "../../../support/checkoutStates";
import { accepted, refusalIn } from "../../../support/ended";

describe("CartCheckoutLifecycle.read", () => {
  it("brings orders up to date and rolls them up, without a checkout", async () => {
    const life = new CheckoutLife();
    life.fake.hasOrders(fakeOrder("o-a"));
    const pending = placedState({ status: "pending" }, [
      fakeOrder("o-a", { status: "pending", totalPrice: "5" }),
    ]);
    const state = stateOf(await life.read(pending), "done", "completed");
    expect(state.orders[0]).to.include({ status: "completed", totalPrice: "5" });
    expect(new Set(life.fake.calls.map((c) => c.method))).not.to.include("checkoutCart");
  });

  it("returns no inputs, so that the program's stay", async () => {
    const life = new CheckoutLife();
    life.fake.hasOrders(fakeOrder("o-a"));
    expect(await life.lifecycle().read(ID, stored(placedState()))).to.have.all.keys(
      "id",
      "state",
      "problems",
    );
  });

  it("keeps an order that Partner Center does not know any more, marked missing, and names the way out", async () => {
    const life = new CheckoutLife();
    const state = stateOf(await life.read(placedState()), "done", "missing");
    expect(state.orderIds).to.deep.equal(["o-a"]);
    expect(life.world.warnings[0]).to.include("o-a").and.include("pulumi state delete");
  });

  it("fails as a whole when an order can't be read", async () => {
    const life = new CheckoutLife();
    const error = serviceError(403, "20002");
    life.fake.fail("getOrder", error);
    expect(reasonOf(await life.read(placedState()))).to.equal(error.message);
  });

  it("keeps a partial checkout partial, so that diff still reports a change", async () => {
    const life = new CheckoutLife();
    life.fake.hasOrders(fakeOrder("o-a"));
    const state = stateOf(await life.read(partialState()), "done", "partiallyFailed");
    expect(state.orderErrors).to.deep.equal([ORDER_ERROR]);
    expect((await life.diff(state)).changes).to.equal(true);
  });

  it("leaves a checkout that was not placed alone", async () => {
    const life = new CheckoutLife();
    const state = stateOf(await life.read(notPlacedState()), "done", "notPlaced");
    expect(life.fake.calls).to.deep.equal([]);
    expect((await life.diff(state)).changes).to.equal(true);
  });

  it("refuses another partner's settings and changes nothing", async () => {
    const life = new CheckoutLife();
    life.fake.partner = { ...PARTNER, cloud: "china" };
    expect(reasonOf(await life.read(placedState()))).to.include("china");
    expect(life.fake.calls).to.deep.equal([]);
  });

  it("never calls a state that lost its orders completed", async () => {
    const ended = await new CheckoutLife().read(placedState({ status: "pending", orders: [] }));
    expect(stateOf(ended).status).to.not.equal("completed");
  });

  describe("of a checkout whose end is unknown", () => {
    const lost = async (cart = fakeCart()) => {
      const life = new CheckoutLife();
      life.fake.hasCart(cart).onCheckout(noAnswer());
      const state = stateOf(await life.create(), "initFailure", "unknown");
      return { life: life.nextRun(), state };
    };

    it("looks, never sends, and stays unknown while the cart is active", async () => {
      const { life, state } = await lost();
      const read = stateOf(await life.read(state), "done", "unknown");
      expect(life.fake.posted).to.deep.equal([]);
      expect(read.unsettled).to.deep.equal(state.unsettled);
      expect((await life.diff(read)).changes).to.equal(true);
    });

    it("finds the orders of an ordered cart", async () => {
      const { life, state } = await lost();
      const at = life.world.clock.iso();
      life.fake.hasOrders(fakeOrder("o-a", { creationDate: at })).markOrdered(CART, at);
      life.world.clock.advance(20 * 60_000);
      expect(stateOf(await life.read(state), "done", "completed").orderIds).to.deep.equal(["o-a"]);
    });

    it("does not choose from a list that may lag: an equal cart's order may show first, and a refresh can wait", async () => {
      const { life, state } = await lost();
      life.fake.markOrdered(CART);
      life.fake.hasOrders(fakeOrder("o-a"), fakeOrder("o-of-an-equal-cart")).lagging.add("o-a");
      stateOf(await life.read(state), "done", "unknown");
    });

    it("stays unknown, with everything that is needed to settle it, when nothing can be read", async () => {
      const { life, state } = await lost();
      life.fake.fail("getCart", serviceError(503));
      expect(stored(stateOf(await life.read(state), "done", "unknown"))).to.deep.equal(stored(state));
    });

    it("finds that nothing was bought once the cart is gone and a complete list holds nothing", async () => {
      const { life, state } = await lost();
      life.fake.carts.clear();
      life.world.clock.advance(8 * 24 * 60 * 60_000);
      stateOf(await life.read(state), "done", "notPlaced");
    });

    it("keeps the orders that are known of it up to date", async () => {
      const { life } = await lost(twoGroups());
      life.fake.hasOrders(fakeOrder("o-a"));
      const state = unknownState({ orders: [{ ...fakeOrder("o-a"), status: "pending" }] });
      expect(stateOf(await life.read(state), "done", "unknown").orders[0]?.status).to.equal("completed");
    });

    it("does not take an order that another resource of this run holds", async () => {
      const { life, state } = await lost();
      const at = life.world.clock.iso();
      life.fake.hasOrders(fakeOrder("o-a", { creationDate: at })).markOrdered(CART, at);
      life.world.memory.rememberOrders("another/cart", ["o-a"]);
      life.world.clock.advance(20 * 60_000);
      stateOf(await life.read(state), "done", "unknown");
    });
  });
});

describe("CartCheckoutLifecycle.read of a purchase that another stack made", () => {
  const ordered = (...orders: Parameters<typeof fakeOrder>[0][]) => {
    const life = new CheckoutLife();
    const at = life.world.clock.iso(-30);
    life.fake.hasOrders(...orders.map((id) => fakeOrder(id, { creationDate: at }))).markOrdered(CART, at);
    return life;
  };

  it("finds the orders by the cart alone, and gives the inputs that a program would have to give", async () => {
    const life = ordered("o-a");
    const read = accepted(await life.lifecycle().read(ID, {}));
    expect(read.inputs).to.deep.equal({ customerId: CUSTOMER, cartId: CART });
    expect(read.state).to.deep.include({ status: "completed", orderIds: ["o-a"], partner: PARTNER });
    expect(life.fake.posted).to.deep.equal([]);
  });

  it("reads the orders that the id names, spelled in any case", async () => {
    const life = new CheckoutLife();
    life.fake.carts.clear();
    life.fake.hasOrders(fakeOrder("o-a"), fakeOrder("o-b", { item: ITEM_B }));
    const state = stateOf(
      await life.get(`${CUSTOMER.toUpperCase()}/${CART.toUpperCase()}/o-a,o-b`),
      "done",
      "completed",
    );
    expect(state).to.deep.include({ customerId: CUSTOMER, cartId: CART, orderIds: ["o-a", "o-b"] });
  });

  it("reports no change afterwards", async () => {
    const state = stateOf(await ordered("o-a").get(ID), "done");
    expect((await new CheckoutLife().diff(state, { customerId: CUSTOMER, cartId: CART })).changes).to.equal(
      false,
    );
  });

  it("refuses when several orders can be the cart's, naming them and the form that settles it", async () => {
    const reason = reasonOf(await ordered("o-a", "o-b").get(ID));
    expect(reason).to.include("o-a").and.include("o-b").and.include(`${ID}/<orderId>`);
  });

  it("refuses a cart that is gone, with the latest orders to choose from", async () => {
    const life = ordered("o-a");
    life.fake.carts.clear();
    expect(reasonOf(await life.get(ID)))
      .to.include("o-a")
      .and.include(`${ID}/<orderId>`);
  });

  it("refuses a cart that was never ordered", async () => {
    expect(reasonOf(await new CheckoutLife().get(ID))).to.include("not been ordered");
  });

  it("refuses orders that the customer does not have", async () => {
    expect(reasonOf(await new CheckoutLife().get(`${ID}/o-x`))).to.include("o-x");
  });

  for (const id of [
    "",
    "x",
    CUSTOMER,
    `${CUSTOMER}/`,
    `${ID}/`,
    `${ID}/o-a,`,
    `${ID}/o-a/o-b`,
    `contoso/${CART}`,
  ])
    it(`refuses "${id}" as an id, and calls nothing`, async () => {
      const life = new CheckoutLife();
      expect(reasonOf(await life.get(id))).to.include("<customerId>/<cartId>");
      expect(life.fake.calls).to.deep.equal([]);
    });
});

describe("CartCheckoutLifecycle.delete", () => {
  it("needs neither settings nor Partner Center", async () => {
    const life = new CheckoutLife();
    life.world.partnerCenter = () => {
      throw new Error("settings are missing");
    };
    await life.delete(placedState());
    expect(life.world.warnings[0]).to.include("o-a");
    refusalIn(await life.delete(unknownState()));
  });

  it("leaves a purchase alone that a create of the same run took over, as a rename does", async () => {
    const life = new CheckoutLife();
    life.fake.onCheckout(places({ orders: [fakeOrder("o-a")] }));
    await life.create(NO_WAIT);
    await life.delete(placedState({ onDelete: "forbid" }));
    expect(life.world.infos.at(-1)).to.include("stays bought");
  });

  it("leaves a purchase to the resource of the program that was found to hold it, as after a rename", async () => {
    const life = new CheckoutLife();
    life.fake.hasOrders(fakeOrder("o-a"));
    expect(await life.diff(placedState(), {})).to.include({ changes: false });
    await life.delete(placedState({ onDelete: "forbid" }));
    expect(life.world.infos.at(-1)).to.include("stays bought");
  });
});
