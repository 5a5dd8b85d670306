import { expect } from "chai";
import type { CartLineState } from "../../../../provider/lifecycle/core/items";
import { matchOrders, type MatchQuery } from "../../../../provider/lifecycle/orders/orderMatch";
import { orderState, type OrderState } from "../../../../provider/lifecycle/orders/order";
import { fakeOrder, ITEM, ITEM_B } from "../../../support/cartsAndOrders";
import { START } from "../../../support/fakeClock";

const LINE: CartLineState = { catalogItemId: ITEM, quantity: 1, termDuration: "P1Y" };
const LINE_B: CartLineState = { ...LINE, catalogItemId: ITEM_B };
const BEFORE = "2026-11-15T11:00:00Z";

function order(
  id: string,
  items: CartLineState[] = [LINE],
  creationDate: string | undefined = START,
): OrderState {
  const lineItems = items.map((line, lineItemNumber) => ({
    lineItemNumber,
    offerId: line.catalogItemId,
    quantity: line.quantity,
    termDuration: line.termDuration,
  }));
  return orderState(fakeOrder(id, { lineItems, creationDate }));
}

function match(lines: CartLineState[], orders: OrderState[], more: Partial<MatchQuery> = {}) {
  const found = matchOrders({
    lines,
    orders,
    known: [],
    createdAfter: BEFORE,
    isTaken: () => false,
    ...more,
  });
  const list = found.kind === "matched" ? found.orders : found.candidates;
  return { kind: found.kind, ids: list.map((o) => o.id) };
}

/** More looks at orders than a search takes that ends in good time: it gives up after 20,000 steps. */
const MOST_LOOKS = 200_000;

/** The same orders, which end a search that looks at them too often. */
function watched(orders: OrderState[]): OrderState[] {
  let looks = 0;
  return orders.map((order) => ({
    ...order,
    get lineItems() {
      if (++looks > MOST_LOOKS) throw new Error("The search takes too long.");
      return order.lineItems;
    },
  }));
}

const grouped = (...lines: CartLineState[]) => lines.map((l, i) => ({ ...l, orderGroup: String(i) }));

describe("matchOrders", () => {
  it("finds the one order that holds what the cart holds", () => {
    expect(match([LINE], [order("x", [LINE_B]), order("a")])).to.deep.equal({ kind: "matched", ids: ["a"] });
  });

  it("compares catalog items without regard to case", () => {
    const lower = { ...LINE, catalogItemId: ITEM.toLowerCase() };
    expect(match([LINE], [order("a", [lower])]).kind).to.equal("matched");
  });

  it("can't choose between identical orders, and names them", () => {
    expect(match([LINE], [order("a"), order("b")])).to.deep.equal({ kind: "ambiguous", ids: ["a", "b"] });
  });

  it("finds several orders that one cart became", () => {
    const found = match(grouped(LINE, LINE_B), [
      order("b", [LINE_B]),
      order("a"),
      order("x", [LINE, LINE_B]),
    ]);
    expect(found).to.deep.equal({ kind: "matched", ids: ["b", "a"] });
  });

  it("wants each group of the cart as one order", () => {
    const together = [LINE, LINE_B].map((line) => ({ ...line, orderGroup: "0" }));
    expect(match(together, [order("a"), order("b", [LINE_B])]).kind).to.equal("none");
    expect(match(together, [order("ab", [LINE_B, LINE])])).to.deep.equal({ kind: "matched", ids: ["ab"] });
  });

  it("lets lines without groups be spread over several orders, and says so when there are two ways", () => {
    const apart = [order("a"), order("b", [LINE_B])];
    expect(match([LINE, LINE_B], apart)).to.deep.equal({ kind: "matched", ids: ["a", "b"] });
    expect(match([LINE, LINE_B], [...apart, order("ab", [LINE, LINE_B])]).kind).to.equal("ambiguous");
  });

  it("takes two identical groups and two identical orders for each other", () => {
    const found = match(grouped(LINE, LINE), [order("a"), order("b")]);
    expect(found).to.deep.equal({ kind: "matched", ids: ["a", "b"] });
    expect(match(grouped(LINE, LINE), [order("a"), order("b"), order("c")]).kind).to.equal("ambiguous");
  });

  it("finds nothing when a part of the cart has no order, and names the part that has", () => {
    expect(match(grouped(LINE, LINE_B), [order("a")])).to.deep.equal({ kind: "none", ids: ["a"] });
  });

  it("does not look for what known orders cover, nor take them again", () => {
    const known = [order("a")];
    expect(match(grouped(LINE, LINE_B), [order("a"), order("b", [LINE_B])], { known })).to.deep.equal({
      kind: "matched",
      ids: ["b"],
    });
    expect(match(grouped(LINE, LINE), [order("a"), order("b")], { known }).ids).to.deep.equal(["b"]);
  });

  it("finds nothing more when known orders cover the whole cart", () => {
    expect(match([LINE], [order("a"), order("b")], { known: [order("a")] }).kind).to.equal("none");
  });

  it("leaves orders alone that another purchase of this run holds", () => {
    const isTaken = (id: string) => id === "a";
    expect(match([LINE], [order("a"), order("b")], { isTaken })).to.deep.equal({
      kind: "matched",
      ids: ["b"],
    });
    expect(match([LINE], [order("a")], { isTaken })).to.deep.equal({ kind: "none", ids: [] });
  });

  const mismatches: [string, OrderState][] = [
    ["is older than the cart", order("a", [LINE], "2026-11-15T10:59:59Z")],
    ["has another quantity", order("a", [{ ...LINE, quantity: 2 }])],
    ["has another term", order("a", [{ ...LINE, termDuration: "P3Y" }])],
    ["has no term", order("a", [{ ...LINE, termDuration: undefined }])],
    ["holds something else as well", order("a", [LINE, LINE_B])],
    ["holds nothing", order("a", [])],
  ];
  for (const [title, other] of mismatches)
    it(`does not match an order that ${title}`, () => {
      expect(match([LINE], [other]).kind).to.equal("none");
    });

  it("is not certain of an order that has no readable date, and names it", () => {
    expect(match([LINE], [order("a", [LINE], "soon")])).to.deep.equal({ kind: "ambiguous", ids: ["a"] });
  });

  it("names an order of another availability as a candidate, and does not match it", () => {
    const renewed = { ...LINE, catalogItemId: "CFQ7TTC0E101:0001:CFQ7TTC0ZZZZ" };
    expect(match([LINE], [order("a", [renewed])])).to.deep.equal({ kind: "none", ids: ["a"] });
  });

  it("names an order that doesn't tell what it holds as a candidate", () => {
    expect(match([LINE], [order("a", [])])).to.deep.equal({ kind: "none", ids: ["a"] });
  });

  it("does not match an order that came after the given moment", () => {
    expect(match([LINE], [order("a")], { createdBefore: "2026-11-15T11:59:00Z" }).kind).to.equal("none");
    expect(match([LINE], [order("a")], { createdBefore: "2026-11-15T12:01:00Z" }).kind).to.equal("matched");
  });

  it("finds nothing for a cart without lines", () => {
    expect(match([], [order("a")]).kind).to.equal("none");
  });

  it("names as candidates what shares an item with the cart, so that none at all really means none", () => {
    // An add-on line, or a term that is spelled otherwise, keeps an order from matching; it may be the cart's all the same.
    expect(match([LINE], [order("a", [LINE, LINE_B])]).ids).to.deep.equal(["a"]);
    expect(match([LINE], [order("a", [{ ...LINE, termDuration: undefined }])]).ids).to.deep.equal(["a"]);
  });

  for (const [title, lines] of [
    ["without groups", Array.from({ length: 60 }, () => LINE)],
    ["with a group a line", grouped(...Array.from({ length: 60 }, () => LINE))],
  ] as const)
    it(`gives up on a cart of 60 equal lines ${title} and 100 equal orders in good time`, () => {
      const orders = Array.from({ length: 100 }, (_, i) => order(`o${i}`));
      expect(match([...lines], watched(orders)).kind).to.equal("ambiguous");
    });

  it("gives up in good time when no way exists and there are very many to try", () => {
    const items = Array.from({ length: 40 }, (_, i) => ({ ...LINE, catalogItemId: `item${i}` }));
    const orders = items.slice(1).flatMap((line, i) => [order(`a${i}`, [line]), order(`b${i}`, [line])]);
    expect(match(items, watched(orders)).kind).to.not.equal("matched");
  });
});
