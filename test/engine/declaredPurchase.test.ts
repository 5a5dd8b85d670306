import { expect } from "chai";
import { CartCheckout, Purchase, resolveCatalogItemOutput } from "../../provider";
import { CUSTOMER, DAY_MS, declares, DeclaredPurchase, SEATS } from "../support/declaredPurchase";

describe("a declared purchase, through the real engine", function () {
  this.timeout(180_000);
  let purchase: DeclaredPurchase;
  afterEach(() => purchase.end());

  it("makes the cart, buys it once, says what it costs, and sends nothing on the next up", async () => {
    purchase = await DeclaredPurchase.start();
    const preview = await purchase.stack.preview();
    expect(preview.output).to.contain("the price is known once the cart exists");
    expect(purchase.sent("POST", "/carts")).to.equal(0);
    const up = await purchase.stack.up();
    expect(up.ok, up.output).to.equal(true);
    expect(up.output).to.match(/25 x .*USD a month/);
    purchase.expectBought(1);
    const requests = purchase.emulator.requests().length;
    expect((await purchase.stack.up()).output).to.contain("unchanged");
    expect(purchase.emulator.requests()).to.have.length(requests);
  });

  it("buys nothing more eight days later, when its cart has expired and the program is the same", async () => {
    purchase = await DeclaredPurchase.start();
    await purchase.stack.up();
    purchase.emulator.clock.advance(8 * DAY_MS);
    const refreshed = await purchase.stack.up({ refresh: true });
    expect(refreshed.ok, refreshed.output).to.equal(true);
    expect((await purchase.outputs("Cart"))["status"]).to.equal("ordered");
    expect((await purchase.stack.up({ refresh: true })).ok).to.equal(true);
    purchase.expectBought(1);
    expect(purchase.sent("POST", "/carts")).to.equal(1);
  });

  it("nor when ordered carts vanish", async () => {
    purchase = await DeclaredPurchase.start({ seats: {} }, { modes: { orderedCartExpires: true } });
    await purchase.stack.up();
    purchase.emulator.clock.advance(8 * DAY_MS);
    const refreshed = await purchase.stack.up({ refresh: true });
    expect(refreshed.ok, refreshed.output).to.equal(true);
    expect((await purchase.outputs("Cart"))["status"]).to.equal("ordered");
    purchase.expectBought(1);
  });

  it("makes another cart when the first one expired without having been ordered, and buys that once", async () => {
    const stopped = { seats: { limits: { maxTotal: { amount: 1, currency: "USD" } } } };
    purchase = await DeclaredPurchase.start(stopped);
    expect((await purchase.stack.up()).ok).to.equal(false);
    purchase.expectBought(0);
    purchase.emulator.clock.advance(8 * DAY_MS);
    const up = await purchase.stack.up({ program: declares({ seats: {} }), refresh: true });
    expect(up.ok, up.output).to.equal(true);
    expect(up.output).to.contain("expired without having been ordered");
    expect((await purchase.outputs("Cart"))["generation"]).to.equal(2);
    purchase.expectBought(1);
  });

  for (const refreshed of [false, true])
    it(`is left alone when the catalog renews its availability ids (${refreshed ? "after" : "without"} a refresh)`, async () => {
      purchase = await DeclaredPurchase.start();
      await purchase.configure();
      const program = async () => {
        const item = resolveCatalogItemOutput({
          customerId: CUSTOMER,
          productId: "CFQ7TTC0LF8S",
          skuId: "0001",
          termDuration: "P1Y",
          billingCycle: "monthly",
        });
        new Purchase("seats", {
          customerId: CUSTOMER,
          lineItems: [
            { catalogItemId: item.catalogItemId, quantity: 25, billingCycle: "monthly", termDuration: "P1Y" },
          ],
          waitForProvisioning: false,
        });
      };
      const first = await purchase.stack.up({ program });
      expect(first.ok, first.output).to.equal(true);
      if (refreshed) await purchase.stack.refresh();
      purchase.emulator.withdraw("CFQ7TTC0LF8S:0001:CFQ7TTC0N81H", { replacedBy: "CFQ7TTC0N99Z" });
      const preview = await purchase.stack.preview();
      expect(preview.ok, preview.output).to.equal(true);
      for (let run = 0; run < 2; run++) {
        const up = await purchase.stack.up();
        expect(up.ok, up.output).to.equal(true);
      }
      purchase.expectBought(1);
      expect((await purchase.stack.preview()).output)
        .to.contain("unchanged")
        .and.not.match(/to update/);
    });

  it("refuses other line items once it is bought, in the preview already", async () => {
    purchase = await DeclaredPurchase.start();
    await purchase.stack.up();
    const program = declares({ seats: { lineItems: [{ ...SEATS, quantity: 30 }] } });
    const preview = await purchase.stack.preview({ program });
    expect(preview.ok).to.equal(false);
    expect(preview.output).to.contain("another purchase");
    expect((await purchase.stack.up()).ok).to.equal(false);
    purchase.expectBought(1);
  });

  it("updates the cart while it isn't ordered", async () => {
    const limits = { maxTotal: { amount: 1, currency: "USD" } };
    purchase = await DeclaredPurchase.start({ seats: { limits } });
    await purchase.stack.up();
    const program = declares({ seats: { lineItems: [{ ...SEATS, quantity: 3 }] } });
    const up = await purchase.stack.up({ program });
    expect(up.ok, up.output).to.equal(true);
    expect(purchase.emulator.journal.purchases()[0]?.items[0]?.quantity).to.equal(3);
    purchase.expectBought(1);
    expect(purchase.sent("POST", "/carts")).to.equal(1);
  });

  it("keeps a cart with a line that can't be ordered, checks nothing out, and buys it once it is corrected", async () => {
    const lineItems = [{ ...SEATS, catalogItemId: "CFQ7TTC0WRNG:0001:CFQ7TTC0WRNH" }];
    purchase = await DeclaredPurchase.start({ seats: { lineItems } });
    purchase.emulator.itemFails("CFQ7TTC0WRNG:0001:CFQ7TTC0WRNH", {
      errorCode: "catalog_item_id_is_not_valid",
      errorDescription: "Catalog item ID is not valid.",
    });
    const failed = await purchase.stack.up();
    expect(failed.ok).to.equal(false);
    expect(failed.output).to.contain("lineItems[0]").and.contain("catalog_item_id_is_not_valid");
    expect(purchase.sent("POST", "/checkout")).to.equal(0);
    const up = await purchase.stack.up({ program: declares({ seats: {} }) });
    expect(up.ok, up.output).to.equal(true);
    purchase.expectBought(1);
  });

  it("takes the checkout of a program that knew only its cart in, by the same name", async () => {
    purchase = await DeclaredPurchase.start();
    const { cartId } = purchase.emulator.addCart({ customerId: CUSTOMER, lineItems: [SEATS] });
    const program = async () => {
      new CartCheckout("seats", { customerId: CUSTOMER, cartId, waitForProvisioning: false });
    };
    expect((await purchase.stack.up({ program })).ok).to.equal(true);
    const up = await purchase.stack.up({ program: declares({ seats: { existingCartId: cartId } }) });
    expect(up.ok, up.output).to.equal(true);
    purchase.expectBought(1);
    expect((await purchase.outputs("CartCheckout"))["cartId"]).to.equal(cartId);
    expect(purchase.sent("POST", "/checkout")).to.equal(1);
  });
});
