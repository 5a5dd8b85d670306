import { expect } from "chai";
import { cartRequest, checkCartInputs, declaredCart } from "../../../../provider/lifecycle/cart/inputs";
import { limitsInForce } from "../../../../provider/lifecycle/limits/limitInputs";
import { withAddons } from "../../../../provider/lifecycle/core/items";
import { Refusal } from "../../../../provider/lifecycle/core/lifecycle";
import type { NamedLimits } from "../../../../provider/lifecycle/core/purchaseRules";
import { CART_INPUTS, handedBack, LINE, SEED } from "../../../support/cartLife";
import { CART, CUSTOMER, ITEM_B } from "../../../support/cartsAndOrders";
import { UNKNOWN_VALUE } from "../../../../provider/lifecycle/core/unknown";

const OF_STACK: NamedLimits = { source: "partnercenter:limits", limits: { maxQuantity: 20 } };

const check = (
  changes: object = {},
  { olds = {}, rules = [] }: { olds?: Record<string, unknown>; rules?: NamedLimits[] } = {},
) => checkCartInputs(olds, { ...CART_INPUTS, ...changes }, rules);
const reasons = (...args: Parameters<typeof check>) => check(...args).failures.map(({ reason }) => reason);

describe("checkCartInputs", () => {
  it("takes what a program says, ids in lower case", () => {
    const ids = { customerId: CUSTOMER.toUpperCase(), existingCartId: CART.toUpperCase() };
    const changes = { ...ids, besides: [CART.toUpperCase(), "O-a", CART] };
    expect(check(changes)).to.deep.equal({
      inputs: { ...CART_INPUTS, existingCartId: CART, besides: [CART, "O-a"] },
      failures: [],
    });
  });

  const wrong: [object, RegExp][] = [
    [{ customerId: undefined }, /^customerId is required$/],
    [{ lineItems: undefined }, /^lineItems is required$/],
    [{ lineItems: [] }, /^lineItems must hold at least one line item$/],
    [{ customerId: "contoso" }, /^customerId must be the customer's tenant id/],
    [{ existingCartId: "a/b" }, /^existingCartId must be the id of a cart/],
    [{ ifAlreadyOrdered: "buy" }, /^ifAlreadyOrdered must be "refuse" or "adopt"; got "buy"$/],
    [{ ifAlreadyOrdered: true }, /^ifAlreadyOrdered must be "refuse" or "adopt"; got true$/],
    [{ besides: "o-a" }, /^besides must be a list of order or subscription ids; got "o-a"$/],
    [{ besides: ["a/b"] }, /^besides holds "a\/b", which is not an order or subscription id$/],
    [{ adopt: true }, /^adopt is not a property of a cart; it has .*ifAlreadyOrdered, besides/],
    [{ allowDuplicate: true }, /^allowDuplicate is not a property of a cart/],
    [{ partnerOnRecordAttestationAccepted: "x" }, /^partnerOnRecordAttestationAccepted must be/],
    [{ limits: { maxQuantity: -1 } }, /^limits\.maxQuantity must be/],
    [{ seed: 5 }, /^seed must be text/],
    [{ cartId: CART }, /^cartId is not a property of a cart; it has customerId, lineItems/],
  ];
  for (const [changes, reason] of wrong)
    it(`says ${String(reason)} of ${JSON.stringify(changes)}`, () => {
      expect(reasons(changes).join("\n")).to.match(reason);
    });

  it("keeps the seed of the first run, whatever the resource is called later", () => {
    const { inputs } = check({ seed: "shop/prod/renamed" }, { olds: CART_INPUTS });
    expect(inputs["seed"]).to.equal(SEED);
  });

  it("tells at once which limits the lines cross, those of the resource and those of the stack", () => {
    const limits = { allowedBillingCycles: ["annual"] };
    const { failures } = check({ limits }, { rules: [OF_STACK] });
    expect(failures.map(({ property }) => property)).to.have.members([
      "limits.allowedBillingCycles",
      "limits.maxQuantity",
    ]);
    expect(failures.map(({ reason }) => reason).join("\n")).to.include("partnercenter:limits");
  });

  it("lets a cart alone whose lines did not change when the stack's limits became stricter", () => {
    const olds = handedBack({
      ...CART_INPUTS,
      lineItems: [{ ...LINE, provisioningContext: { b: "1", a: "2" } }],
    });
    const lineItems = [{ ...LINE, provisioningContext: { a: "2", b: "1" } }];
    expect(reasons({ lineItems }, { olds, rules: [OF_STACK] })).to.deep.equal([]);
  });

  it("holds limits against add-ons as well", () => {
    const lineItems = [
      { ...LINE, quantity: 1, addonItems: [{ ...LINE, quantity: 21, catalogItemId: ITEM_B }] },
    ];
    expect(reasons({ lineItems }, { rules: [OF_STACK] }).join()).to.match(/maxQuantity.*21/);
  });

  for (const [title, changes] of [
    ["customer", { customerId: UNKNOWN_VALUE }],
    ["lines", { lineItems: UNKNOWN_VALUE }],
    ["a quantity", { lineItems: [{ ...LINE, quantity: UNKNOWN_VALUE }] }],
    ["limits", { limits: UNKNOWN_VALUE }],
    ["a limit", { limits: { maxTotal: { amount: UNKNOWN_VALUE, currency: "USD" } } }],
    ["everything", Object.fromEntries(Object.keys(CART_INPUTS).map((key) => [key, UNKNOWN_VALUE]))],
  ] as [string, object][])
    it(`says nothing while ${title} can't be known yet`, () => {
      expect(reasons(changes, { rules: [{ source: "limits", limits: { maxQuantity: 100 } }] })).to.deep.equal(
        [],
      );
    });
});

describe("limitsInForce", () => {
  it("puts the resource's limits beside the stack's: all of them hold", () => {
    expect(limitsInForce({ limits: { maxQuantity: 5 } }, [OF_STACK])).to.deep.equal([
      { source: "limits", limits: { maxQuantity: 5 } },
      OF_STACK,
    ]);
    expect(limitsInForce({}, [OF_STACK])).to.deep.equal([OF_STACK]);
    expect(limitsInForce(declaredCart({ limits: UNKNOWN_VALUE }), [])).to.deep.equal([]);
  });

  it("refuses limits that can't be read: nothing is bought under a guess", () => {
    expect(() => limitsInForce({ limits: { maxQuantitty: 5 } }, [])).to.throw(Refusal, "maxQuantitty");
  });
});

describe("cartRequest", () => {
  it("numbers the lines, and sends the attestation only where it is set", () => {
    const lineItems = [LINE, { ...LINE, catalogItemId: ITEM_B }];
    expect(cartRequest(declaredCart({ lineItems }))).to.deep.equal({
      lineItems: [
        { id: 0, ...LINE },
        { id: 1, ...LINE, catalogItemId: ITEM_B },
      ],
    });
    expect(
      cartRequest(declaredCart({ lineItems: [LINE], partnerOnRecordAttestationAccepted: false })),
    ).to.have.property("partnerOnRecordAttestationAccepted", false);
  });

  it("has lines with their add-ons for whoever counts what costs money", () => {
    const line = { ...LINE, addonItems: [{ ...LINE, quantity: 3 }] };
    const lines: (typeof LINE & { addonItems?: (typeof LINE)[] })[] = [line, LINE];
    expect(withAddons(lines).map(({ quantity }) => quantity)).to.deep.equal([25, 3, 25]);
  });
});
