import { expect } from "chai";
import { chooseOrders, type OrderChoice } from "../../../../provider/cli/program/chosenOrders";
import type { OrderState } from "../../../../provider/lifecycle/orders/order";
import { aLine, anOrder, CUSTOMER_ID } from "./anOrder";

const placed = (id: string, creationDate?: string) => anOrder({ id, creationDate });

function choose(orders: OrderState[], choice: Partial<OrderChoice> = {}) {
  const chosen = chooseOrders(orders, { customerId: CUSTOMER_ID, includeCancelled: false, ...choice });
  const ids = (of: OrderState[]) => of.map(({ id }) => id);
  return { ...chosen, orders: ids(chosen.orders), undeclarable: ids(chosen.undeclarable) };
}

describe("the orders that a program declares", () => {
  it("are sorted by date, and by id within a moment; those without a date come last", () => {
    const orders = [
      placed("none"),
      placed("late", "2026-03-01T00:00:00Z"),
      placed("b", "2026-01-01T01:00:00+01:00"),
      placed("a", "2026-01-01T00:00:00Z"),
    ];
    const { orders: sorted } = choose(orders);
    expect(sorted).to.deep.equal(["a", "b", "late", "none"]);
    expect(choose([...orders].reverse()).orders).to.deep.equal(sorted);
  });

  it("are each there once, though the list repeats one in other letters", () => {
    const guid = "0b4735d7-f58e-4c62-b9ad-61f7c2048e35";
    expect(choose([placed(guid), placed(guid.toUpperCase())]).orders).to.deep.equal([guid]);
  });

  it("leave out what is cancelled, by its status or line by line, until that is asked for", () => {
    const orders = [
      anOrder({ id: "kept" }),
      anOrder({ id: "status", status: "Cancelled" }),
      anOrder({ id: "lines", lineItems: [aLine({ quantity: 0 }), aLine({ quantity: 0 })] }),
      anOrder({ id: "part", lineItems: [aLine({ quantity: 0 }), aLine()] }),
    ];
    expect(choose(orders)).to.deep.include({ orders: ["kept", "part"], cancelled: 2 });
    expect(choose(orders, { includeCancelled: true })).to.deep.include({ cancelled: 0 });
    expect(choose(orders, { includeCancelled: true }).orders).to.have.length(4);
  });

  it("leave out what was placed before a day, but not what has no date", () => {
    const orders = [
      placed("before", "2026-01-30T23:59:59Z"),
      placed("at", "2026-01-31T00:00:00Z"),
      placed("dateless"),
    ];
    const chosen = choose(orders, { since: Date.parse("2026-01-31T00:00:00Z") });
    expect(chosen).to.deep.include({ orders: ["at", "dateless"], earlier: 1 });
  });

  it("set aside those whose id a checkout would refuse", () => {
    expect(choose([placed("a*/b"), placed("fine")])).to.deep.include({
      orders: ["fine"],
      undeclarable: ["a*/b"],
    });
  });
});
