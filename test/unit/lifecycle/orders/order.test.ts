import { expect } from "chai";
import {
  mergeOrder,
  mergeOrders,
  orderState,
  parseOrders,
  type OrderState,
} from "../../../../provider/lifecycle/orders/order";
import { CUSTOMER, fakeOrder } from "../../../support/cartsAndOrders";

const line = { lineItemNumber: 0, offerId: "o", quantity: 1 };

describe("orderState", () => {
  it("keeps what state needs, with money as text and subscription GUIDs in lower case", () => {
    const state = orderState({
      id: "a",
      alternateId: "b",
      status: "pending",
      billingCycle: "monthly",
      currencyCode: "USD",
      totalPrice: "30.4",
      creationDate: "2026-11-15T12:00:00Z",
      lineItems: [
        {
          lineItemNumber: 3,
          offerId: "o",
          friendlyName: "Licence",
          quantity: 2,
          termDuration: "P1Y",
          subscriptionId: CUSTOMER.toUpperCase(),
          pricing: { listPrice: "40", price: "30.4", extendedPrice: "60.8" },
        },
      ],
    });
    expect(JSON.parse(JSON.stringify(state))).to.deep.equal({
      id: "a",
      alternateId: "b",
      status: "pending",
      billingCycle: "monthly",
      currencyCode: "USD",
      totalPrice: "30.4",
      creationDate: "2026-11-15T12:00:00Z",
      lineItems: [
        {
          lineItemNumber: 3,
          offerId: "o",
          friendlyName: "Licence",
          quantity: 2,
          termDuration: "P1Y",
          subscriptionId: CUSTOMER,
          price: "30.4",
          extendedPrice: "60.8",
        },
      ],
    });
  });

  it("names an alternate id only where it is another one", () => {
    expect(orderState(fakeOrder("a", { alternateId: "a" })).alternateId).to.equal(undefined);
  });

  it("keeps a status that this version does not know as it is spelled", () => {
    expect(orderState(fakeOrder("a", { status: "Waiting For Godot" })).status).to.equal("Waiting For Godot");
  });
});

describe("mergeOrder", () => {
  const older: OrderState = {
    id: "a",
    status: "pending",
    totalPrice: "30.4",
    currencyCode: "USD",
    lineItems: [
      { ...line, price: "30.4", subscriptionId: "s" },
      { lineItemNumber: 1, offerId: "p" },
    ],
  };

  it("takes the newer status and keeps prices and subscriptions that the newer answer leaves out", () => {
    const merged = mergeOrder(older, { id: "a", status: "completed", lineItems: [{ ...line }] });
    expect(merged).to.deep.equal({ ...older, status: "completed" });
  });

  it("takes newer prices", () => {
    const newer = { id: "a", status: "pending", totalPrice: "31", lineItems: [{ ...line, price: "31" }] };
    expect(mergeOrder(older, newer)).to.deep.include({ totalPrice: "31" });
    expect(mergeOrder(older, newer).lineItems[0]?.price).to.equal("31");
  });

  it("takes over new lines", () => {
    const newer = { id: "a", status: "pending", lineItems: [{ lineItemNumber: 2, offerId: "q" }] };
    expect(mergeOrder(older, newer).lineItems.map((l) => l.offerId)).to.deep.equal(["o", "p", "q"]);
  });
});

describe("mergeOrders", () => {
  it("keeps known orders in their place and puts new ones behind", () => {
    const [a, b, c] = ["a", "b", "c"].map((id) => orderState(fakeOrder(id)));
    const newer = { ...b!, status: "cancelled" };
    const merged = mergeOrders([a!, b!], [c!, newer]);
    expect(merged.map((o) => [o.id, o.status])).to.deep.equal([
      ["a", "completed"],
      ["b", "cancelled"],
      ["c", "completed"],
    ]);
  });

  it("takes one order for one, however its GUID is spelled", () => {
    const spelled = [CUSTOMER, CUSTOMER.toUpperCase()].map((id) => [orderState(fakeOrder(id))]);
    expect(mergeOrders(spelled[0]!, spelled[1]!)).to.have.lengthOf(1);
  });
});

describe("parseOrders", () => {
  it("reads what it can of damaged orders and drops those that can't be followed", () => {
    const good = orderState(fakeOrder("a"));
    const stored: unknown = [
      good,
      null,
      5,
      "x",
      {},
      { id: "" },
      { id: "b", lineItems: "?" },
      { id: "c", lineItems: [1] },
    ];
    expect(parseOrders(stored)).to.deep.equal([
      good,
      { id: "b", status: "unknown", lineItems: [] },
      { id: "c", status: "unknown", lineItems: [] },
    ]);
  });

  it("reads a number where text belongs as text, which every reader of texts would trip over", () => {
    const [order] = parseOrders([
      { id: "a", alternateId: 7, lineItems: [{ lineItemNumber: 0, termDuration: 0 }] },
    ]);
    expect(order).to.deep.equal({
      id: "a",
      alternateId: "7",
      status: "unknown",
      lineItems: [{ lineItemNumber: 0, termDuration: "0" }],
    });
  });

  it("drops a line that is null, which every reader of lines would trip over", () => {
    expect(parseOrders([{ id: "a", lineItems: [null] }])[0]?.lineItems).to.deep.equal([]);
  });

  for (const stored of [undefined, null, {}, "x"])
    it(`reads ${JSON.stringify(stored)} as no orders`, () => {
      expect(parseOrders(stored)).to.deep.equal([]);
    });
});
