import { expect } from "chai";
import fc from "fast-check";
import { checkCheckoutInputs } from "../../provider/lifecycle/checkout/inputs";
import { UNKNOWN_VALUE } from "../../provider/lifecycle/core/unknown";
import { INPUTS, stored, unknownState } from "../support/checkoutStates";
import { CheckoutLife } from "../support/checkoutLife";
import { fakeOrder, ITEM } from "../support/cartsAndOrders";
import { places } from "../support/checkoutReplies";
import { endOf, faultsOf } from "./claims";

const numRuns = Number(process.env["FUZZ_RUNS"] ?? 600);
const seed = Number(process.env["FUZZ_SEED"] ?? 20261115);

const PROPERTIES = [
  "customerId",
  "cartId",
  "orderIds",
  "waitForProvisioning",
  "provisioningTimeoutSeconds",
  "checkoutTimeoutSeconds",
  "onOrderErrors",
  "onDelete",
  "lineItems",
  "ifAlreadyOrdered",
  "besides",
];

const value = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown>,
  fc.constantFrom<unknown>(
    undefined,
    UNKNOWN_VALUE,
    [UNKNOWN_VALUE],
    INPUTS.customerId,
    INPUTS.cartId,
    INPUTS.customerId.toUpperCase(),
    "retry",
    "accept",
    "refuse",
    "adopt",
    [{ catalogItemId: ITEM, quantity: 1, billingCycle: "monthly", termDuration: "P1Y" }],
    "cancel",
    0,
    1,
    86_400,
    1e21,
    -0,
    ["a68736758d9c"],
    [["a68736758d9c"]],
    "a/../b",
    "__proto__",
    "x".repeat(5000),
  ),
);

const names = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...PROPERTIES) },
  { weight: 1, arbitrary: fc.constantFrom("constructor", "toString", "customerid", "") },
  { weight: 1, arbitrary: fc.string({ maxLength: 8 }).filter((name) => name !== "__proto__") },
);

const inputs = fc.oneof(
  fc.dictionary(names, value, { noNullPrototype: true }),
  fc.dictionary(names, value, { noNullPrototype: true }).map((more) => ({ ...INPUTS, ...more })),
);

describe("random arguments", () => {
  it(`are accepted or refused by name, never with a crash (${numRuns} of them)`, () => {
    const property = fc.property(inputs, inputs, (olds, news) => {
      const checked = checkCheckoutInputs(olds, news);
      for (const { property: name, reason } of checked.failures) {
        const known = [...Object.keys(news), "customerId", "cartId"];
        expect(
          known.some((one) => name === one || name.startsWith(`${one}[`) || name.startsWith(`${one}.`)),
        ).to.equal(true);
        expect(reason.startsWith(name), reason).to.equal(true);
        expect(reason.length)
          .to.be.lessThan(10_000)
          .and.greaterThan(name.length + 5);
      }
      const again = checkCheckoutInputs(olds, checked.inputs);
      expect(again.inputs).to.deep.equal(checked.inputs);
    });
    fc.assert(property, { numRuns, seed });
  });

  it(`that were accepted can be compared with any state and checked out (${numRuns} of them)`, async function () {
    this.timeout(60_000 + numRuns * 20);
    const property = fc.asyncProperty(inputs, async (news) => {
      const checked = checkCheckoutInputs({}, news);
      if (checked.failures.length > 0) return;
      const life = new CheckoutLife();
      life.fake.onCheckout(places({ orders: [fakeOrder("o-a")] })).hasOrders(fakeOrder("a68736758d9c"));
      const { inputs } = checked;
      const found = faultsOf(await endOf(() => life.lifecycle().diff("id", stored(unknownState()), inputs)));
      if (!JSON.stringify(inputs).includes(UNKNOWN_VALUE))
        found.push(...faultsOf(await endOf(() => life.lifecycle().create(inputs))));
      expect(found).to.deep.equal([]);
    });
    await fc.assert(property, { numRuns, seed });
  });
});
