import { expect } from "chai";
import fc from "fast-check";
import { checkCartInputs } from "../../provider/lifecycle/cart/inputs";
import { UNKNOWN_VALUE } from "../../provider/lifecycle/core/unknown";
import { CART_INPUTS, CartLife, cartState, LINE } from "../support/cartLife";
import { stored } from "../support/checkoutStates";
import { CART } from "../support/cartsAndOrders";
import { endOf, faultsOf } from "./claims";

const numRuns = Number(process.env["FUZZ_RUNS"] ?? 600);
const seed = Number(process.env["FUZZ_SEED"] ?? 20261115);

const ODD = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown>,
  fc.constantFrom<unknown>(
    undefined,
    UNKNOWN_VALUE,
    [UNKNOWN_VALUE],
    "",
    " ",
    "P1Y",
    "monthly",
    "Monthly",
    "USD",
    LINE.catalogItemId,
    LINE.catalogItemId.toLowerCase(),
    "CFQ7TTC0LF8S:0001",
    "796b6b5f-613c-4e24-a17c-eba730d49c02",
    "2027-06-30",
    "\ud800",
    "__proto__",
    "x".repeat(5000),
    0,
    -0,
    1,
    1.5,
    1e21,
    true,
    [],
    {},
    [null],
  ),
);

const LINE_MEMBERS = [
  ...["catalogItemId", "quantity", "billingCycle", "termDuration", "friendlyName", "currencyCode"],
  ...["participants", "provisioningContext", "promotionId", "renewsTo", "purchaseCommitment"],
  ...["customTermEndDate", "attestationAccepted", "addonItems", "orderGroup", "pricing", "constructor"],
];

/** Mostly a line as it should be, with something odd in it. */
const line = fc
  .dictionary(fc.constantFrom(...LINE_MEMBERS), ODD, { maxKeys: 3, noNullPrototype: true })
  .map((members) => ({ ...LINE, ...members }));

const lineItems = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.oneof(line, fc.constant(LINE)), { minLength: 1, maxLength: 3 }) },
  { weight: 1, arbitrary: fc.array(ODD, { maxLength: 3 }) },
  { weight: 1, arbitrary: ODD },
);

const limits = fc.oneof(
  ODD,
  fc.record(
    {
      maxTotal: fc.oneof(ODD, fc.record({ amount: ODD, currency: ODD })),
      maxQuantity: ODD,
      allowedTermDurations: fc.oneof(ODD, fc.array(ODD, { maxLength: 2 })),
      allowedBillingCycles: fc.oneof(ODD, fc.array(ODD, { maxLength: 2 })),
      allowedCatalogItems: fc.oneof(ODD, fc.array(ODD, { maxLength: 2 })),
    },
    { requiredKeys: [] },
  ),
);

const given = <T>(name: string, value: fc.Arbitrary<T>) => fc.tuple(fc.constant(name), value);

const entry: fc.Arbitrary<[string, unknown]> = fc.oneof(
  { weight: 5, arbitrary: given("lineItems", lineItems) },
  { weight: 2, arbitrary: given("limits", limits) },
  given("customerId", ODD),
  given("existingCartId", fc.oneof(fc.constant(CART), ODD)),
  given("seed", ODD),
  given("constructor", ODD),
  fc.tuple(
    fc.constantFrom("partnerOnRecordAttestationAccepted", "ifAlreadyOrdered", "besides"),
    fc.oneof(fc.boolean(), fc.constantFrom("adopt", "refuse", ["a68736758d9c"]), ODD),
  ),
);

/** A program as it should be, with something else in it here and there. */
const inputs = fc
  .array(entry, { maxLength: 3 })
  .map((entries) => ({ ...CART_INPUTS, ...Object.fromEntries(entries) }));

describe("random arguments of a cart", () => {
  it(`are accepted or refused by name, never with a crash (${numRuns} of them)`, () => {
    const property = fc.property(inputs, inputs, (olds, news) => {
      const checked = checkCartInputs(olds, news, []);
      const known = [...Object.keys(news), "customerId", "lineItems", "seed", "limits"];
      for (const { property: name, reason } of checked.failures) {
        expect(known).to.include(name.replace(/[.[].*$/s, ""));
        expect(reason.startsWith(name) || reason.includes("limits."), reason).to.equal(true);
        expect(reason.length).to.be.lessThan(10_000).and.greaterThan(5);
      }
      const again = checkCartInputs(olds, checked.inputs, []);
      expect(again.inputs).to.deep.equal(checked.inputs);
      expect(again.failures).to.have.length(checked.failures.length);
    });
    fc.assert(property, { numRuns, seed });
  });

  it(`that were accepted can be compared with any state, and make a cart (${numRuns} of them)`, async function () {
    this.timeout(60_000 + numRuns * 20);
    let made = 0;
    const property = fc.asyncProperty(inputs, async (news) => {
      const checked = checkCartInputs({}, news, []);
      if (checked.failures.length > 0) return;
      const life = new CartLife();
      const { world } = life;
      const found: string[] = [];
      const attempt = async (act: () => Promise<object>) => {
        found.push(...faultsOf(await endOf(act)));
      };
      const lifecycle = life.lifecycle();
      await attempt(() => lifecycle.check({}, news));
      await attempt(() => lifecycle.diff("id", stored(cartState()), checked.inputs));
      if (!JSON.stringify(checked.inputs).includes(UNKNOWN_VALUE))
        await attempt(() => lifecycle.create(checked.inputs));
      expect(found).to.deep.equal([]);
      made += world.fake.made.size;
      expect(world.fake.posted).to.deep.equal([]);
    });
    await fc.assert(property, { numRuns, seed });
    expect(made).to.be.greaterThan(numRuns / 50);
  });
});
