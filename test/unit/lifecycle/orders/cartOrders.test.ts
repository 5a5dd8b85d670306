import { expect } from "chai";
import type { Cart, Order } from "../../../../provider/client/schemas";
import { becameOf, ownParts, type CartOrdersQuery } from "../../../../provider/lifecycle/orders/cartOrders";
import { customerPurchases } from "../../../../provider/lifecycle/orders/customerPurchases";
import { cartLines } from "../../../../provider/lifecycle/core/observedCart";
import { ordersIn } from "../../../../provider/lifecycle/orders/orderMatch";
import { orderState } from "../../../../provider/lifecycle/orders/order";
import { CUSTOMER, fakeCart, fakeOrder, ITEM_B, twoGroups } from "../../../support/cartsAndOrders";
import { MINUTE, START } from "../../../support/fakeClock";
import { fakeSubscription } from "../../../support/subscriptions";
import { fakeWorld, type FakeWorld } from "../../../support/fakeWorld";
import { serviceError } from "../../../support/partnerCenterErrors";

const at = (seconds: number) => new Date(Date.parse(START) + seconds * 1000).toISOString();
/** A cart of two groups that something touched last at the start of the fake's time, an hour after it was made. */
const touched = (changes: Partial<Cart> = {}) => twoGroups({ lastModifiedTimestamp: START, ...changes });

describe("ownParts", () => {
  const part = (changes: Partial<Order> = {}, line: object = {}) => {
    const one = fakeOrder("o-a", changes);
    return { ...one, lineItems: one.lineItems.map((item) => ({ ...item, ...line })) };
  };
  const WHOLE = fakeOrder("o-a", {
    lineItems: [...fakeOrder("x").lineItems, ...fakeOrder("y", { item: ITEM_B }).lineItems],
  });

  const rows: [string, own: boolean, Cart, Order][] = [
    ["placed in the moment in which the cart was touched", true, touched(), part()],
    ["placed two minutes before the touch", true, touched(), part({ creationDate: at(-120) })],
    ["placed two minutes after the touch", true, touched(), part({ creationDate: at(120) })],
    ["placed more than two minutes before the touch", false, touched(), part({ creationDate: at(-121) })],
    ["placed more than two minutes after the touch", false, touched(), part({ creationDate: at(121) })],
    ["of its other group", true, touched(), part({}, { offerId: ITEM_B })],
    ["of a cart that was never touched", false, twoGroups(), part({ creationDate: "2026-11-15T11:00:00Z" })],
    ["of a cart that doesn't tell when", false, touched({ lastModifiedTimestamp: undefined }), part()],
    ["of a cart that doesn't tell its age", false, touched({ creationTimestamp: undefined }), part()],
    ["of the whole cart", false, touched(), WHOLE],
    ["of the only group of a cart", false, fakeCart({ lastModifiedTimestamp: START }), part()],
    ["of another quantity", false, touched(), part({}, { quantity: 2 })],
    ["of another term", false, touched(), part({}, { termDuration: "P1M" })],
    ["of another item", false, touched(), part({}, { offerId: "CFQ7TTC0XXXX:0001:CFQ7TTC0XXXY" })],
    ["without a date", false, touched(), part({ creationDate: undefined })],
    [
      "of a cart whose two times differ by the making of it alone",
      false,
      touched({ creationTimestamp: new Date(Date.parse(START) - 1).toISOString() }),
      part(),
    ],
    [
      "older than the cart, which was touched at once",
      false,
      touched({ creationTimestamp: at(-1), lastModifiedTimestamp: START }),
      part({ creationDate: at(-60) }),
    ],
  ];
  for (const [title, own, cart, order] of rows)
    it(`${own ? "takes" : "doesn't take"} an order for its own that was ${title}`, () => {
      const found = ownParts(cart, [orderState(order)]).map(({ id }) => id);
      expect(found).to.deep.equal(own ? ["o-a"] : []);
    });

  it("are none where an answered checkout explains the touch, and some where something came after it", () => {
    const orders = [orderState(part())];
    expect(ownParts(touched(), orders, { answeredAt: at(1) })).to.deep.equal([]);
    // Partner Center tells its time in whole seconds.
    expect(ownParts(touched(), orders, { answeredAt: at(-1) })).to.deep.equal([]);
    expect(ownParts(touched(), orders, { answeredAt: at(-2) })).to.deep.equal(orders);
  });
});

describe("becameOf", () => {
  const ask = async (world: FakeWorld, cart: Cart, changes: Partial<CartOrdersQuery> = {}) =>
    becameOf(
      {
        lines: cartLines(cart),
        known: [],
        createdAfter: cart.creationTimestamp,
        orderedAt: START,
        now: Date.parse(START) + MINUTE,
        alone: true,
        isTaken: () => false,
        ...changes,
      },
      await customerPurchases(world, world.fake, CUSTOMER),
    );
  const certain = async (...question: Parameters<typeof ask>) =>
    (await ask(...question)).certain?.map(({ id }) => id);
  /** Ours is late in the list, and a subscription names it; a stranger's was placed in the same moment. */
  const contested = () => {
    const world = fakeWorld();
    world.fake.hasOrders(fakeOrder("o-ours"), fakeOrder("o-stranger")).lagging.add("o-ours");
    world.fake.subscriptions.push(fakeSubscription("o-ours", { creationDate: START }));
    return world;
  };

  it("finds the order of the moment in which the cart was ordered, though the list may not be whole", async () => {
    const world = fakeWorld();
    world.fake.hasOrders(fakeOrder("o-a"));
    expect(await certain(world, fakeCart())).to.deep.equal(["o-a"]);
  });

  it("finds an order that only its subscription names yet", async () => {
    const world = fakeWorld();
    world.fake.hasOrders(fakeOrder("o-late")).lagging.add("o-late");
    expect(await certain(world, fakeCart())).to.equal(undefined);
    world.fake.subscriptions.push(fakeSubscription("o-late", { creationDate: START }));
    expect(await certain(world, fakeCart())).to.deep.equal(["o-late"]);
  });

  it("doesn't take a stranger's order of the same moment for its own while a subscription names another one", async () => {
    const { certain: none, match } = await ask(contested(), fakeCart());
    expect(none).to.equal(undefined);
    expect(match.kind).to.equal("ambiguous");
    expect(ordersIn(match).map(({ id }) => id)).to.have.members(["o-ours", "o-stranger"]);
  });

  it("doesn't do so either when Partner Center refuses to show the other one", async () => {
    const world = contested();
    world.fake.fail("getOrder", serviceError(403, "20002"));
    const { certain: none, match } = await ask(world, fakeCart());
    expect(none).to.equal(undefined);
    expect(ordersIn(match).map(({ id }) => id)).to.have.members(["o-ours", "o-stranger"]);
  });

  it("fails when that has no answer, or when a list can't be read", async () => {
    for (const method of ["getOrder", "listOrders", "listSubscriptions"] as const) {
      const world = contested();
      const error = serviceError(503);
      world.fake.fail(method, error);
      expect(await ask(world, fakeCart()).catch((reason: unknown) => reason)).to.equal(error);
    }
  });

  it("believes no moment where orders alone can be listed, and a whole list all the same", async () => {
    const world = fakeWorld();
    world.purchaseRules.listSubscriptions = false;
    world.fake.hasOrders(fakeOrder("o-a"));
    expect(await certain(world, fakeCart())).to.equal(undefined);
    const later = { now: Date.parse(START) + 16 * MINUTE };
    expect(await certain(world, fakeCart(), later)).to.deep.equal(["o-a"]);
    expect(world.fake.calls.map(({ method }) => method)).to.not.include("listSubscriptions");
  });

  it("believes no moment while another purchase of the run looks for the same", async () => {
    const world = fakeWorld();
    world.fake.hasOrders(fakeOrder("o-a"));
    expect(await certain(world, fakeCart(), { alone: false })).to.equal(undefined);
  });

  it("believes what it is told to: the list, the moment, or nothing", async () => {
    const world = fakeWorld();
    world.fake.hasOrders(fakeOrder("o-a", { creationDate: at(-10 * 60) }));
    const later = { now: Date.parse(START) + 16 * MINUTE };
    expect(await certain(world, fakeCart(), { ...later, believe: "list" })).to.deep.equal(["o-a"]);
    expect(await certain(world, fakeCart(), { ...later, believe: "moment" })).to.equal(undefined);
    expect(await certain(world, fakeCart(), { ...later, believe: "never" })).to.equal(undefined);
  });

  it("is not certain of an order without a date, in a whole list either", async () => {
    const world = fakeWorld();
    world.fake.hasOrders(fakeOrder("o-a", { creationDate: undefined }));
    const later = { now: Date.parse(START) + 16 * MINUTE };
    const { certain: none, match, complete } = await ask(world, fakeCart(), later);
    expect([none, match.kind, complete]).to.deep.equal([undefined, "ambiguous", true]);
  });
});
