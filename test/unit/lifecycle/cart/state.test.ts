import { expect } from "chai";
import fc from "fast-check";
import { diffCart } from "../../../../provider/lifecycle/cart/diff";
import { declaredCart } from "../../../../provider/lifecycle/cart/inputs";
import { cartTroubles } from "../../../../provider/lifecycle/cart/messages";
import { lineOutput, parseCartState, withCart } from "../../../../provider/lifecycle/cart/state";
import { Refusal } from "../../../../provider/lifecycle/core/lifecycle";
import { CART_ID, CART_INPUTS, cartState, handedBack, LINE, SEED } from "../../../support/cartLife";
import { CART, cartLine, CUSTOMER, fakeCart, ITEM } from "../../../support/cartsAndOrders";

const ERROR = { code: "10001", description: "bad item" };

describe("parseCartState", () => {
  it("reads back what it was given", () => {
    const state = cartState({
      partnerOnRecordAttestationAccepted: false,
      adopt: true,
      generation: 3,
      status: "expired",
      deviations: ["lineItems[0].quantity is 5 (25 was declared)"],
      lines: [{ lineItemNumber: 0, ...LINE, price: "1.5", extendedPrice: "18", error: ERROR }],
    });
    expect(JSON.parse(JSON.stringify(parseCartState(handedBack(state), CART_ID)))).to.deep.equal(
      JSON.parse(JSON.stringify(state)),
    );
  });

  it("takes customer and first cart from the resource's id where the state doesn't tell", () => {
    expect(parseCartState({}, CART_ID)).to.deep.include({ customerId: CUSTOMER, cartId: CART });
    // The cart of a later generation is only in the state.
    expect(parseCartState({ cartId: "another" }, CART_ID).cartId).to.equal("another");
  });

  const damaged: [string, Record<string, unknown>, object][] = [
    ["nothing at all", {}, { status: "active", generation: 1, lineItems: [], lines: [], seed: "" }],
    ["a status of a newer version", { status: "split" }, { status: "active" }],
    ["a generation in words", { generation: "first" }, { generation: 1 }],
    ["an empty generation", { generation: "" }, { generation: 1 }],
    ["a generation below zero", { generation: -1 }, { generation: 1 }],
    ["a generation as text", { generation: "2" }, { generation: 2 }],
    ["a taken-over cart", { generation: 0 }, { generation: 0 }],
    ["lines that make no sense", { lines: [5, null, [], "x"] }, { lines: [] }],
    ["declared lines that make no sense", { lineItems: [{ quantity: "many" }] }, { lineItems: [] }],
    ["deviations of other types", { deviations: [5, "x", null] }, { deviations: ["x"] }],
    ["adopt in words", { adopt: "yes" }, { status: "active" }],
  ];
  for (const [title, stored, read] of damaged)
    it(`reads ${title}`, () => {
      const state = parseCartState(stored);
      expect(state).to.deep.include(read);
      expect(state.adopt).to.equal(undefined);
    });

  it("keeps it that a line has an error, however damaged the error is", () => {
    const { lines } = parseCartState({ lines: [{ error: {} }, { error: { code: 10001 } }, { error: "x" }] });
    expect(lines.map(({ error }) => error)).to.deep.equal([
      { code: "", description: "" },
      { code: "10001", description: "" },
      undefined,
    ]);
  });

  it("never throws, and neither does a diff of it, but to refuse", () => {
    const keys = Object.keys(cartState({ partnerOnRecordAttestationAccepted: true, adopt: true }));
    const junk = fc.dictionary(fc.constantFrom(...keys), fc.anything());
    fc.assert(
      fc.property(junk, fc.string(), (stored, id) => {
        const state = parseCartState(stored, id);
        cartTroubles(state);
        try {
          diffCart(state, declaredCart(CART_INPUTS), undefined, 0);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("withCart", () => {
  it("takes status, lines and times from the cart, and keeps what the cart doesn't tell", () => {
    const read = withCart(cartState({ seed: SEED }), fakeCart({ status: "Ordered", id: CART.toUpperCase() }));
    expect(read).to.deep.include({
      cartId: CART,
      status: "ordered",
      createdAt: "2026-11-15T11:00:00.000Z",
      expiresAt: cartState().expiresAt,
      lineItems: [LINE],
      seed: SEED,
    });
    expect(read.lines).to.have.lengthOf(1);
    expect(read.lines[0]).to.include({ lineItemNumber: 0, catalogItemId: ITEM, quantity: 1 });
  });

  for (const [status, read] of [
    ["Active", "active"],
    ["ORDERED", "ordered"],
    [undefined, "active"],
    ["Locked", "active"],
  ] as const)
    it(`reads the status ${String(status)} as ${read}`, () => {
      expect(withCart(cartState({ status: "expired" }), fakeCart({ status })).status).to.equal(read);
    });
});

describe("lineOutput", () => {
  it("has the error of an add-on, since that keeps the line from being ordered, too", () => {
    const addonItems = [cartLine(), cartLine({ error: { errorCode: "10010", errorDescription: "bad" } })];
    expect(lineOutput(cartLine({ addonItems }), 0).error).to.deep.equal({
      code: "10010",
      description: "addonItems[1]: bad",
    });
    expect(lineOutput(cartLine({ addonItems: [cartLine()] }), 0).error).to.equal(undefined);
  });

  it("has prices, and the line's position where it has no number", () => {
    const line = cartLine({ pricing: { price: "30.4", extendedPrice: "364.8" } });
    expect(lineOutput(line, 4)).to.include({ lineItemNumber: 4, price: "30.4", extendedPrice: "364.8" });
  });
});
