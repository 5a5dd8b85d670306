import { expect } from "chai";
import * as v from "valibot";
import { canonical, isSame, show } from "../../../../provider/lifecycle/core/json";
import {
  cartIdInput,
  checkInputs,
  customerIdInput,
  flag,
  list,
  must,
  object,
  oneOf,
  orderIdsInput,
  problemOf,
  problemsOf,
} from "../../../../provider/lifecycle/core/inputSchema";
import { normaliseId } from "../../../../provider/lifecycle/core/ids";
import { UNKNOWN_VALUE } from "../../../../provider/lifecycle/core/unknown";
import { CART, CUSTOMER } from "../../../support/cartsAndOrders";

const part = must<{ a?: number }>(
  (value) => typeof value === "object",
  () => "is wrong",
);
const THING = {
  name: must<string>((value) => typeof value === "string", "text"),
  cartId: v.optional(cartIdInput),
  parts: v.optional(list(part)),
};

const check = (news: Record<string, unknown>, olds: Record<string, unknown> = {}) =>
  checkInputs("a thing", THING, olds, news);

describe("checkInputs", () => {
  it("normalises, and leaves out what isn't set", () => {
    const cartId = CART.toUpperCase();
    expect(check({ name: "a", cartId, parts: undefined })).to.deep.equal({
      inputs: { name: "a", cartId: CART },
      failures: [],
    });
    expect(check({ name: "a", parts: null }).inputs).to.deep.equal({ name: "a" });
  });

  it("names the property in front of what is wrong, with its path", () => {
    expect(check({ name: 5 }).failures).to.deep.equal([
      { property: "name", reason: "name must be text; got 5" },
    ]);
    expect(check({ name: "a", parts: [5] }).failures).to.deep.equal([
      { property: "parts[0]", reason: "parts[0] is wrong" },
    ]);
  });

  it("says which properties there are when one is none of them", () => {
    expect(check({ name: "a", nmae: "b" }).failures[0]?.reason).to.match(
      /^nmae is not a property of a thing; it has name, cartId, parts$/,
    );
    expect(check({ name: "a", constructor: "b" }).failures).to.have.lengthOf(1);
  });

  it("says what is missing", () => {
    expect(check({}).failures).to.deep.equal([{ property: "name", reason: "name is required" }]);
  });

  it("lets through what did not change, whatever the order of its members, and what isn't known", () => {
    const old = { name: "a", parts: [{ a: 1, b: [{ c: 2, d: 3 }] }] };
    expect(check({ name: "a", parts: [{ b: [{ d: 3, c: 2 }], a: 1 }] }, old).failures).to.deep.equal([]);
    expect(check({ name: UNKNOWN_VALUE }).failures).to.deep.equal([]);
  });

  it("compares in the form in which it is stored, also what newer rules refuse", () => {
    expect(check({ name: "a", cartId: " a/b " }, { cartId: "a/b" }).failures).to.deep.equal([]);
    expect(check({ name: "a", cartId: " a/b " }).failures).to.have.lengthOf(1);
  });
});

describe("isSame", () => {
  const table: [unknown, unknown, boolean][] = [
    [1, 1, true],
    [undefined, undefined, true],
    [undefined, "a", false],
    ["a", undefined, false],
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
    [[{ a: 1, b: { c: 1, d: 2 } }], [{ b: { d: 2, c: 1 }, a: 1 }], true],
    [[1, 2], [2, 1], false],
    [{ a: 1 }, { a: 1, b: undefined }, true],
    [{ a: 1 }, { a: "1" }, false],
  ];
  for (const [a, b, same] of table)
    it(`takes ${show(a)} and ${show(b)} for ${same ? "the same" : "different"}`, () => {
      expect(isSame(a, b)).to.equal(same);
    });

  it("has one text for equal values", () => {
    expect(canonical({ b: [{ d: 1, c: 2 }], a: null })).to.equal('{"a":null,"b":[{"c":2,"d":1}]}');
  });
});

describe("what inputs are made of", () => {
  const ids = orderIdsInput(1, "a list of at least one order id", "order");
  const table: [string, v.GenericSchema, unknown, RegExp | undefined][] = [
    ["a customer id", customerIdInput, CUSTOMER, undefined],
    ["a customer id", customerIdInput, CUSTOMER.toUpperCase(), undefined],
    ["a customer id", customerIdInput, UNKNOWN_VALUE, undefined],
    ["a customer id", customerIdInput, "contoso", /must be the customer's tenant id, a GUID; got "contoso"/],
    ["a customer id", customerIdInput, "", /must not be empty/],
    ["a customer id", customerIdInput, 5, /must be text; got 5/],
    ["a cart id", cartIdInput, CART, undefined],
    ["a cart id", cartIdInput, "../customers", /must be the id of a cart/],
    ["a cart id", cartIdInput, "a/b", /must be the id of a cart/],
    ["a cart id", cartIdInput, " ", /must not be empty/],
    ["a switch", flag, false, undefined],
    ["a switch", flag, "true", /must be true or false; got "true"/],
    ["order ids", ids, ["a", UNKNOWN_VALUE], undefined],
    ["order ids", ids, [], /^must be a list of at least one order id; got \[\]$/],
    ["order ids", ids, ["a/b"], /^holds "a\/b", which is not an order id$/],
    ["one of two", oneOf(["a", "b"]), "c", /^must be "a" or "b"; got "c"$/],
    ["one of three", oneOf(["a", "b", "c"]), 5, /^must be "a", "b" or "c"; got 5$/],
  ];
  for (const [what, schema, value, problem] of table)
    it(`says ${problem ? String(problem) : "nothing"} of ${show(value)} as ${what}`, () => {
      if (problem) expect(problemOf(schema, value)).to.match(problem);
      else expect(problemOf(schema, value)).to.equal(undefined);
    });

  it("tells every member that an object doesn't have, those that every object has included", () => {
    const schema = object({ a: flag }, { has: "is not a thing; there is" });
    const value = JSON.parse('{"a": true, "b": 1, "constructor": 2, "__proto__": 3, "c": null}') as unknown;
    expect(problemsOf(schema, "x", value).map(({ reason }) => reason)).to.have.members(
      ["b", "constructor", "__proto__"].map((name) => `x.${name} is not a thing; there is a`),
    );
  });

  it("puts GUIDs into lower case, and nothing else", () => {
    expect(normaliseId(CUSTOMER.toUpperCase())).to.equal(CUSTOMER);
    expect(normaliseId("Cart-1")).to.equal("Cart-1");
  });
});
