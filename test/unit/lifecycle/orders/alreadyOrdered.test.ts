import { expect } from "chai";
import type { Order, Subscription } from "../../../../provider/client/schemas";
import {
  alreadyOrdered,
  type AlreadyOrderedQuery,
} from "../../../../provider/lifecycle/orders/alreadyOrdered";
import type { CustomerPurchases } from "../../../../provider/lifecycle/orders/customerPurchases";
import { orderState } from "../../../../provider/lifecycle/orders/order";
import { LINE } from "../../../support/cartLife";
import { fakeOrder, ITEM, ITEM_B } from "../../../support/cartsAndOrders";
import { START } from "../../../support/fakeClock";
import { fakeSubscription } from "../../../support/subscriptions";

const NOW = Date.parse(START);
const RENEWED = "CFQ7TTC0E101:0001:CFQ7TTC0ZZZZ";
const SUB = "11111111-0000-4000-8000-000000000001";
const OLD = "2026-01-01T00:00:00Z";
const daysAgo = (days: number) => new Date(NOW - days * 24 * 60 * 60 * 1000).toISOString();

/** An order of 25 seats of yesterday, with its subscription's id. */
function order(changes: Partial<Order> = {}, line: object = {}): Order {
  const seats = { lineItemNumber: 0, offerId: ITEM, quantity: 25, termDuration: "P1Y", subscriptionId: SUB };
  return fakeOrder("O-A", { creationDate: daysAgo(1), lineItems: [{ ...seats, ...line }], ...changes });
}

/** The subscription that came from that order. */
function subscription(changes: Partial<Subscription> = {}): Subscription {
  return fakeSubscription("O-A", { id: SUB, quantity: 25, billingCycle: "monthly", ...changes });
}

function found(
  orders: Order[],
  subscriptions: Subscription[] = [],
  more: Partial<AlreadyOrderedQuery> & Pick<Partial<CustomerPurchases>, "incomplete"> = {},
) {
  const { incomplete = [], ...question } = more;
  const listed = { orders: orders.map(orderState), incomplete, subscriptions, subscriptionsListed: true };
  return alreadyOrdered({
    lines: [LINE],
    purchases: { ...listed, now: NOW },
    duplicateDays: 30,
    besides: [],
    own: [],
    onlyAlive: false,
    ...question,
  });
}

const ids = (...question: Parameters<typeof found>) => found(...question).map(({ id }) => id);

describe("what the customer has already, by orders,", () => {
  const counts: [string, Order, Subscription[]?][] = [
    ["of yesterday", order()],
    ["of 29 days ago", order({ creationDate: daysAgo(29) })],
    ["of exactly 30 days ago", order({ creationDate: daysAgo(30) })],
    ["without a date", order({ creationDate: undefined })],
    ["of a date that can't be read", order({ creationDate: "soon" })],
    ["of the year 1, which is no date", order({ creationDate: "0001-01-01T00:00:00Z" })],
    ["of tomorrow, by another clock", order({ creationDate: daysAgo(-1) })],
    ["by another availability", order({}, { offerId: RENEWED })],
    [
      "with one line more",
      order({ lineItems: [{ offerId: ITEM_B, quantity: 1 }, ...order().lineItems] as never }),
    ],
    ["that leaves the quantity out", order({}, { quantity: undefined })],
    ["that leaves the term out", order({}, { termDuration: undefined })],
    ["that leaves the item out", order({}, { offerId: undefined })],
    ["that leaves the cycle out", order({ billingCycle: undefined })],
    ["that doesn't tell its lines", order({ lineItems: [] })],
    ["that ended badly", order({ status: "error" })],
    ["that says itself to be new", order({}, { transactionType: "New" })],
    ["whose subscription is active", order(), [subscription()]],
    ["whose subscription is suspended", order(), [subscription({ status: "suspended" })]],
    ["whose subscription has expired", order(), [subscription({ status: "expired" })]],
    ["whose subscription is disabled", order(), [subscription({ status: "disabled" })]],
    ["whose subscription has no status", order(), [subscription({ status: undefined })]],
  ];
  for (const [title, one, subscriptions] of counts)
    it(`is an order ${title}`, () => {
      expect(ids([one], subscriptions)).to.deep.equal(["O-A"]);
    });

  const passed: [string, Order, Subscription[]?][] = [
    ["of 31 days ago", order({ creationDate: daysAgo(31) })],
    ["of another product", order({}, { offerId: ITEM_B })],
    ["of another SKU", order({}, { offerId: "CFQ7TTC0E101:0002:CFQ7TTC0E1A1" })],
    ["of another quantity", order({}, { quantity: 24 })],
    ["of another term", order({}, { termDuration: "P1M" })],
    ["of another cycle", order({ billingCycle: "annual" })],
    ["that was cancelled", order({ status: "cancelled" })],
    ["that was canceled", order({ status: "Canceled" })],
    ["whose line was cancelled", order({}, { quantity: 0 })],
    ["whose subscription is deleted", order(), [subscription({ status: "Deleted" })]],
    ["that renews", order({}, { transactionType: "renew" })],
    ["that adds seats", order({}, { transactionType: "addQuantity" })],
    ["that removes seats", order({}, { transactionType: "removeQuantity" })],
    ["that cancels", order({}, { transactionType: "Cancel" })],
  ];
  for (const [title, one, subscriptions] of passed)
    it(`is no order ${title}`, () => {
      expect(ids([one], subscriptions)).to.deep.equal([]);
    });

  it("is an order of one of several lines that are to be bought", () => {
    const lines = [{ ...LINE, catalogItemId: ITEM_B }, LINE];
    expect(ids([order()], [], { lines })).to.deep.equal(["O-A"]);
  });

  it("goes by the days that are set", () => {
    const one = order({ creationDate: daysAgo(31) });
    expect(ids([one], [], { duplicateDays: 365 })).to.deep.equal(["O-A"]);
    expect(ids([order({ creationDate: daysAgo(8) })], [], { duplicateDays: 7 })).to.deep.equal([]);
  });

  it("passes over an order of which the deleted line is the one that matches", () => {
    const other = { lineItemNumber: 1, offerId: ITEM_B, quantity: 1 };
    const two = order({ lineItems: [...order().lineItems, other] });
    expect(ids([two], [subscription({ status: "deleted" })])).to.deep.equal([]);
  });

  it("is an incomplete order, and says that it is", () => {
    const incomplete = [orderState(order())];
    expect(found([], [], { incomplete })).to.deep.equal([
      { id: "O-A", order: incomplete[0], incomplete: true },
    ]);
  });

  it("is nothing for lines without an item, and nothing for no lines", () => {
    for (const lines of [[], [{ quantity: 25 }]])
      expect(ids([order(), order({ id: "o-b", lineItems: [] })], [subscription()], { lines })).to.deep.equal(
        [],
      );
  });
});

describe("what the customer has already, by subscriptions,", () => {
  const old = order({ creationDate: OLD });

  const rows: [string, expected: string[], Order[], Subscription[]][] = [
    ["is an active one of an old order", ["O-A"], [old], [subscription()]],
    ["is a suspended one: it is billed", ["O-A"], [old], [subscription({ status: "suspended" })]],
    ["is one whose status only a newer version knows", ["O-A"], [old], [subscription({ status: "odd" })]],
    ["is one without a status", ["O-A"], [old], [subscription({ status: undefined })]],
    ["is no deleted one", [], [old], [subscription({ status: "deleted" })]],
    ["is no expired one", [], [old], [subscription({ status: "Expired" })]],
    ["is no disabled one", [], [old], [subscription({ status: "disabled" })]],
    [
      "is one by what was ordered, though its seats changed",
      ["O-A"],
      [old],
      [subscription({ quantity: 30 })],
    ],
    [
      "is one by its own seats, though others were ordered",
      ["O-A"],
      [order({ creationDate: OLD }, { quantity: 5 })],
      [subscription()],
    ],
    [
      "is none by what its order holds for another subscription",
      [],
      [order({ creationDate: OLD }, { subscriptionId: "another" })],
      [subscription({ offerId: ITEM_B })],
    ],
    [
      "is one by what its order holds of its item, where the order names no subscription",
      ["O-A"],
      [order({ creationDate: OLD }, { subscriptionId: undefined })],
      [subscription({ quantity: 30 })],
    ],
    ["is one by another availability", ["O-A"], [], [subscription({ offerId: RENEWED })]],
    ["is one whose order is in no list, by the order's id", ["O-A"], [], [subscription()]],
    ["is one that names no order, by its own id", [SUB], [], [subscription({ orderId: undefined })]],
    [
      "is one that its order alone names",
      ["O-A"],
      [old],
      [subscription({ orderId: undefined, id: SUB.toUpperCase() })],
    ],
    ["is none of another item", [], [], [subscription({ offerId: ITEM_B })]],
    ["is none of other seats", [], [], [subscription({ quantity: 24 })]],
    ["is none of another term", [], [], [subscription({ termDuration: "P1M" })]],
    ["is none of another cycle", [], [], [subscription({ billingCycle: "annual" })]],
    [
      "is one that leaves its facts out",
      ["O-A"],
      [],
      [subscription({ quantity: undefined, termDuration: "" })],
    ],
  ];
  for (const [title, expected, orders, subscriptions] of rows)
    it(title, () => {
      expect(ids(orders, subscriptions)).to.deep.equal(expected);
    });

  it("is told once for an order and its subscription, and once for two subscriptions of one old order", () => {
    expect(found([order()], [subscription()])).to.deep.equal([{ id: "O-A", order: orderState(order()) }]);
    expect(ids([old], [subscription(), subscription({ id: "sub-2" })])).to.deep.equal(["O-A"]);
  });

  it("comes with its order and itself, so that both can be told", () => {
    const one = subscription();
    expect(found([old], [one])).to.deep.equal([{ id: "O-A", order: orderState(old), subscription: one }]);
  });
});
