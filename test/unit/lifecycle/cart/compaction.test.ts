import { expect } from "chai";
import { compactCartState } from "../../../../provider/lifecycle/cart/compaction";
import { cartTroubles } from "../../../../provider/lifecycle/cart/messages";
import { diffCart } from "../../../../provider/lifecycle/cart/diff";
import { declaredCart } from "../../../../provider/lifecycle/cart/inputs";
import { parseCartState, type CartLine } from "../../../../provider/lifecycle/cart/state";
import { CART_ID, CART_INPUTS, cartState, handedBack, LINE } from "../../../support/cartLife";
import { PARTNER } from "../../../support/cartsAndOrders";

const bytes = (state: object) => Buffer.byteLength(JSON.stringify(state));
const lines = (count: number, changes: Partial<CartLine> = {}): CartLine[] =>
  Array.from({ length: count }, (_, lineItemNumber) => ({ lineItemNumber, ...LINE, ...changes }));
const ERROR = { code: "10001", description: "d".repeat(1000) };

describe("compactCartState", () => {
  it("leaves a state alone that is small enough", () => {
    const state = cartState();
    expect(compactCartState(state, bytes(state))).to.equal(state);
  });

  it("lets go first of lines without an error", () => {
    const state = cartState({ lines: [...lines(200), ...lines(1, { error: ERROR })] });
    const small = compactCartState(state, 5_000);
    expect(small.lines).to.deep.equal(lines(1, { error: ERROR }));
    expect(small.lineItems).to.deep.equal(state.lineItems);
  });

  const large: [string, Parameters<typeof cartState>[0]][] = [
    ["errors on every line", { lines: lines(200, { error: ERROR }) }],
    [
      "many deviations",
      { deviations: Array.from({ length: 500 }, (_, i) => `lineItems[${i}]${"x".repeat(500)}`) },
    ],
    [
      "many declared lines",
      { lineItems: Array.from({ length: 1000 }, () => LINE), lines: lines(1, { error: ERROR }) },
    ],
  ];
  for (const [title, changes] of large)
    it(`fits a state with ${title}, and keeps that it must not be checked out`, () => {
      const state = cartState(changes);
      const small = compactCartState(state, 24_000);
      expect(bytes(state)).to.be.greaterThan(24_000);
      expect(bytes(small)).to.be.at.most(24_000);
      expect(cartTroubles(small)).to.have.lengthOf(1);
      for (const key of ["customerId", "cartId", "seed", "generation", "createdAt", "expiresAt"] as const)
        expect(small[key]).to.equal(state[key]);
      const read = parseCartState(handedBack(small), CART_ID);
      expect(diffCart(read, declaredCart(CART_INPUTS), PARTNER, 0)).to.deep.equal({
        changes: true,
        replaces: [],
      });
    });
});
