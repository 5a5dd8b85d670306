import { expect } from "chai";
import { CartCheckout } from "../../provider";
import { buys, LICENCE, Purchase } from "../support/purchase";

describe("what is refused before any money moves", function () {
  this.timeout(120_000);
  let purchase: Purchase;
  beforeEach(async () => (purchase = await Purchase.start()));
  afterEach(() => purchase.end());

  const bad: Record<string, { args: Record<string, unknown>; property: string }> = {
    "a malformed customer id": { args: { customerId: "contoso" }, property: "customerId" },
    "an empty cart id": { args: { cartId: "" }, property: "cartId" },
    "a slash in a cart id": { args: { cartId: "a/b" }, property: "cartId" },
    "a negative time-out": {
      args: { provisioningTimeoutSeconds: -1 },
      property: "provisioningTimeoutSeconds",
    },
    'onDelete "cancel"': { args: { onDelete: "cancel" }, property: "onDelete" },
  };
  for (const [what, { args, property }] of Object.entries(bad))
    it(`${what}: at preview, naming the property`, async () => {
      const program = buys(purchase.ids, args);
      const preview = await purchase.stack.preview({ program });
      expect(preview.ok).to.equal(false);
      expect(preview.output).to.match(new RegExp(`property ${property}.*${property}`, "s"));
      expect(purchase.emulator.requests()).to.deep.equal([]);
    });

  it("the same cart declared twice: at preview, naming both resources", async () => {
    const program = async () => {
      new CartCheckout("first", purchase.ids);
      new CartCheckout("second", { ...purchase.ids, cartId: purchase.ids.cartId.toUpperCase() });
    };
    const preview = await purchase.stack.preview({ program });
    expect(preview.ok).to.equal(false);
    expect(preview.output).to.contain('"second"').and.contain('"first"').and.contain("cartId");
    // The preview may have looked at the first one before the program came to the second.
    expect(purchase.emulator.requests().filter(({ path }) => path.endsWith("/checkout"))).to.deep.equal([]);
  });

  it("the import option, naming what to use instead", async () => {
    const program = async () => {
      const { customerId, cartId } = purchase.ids;
      new CartCheckout("licences", purchase.ids, { import: `${customerId}/${cartId}` });
    };
    const preview = await purchase.stack.preview({ program });
    expect(preview.ok).to.equal(false);
    expect(preview.output).to.contain("orderIds").and.contain("CartCheckout.get");
  });

  it("customTimeouts, naming the arguments to use instead", async () => {
    const program = async () => {
      new CartCheckout("licences", purchase.ids, { customTimeouts: { create: "5m" } });
    };
    const preview = await purchase.stack.preview({ program });
    expect(preview.ok).to.equal(false);
    expect(preview.output).to.contain("checkoutTimeoutSeconds");
  });

  it("an unknown cloud and a plain http endpoint, in one error with everything else that is wrong", async () => {
    purchase.stack.setEnv({
      PARTNERCENTER_CLOUD: "mars",
      PARTNERCENTER_ENDPOINT: "http://partner.example",
      PARTNERCENTER_CLIENT_ID: "",
    });
    const up = await purchase.stack.up();
    expect(up.ok).to.equal(false);
    for (const name of ["PARTNERCENTER_CLOUD", "PARTNERCENTER_ENDPOINT", "PARTNERCENTER_CLIENT_ID"])
      expect(up.output).to.contain(name);
    expect(purchase.emulator.requests()).to.deep.equal([]);
    expect(await purchase.stack.checkouts()).to.deep.equal([]);
  });

  it("a cart that Partner Center doesn't know: nothing sent, nothing in state", async () => {
    const program = buys({ ...purchase.ids, cartId: "0e6a2d7c-43b1-4c8f-9f55-2d1be6c0a917" });
    const up = await purchase.stack.up({ program });
    expect(up.ok).to.equal(false);
    expect(up.output).to.contain("800008").and.contain("No checkout was sent");
    expect(purchase.checkoutsSent()).to.equal(0);
    expect(await purchase.stack.checkouts()).to.deep.equal([]);
  });

  it("a cart with line errors: nothing sent, the line and its code named", async () => {
    const error = {
      errorCode: "catalog_item_id_is_not_valid",
      errorDescription: "Catalog item ID is not valid.",
    };
    purchase.emulator.itemFails("CFQ7TTC0E199:0001:CFQ7TTC0E1Z9", error);
    const ids = purchase.emulator.addCart({
      lineItems: [{ catalogItemId: "CFQ7TTC0E199:0001:CFQ7TTC0E1Z9" }],
    });
    const up = await purchase.stack.up({ program: buys(ids) });
    expect(up.ok).to.equal(false);
    expect(up.output).to.contain("CFQ7TTC0E199").and.contain("Correct the cart");
    expect(purchase.checkoutsSent()).to.equal(0);
  });

  it("another cart for a placed checkout: at preview, naming both carts", async () => {
    await purchase.stack.up();
    const other = purchase.emulator.addCart({ customerId: purchase.ids.customerId, lineItems: [LICENCE] });
    const preview = await purchase.stack.preview({ program: buys(other) });
    expect(preview.ok).to.equal(false);
    expect(preview.output).to.contain(other.cartId).and.contain(purchase.ids.cartId);
    expect(purchase.checkoutsSent()).to.equal(1);
  });

  it("the settings of another partner tenant: nothing changed by preview, up, refresh or destroy", async () => {
    await purchase.stack.up();
    const before = await purchase.outputs();
    purchase.stack.setEnv({ PARTNERCENTER_TENANT_ID: "11111111-2222-3333-4444-555555555555" });
    const requests = purchase.emulator.requests().length;
    for (const run of [
      await purchase.stack.preview(),
      await purchase.stack.up(),
      await purchase.stack.refresh(),
      await purchase.stack.destroy(),
    ]) {
      expect(run.ok).to.equal(false);
      expect(run.output)
        .to.contain("11111111-2222-3333-4444-555555555555")
        .and.contain("Nothing was changed");
    }
    expect(await purchase.outputs()).to.deep.equal(before);
    expect(purchase.emulator.requests()).to.have.length(requests);
  });
});
