import { expect } from "chai";
import {
  checkCheckoutInputs,
  checkoutOptions,
  DEFAULT_OPTIONS,
} from "../../../../provider/lifecycle/checkout/inputs";
import { UNKNOWN_VALUE } from "../../../../provider/lifecycle/core/unknown";
import { LINE } from "../../../support/cartLife";
import { CART, CUSTOMER } from "../../../support/cartsAndOrders";

const GOOD = { customerId: CUSTOMER, cartId: CART };

describe("checkCheckoutInputs", () => {
  const refused: [property: string, title: string, value: unknown][] = [
    ["customerId", "a name", "contoso.onmicrosoft.com"],
    ["customerId", "a GUID with one digit missing", CUSTOMER.slice(1)],
    ["customerId", "a GUID in braces", `{${CUSTOMER}}`],
    ["customerId", "a number", 5],
    ["customerId", "empty text", ""],
    ["cartId", "empty text", ""],
    ["cartId", "blanks", "   "],
    ["cartId", "a slash", `${CART}/checkout`],
    ["cartId", "a way up", ".."],
    ["cartId", "a query", `${CART}?x=1`],
    ["cartId", "an escape", "a%2Fb"],
    ["cartId", "a line break", `${CART}\n`],
    ["cartId", "a list", [CART]],
    ["cartId", "101 characters", "a".repeat(101)],
    ["orderIds", "text", "abc"],
    ["orderIds", "an empty list", []],
    ["orderIds", "a list with a number", [1]],
    ["orderIds", "a list with empty text", ["abc", ""]],
    ["orderIds", "a list with a slash", ["abc/def"]],
    ["waitForProvisioning", "text", "true"],
    ["waitForProvisioning", "a number", 1],
    ["provisioningTimeoutSeconds", "a negative number", -1],
    ["provisioningTimeoutSeconds", "infinity", Infinity],
    ["provisioningTimeoutSeconds", "not a number", NaN],
    ["provisioningTimeoutSeconds", "text", "60"],
    ["provisioningTimeoutSeconds", "more than a day", 86_401],
    ["checkoutTimeoutSeconds", "zero", 0],
    ["checkoutTimeoutSeconds", "a negative number", -5],
    ["checkoutTimeoutSeconds", "infinity", Infinity],
    ["onOrderErrors", "another word", "ignore"],
    ["onOrderErrors", "true", true],
    ["onDelete", "another word", "keep"],
    ["onDelete", "a number", 0],
    ["ifAlreadyOrdered", "another word", "buy"],
    ["ifAlreadyOrdered", "true", true],
    ["besides", "text", "o-a"],
    ["besides", "a list with a number", [1]],
    ["besides", "a list with a slash", ["abc/def"]],
    ["adopt", "an argument of an earlier version", true],
    ["refuseDuplicate", "an argument of an earlier version", true],
    ["quantity", "an unknown property", 5],
    ["constructor", "an unknown property that every object has", 5],
  ];
  for (const [property, title, value] of refused)
    it(`refuses ${property}: ${title}`, () => {
      const { failures } = checkCheckoutInputs({}, { ...GOOD, [property]: value });
      expect(failures.map((f) => f.property)).to.deep.equal([property]);
      expect(failures[0]?.reason).to.match(new RegExp(`^${property} `));
    });

  const accepted: [string, unknown][] = [
    ["provisioningTimeoutSeconds", 0],
    ["provisioningTimeoutSeconds", 86_400],
    ["checkoutTimeoutSeconds", 1],
    ["checkoutTimeoutSeconds", 0.5 + 1],
    ["onOrderErrors", "accept"],
    ["onDelete", "forbid"],
    ["waitForProvisioning", false],
    ["orderIds", ["a68736758d9c", "k7Qm2ZtB4xGh-WRdLpXyVnAeKsCTfJu01"]],
    ["ifAlreadyOrdered", "refuse"],
    ["ifAlreadyOrdered", "adopt"],
    ["besides", []],
    ["besides", ["a68736758d9c", "a1b2c3d4-0000-4000-8000-000000000001"]],
    ["lineItems", [LINE]],
  ];
  for (const [property, value] of accepted)
    it(`accepts ${property}: ${JSON.stringify(value)}`, () => {
      const { failures, inputs } = checkCheckoutInputs({}, { ...GOOD, [property]: value });
      expect(failures).to.deep.equal([]);
      expect(inputs).to.deep.equal({ ...GOOD, [property]: value });
    });

  it("says that cancelling is not available yet, and what is", () => {
    const { failures } = checkCheckoutInputs({}, { ...GOOD, onDelete: "cancel" });
    expect(failures[0]?.reason).to.include("not available yet").and.include('"retain"');
  });

  it("reports all problems at once, missing ids included", () => {
    const { failures } = checkCheckoutInputs({}, { cartId: "a/b", onDelete: 1, extra: true });
    expect(failures.map((f) => f.property)).to.have.members(["customerId", "cartId", "onDelete", "extra"]);
  });

  it("skips what isn't known yet, also inside orderIds", () => {
    const news = { customerId: UNKNOWN_VALUE, cartId: UNKNOWN_VALUE, orderIds: ["a", UNKNOWN_VALUE] };
    expect(checkCheckoutInputs({}, news)).to.deep.equal({ inputs: news, failures: [] });
  });

  it("skips an option that isn't known yet, and still checks the others", () => {
    const { failures } = checkCheckoutInputs({}, { ...GOOD, onDelete: UNKNOWN_VALUE, cartId: "a/b" });
    expect(failures.map((f) => f.property)).to.deep.equal(["cartId"]);
  });

  it("passes every input that did not change, whatever newer rules say of it", () => {
    const old = {
      customerId: "contoso",
      cartId: "a/b",
      orderIds: ["x/y"],
      provisioningTimeoutSeconds: -1,
      onDelete: "cancel",
      retired: { deep: [1] },
    };
    expect(checkCheckoutInputs(old, structuredClone(old)).failures).to.deep.equal([]);
  });

  it("checks an invalid input again once it changes", () => {
    const { failures } = checkCheckoutInputs({ ...GOOD, cartId: "a/b" }, { ...GOOD, cartId: "a/c" });
    expect(failures.map((f) => f.property)).to.deep.equal(["cartId"]);
  });

  it("stores GUIDs in lower case and leaves other ids as they are", () => {
    const { inputs, failures } = checkCheckoutInputs(
      {},
      {
        customerId: CUSTOMER.toUpperCase(),
        cartId: CART.toUpperCase(),
        orderIds: ["AbC", CUSTOMER.toUpperCase()],
      },
    );
    expect(failures).to.deep.equal([]);
    expect(inputs).to.deep.equal({ ...GOOD, orderIds: ["AbC", CUSTOMER] });
    expect(checkCheckoutInputs({}, { ...GOOD, cartId: "AbC" }).inputs).to.include({ cartId: "AbC" });
  });

  it("names an order once, however often the program does", () => {
    expect(checkCheckoutInputs({}, { ...GOOD, orderIds: ["a", "a"] }).inputs).to.deep.include({
      orderIds: ["a"],
    });
  });

  it("treats null and undefined as not given", () => {
    const { inputs, failures } = checkCheckoutInputs({}, { ...GOOD, orderIds: undefined, onDelete: null });
    expect({ inputs, failures }).to.deep.equal({ inputs: GOOD, failures: [] });
  });
});

describe("checkoutOptions", () => {
  it("fills in the defaults, also for values of a wrong type", () => {
    expect(checkoutOptions({})).to.deep.equal(DEFAULT_OPTIONS);
    expect(checkoutOptions({ waitForProvisioning: "no", onDelete: 1 })).to.deep.equal(DEFAULT_OPTIONS);
    expect(checkoutOptions({ onDelete: UNKNOWN_VALUE })).to.deep.equal(DEFAULT_OPTIONS);
  });

  it("takes what is given, false and zero included", () => {
    expect(checkoutOptions({ waitForProvisioning: false, provisioningTimeoutSeconds: 0 })).to.include({
      waitForProvisioning: false,
      provisioningTimeoutSeconds: 0,
    });
  });
});
