import { expect } from "chai";
import {
  answeredAtOf,
  hasOpenWork,
  isToBeSent,
  orderErrorsAccepted,
  parseCheckoutState,
  type CheckoutStatus,
} from "../../../../provider/lifecycle/checkout/state";
import { fakeOrder } from "../../../support/cartsAndOrders";
import {
  ORDER_ERROR,
  partialState,
  placedState,
  stored,
  unknownState,
} from "../../../support/checkoutStates";

describe("answeredAtOf", () => {
  it("is what state holds, and soon after the checkout where it holds none", () => {
    const checkedOutAt = "2026-11-15T12:00:00.000Z";
    const answeredAt = "2026-11-15T12:00:40.000Z";
    expect(answeredAtOf(placedState({ checkedOutAt, answeredAt }))).to.equal(answeredAt);
    expect(answeredAtOf(placedState({ checkedOutAt }))).to.equal("2026-11-15T12:00:02.000Z");
    expect(answeredAtOf(placedState({}))).to.equal(undefined);
    expect(answeredAtOf(placedState({ checkedOutAt: "+275760-09-13T00:00:00.000Z" }))).to.equal(undefined);
  });
});

describe("parseCheckoutState", () => {
  it("reads back what it was given", () => {
    const unsettled = {
      unanswered: true,
      since: "2026-11-15T12:00:00.000Z",
      cartCreatedAt: "2026-11-15T11:00:00.000Z",
      lines: [{ catalogItemId: "x", quantity: 2, termDuration: "P1Y", orderGroup: "0" }],
    };
    const more = { problem: "p", requestId: "r", differences: ["order o-a holds 20 x E5"] };
    const state = partialState({ unsettled, ...more, onDelete: "forbid", attempt: 3 });
    expect(stored(parseCheckoutState(stored(state)))).to.deep.equal(stored(state));
  });

  it("rolls order and subscription ids up, each once", () => {
    const twice = fakeOrder("o-b", {
      lineItems: [
        { lineItemNumber: 0, subscriptionId: "s1" },
        { lineItemNumber: 1, subscriptionId: "s1" },
        { lineItemNumber: 2 },
      ],
    });
    const state = placedState({}, [fakeOrder("o-a"), twice]);
    expect(state.orderIds).to.deep.equal(["o-a", "o-b"]);
    expect(state.subscriptionIds).to.deep.equal(["sub-o-a", "s1"]);
  });

  const damaged: [string, Record<string, unknown>, CheckoutStatus][] = [
    ["nothing at all", {}, "unknown"],
    ["a status of a wrong type", { status: 5 }, "unknown"],
    ["orders of a wrong type", { status: undefined, orders: "x" }, "unknown"],
    ["orders but no status", { orders: [fakeOrder("a")] }, "pending"],
  ];
  for (const [title, value, status] of damaged)
    it(`reads ${title} as ${status}`, () => {
      expect(parseCheckoutState(value).status).to.equal(status);
    });

  it("survives every field having a wrong type", () => {
    const keys = Object.keys(placedState({ unsettled: { unanswered: true, since: "", lines: [] } }));
    for (const value of [null, 5, "x", [], {}, [null], [[]], { lines: 5 }]) {
      const state = parseCheckoutState(Object.fromEntries(keys.map((key) => [key, value])));
      expect(state.orders).to.deep.equal([]);
      expect(state.orderErrors.every((e) => typeof e.code === "string")).to.equal(true);
    }
  });

  it("never lets an unreadable quantity in state stand for an amount that an order can have", () => {
    // A cart line whose quantity can't be read is NaN, which JSON writes as null.
    const lines = [{ catalogItemId: "x", quantity: NaN }];
    const parsed = parseCheckoutState(
      stored(unknownState({ unsettled: { unanswered: true, since: "", lines } })),
    );
    expect(parsed.unsettled?.lines[0]?.quantity).to.satisfy(Number.isNaN);
  });

  it("reads differences that are texts, and none where there are none", () => {
    const read = (differences: unknown) => parseCheckoutState({ differences }).differences;
    expect(read(["a", 5, null, "b"])).to.deep.equal(["a", "b"]);
    for (const none of [undefined, null, [], [5], "a", {}]) expect(read(none)).to.equal(undefined);
  });

  it("takes a damaged record of an unanswered checkout for an unanswered checkout", () => {
    const { unsettled } = parseCheckoutState({ unsettled: {} });
    expect(JSON.parse(JSON.stringify(unsettled))).to.deep.equal({ unanswered: true, since: "", lines: [] });
  });
});

describe("hasOpenWork", () => {
  const table: [CheckoutStatus, "retry" | "accept", number, boolean][] = [
    ["unknown", "retry", 0, true],
    ["unknown", "accept", 1, true],
    ["notPlaced", "accept", 0, true],
    ["partiallyFailed", "retry", 1, true],
    ["partiallyFailed", "accept", 1, false],
    ["partiallyFailed", "accept", 0, true],
    ["failed", "retry", 1, false],
    ["actionRequired", "retry", 1, false],
    ["missing", "retry", 1, false],
    ["pending", "retry", 1, false],
    ["cancelled", "retry", 1, false],
    ["completed", "retry", 1, false],
  ];
  for (const [status, onOrderErrors, orders, open] of table)
    it(`is ${open} for ${status} with ${orders} orders and "${onOrderErrors}"`, () => {
      const list = orders > 0 ? [fakeOrder("a")] : [];
      const state = placedState({ status, onOrderErrors, orderErrors: [ORDER_ERROR] }, list);
      expect(hasOpenWork(state)).to.equal(open);
    });
});

describe("work that only a person can do", () => {
  it("is open while a purchase is otherwise than declared, and needs no checkout", () => {
    const state = placedState({ differences: ["order o-a holds 20 x E5"] });
    expect([hasOpenWork(state), isToBeSent(state)]).to.deep.equal([true, false]);
    expect(hasOpenWork({ ...state, differences: [] })).to.equal(false);
  });
});

describe("orderErrorsAccepted", () => {
  it("needs at least one order: nothing bought is never a success", () => {
    expect(orderErrorsAccepted({ onOrderErrors: "accept", orders: [] })).to.equal(false);
    expect(orderErrorsAccepted(partialState({ onOrderErrors: "accept" }))).to.equal(true);
    expect(orderErrorsAccepted(partialState())).to.equal(false);
  });
});
