import { expect } from "chai";
import type { OtherOrders } from "../../emulator";
import { CartCheckout, type CartCheckoutArgs } from "../../provider";
import {
  CUSTOMER,
  declares,
  DeclaredPurchase,
  OTHER_CUSTOMER,
  PLAN_NEXT_MONTH,
  SEATS,
  VISIO,
} from "../support/declaredPurchase";

const BOTH = [SEATS, VISIO];

/** How an answer can differ from the cart, and what the run has to say of it. */
const OTHERWISE: Record<string, { difference: OtherOrders; values: string[] }> = {
  "20 of 25 seats": { difference: { quantity: 20 }, values: ["20 x", "25 x"] },
  "another item": {
    difference: { offerId: PLAN_NEXT_MONTH.catalogItemId },
    values: [PLAN_NEXT_MONTH.catalogItemId.toLowerCase(), SEATS.catalogItemId.toLowerCase()],
  },
  "another term": { difference: { termDuration: "P1Y" }, values: ["p1y", "p1m"] },
  "another customer's id": { difference: { customerId: OTHER_CUSTOMER }, values: [OTHER_CUSTOMER, CUSTOMER] },
  "one line fewer": { difference: { dropLine: true }, values: ["no order holds 3 x"] },
};

const bare =
  (cartId: string, args: Partial<CartCheckoutArgs> = {}) =>
  async () => {
    new CartCheckout("seats", { customerId: CUSTOMER, cartId, waitForProvisioning: false, ...args });
  };
const whole =
  (existingCartId: string, args: Partial<CartCheckoutArgs> = {}) =>
  () =>
    declares({ seats: { lineItems: BOTH, existingCartId, ...args } })();

for (const [kind, program] of Object.entries({ "a bare CartCheckout": bare, "a Purchase": whole }))
  describe(`what is ordered otherwise than the cart of ${kind} held it, through the real engine`, function () {
    this.timeout(180_000);
    let purchase: DeclaredPurchase;
    let cartId: string;
    beforeEach(async () => {
      purchase = await DeclaredPurchase.start();
      ({ cartId } = purchase.emulator.addCart({ customerId: CUSTOMER, lineItems: BOTH }));
    });
    afterEach(() => purchase.end());

    const orderIds = () => purchase.emulator.journal.purchases().map(({ orderId }) => orderId);

    for (const [what, { difference, values }] of Object.entries(OTHERWISE))
      it(`such as ${what}, is told and kept, fails every run, and is accepted with orderIds`, async () => {
        purchase.emulator.ordersOtherwise(cartId, difference);
        for (const run of [
          await purchase.stack.up({ program: program(cartId) }),
          await purchase.stack.up(),
        ]) {
          expect(run.ok, `${run.output}\n${purchase.requestLog()}`).to.equal(false);
          for (const value of values) expect(run.output.toLowerCase()).to.contain(value.toLowerCase());
          expect(run.output).to.contain(`orderIds: ["${orderIds().join('", "')}"]`);
          expect((await purchase.outputs("CartCheckout"))["orderIds"]).to.deep.equal(orderIds());
        }
        expect(purchase.sent("POST", "/checkout")).to.equal(1);
        await purchase.stack.refresh();
        expect((await purchase.stack.up()).ok).to.equal(false);

        const accepted = await purchase.stack.up({ program: program(cartId, { orderIds: orderIds() }) });
        expect(accepted.ok, accepted.output).to.equal(true);
        const again = await purchase.stack.up();
        expect(again.ok, again.output).to.equal(true);
        expect(again.output).to.contain("unchanged");
        expect(purchase.sent("POST", "/checkout")).to.equal(1);
        purchase.expectBought(1);
      });

    it("is not told of seats that change on a later day", async () => {
      const bought = [["25 x CFQ7TTC0LF8S:0001", "3 x CFQ7TTC0HVZG:0001"]];
      purchase.expectBoughtAs(await purchase.stack.up({ program: program(cartId) }), bought);
      for (const { id } of purchase.emulator.subscriptions(CUSTOMER))
        purchase.emulator.setSubscription(id, { quantity: 40 });
      purchase.expectBoughtAs(await purchase.stack.up({ refresh: true }), bought);
    });
  });

describe("what was ordered otherwise and whose first answer was lost, through the real engine", function () {
  this.timeout(180_000);
  let purchase: DeclaredPurchase;
  afterEach(() => purchase.end());

  for (const repeatCheckout of ["replay", "800065"] as const)
    it(`is no success either, where a repetition is answered with ${repeatCheckout}`, async () => {
      purchase = await DeclaredPurchase.start({}, { modes: { repeatCheckout } });
      const { cartId } = purchase.emulator.addCart({ customerId: CUSTOMER, lineItems: BOTH });
      purchase.emulator.ordersOtherwise(cartId, { quantity: 20 });
      purchase.emulator.faults.script({ operation: "checkout", phase: "after", action: { kind: "cut" } });
      for (const run of [await purchase.stack.up({ program: bare(cartId) }), await purchase.stack.up()]) {
        expect(run.ok, run.output).to.equal(false);
        expect(run.output).to.contain(purchase.emulator.journal.purchases()[0]?.orderId);
      }
      purchase.expectBought(1);
      const orderIds = purchase.emulator.journal.purchases().map(({ orderId }) => orderId);
      const accepted = await purchase.stack.up({ program: bare(cartId, { orderIds }) });
      expect(accepted.ok, accepted.output).to.equal(true);
      purchase.expectBought(1);
    });
});
