import { expect } from "chai";
import { canonical, isSame, show } from "../../../../provider/lifecycle/core/json";
import {
  cartIdRule,
  checkInputs,
  customerIdRule,
  trueOrFalse,
  whenKnown,
  type InputRules,
} from "../../../../provider/lifecycle/core/inputChecks";
import { normaliseId } from "../../../../provider/lifecycle/core/ids";
import { UNKNOWN_VALUE } from "../../../../provider/lifecycle/core/lifecycle";
import { CART, CUSTOMER } from "../../../support/cartsAndOrders";

const RULES: InputRules = {
  kind: "a thing",
  required: ["name"],
  rules: {
    name: whenKnown((value) => (typeof value === "string" ? undefined : `must be text; got ${show(value)}`)),
    parts: () => [{ property: "parts[0]", reason: "parts[0] is wrong" }],
  },
  normalise: (_property, value) => (typeof value === "string" ? value.trim() : value),
};

const check = (news: Record<string, unknown>, olds: Record<string, unknown> = {}) =>
  checkInputs(RULES, olds, news);

describe("checkInputs", () => {
  it("normalises, and leaves out what isn't set", () => {
    expect(check({ name: " a ", parts: undefined })).to.deep.equal({ inputs: { name: "a" }, failures: [] });
    expect(check({ name: "a", parts: null }).inputs).to.deep.equal({ name: "a" });
  });

  it("names the property in front of a rule's words, and takes a rule's own paths as they are", () => {
    expect(check({ name: 5 }).failures).to.deep.equal([
      { property: "name", reason: "name must be text; got 5" },
    ]);
    expect(check({ name: "a", parts: [] }).failures).to.deep.equal([
      { property: "parts[0]", reason: "parts[0] is wrong" },
    ]);
  });

  it("says which properties there are when one is none of them", () => {
    expect(check({ name: "a", nmae: "b" }).failures[0]?.reason).to.match(
      /^nmae is not a property of a thing; it has name, parts$/,
    );
    expect(check({ name: "a", constructor: "b" }).failures).to.have.lengthOf(1);
  });

  it("says what is missing", () => {
    expect(check({}).failures).to.deep.equal([{ property: "name", reason: "name is required" }]);
  });

  it("lets through what did not change, whatever the order of its members, and what isn't known", () => {
    const old = { name: "a", parts: { a: 1, b: [{ c: 2, d: 3 }] } };
    expect(check({ name: "a", parts: { b: [{ d: 3, c: 2 }], a: 1 } }, old).failures).to.deep.equal([]);
    expect(check({ name: UNKNOWN_VALUE }).failures).to.deep.equal([]);
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

describe("the rules for ids", () => {
  const table: [string, (value: unknown) => unknown, unknown, RegExp | undefined][] = [
    ["a customer id", customerIdRule, CUSTOMER, undefined],
    ["a customer id", customerIdRule, CUSTOMER.toUpperCase(), undefined],
    ["a customer id", customerIdRule, UNKNOWN_VALUE, undefined],
    ["a customer id", customerIdRule, "contoso", /must be the customer's tenant id, a GUID; got "contoso"/],
    ["a customer id", customerIdRule, "", /must not be empty/],
    ["a customer id", customerIdRule, 5, /must be text; got 5/],
    ["a cart id", cartIdRule, CART, undefined],
    ["a cart id", cartIdRule, "../customers", /must be the id of a cart/],
    ["a cart id", cartIdRule, "a/b", /must be the id of a cart/],
    ["a cart id", cartIdRule, " ", /must not be empty/],
    ["a switch", trueOrFalse, false, undefined],
    ["a switch", trueOrFalse, "true", /must be true or false; got "true"/],
  ];
  for (const [what, rule, value, problem] of table)
    it(`says ${problem ? String(problem) : "nothing"} of ${show(value)} as ${what}`, () => {
      if (problem) expect(rule(value)).to.match(problem);
      else expect(rule(value)).to.equal(undefined);
    });

  it("puts GUIDs into lower case, and nothing else", () => {
    expect(normaliseId(CUSTOMER.toUpperCase())).to.equal(CUSTOMER);
    expect(normaliseId("Cart-1")).to.equal("Cart-1");
  });
});
