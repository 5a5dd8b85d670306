import { expect } from "chai";
import { cartLineErrorCodes } from "../../../../provider/client/remedies/cartLineRemedies";
import * as existing from "../../../../provider/lifecycle/cart/existingCartMessages";
import { forgotten } from "../../../../provider/lifecycle/cart/forgottenMessages";
import * as messages from "../../../../provider/lifecycle/cart/messages";
import { orderState } from "../../../../provider/lifecycle/orders/order";
import { cartState, LINE, SEED } from "../../../support/cartLife";
import { CART, fakeOrder, ITEM } from "../../../support/cartsAndOrders";

const ORDERS = [orderState(fakeOrder("o-a"))];
const STATE = cartState();
const withErrors = (...errors: ({ code: string; description: string } | undefined)[]) =>
  cartState({ lines: errors.map((error, lineItemNumber) => ({ lineItemNumber, ...LINE, error })) });

const NOTHING =
  /[Nn]othing was (bought|made or bought|sent that buys|changed or bought|changed)|nothing (is|was|more is) bought/;

describe("the refusals of a cart", () => {
  const refusals: [keyof typeof messages | keyof typeof existing, string, string[]][] = [
    [
      "madeAndOrdered",
      messages.madeAndOrdered(STATE),
      [CART, "alias", 'ifAlreadyOrdered: "adopt"', "besides", "under another name"],
    ],
    [
      "boughtCartStays",
      messages.boughtCartStays(STATE, ["lineItems"], ORDERS),
      ["lineItems", "o-a", CART, "Put the old value back", "resource of its own"],
    ],
    [
      "partlyOrdered",
      messages.partlyOrdered(STATE, ORDERS),
      ["lineItems", "o-a", CART, "onOrderErrors", '`besides: ["o-a"]`'],
    ],
    ["partlyOrdered", messages.partlyOrdered(STATE, ORDERS, ["theirs"]), ['`besides: ["theirs", "o-a"]`']],
    ["foundOrdered", messages.foundOrdered(STATE, ORDERS, ["theirs"]), ['`besides: ["theirs", "o-a"]`']],
    ["partCannotBeTold", messages.partCannotBeTold(STATE, "Why."), ["Why.", "pulumi up"]],
    [
      "staysWithItsCart",
      messages.staysWithItsCart(STATE, ["customerId"]),
      ["customerId", CART, "resource of its own"],
    ],
    ["endUnsure", messages.endUnsure(STATE, 0), [CART, "pulumi up", "1970-01-01T00:00:00.000Z"]],
    ["endUnsure", messages.endUnsure(STATE, undefined), [CART, "pulumi state delete"]],
    ["endUnsure", messages.endUnsure(STATE, Infinity), [CART, "pulumi up"]],
    ["existingGone", existing.existingGone(STATE, "Why."), ["existingCartId", CART, "Why.", "leave it out"]],
    [
      "existingExpired",
      existing.existingExpired(STATE),
      ["existingCartId", CART, "Leave existingCartId out"],
    ],
    [
      "existingOrderedOther",
      existing.existingOrderedOther(STATE, ["lineItems[0].quantity is 5"]),
      ["existingCartId", "lineItems[0].quantity is 5", CART, "Declare"],
    ],
    ["onlyOldCarts", messages.onlyOldCarts(SEED), ["seats", "pulumi up"]],
    ["notACart", messages.notACart("x"), ['"x"', "<customerId>/<cartId>"]],
    ["unknownCart", messages.unknownCart(STATE, "Why."), [CART, "Why."]],
    [
      "foundOrdered",
      messages.foundOrdered(STATE, ORDERS),
      ["o-a", CART, "pulumi state delete", '`besides: ["o-a"]`'],
    ],
    ["endNotTold", messages.endNotTold(STATE, "Why."), ["Why.", CART, "efresh again"]],
  ];
  for (const [name, text, parts] of refusals)
    it(`${name} says what happened, that nothing was bought, and the way out: ${parts.join(", ")}`, () => {
      for (const part of parts) expect(text).to.include(part);
      expect(text).to.match(NOTHING);
      expect(text).to.not.match(/undefined|\[object|\.\.|NaN/);
    });

  it("names the resource by the last part of its seed", () => {
    expect(messages.resourceName(SEED)).to.equal("seats");
    expect(messages.resourceName("")).to.equal("cart");
  });
});

describe("cartTroubles", () => {
  it("is empty for a cart that may be checked out", () => {
    expect(messages.cartTroubles(STATE)).to.deep.equal([]);
  });

  it("names each line, its code and its remedy, and that nothing was bought", () => {
    const [text = "", ...more] = messages.cartTroubles(
      withErrors(
        undefined,
        { code: "10001", description: "Catalog item ID is not valid." },
        { code: "77", description: "odd" },
      ),
    );
    expect(more).to.deep.equal([]);
    expect(text)
      .to.include(`lineItems[1] (${ITEM}): 10001, Catalog item ID is not valid. Look the item up again`)
      .and.include(`lineItems[2] (${ITEM}): 77, odd.`)
      .and.include("Nothing was bought. Correct lineItems")
      .and.not.include("lineItems[0]");
  });

  for (const { code, name, remedy } of cartLineErrorCodes)
    it(`has the remedy of ${code}, by number or name`, () => {
      for (const spelled of [String(code), name]) {
        const [text] = messages.cartTroubles(withErrors({ code: spelled, description: "" }));
        expect(text).to.include(`${spelled}. ${remedy}`);
      }
    });

  it("says so when an error gives no reason", () => {
    expect(messages.cartTroubles(withErrors({ code: "", description: "" }))[0]).to.include(
      "no reason given.",
    );
  });

  it("tells what the cart holds differently, by property", () => {
    const [text] = messages.cartTroubles(
      cartState({ deviations: ["lineItems[0].quantity is 5 (25 was declared)"] }),
    );
    expect(text).to.include("lineItems[0].quantity is 5").and.include("Nothing was bought").and.include(CART);
  });

  it("never says that nothing was bought of a cart that was ordered", () => {
    const lines = withErrors({ code: "10001", description: "" }).lines;
    expect(messages.cartTroubles(cartState({ status: "ordered", lines, deviations: ["x"] }))).to.deep.equal(
      [],
    );
  });
});

describe("forgotten", () => {
  it("says what becomes of the cart", () => {
    expect(forgotten(STATE)).to.include("expires by itself at 2026-11-22").and.include("stays bought");
    expect(forgotten(cartState({ status: "ordered" }))).to.include("nothing was cancelled");
  });
});
