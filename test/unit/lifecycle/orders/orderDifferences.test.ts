import { expect } from "chai";
import type { CartLineItem } from "../../../../provider/client/schemas";
import { orderState, type OrderErrorState } from "../../../../provider/lifecycle/orders/order";
import { cartedLines } from "../../../../provider/lifecycle/core/items";
import { orderDifferences, ordersOfOthers } from "../../../../provider/lifecycle/orders/orderDifferences";
import { CUSTOMER, cartLine, fakeOrder, ITEM, ITEM_B } from "../../../support/cartsAndOrders";
import { ORDER_ERROR } from "../../../support/checkoutStates";

const SEATS = cartLine({ quantity: 25, billingCycle: "monthly" });
const VISIO = cartLine({ catalogItemId: ITEM_B, orderGroup: "1" });
const RENEWED = "CFQ7TTC0E101:0001:CFQ7TTC0ZZZZ";
const THIRD = "CFQ7TTC0XXXX:0001:CFQ7TTC0XXXY";

const ofSeats = { offerId: ITEM, quantity: 25, termDuration: "P1Y" };
const ofVisio = { offerId: ITEM_B, quantity: 1, termDuration: "P1Y" };
const order = (id: string, ...lines: object[]) =>
  fakeOrder(id, { lineItems: lines.map((line, lineItemNumber) => ({ lineItemNumber, ...line })) });

function told(
  lines: CartLineItem[],
  orders: ReturnType<typeof order>[],
  refused: OrderErrorState[] = [],
  known: ReturnType<typeof order>[] = [],
): string[] {
  return orderDifferences(cartedLines(lines), orders.map(orderState), known.map(orderState), refused);
}

describe("what was ordered otherwise than the cart held it", () => {
  const nothing: [string, CartLineItem[], ReturnType<typeof order>[], OrderErrorState[]?][] = [
    ["the same in one order", [SEATS], [order("o-a", ofSeats)]],
    ["the same in an order a group", [SEATS, VISIO], [order("o-b", ofVisio), order("o-a", ofSeats)]],
    ["the same in one order for two lines", [SEATS, VISIO], [order("o-a", ofVisio, ofSeats)]],
    ["two lines of the same", [SEATS, SEATS], [order("o-a", ofSeats), order("o-b", ofSeats)]],
    ["a renewed availability", [SEATS], [order("o-a", { ...ofSeats, offerId: RENEWED })]],
    ["letters of another case", [SEATS], [order("o-a", { ...ofSeats, offerId: ITEM.toLowerCase() })]],
    ["an order that doesn't tell its lines", [SEATS], [order("o-a")]],
    ["an order that tells its lines in part", [SEATS, VISIO], [order("o-a", ofSeats), order("o-b")]],
    ["facts that are left out", [SEATS], [order("o-a", { offerId: ITEM })]],
    [
      "no seats in an order that was cancelled since",
      [SEATS],
      [{ ...order("o-a", { ...ofSeats, quantity: 0 }), status: "cancelled" }],
    ],
    ["no order at all, of which nothing is told", [SEATS], []],
    ["a refused group", [SEATS, VISIO], [order("o-a", ofSeats)], [ORDER_ERROR]],
    [
      "a refusal that doesn't tell its group",
      [SEATS, VISIO],
      [order("o-a", ofSeats)],
      [{ code: "800030", description: "" }],
    ],
    [
      "add-ons, which are ordered as lines of their own",
      [{ ...SEATS, addonItems: [VISIO] }],
      [order("o-a", ofSeats, ofVisio)],
    ],
  ];
  for (const [title, lines, orders, refused] of nothing)
    it(`is nothing for ${title}`, () => {
      expect(told(lines, orders, refused)).to.deep.equal([]);
    });

  const differences: [string, CartLineItem[], ReturnType<typeof order>[], string[], OrderErrorState[]?][] = [
    [
      "no seats at all",
      [SEATS],
      [order("o-a", { ...ofSeats, quantity: 0 })],
      [`order o-a holds 0 x ${ITEM}, P1Y (the cart held 25 x ${ITEM}, P1Y)`],
    ],
    [
      "20 of 25 seats",
      [SEATS],
      [order("o-a", { ...ofSeats, quantity: 20 })],
      [`order o-a holds 20 x ${ITEM}, P1Y (the cart held 25 x ${ITEM}, P1Y)`],
    ],
    [
      "another term",
      [SEATS],
      [order("o-a", { ...ofSeats, termDuration: "P1M" })],
      [`order o-a holds 25 x ${ITEM}, P1M (the cart held 25 x ${ITEM}, P1Y)`],
    ],
    [
      "another item",
      [SEATS],
      [order("o-a", { ...ofSeats, offerId: THIRD })],
      [
        `order o-a holds 25 x ${THIRD}, P1Y, which the cart did not hold`,
        `no order holds 25 x ${ITEM}, P1Y, which the cart held`,
      ],
    ],
    [
      "a line that is missing",
      [SEATS, VISIO],
      [order("o-a", ofSeats)],
      [`no order holds 1 x ${ITEM_B}, P1Y, which the cart held`],
    ],
    [
      "a line too many",
      [SEATS],
      [order("o-a", ofSeats, ofVisio)],
      [`order o-a holds 1 x ${ITEM_B}, P1Y, which the cart did not hold`],
    ],
    [
      "the same once more",
      [SEATS],
      [order("o-a", ofSeats), order("o-b", ofSeats)],
      [`order o-b holds 25 x ${ITEM}, P1Y, which the cart did not hold`],
    ],
    [
      "an add-on that is missing",
      [{ ...SEATS, addonItems: [VISIO] }],
      [order("o-a", ofSeats)],
      [`no order holds 1 x ${ITEM_B}, P1Y, which the cart held`],
    ],
    [
      "a line that is missing beside a group that was refused",
      [SEATS, VISIO],
      [order("o-b", ofVisio)],
      [`no order holds 25 x ${ITEM}, P1Y, which the cart held`],
      [ORDER_ERROR],
    ],
    [
      "another billing cycle",
      [{ ...SEATS, billingCycle: "annual" }],
      [order("o-a", ofSeats)],
      [`order o-a holds 25 x ${ITEM}, P1Y, billed monthly (the cart held 25 x ${ITEM}, P1Y, billed annual)`],
    ],
    [
      "an order of a refused group",
      [SEATS, VISIO],
      [order("o-a", ofSeats), order("o-b", { ...ofVisio, quantity: 2 })],
      [`order o-b holds 2 x ${ITEM_B}, P1Y (the cart held 1 x ${ITEM_B}, P1Y)`],
      [ORDER_ERROR],
    ],
  ];
  for (const [title, lines, orders, expected, refused] of differences)
    it(`is told for ${title}`, () => {
      expect(told(lines, orders, refused)).to.deep.equal(expected);
    });

  describe("goes by the answer alone:", () => {
    const before = [order("o-a", { ...ofSeats, quantity: 7 })];
    const both = [SEATS, VISIO];

    it("what was ordered before has its line, however many seats it has by now", () => {
      expect(told(both, [order("o-b", ofVisio)], [], before)).to.deep.equal([]);
      expect(told(both, [...before, order("o-b", ofVisio)], [], before)).to.deep.equal([]);
    });

    it("what was ordered before is never held against the cart, also when nothing new came", () => {
      expect(told(both, [], [ORDER_ERROR], before)).to.deep.equal([]);
      expect(told(both, before, [], before)).to.deep.equal([]);
    });

    it("what is new is held against the lines that are left", () => {
      expect(told(both, [order("o-b", { ...ofVisio, quantity: 2 })], [], before)).to.deep.equal([
        `order o-b holds 2 x ${ITEM_B}, P1Y (the cart held 1 x ${ITEM_B}, P1Y)`,
      ]);
      expect(told(both, [order("o-again", ofSeats), order("o-b", ofVisio)], [], before)).to.deep.equal([
        `order o-again holds 25 x ${ITEM}, P1Y, which the cart did not hold`,
      ]);
    });
  });

  it("takes add-ons for lines of the group of the line that they belong to", () => {
    const lines = [{ ...VISIO, addonItems: [{ ...SEATS, orderGroup: undefined }] }];
    expect(cartedLines(lines).map(({ orderGroup }) => orderGroup)).to.deep.equal(["1", "1"]);
    expect(told([SEATS, ...lines], [order("o-a", ofSeats)], [ORDER_ERROR])).to.deep.equal([]);
  });

  it("takes the line that fits best for what was ordered before", () => {
    const five = { ...SEATS, quantity: 5, billingCycle: "annual", orderGroup: "1" };
    const before = orderState({ ...order("o-5", { ...ofSeats, quantity: 5 }), billingCycle: "annual" });
    const retried = [order("o-25", ofSeats)];
    expect(told([SEATS, five], retried, [], [before])).to.deep.equal([]);
    const edited = [order("o-25", { ...ofSeats, quantity: 5 })];
    expect(told([SEATS, five], edited, [], [before])).to.have.lengthOf(1);
  });

  it("pairs each line with what fits it best, also where an order leaves a quantity out", () => {
    const five = { ...SEATS, quantity: 5 };
    const orders = [order("o-a", { ...ofSeats, quantity: undefined }, { ...ofSeats, quantity: 5 })];
    expect(told([five, SEATS], orders)).to.deep.equal([]);
  });
});

describe("orders of an answer that are somebody else's", () => {
  it("are told by both customers", () => {
    const stranger = "94cd6638-11b6-4323-8c9f-6ae3088adc59";
    expect(
      ordersOfOthers(CUSTOMER, [{ ...order("o-a", ofSeats), referenceCustomerId: stranger }]),
    ).to.deep.equal([`order o-a is for customer ${stranger} (the cart is of customer ${CUSTOMER})`]);
  });

  it("are none where the customer is the same in any case, or not told", () => {
    const own = { ...order("o-a", ofSeats), referenceCustomerId: CUSTOMER.toUpperCase() };
    expect(ordersOfOthers(CUSTOMER, [own, order("o-b", ofVisio)])).to.deep.equal([]);
  });
});
