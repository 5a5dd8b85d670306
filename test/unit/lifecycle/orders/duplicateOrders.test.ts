import { expect } from "chai";
import type { Order, Subscription } from "../../../../provider/client/schemas";
import {
  duplicateOrders,
  isWatched,
  latestPurchases,
  type DuplicateOrdersQuery,
} from "../../../../provider/lifecycle/orders/duplicateOrders";
import { orderState } from "../../../../provider/lifecycle/orders/order";
import { fakeOrder, ITEM, ITEM_B } from "../../../support/cartsAndOrders";
import { MINUTE, START } from "../../../support/fakeClock";
import { fakeSubscription } from "../../../support/subscriptions";

const DAY = 24 * 60 * MINUTE;
const OWN = fakeOrder("own");
const SAME = { lineItemNumber: 0, offerId: ITEM, quantity: 1, termDuration: "P1Y" };
const at = (ms: number) => new Date(Date.parse(START) + ms).toISOString();
const other = (order: Parameters<typeof fakeOrder>[1] = {}) => fakeOrder("other", order);
const withLine = (line: object) => other({ lineItems: [{ ...SAME, ...line }] });
const subscriptionOf = (id: string, more: Partial<Subscription> = {}) =>
  fakeSubscription(id, { id: `sub-${id}`, billingCycle: "monthly", creationDate: START, ...more });

interface Facts extends Partial<Omit<DuplicateOrdersQuery, "orders" | "purchases">> {
  own?: Order[];
  /** Orders of the customer besides the resource's own. */
  others?: Order[];
  incomplete?: Order[];
  subscriptions?: Subscription[];
  /** How long after {@link START} it is asked. */
  after?: number;
}

function purchasesOf({
  own = [OWN],
  others = [other()],
  incomplete = [],
  subscriptions = [],
  after = 0,
}: Facts) {
  return {
    orders: [...own, ...others].map(orderState),
    incomplete: incomplete.map(orderState),
    subscriptions,
    subscriptionsListed: true,
    now: Date.parse(START) + after,
  };
}

/** The pairs that are found, each as `own other`. */
function pairs({ own = [OWN], besides = [], isTaken = () => false, ...facts }: Facts): string[] {
  const purchases = purchasesOf({ own, ...facts });
  const found = duplicateOrders({ orders: own.map(orderState), purchases, besides, isTaken });
  return found.map((pair) => `${pair.own.order.id} ${pair.other.order.id}`);
}

describe("duplicateOrders", () => {
  const told: [string, Facts][] = [
    ["of the same moment", {}],
    ["as much older as the list may lag", { others: [other({ creationDate: at(-15 * MINUTE) })] }],
    ["of days later", { others: [other({ creationDate: at(5 * DAY) })], after: 6 * DAY }],
    ["without a date", { others: [other({ creationDate: undefined })] }],
    ["through another availability", { others: [withLine({ offerId: ITEM.replace(/[^:]*$/, "NEXT") })] }],
    ["with a line more", { others: [other({ lineItems: [SAME, { ...SAME, offerId: ITEM_B }] })] }],
    ["that is being processed", { others: [other({ status: "pending" })] }],
    ["that the list lacks, and a subscription tells of", { others: [], incomplete: [other()] }],
    ["whose subscription is active", { subscriptions: [subscriptionOf("other")] }],
    [
      "whose subscription is suspended",
      { subscriptions: [subscriptionOf("other", { status: "suspended" })] },
    ],
    ["in the last moment of the window", { after: 7 * DAY - 1 }],
  ];
  for (const [title, facts] of told)
    it(`tells an order of the same ${title}`, () => {
      expect(pairs(facts)).to.deep.equal(["own other"]);
    });

  const ended = { status: "deleted" };
  const untold: [string, Facts][] = [
    [
      "that the look before the checkout could show",
      { others: [other({ creationDate: at(-15 * MINUTE - 1) })] },
    ],
    ["that is another item", { others: [withLine({ offerId: ITEM_B })] }],
    ["of another quantity", { others: [withLine({ quantity: 2 })] }],
    ["for another term", { others: [withLine({ termDuration: "P1M" })] }],
    ["billed in another way", { others: [other({ billingCycle: "annual" })] }],
    ["that doesn't tell what it holds", { others: [other({ lineItems: [] })] }],
    ["that was cancelled", { others: [other({ status: "cancelled" })] }],
    ["of which the line was cancelled", { others: [withLine({ quantity: 0 })] }],
    ["that ended badly", { others: [other({ status: "error" })] }],
    ["that added seats", { others: [withLine({ transactionType: "addQuantity" })] }],
    ["whose subscription was deleted", { subscriptions: [subscriptionOf("other", ended)] }],
    ["whose subscription expired", { subscriptions: [subscriptionOf("other", { status: "expired" })] }],
    ["that besides names", { besides: ["OTHER"] }],
    ["that besides names by its subscription", { besides: ["sub-other"] }],
    ["that another resource of the run holds", { isTaken: (id) => id === "other" }],
    ["that the resource holds as well", { own: [OWN, other()], others: [] }],
    ["while its own was cancelled", { own: [fakeOrder("own", { status: "cancelled" })] }],
    [
      "while Partner Center doesn't know its own any more",
      { own: [fakeOrder("own", { status: "missing" })] },
    ],
    ["while its own ended badly", { own: [fakeOrder("own", { status: "error" })] }],
    ["while the subscription of its own was deleted", { subscriptions: [subscriptionOf("own", ended)] }],
    ["once its own can't be cancelled any more", { after: 7 * DAY }],
    ["while nobody knows when its own was placed", { own: [fakeOrder("own", { creationDate: undefined })] }],
    ["while its own doesn't tell what it holds", { own: [fakeOrder("own", { lineItems: [] })] }],
    [
      "than which a live subscription is older",
      {
        others: [],
        subscriptions: [subscriptionOf("long-ago", { creationDate: at(-100 * DAY) })],
      },
    ],
  ];
  for (const [title, facts] of untold)
    it(`doesn't tell an order ${title}`, () => {
      expect(pairs(facts)).to.deep.equal([]);
    });

  it("tells each pair once", () => {
    const own = [OWN, fakeOrder("own-b", { item: ITEM_B })];
    const others = [other(), fakeOrder("other-b", { item: ITEM_B }), fakeOrder("third")];
    expect(pairs({ own, others })).to.deep.equal(["own other", "own third", "own-b other-b"]);
  });

  it("says until when each can be cancelled", () => {
    const purchases = purchasesOf({
      subscriptions: [subscriptionOf("other", { cancellationAllowedUntilDate: at(DAY) })],
    });
    const [pair] = duplicateOrders({
      orders: [orderState(OWN)],
      purchases,
      besides: [],
      isTaken: () => false,
    });
    expect(pair?.own.cancellable).to.deep.equal({ by: "licences", until: Date.parse(at(7 * DAY)) });
    expect(pair?.other.cancellable).to.deep.equal({ by: "subscription", until: Date.parse(at(DAY)) });
  });
});

describe("latestPurchases", () => {
  const others = [0, -20, -7 * 24 * 60, -30 * 24 * 60].map((minutes, index) =>
    fakeOrder(`o-${index}`, { creationDate: at(minutes * MINUTE) }),
  );
  const purchases = purchasesOf({
    others,
    subscriptions: [subscriptionOf("o-0"), subscriptionOf("o-3", { creationDate: at(-30 * DAY) })],
  });

  it("keeps what may be a duplicate, and what has no date", () => {
    const latest = latestPurchases({
      ...purchases,
      incomplete: [orderState(other({ creationDate: undefined }))],
    });
    expect(latest.orders.map(({ id }) => id)).to.deep.equal(["own", "o-0", "o-1", "o-2"]);
    expect(latest.incomplete).to.have.lengthOf(1);
    expect(latest.subscriptions.map(({ id }) => id)).to.deep.equal(["sub-o-0"]);
  });

  it("changes nothing in what is told", () => {
    const told = (all: typeof purchases) =>
      duplicateOrders({ orders: [orderState(OWN)], purchases: all, besides: [], isTaken: () => false });
    expect(told(latestPurchases(purchases))).to.deep.equal(told(purchases));
  });
});

describe("isWatched", () => {
  it("is what was bought within the days of a cancellation", () => {
    const isWatchedAfter = (ms: number, order: Order = OWN) =>
      isWatched(orderState(order), Date.parse(START) + ms);
    expect([0, 7 * DAY - 1, 7 * DAY].map((ms) => isWatchedAfter(ms))).to.deep.equal([true, true, false]);
    expect(isWatchedAfter(0, fakeOrder("own", { status: "cancelled" }))).to.equal(false);
  });
});
