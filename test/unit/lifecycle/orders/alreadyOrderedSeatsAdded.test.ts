import { expect } from "chai";
import type { Order } from "../../../../provider/client/schemas";
import { alreadyOrdered } from "../../../../provider/lifecycle/orders/alreadyOrdered";
import { orderState } from "../../../../provider/lifecycle/orders/order";
import { fakeOrder, ITEM } from "../../../support/cartsAndOrders";
import { fakeSubscription } from "../../../support/subscriptions";

const NOW = Date.parse("2026-11-15T12:00:00Z");
const SUB = "11111111-2222-4333-8444-555555555555";
const line = (quantity: number) => ({
  catalogItemId: ITEM,
  quantity,
  termDuration: "P1Y",
  billingCycle: "monthly",
});

function orderOf(id: string, quantity: number, transactionType?: string): Order {
  const lineItems = [
    {
      lineItemNumber: 0,
      offerId: ITEM,
      quantity,
      termDuration: "P1Y",
      subscriptionId: SUB,
      transactionType,
    },
  ];
  return fakeOrder(id, { creationDate: "2026-01-01T00:00:00Z", lineItems });
}

/** Bought with 25 seats; five were added later, and the subscription names the order that added them. */
describe("a subscription to which seats were added", () => {
  const subscriptions = [
    fakeSubscription("o-added", { id: SUB, quantity: 30, billingCycle: "monthly", status: "active" }),
  ];
  const found = (quantity: number, besides: string[] = []) => {
    const orders = [orderOf("o-added", 5, "addQuantity"), orderOf("o-first", 25)].map(orderState);
    const purchases = { orders, incomplete: [], subscriptions, subscriptionsListed: true, now: NOW };
    const question = { purchases, duplicateDays: 30, besides, own: [], onlyAlive: false };
    return alreadyOrdered({ ...question, lines: [line(quantity)] }).map(({ id }) => id);
  };

  it("is found by the seats that it was bought with, and names that order", () => {
    expect(found(25)).to.deep.equal(["o-first"]);
  });

  it("is found by the seats that it has", () => {
    expect(found(30)).to.have.lengthOf(1);
  });

  it("isn't taken for a purchase of the seats that were added", () => {
    expect(found(5)).to.deep.equal([]);
  });

  it("is named by either order", () => {
    for (const id of ["o-first", "o-added", SUB]) expect(found(25, [id])).to.deep.equal([]);
  });
});
