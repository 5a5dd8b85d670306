import { expect } from "chai";
import type { Order } from "../../../../provider/client/schemas";
import { orderState } from "../../../../provider/lifecycle/orders/order";
import {
  isSameLine,
  itemOf,
  withoutAvailabilities,
  type PurchasedLine,
} from "../../../../provider/lifecycle/core/items";
import { ordersOfLines } from "../../../../provider/lifecycle/orders/orderLines";
import { fakeOrder, ITEM, ITEM_B } from "../../../support/cartsAndOrders";
import { START } from "../../../support/fakeClock";

const WANTED: PurchasedLine = {
  catalogItemId: ITEM,
  quantity: 25,
  termDuration: "P1Y",
  billingCycle: "monthly",
};
const LINE = { lineItemNumber: 0, offerId: ITEM, quantity: 25, termDuration: "P1Y" };
const SINCE = Date.parse(START);

const order = (changes: Partial<Order> = {}, line: object = {}) =>
  fakeOrder("o-a", { lineItems: [{ ...LINE, ...line }], ...changes });

const found = (one: Order, wanted: PurchasedLine[] = [WANTED]) =>
  ordersOfLines(wanted, [orderState(one)], SINCE).length === 1;

describe("isSameLine", () => {
  const rows: [title: string, other: PurchasedLine, same: boolean][] = [
    ["the same in everything", WANTED, true],
    ["another availability", { ...WANTED, catalogItemId: "CFQ7TTC0E101:0001:CFQ7TTC0ZZZZ" }, true],
    ["other letters", { ...WANTED, catalogItemId: ITEM.toLowerCase(), termDuration: "p1y" }, true],
    ["a cycle that is spelled otherwise", { ...WANTED, billingCycle: "Monthly" }, true],
    ["no item", { ...WANTED, catalogItemId: undefined }, true],
    ["no quantity", { ...WANTED, quantity: undefined }, true],
    ["no term", { ...WANTED, termDuration: undefined }, true],
    ["an empty term", { ...WANTED, termDuration: "" }, true],
    ["no cycle", { ...WANTED, billingCycle: undefined }, true],
    ["no fact at all", {}, true],
    ["another product", { ...WANTED, catalogItemId: ITEM_B }, false],
    ["another SKU", { ...WANTED, catalogItemId: "CFQ7TTC0E101:0002:CFQ7TTC0E1A1" }, false],
    ["another quantity", { ...WANTED, quantity: 24 }, false],
    ["another term", { ...WANTED, termDuration: "P1M" }, false],
    ["another cycle", { ...WANTED, billingCycle: "annual" }, false],
  ];
  for (const [title, other, same] of rows)
    it(`takes a line with ${title} for ${same ? "the same" : "another one"}, in either order`, () => {
      expect(isSameLine(WANTED, other)).to.equal(same);
      expect(isSameLine(other, WANTED)).to.equal(same);
    });
});

describe("ordersOfLines", () => {
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
    ["it was cancelled: a cart can have become it all the same", order({ status: "cancelled" })],
    ["its line was cancelled: a cart can have become it all the same", order({}, { quantity: 0 })],
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

  it("takes a quantity that can't be read any more for any quantity", () => {
    expect(found(order(), [{ ...WANTED, quantity: NaN }])).to.equal(true);
  });

  it("goes by no date where none is asked for", () => {
    const old = [orderState(order({ creationDate: "2020-01-01T00:00:00Z" }))];
    expect(ordersOfLines([WANTED], old)).to.have.lengthOf(1);
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

describe("an item", () => {
  it("is its product and SKU, in lower case, and the whole text in the older catalogue", () => {
    expect(itemOf(ITEM)).to.equal("cfq7ttc0e101:0001");
    expect(itemOf("MS-AZR-0145P")).to.equal("ms-azr-0145p");
    expect(itemOf(undefined)).to.equal(undefined);
  });

  it("is without its availability at any depth of a list of lines, which stays as it was", () => {
    const lines = [{ catalogItemId: ITEM, quantity: 1, addonItems: [{ catalogItemId: ITEM_B }] }];
    expect(withoutAvailabilities(lines)).to.deep.equal([
      {
        catalogItemId: "cfq7ttc0e101:0001",
        quantity: 1,
        addonItems: [{ catalogItemId: "dzh318z0e201:004g" }],
      },
    ]);
    expect(lines[0]?.catalogItemId).to.equal(ITEM);
    expect(withoutAvailabilities<unknown>(undefined)).to.equal(null);
  });
});

describe("isSameLine", () => {
  const rows: [string, PurchasedLine, PurchasedLine, boolean][] = [
    [
      "a billing cycle that nobody knows says nothing",
      { billingCycle: "unknown" },
      { billingCycle: "monthly" },
      true,
    ],
    ["twelve months are a year", { termDuration: "P12M" }, { termDuration: "P1Y" }, true],
    ["thirty-six months are three years", { termDuration: "p36m" }, { termDuration: "P3Y" }, true],
    ["six months are none", { termDuration: "P6M" }, { termDuration: "P1Y" }, false],
    ["a month is no year", { termDuration: "P1M" }, { termDuration: "P1Y" }, false],
  ];
  for (const [title, a, b, isSame] of rows)
    it(title, () => {
      expect(isSameLine(a, b)).to.equal(isSame);
      expect(isSameLine(b, a)).to.equal(isSame);
    });
});
