import { expect } from "chai";
import { compactCheckoutState } from "../../../../provider/lifecycle/checkout/compaction";
import { fakeOrder } from "../../../support/cartsAndOrders";
import { partialState, placedState, stored, unknownState } from "../../../support/checkoutStates";

const bytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

function largeOrder(id: string) {
  const lineItems = Array.from({ length: 200 }, (_, lineItemNumber) => ({
    lineItemNumber,
    friendlyName: "a licence with a long name",
    offerId: `item-${lineItemNumber}`,
    subscriptionId: `sub-${lineItemNumber}`,
  }));
  return fakeOrder(id, { lineItems });
}

describe("compactCheckoutState", () => {
  it("leaves a state alone that fits", () => {
    const state = placedState();
    expect(compactCheckoutState(state, 24_000)).to.equal(state);
  });

  it("gives up details first, then subscription ids, and keeps every order id", () => {
    const state = placedState({}, ["o-a", "o-b", "o-c"].map(largeOrder));
    const some = compactCheckoutState(state, 45_000);
    expect(bytes(some)).to.be.at.most(45_000);
    expect(some.orders[0]?.lineItems[0]?.subscriptionId).to.equal("sub-0");
    const few = compactCheckoutState(state, 2_000);
    expect(bytes(few)).to.be.at.most(2_000);
    expect(few).to.deep.include({ orderIds: ["o-a", "o-b", "o-c"], status: "completed", attempt: 1 });
    expect(few.orders.map((o) => o.id)).to.deep.equal(["o-a", "o-b", "o-c"]);
  });

  it("shortens long texts and keeps what decides about another checkout", () => {
    const description = "d".repeat(5_000);
    const state = partialState({
      problem: description,
      orderErrors: [{ orderGroupId: "1", code: "800030", description }],
    });
    const small = compactCheckoutState(state, 2_000);
    expect(bytes(small)).to.be.at.most(2_000);
    expect(small.orderErrors[0]).to.include({ orderGroupId: "1", code: "800030" });
    expect(small.status).to.equal("partiallyFailed");
  });

  it("gives up what silences a warning sooner than what an open checkout needs", () => {
    const besides = Array.from({ length: 500 }, (_, i) => `order-${i}`);
    const unsettled = {
      unanswered: true,
      since: "2026-11-15T12:00:00.000Z",
      lines: [{ catalogItemId: "item", quantity: 1 }],
    };
    const small = compactCheckoutState(unknownState({ unsettled, besides }), 2_000);
    expect(bytes(small)).to.be.at.most(2_000);
    expect(stored(small)["unsettled"]).to.deep.equal(unsettled);
  });

  it("keeps that a checkout has no answer, also when the lines of its cart have to go", () => {
    const lines = Array.from({ length: 500 }, (_, i) => ({ catalogItemId: `item-${i}`, quantity: 1 }));
    const unsettled = { unanswered: true, since: "2026-11-15T12:00:00.000Z", lines };
    const small = compactCheckoutState(unknownState({ unsettled }), 2_000);
    expect(stored(small)["unsettled"]).to.deep.equal({ ...unsettled, lines: [] });
  });
});
