import { expect } from "chai";
import { CART, fakeOrder, ITEM_B, twoGroups } from "../../../support/cartsAndOrders";
import { buysSilently, isBusy, noAnswer, places, refuses } from "../../../support/checkoutReplies";
import { serviceError } from "../../../support/partnerCenterErrors";
import { CheckoutLife, NO_WAIT, reasonOf, requestIdOf, stateOf } from "../../../support/checkoutLife";
import { partialState, unknownState } from "../../../support/checkoutStates";

describe("CartCheckoutLifecycle.update", () => {
  describe("of a checkout whose end is unknown", () => {
    const lost = async (life: CheckoutLife) => {
      life.fake.onCheckout(noAnswer());
      const state = stateOf(await life.create(), "initFailure", "unknown");
      life.nextRun();
      return state;
    };

    it("repeats it with the same request id, and settles it", async () => {
      const life = new CheckoutLife();
      const state = await lost(life);
      life.fake.onCheckout(places({ orders: [fakeOrder("o-a")] }));
      const settled = stateOf(await life.update(state), "done", "completed");
      expect(life.fake.posted).to.deep.equal([requestIdOf(1)]);
      expect(settled).to.deep.include({ attempt: 1, orderIds: ["o-a"] });
      expect(settled.unsettled).to.equal(undefined);
    });

    it("stays unknown after a refusal that comes soon: the first checkout may still come true", async () => {
      const life = new CheckoutLife();
      const state = await lost(life);
      life.world.clock.advance(5 * 60_000);
      life.fake.onCheckout(refuses(403, "20002"));
      stateOf(await life.update(state), "initFailure", "unknown");
    });

    it("believes a refusal once the cart has stayed active and without orders for longer than the list lags", async () => {
      const life = new CheckoutLife();
      const state = await lost(life);
      life.world.clock.advance(16 * 60_000);
      life.fake.onCheckout(refuses(400, "800009"), places({ orders: [fakeOrder("o-a")] }));
      const refused = stateOf(await life.update(state), "initFailure", "notPlaced");
      stateOf(await life.nextRun().update(refused), "done", "completed");
      expect(life.fake.posted).to.deep.equal([requestIdOf(2)]);
    });

    it("does not believe it while an order of a part of the cart exists", async () => {
      const life = new CheckoutLife();
      life.fake.hasCart(twoGroups());
      const state = await lost(life);
      life.fake.hasOrders(fakeOrder("o-a"));
      life.world.clock.advance(16 * 60_000);
      life.fake.onCheckout(refuses(400, "800009"));
      const ended = await life.update(state);
      stateOf(ended, "initFailure", "unknown");
      expect(reasonOf(ended)).to.include("o-a");
    });

    // The first checkout was lost long ago; what happens now can still order the cart, and be late in the list.
    const late: [string, (life: CheckoutLife) => void][] = [
      ["a repetition is lost", (life) => life.fake.onCheckout(buysSilently(fakeOrder("o-a")))],
      [
        "a repetition is answered unreadably",
        (life) => life.fake.onCheckout(places({ unreadableOrders: 1 })),
      ],
      [
        "the client fails in a repetition",
        (life) => life.fake.fail("checkoutCart", new TypeError("a defect")),
      ],
      [
        "another request holds the cart",
        (life) => life.fake.onCheckout(...Array.from({ length: 60 }, () => isBusy())),
      ],
      ["the cart is said to be submitted", (life) => life.fake.onCheckout(refuses(400, "800065"))],
    ];
    for (const [title, happens] of late)
      it(`stays unknown when ${title} and the cart is gone right afterwards`, async () => {
        const life = new CheckoutLife();
        const state = await lost(life);
        life.world.clock.advance(60 * 60_000);
        life.fake.lagging.add("o-a");
        happens(life);
        const again = stateOf(await life.update(state), "initFailure", "unknown");
        life.nextRun().fake.carts.clear();
        stateOf(await life.update(again), "initFailure", "unknown");
      });

    it("stays unknown when the cart was seen ordered, is gone right afterwards, and its order is not in the list", async () => {
      const life = new CheckoutLife();
      const state = await lost(life);
      life.world.clock.advance(60 * 60_000);
      life.fake.markOrdered(CART);
      life.fake.onCheckout(refuses(403, "20002"));
      const again = stateOf(await life.update(state), "initFailure", "unknown");
      life.nextRun().fake.carts.clear();
      stateOf(await life.update(again), "initFailure", "unknown");
    });

    it("never takes 800065 for a refusal, however long the cart has read active and no order has shown", async () => {
      const life = new CheckoutLife();
      const state = await lost(life);
      life.world.clock.advance(60 * 60_000);
      life.fake.onCheckout(refuses(400, "800065"));
      stateOf(await life.update(state), "initFailure", "unknown");
    });

    it("keeps what it knows of the cart when the next checkout can't leave", async () => {
      const life = new CheckoutLife();
      life.fake.onCheckout(...Array.from({ length: 60 }, () => isBusy()));
      const state = stateOf(
        await life.create({ ...NO_WAIT, checkoutTimeoutSeconds: 5 }),
        "initFailure",
        "unknown",
      );
      life.nextRun().fake.fail("getCart", serviceError(503));
      const after = stateOf(await life.update(state), "initFailure", "unknown");
      expect(after.unsettled?.lines).to.have.lengthOf(1);
    });

    for (const [title, orders, status] of [
      ["and one match stays unknown: anybody may have ordered that", [fakeOrder("o-a")], "unknown"],
      ["and several that fit stays unknown", [fakeOrder("o-a"), fakeOrder("o-b")], "unknown"],
      ["and no order of the customer at all is not placed", [], "notPlaced"],
      ["and orders of other items only is not placed", [fakeOrder("o-x", { item: ITEM_B })], "notPlaced"],
      [
        "and an order older than the cart is not placed",
        [fakeOrder("o-x", { creationDate: "2026-11-15T10:00:00Z" })],
        "notPlaced",
      ],
    ] as const)
      it(`with a cart that is gone and a complete list ${title}`, async () => {
        const life = new CheckoutLife();
        const state = await lost(life);
        life.fake.carts.clear();
        life.fake.hasOrders(...orders);
        life.world.clock.advance(8 * 24 * 60 * 60_000);
        const ended = await life.update(state);
        expect(stateOf(ended, "initFailure", status).orderIds).to.deep.equal([]);
        expect(life.fake.posted).to.deep.equal([]);
        if (status === "unknown") for (const order of orders) expect(reasonOf(ended)).to.include(order.id);
      });

    it("with a cart that is gone stays unknown while an order holds its items in another shape", async () => {
      const life = new CheckoutLife();
      const state = await lost(life);
      life.fake.carts.clear();
      // The add-on of a legacy line is an order line of its own, but no line of the cart.
      const lineItems = [
        ...fakeOrder("o-a").lineItems,
        { lineItemNumber: 1, offerId: "add-on", quantity: 1 },
      ];
      life.fake.hasOrders(fakeOrder("o-a", { lineItems }));
      life.world.clock.advance(8 * 24 * 60 * 60_000);
      const ended = await life.update(state);
      stateOf(ended, "initFailure", "unknown");
      expect(reasonOf(ended)).to.include("o-a");
    });

    it("with a cart that is gone and a list that may lag stays unknown", async () => {
      const life = new CheckoutLife();
      const state = await lost(life);
      life.fake.carts.clear();
      stateOf(await life.update(state), "initFailure", "unknown");
    });

    it("is settled by orderIds, without a checkout", async () => {
      const life = new CheckoutLife();
      const state = await lost(life);
      life.fake.hasOrders(fakeOrder("o-a"));
      const settled = stateOf(
        await life.update(state, { ...NO_WAIT, orderIds: ["o-a"] }),
        "done",
        "completed",
      );
      expect(settled).to.deep.include({ orderIds: ["o-a"] });
      expect(settled.unsettled).to.equal(undefined);
      expect(life.fake.posted).to.deep.equal([]);
    });

    for (const state of [unknownState({ orders: [fakeOrder("o-a") as never] }), partialState()])
      it(`is settled by orderIds that state holds already, when it is ${state.status}, without a checkout`, async () => {
        const life = new CheckoutLife();
        life.fake.hasOrders(fakeOrder("o-a")).onCheckout(places({ orders: [fakeOrder("o-b")] }));
        const settled = stateOf(
          await life.update(state, { ...NO_WAIT, orderIds: ["o-a"] }),
          "done",
          "completed",
        );
        expect(settled.orderIds).to.deep.equal(["o-a"]);
        expect(life.fake.posted).to.deep.equal([]);
      });
  });
});
