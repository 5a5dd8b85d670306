import { expect } from "chai";
import { buys, LICENCE, Purchase, SOFTWARE } from "../support/purchase";

const HOUR_MS = 60 * 60 * 1000;

/** Partner Center ordered the licence and refused the software; what its cart reads then is not documented. */
for (const partialCart of ["Active", "Ordered"] as const)
  for (const idempotency of ["cart", "requestId"] as const)
    describe(`a refused part that is tried again, of a cart that reads ${partialCart}, by ${idempotency}`, function () {
      this.timeout(180_000);
      let purchase: Purchase;
      beforeEach(async () => {
        purchase = await Purchase.start({
          lineItems: [LICENCE, SOFTWARE],
          modes: { partialCart, idempotency },
        });
        purchase.emulator.groupFails(purchase.ids.cartId, "1", { code: 800020, times: 1 });
        expect((await purchase.stack.up()).ok).to.equal(false);
        await purchase.expectBoughtOnce(1);
        purchase.emulator.clock.advance(HOUR_MS);
      });
      afterEach(() => purchase.end());

      const order = (lineItems: (typeof LICENCE)[]) =>
        purchase.emulator.addOrder({ customerId: purchase.ids.customerId, lineItems }).orderId;

      it("is not bought when the customer ordered it meanwhile, until that is named", async () => {
        const orderId = order([SOFTWARE]);
        for (let run = 0; run < 2; run++) {
          const refused = await purchase.stack.up();
          expect(refused.ok, refused.output).to.equal(false);
          expect(refused.output).to.contain(`besides: ["${orderId}"]`);
          await purchase.expectBoughtOnce(1);
          expect(purchase.checkoutsSent()).to.equal(1);
        }
        const program = buys(purchase.ids, { besides: [orderId] });
        const allowed = await purchase.stack.up({ program });
        expect(allowed.ok, allowed.output).to.equal(true);
        await purchase.expectBoughtOnce(2);
      });

      it("is bought when the customer ordered only the other part meanwhile", async () => {
        order([LICENCE]);
        const up = await purchase.stack.up();
        expect(up.ok, up.output).to.equal(true);
        await purchase.expectBoughtOnce(2);
      });
    });
