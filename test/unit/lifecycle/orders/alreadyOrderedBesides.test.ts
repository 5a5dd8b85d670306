import { expect } from "chai";
import type { Order, Subscription } from "../../../../provider/client/schemas";
import {
  alreadyOrdered,
  isWhollyAlive,
  type AlreadyOrderedQuery,
} from "../../../../provider/lifecycle/orders/alreadyOrdered";
import { orderState } from "../../../../provider/lifecycle/orders/order";
import { LINE } from "../../../support/cartLife";
import { fakeOrder, ITEM, ITEM_B } from "../../../support/cartsAndOrders";
import { START } from "../../../support/fakeClock";
import { fakeSubscription } from "../../../support/subscriptions";

const NOW = Date.parse(START);
const OLD = "2026-01-01T00:00:00Z";
const RECENT = "2026-11-14T12:00:00Z";
const SUB = "aaaaaaaa-0000-4000-8000-000000000001";
const SUB_2 = "aaaaaaaa-0000-4000-8000-000000000002";

const seats = { lineItemNumber: 0, offerId: ITEM, quantity: 25, termDuration: "P1Y", subscriptionId: SUB };
const other = { lineItemNumber: 1, offerId: ITEM_B, quantity: 1, termDuration: "P1Y", subscriptionId: SUB_2 };

function order(changes: Partial<Order> = {}): Order {
  const ids = { id: "O-A", alternateId: "PORTAL-1", creationDate: RECENT };
  return fakeOrder("O-A", { ...ids, lineItems: [seats], ...changes });
}

function subscription(changes: Partial<Subscription> = {}): Subscription {
  return fakeSubscription("O-A", { id: SUB, quantity: 25, billingCycle: "monthly", ...changes });
}

function purchasesOf(orders: Order[], subscriptions: Subscription[]) {
  const listed = { orders: orders.map(orderState), incomplete: [], subscriptions };
  return { ...listed, subscriptionsListed: true, now: NOW };
}

function ids(
  orders: Order[],
  subscriptions: Subscription[],
  more: Partial<AlreadyOrderedQuery> = {},
): string[] {
  const purchases = purchasesOf(orders, subscriptions);
  const rest = { duplicateDays: 30, besides: [], own: [], onlyAlive: false };
  return alreadyOrdered({ lines: [LINE], purchases, ...rest, ...more }).map(({ id }) => id);
}

describe("what the customer has already leaves out", () => {
  const both = [order({ lineItems: [seats, other] })];
  const subscriptions = [subscription(), subscription({ id: SUB_2, offerId: ITEM_B, quantity: 1 })];

  for (const key of ["besides", "own"] as const)
    for (const [title, name] of [
      ["its id", "O-A"],
      ["its id in another case", "o-a"],
      ["its alternate id", "PORTAL-1"],
      ["its alternate id in another case", "portal-1"],
      ["its subscription", SUB],
      ["its subscription in another case", SUB.toUpperCase()],
      ["the subscription of another of its lines", SUB_2],
    ] as const)
      it(`an order and its subscriptions that ${key} names by ${title}, recent or old`, () => {
        for (const creationDate of [RECENT, OLD])
          expect(ids([{ ...both[0]!, creationDate }], subscriptions, { [key]: [name] })).to.deep.equal([]);
      });

  it("a subscription that is named by an order in no list", () => {
    expect(ids([], [subscription({ orderId: "O-GONE" })], { besides: ["o-gone"] })).to.deep.equal([]);
  });

  it("a subscription that names its order by the alternate id, when the order is named, and the reverse", () => {
    const portal = [subscription({ orderId: "portal-1" })];
    const bare = [order({ creationDate: OLD, lineItems: [{ ...seats, subscriptionId: undefined }] })];
    expect(ids(bare, portal)).to.deep.equal(["O-A"]);
    expect(ids(bare, portal, { besides: ["O-A"] })).to.deep.equal([]);
    expect(ids([{ ...bare[0]!, creationDate: RECENT }], portal, { besides: [SUB] })).to.deep.equal([]);
  });

  it("nothing else: whatever isn't named still counts", () => {
    const orders = [
      order(),
      order({ id: "O-B", alternateId: "PORTAL-2", lineItems: [{ ...seats, subscriptionId: SUB_2 }] }),
    ];
    expect(ids(orders, [], { besides: ["O-A"] })).to.deep.equal(["O-B"]);
    expect(ids(orders, [], { besides: ["O-A"], own: ["portal-2"] })).to.deep.equal([]);
    expect(ids(orders, [], { besides: ["O-X", "O"] })).to.deep.equal(["O-A", "O-B"]);
  });

  it("no order for another one's subscription of the same item", () => {
    const apart = [subscription({ id: SUB_2, orderId: "O-B" })];
    expect(ids([order()], apart, { besides: [SUB] })).to.deep.equal(["O-B"]);
    expect(ids([order()], apart, { besides: ["O-B"] })).to.deep.equal(["O-A"]);
  });
});

describe("what can be adopted", () => {
  const rows: [string, expected: string[], Order[], Subscription[]][] = [
    ["is an order of yesterday without a subscription", ["O-A"], [order()], []],
    ["is an order of yesterday whose subscription is active", ["O-A"], [order()], [subscription()]],
    [
      "is an order of yesterday whose subscription is suspended",
      ["O-A"],
      [order()],
      [subscription({ status: "suspended" })],
    ],
    ["is no order whose subscription has expired", [], [order()], [subscription({ status: "expired" })]],
    ["is no order whose subscription is disabled", [], [order()], [subscription({ status: "disabled" })]],
    ["is no order whose subscription is deleted", [], [order()], [subscription({ status: "deleted" })]],
    ["is no order that was cancelled", [], [order({ status: "cancelled" })], []],
    [
      "is an old order with an active subscription",
      ["O-A"],
      [order({ creationDate: OLD })],
      [subscription()],
    ],
    ["is no old order without a subscription", [], [order({ creationDate: OLD })], []],
    [
      "is no old order whose subscription has expired",
      [],
      [order({ creationDate: OLD })],
      [subscription({ status: "expired" })],
    ],
  ];
  for (const [title, expected, orders, subscriptions] of rows)
    it(title, () => {
      expect(ids(orders, subscriptions, { onlyAlive: true })).to.deep.equal(expected);
    });
});

describe("isWhollyAlive", () => {
  const rows: [string, boolean, Order, Subscription[]][] = [
    ["all of its lines have active subscriptions", true, order(), [subscription()]],
    ["its lines never had one", true, order(), []],
    [
      "one of its subscriptions has ended",
      false,
      order({ lineItems: [seats, other] }),
      [subscription({ status: "expired" })],
    ],
    ["one of its lines was cancelled", false, order({ lineItems: [seats, { ...other, quantity: 0 }] }), []],
    [
      "one of its lines only adds seats",
      false,
      order({ lineItems: [seats, { ...other, transactionType: "addQuantity" }] }),
      [],
    ],
  ];
  for (const [title, alive, one, subscriptions] of rows)
    it(`is ${alive} of an order when ${title}`, () => {
      expect(isWhollyAlive(orderState(one), purchasesOf([one], subscriptions))).to.equal(alive);
    });
});
