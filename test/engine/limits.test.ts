import { expect } from "chai";
import { CUSTOMER, declares, DeclaredPurchase, SEATS } from "../support/declaredPurchase";
import { CartCheckout } from "../../provider";

describe("limits, through the real engine", function () {
  this.timeout(180_000);
  let purchase: DeclaredPurchase;
  afterEach(() => purchase.end());

  it("refuse what the program shows to be too much in the preview, and send nothing", async () => {
    purchase = await DeclaredPurchase.start({ seats: { limits: { maxQuantity: 20 } } });
    const preview = await purchase.stack.preview();
    expect(preview.ok).to.equal(false);
    expect(preview.output).to.contain("maxQuantity").and.contain("20").and.contain("25");
    expect(purchase.emulator.requests()).to.deep.equal([]);
  });

  it("refuse a price above the limit before the checkout, naming both amounts", async () => {
    purchase = await DeclaredPurchase.start({
      seats: { limits: { maxTotal: { amount: 100, currency: "USD" } } },
    });
    const up = await purchase.stack.up();
    expect(up.ok).to.equal(false);
    expect(up.output).to.contain("100.00 USD").and.contain("limits.maxTotal");
    expect(purchase.sent("POST", "/checkout")).to.equal(0);
    const preview = await purchase.stack.preview();
    expect(preview.ok).to.equal(false);
    expect(preview.output, purchase.requestLog()).to.contain("limits.maxTotal");
  });

  it("refuse a price that rises above the limit between the preview and the up", async () => {
    purchase = await DeclaredPurchase.start();
    const { cartId } = purchase.emulator.addCart({ customerId: CUSTOMER, lineItems: [SEATS] });
    const limits = { maxTotal: { amount: 10_000, currency: "USD" } };
    const program = async () => {
      new CartCheckout("seats", { customerId: CUSTOMER, cartId, limits, waitForProvisioning: false });
    };
    purchase.emulator.setPrice(SEATS.catalogItemId, { price: 10 });
    const preview = await purchase.stack.preview({ program });
    expect(preview.ok, preview.output).to.equal(true);
    expect(preview.output).to.contain("250.00 USD a month");
    purchase.emulator.setPrice(SEATS.catalogItemId, { price: 1000 });
    const up = await purchase.stack.up({ program });
    expect(up.ok).to.equal(false);
    expect(up.output).to.contain("25,000.00 USD").and.contain("10,000.00 USD");
    purchase.expectBought(0);
    expect(purchase.sent("POST", "/checkout")).to.equal(0);
  });

  it("of the stack hold beside those of the resource, and the stricter wins", async () => {
    const env = { PARTNERCENTER_LIMITS: JSON.stringify({ maxTotal: { amount: 5, currency: "USD" } }) };
    const limits = { maxTotal: { amount: 100_000, currency: "USD" } };
    purchase = await DeclaredPurchase.start({ seats: { limits } }, { env });
    const up = await purchase.stack.up();
    expect(up.ok).to.equal(false);
    expect(up.output).to.contain("5.00 USD");
    purchase.expectBought(0);
  });

  it("refuse what has no price when the total is limited", async () => {
    const limits = { maxTotal: { amount: 100_000, currency: "USD" } };
    purchase = await DeclaredPurchase.start({ seats: { limits } }, { modes: { prices: false } });
    const up = await purchase.stack.up();
    expect(up.ok).to.equal(false);
    expect(up.output).to.contain("limits.maxTotal");
    purchase.expectBought(0);
  });

  it("that stopped a purchase don't let it through when the customer ordered the same meanwhile", async () => {
    const limits = { maxTotal: { amount: 1, currency: "USD" } };
    purchase = await DeclaredPurchase.start({ seats: { limits } });
    expect((await purchase.stack.up()).ok).to.equal(false);
    const { orderId } = purchase.emulator.addOrder({ customerId: CUSTOMER, lineItems: [SEATS] });
    const program = declares({ seats: {} });
    const preview = await purchase.stack.preview({ program });
    expect(preview.ok).to.equal(false);
    expect(preview.output).to.contain(orderId).and.contain(`besides: ["${orderId}"]`);
    const up = await purchase.stack.up();
    expect(up.ok).to.equal(false);
    expect(up.output).to.contain(orderId);
    purchase.expectBought(0);
    const adopting = declares({ seats: { ifAlreadyOrdered: "adopt" } });
    const adopted = await purchase.stack.up({ program: adopting });
    expect(adopted.ok, adopted.output).to.equal(true);
    expect((await purchase.outputs("CartCheckout"))["orderIds"]).to.deep.equal([orderId]);
    purchase.expectBought(0);
  });

  it("let every preview complete and refuse every purchase with allowPurchases: false", async () => {
    purchase = await DeclaredPurchase.start();
    await purchase.stack.setConfig("partnercenter:allowPurchases", "false");
    expect((await purchase.stack.preview()).ok).to.equal(true);
    const up = await purchase.stack.up();
    expect(up.ok).to.equal(false);
    expect(up.output).to.contain("partnercenter:allowPurchases");
    purchase.expectBought(0);
    await purchase.stack.setConfig("partnercenter:allowPurchases", "true");
    const allowed = await purchase.stack.up({ program: declares({ seats: {} }) });
    expect(allowed.ok, allowed.output).to.equal(true);
    purchase.expectBought(1);
  });
});
