import { expect } from "chai";
import type { Partner } from "../../../../provider/client/partnerCenter";
import { diffCart } from "../../../../provider/lifecycle/cart/diff";
import { declaredCart } from "../../../../provider/lifecycle/cart/inputs";
import { parseCartState, type CartState } from "../../../../provider/lifecycle/cart/state";
import { Refusal } from "../../../../provider/lifecycle/core/lifecycle";
import { CART_ID, CART_INPUTS, CartLife, cartState, handedBack, LINE } from "../../../support/cartLife";
import { CART, CUSTOMER, ITEM_B, OTHER_CART, PARTNER } from "../../../support/cartsAndOrders";
import { START } from "../../../support/fakeClock";
import { UNKNOWN_VALUE } from "../../../../provider/lifecycle/core/unknown";

const OTHER_CUSTOMER = "aaaaaaaa-4e58-4b06-a1c7-93f2e5d80b64";
const NOW = Date.parse(START);
const ORDERED = cartState({ status: "ordered" });
const TWO_LINES = [LINE, { ...LINE, catalogItemId: ITEM_B }];
const WITH_CONTEXT = { ...LINE, provisioningContext: { subscriptionId: "s", scope: "single" } };

const diff = (state: object, news: object, partner: Partner | undefined = PARTNER) =>
  diffCart(parseCartState(handedBack(state), CART_ID), declaredCart(handedBack(news)), partner, NOW);
const program = (changes: object) => ({ ...CART_INPUTS, ...changes });

const refusal = (state: object, news: object, partner?: Partner): string => {
  try {
    diff(state, news, partner);
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
  return expect.fail("Not refused");
};

describe("diffCart", () => {
  const same: [string, Partial<CartState>, object][] = [
    ["nothing changed", {}, {}],
    ["ids are spelled in upper case", {}, { customerId: CUSTOMER.toUpperCase() }],
    ["a cart that was taken over is still named", {}, { existingCartId: CART.toUpperCase() }],
    ["members of a line come in another order", { lineItems: [WITH_CONTEXT] }, { lineItems: [WITH_CONTEXT] }],
    [
      "limits, besides or ifAlreadyOrdered change",
      {},
      { limits: { maxQuantity: 30 }, besides: ["o-a"], ifAlreadyOrdered: "adopt" },
    ],
    ["it was ordered and its days are over", { status: "ordered", expiresAt: "2026-11-01T00:00:00Z" }, {}],
    ["it was ordered with a line error in state", { status: "ordered", deviations: ["x"] }, {}],
    ["it was ordered and its lines can't be read from state", { status: "ordered", lineItems: [] }, {}],
  ];
  for (const [title, changes, news] of same)
    it(`sees no change when ${title}`, () => {
      expect(diff(cartState(changes), program(news))).to.deep.equal({ changes: false, replaces: [] });
    });

  const updates: [string, Partial<CartState>, object][] = [
    ["another quantity", {}, { lineItems: [{ ...LINE, quantity: 30 }] }],
    ["another line", {}, { lineItems: TWO_LINES }],
    ["a line less", { lineItems: TWO_LINES }, {}],
    ["the attestation", {}, { partnerOnRecordAttestationAccepted: true }],
    ["values that aren't known yet", {}, { lineItems: [{ ...LINE, friendlyName: UNKNOWN_VALUE }] }],
    ["an expired cart", { status: "expired" }, {}],
    ["a cart whose days are over by the clock", { expiresAt: START }, {}],
    [
      "a line that can't be ordered",
      { lines: [{ lineItemNumber: 0, error: { code: "1", description: "" } }] },
      {},
    ],
    [
      "a cart that holds something else than was declared",
      { deviations: ["lineItems[0].quantity is 5"] },
      {},
    ],
    ["an active cart whose lines can't be read from state", { lineItems: [] }, {}],
  ];
  for (const [title, changes, news] of updates)
    it(`asks for an update, and no replacement, for ${title}`, () => {
      expect(diff(cartState(changes), program(news))).to.deep.equal({ changes: true, replaces: [] });
    });

  const replaced: [string, object][] = [
    ["customerId", { customerId: OTHER_CUSTOMER }],
    ["existingCartId", { existingCartId: OTHER_CART }],
  ];
  for (const [key, news] of replaced) {
    it(`replaces an active cart for another ${key}`, () => {
      expect(diff(cartState(), program(news))).to.deep.equal({ changes: true, replaces: [key] });
    });

    it(`refuses another ${key} for a cart that was ordered, by that name`, () => {
      expect(refusal(ORDERED, program(news)))
        .to.include(`so ${key} can't change`)
        .and.include(CART);
    });
  }

  const edits: [string, object][] = [
    ["lineItems", { lineItems: [{ ...LINE, quantity: 30 }] }],
    ["lineItems", { lineItems: TWO_LINES }],
    ["lineItems", { lineItems: [{ ...LINE, quantity: 30, friendlyName: UNKNOWN_VALUE }] }],
    ["partnerOnRecordAttestationAccepted", { partnerOnRecordAttestationAccepted: true }],
  ];
  for (const [key, news] of edits)
    it(`refuses to edit a cart that was ordered: ${JSON.stringify(news)}`, () => {
      expect(refusal(ORDERED, program(news)))
        .to.include(`so ${key} can't change`)
        .and.include("another purchase")
        .and.include("Nothing was changed or bought");
    });

  const unknowns: [string, object][] = [
    ["all lines", { lineItems: UNKNOWN_VALUE }],
    ["a line", { lineItems: [UNKNOWN_VALUE] }],
    ["a member", { lineItems: [{ ...LINE, catalogItemId: UNKNOWN_VALUE }] }],
    ["a member that the old line lacks", { lineItems: [{ ...LINE, friendlyName: UNKNOWN_VALUE }] }],
    ["the customer", { customerId: UNKNOWN_VALUE }],
    ["the attestation", { partnerOnRecordAttestationAccepted: UNKNOWN_VALUE }],
    ["a limit", { limits: { maxQuantity: UNKNOWN_VALUE } }],
  ];
  for (const [title, news] of unknowns)
    it(`lets ${title} of an ordered cart be unknown in a preview: the question comes again with its value`, () => {
      expect(diff(ORDERED, program(news))).to.deep.equal({ changes: false, replaces: [] });
    });

  it("tells in a preview what a cart with add-ons that aren't known yet will hold", async () => {
    const life = new CartLife();
    const news = program({ lineItems: [{ ...LINE, quantity: 30, addonItems: UNKNOWN_VALUE }] });
    const change = await life.lifecycle().diff(CART_ID, handedBack(cartState()), news);
    expect(change).to.include({ changes: true });
    expect(life.world.infos.join()).to.include("once the cart is updated");
  });

  it("refuses settings that point to another partner, whatever the status", () => {
    const other = { ...PARTNER, tenantId: OTHER_CUSTOMER };
    for (const state of [cartState(), ORDERED, cartState({ status: "expired" })])
      expect(refusal(state, CART_INPUTS, other))
        .to.include(PARTNER.tenantId)
        .and.include(OTHER_CUSTOMER);
  });
});
