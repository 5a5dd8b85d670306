import { expect } from "chai";
import type { Order } from "../../../provider/client/schemas";
import { orderState } from "../../../provider/lifecycle/orderState";
import { ordersOfSameItems, type WantedLine } from "../../../provider/lifecycle/sameItems";
import { fakeOrder, ITEM, ITEM_B } from "../../support/cartsAndOrders";
import { START } from "../../support/fakeClock";

const WANTED: WantedLine = {
  catalogItemId: ITEM,
  quantity: 25,
  termDuration: "P1Y",
  billingCycle: "monthly",
};
const LINE = { lineItemNumber: 0, offerId: ITEM, quantity: 25, termDuration: "P1Y" };
const SINCE = Date.parse(START);

const order = (changes: Partial<Order> = {}, line: object = {}) =>
  fakeOrder("o-a", { lineItems: [{ ...LINE, ...line }], ...changes });

const found = (one: Order, wanted: WantedLine[] = [WANTED], cancelledToo = false) =>
  ordersOfSameItems(wanted, [orderState(one)], SINCE, cancelledToo).length === 1;

describe("ordersOfSameItems", () => {
  const same: [string, Order][] = [
    ["it is the same in everything", order()],
    ["the availability is another month's", order({}, { offerId: "CFQ7TTC0E101:0001:CFQ7TTC0ZZZZ" })],
    ["letters differ in case", order({}, { offerId: ITEM.toLowerCase(), termDuration: "p1y" })],
    ["the billing cycle is spelled otherwise", order({ billingCycle: "Monthly" })],
    ["the list leaves the billing cycle out", order({ billingCycle: undefined })],
    ["the list leaves the term out", order({}, { termDuration: undefined })],
    ["the list leaves the quantity out", order({}, { quantity: undefined })],
    ["the list leaves the item out", order({}, { offerId: undefined })],
    ["the list leaves the lines out", order({ lineItems: [] })],
    ["its date can't be read", order({ creationDate: "soon" })],
    ["its date is no date but a default", order({ creationDate: "0001-01-01T00:00:00" })],
    ["it has other lines, too", order({ lineItems: [{ lineItemNumber: 0, offerId: ITEM_B }, LINE] })],
    ["it ended badly", order({ status: "error" })],
  ];
  for (const [title, one] of same)
    it(`finds an order when ${title}`, () => {
      expect(found(one)).to.equal(true);
    });

  const other: [string, Order][] = [
    ["another product", order({}, { offerId: ITEM_B })],
    ["another SKU", order({}, { offerId: "CFQ7TTC0E101:0002:CFQ7TTC0E1A1" })],
    ["another quantity", order({}, { quantity: 24 })],
    ["another term", order({}, { termDuration: "P1M" })],
    ["another billing cycle", order({ billingCycle: "annual" })],
    ["an older date", order({ creationDate: "2026-11-15T11:59:59Z" })],
    ["a cancellation", order({ status: "cancelled" })],
    ["a cancellation, spelled as Americans do", order({ status: "Canceled" })],
    ["a cancelled line", order({}, { quantity: 0 })],
  ];
  for (const [title, one] of other)
    it(`passes over an order with ${title}`, () => {
      expect(found(one)).to.equal(false);
    });

  it("spells billing cycles in one way: oneTime is one_time", () => {
    expect(found(order({ billingCycle: "OneTime" }), [{ ...WANTED, billingCycle: "one_time" }])).to.equal(
      true,
    );
  });

  it("counts what was cancelled where the question is what a cart became", () => {
    expect(found(order({ status: "cancelled" }), [WANTED], true)).to.equal(true);
    expect(found(order({}, { quantity: 0 }), [WANTED], true)).to.equal(true);
  });

  it("compares items of the older catalogue whole", () => {
    const wanted = [{ ...WANTED, catalogItemId: "MS-AZR-0145P" }];
    expect(found(order({}, { offerId: "ms-azr-0145p" }), wanted)).to.equal(true);
    expect(found(order({}, { offerId: "MS-AZR-0146P" }), wanted)).to.equal(false);
  });

  it("finds nothing for lines without an item, and nothing for no lines", () => {
    expect(found(order(), [{}])).to.equal(false);
    expect(found(order(), [])).to.equal(false);
    expect(found(order({ lineItems: [] }), [])).to.equal(false);
  });
});
