import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { SAMPLE_MIXED, SAMPLE_NEW_COMMERCE } from "../../emulator";
import { emulators } from "./harness";

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(join(__dirname, "../fixtures", `${name}.json`), "utf8"));

describe("the sample carts", () => {
  const start = emulators();

  for (const [name, sample] of [
    ["checkout-mixed", SAMPLE_MIXED],
    ["checkout-new-commerce", SAMPLE_NEW_COMMERCE],
  ] as const)
    it(`answers the checkout of ${name} with the documented body, for the customer of the cart`, async () => {
      const { api } = await start();
      const answer = await api.checkout(sample);
      expect(answer.status).to.equal(201);
      const documented = JSON.stringify(fixture(name));
      const ofCustomer = `"referenceCustomerId":"${sample.customerId}"`;
      expect(answer.text).to.equal(documented.replace(/"referenceCustomerId":"[^"]+"/g, ofCustomer));
    });

  it("has the ids of the documented request", () => {
    const { customerId, cartId } = fixture("checkout-mixed.request") as typeof SAMPLE_MIXED;
    expect([SAMPLE_MIXED.customerId, SAMPLE_MIXED.cartId]).to.deep.equal([customerId, cartId]);
  });

  it("shows the mixed cart as active, with the five lines of its three orders", async () => {
    const { api } = await start();
    const cart = (await api.cart(SAMPLE_MIXED)).json();
    expect(cart.status).to.equal("Active");
    expect(
      cart.lineItems.map((line) => [line.id, line.catalogItemId, line.termDuration, line.orderGroup]),
    ).to.deep.equal([
      [0, "MS-AZR-0145P", "P1Y", "OMS-0"],
      [1, "DZH318Z0BQ36:004G:DZH318Z08C0S", "P1Y", "0"],
      [2, "DZH318Z0BQ36:004J:DZH318Z08B8X", "P3Y", "0"],
      [3, "DG7GMGF0DWM3:0002:DG7GMGF0DT1M", undefined, "0"],
      [4, "DZH318Z0BXWC:0002:DZH318Z0BMRV", "P1M", "1"],
    ]);
  });

  it("shows the licence cart with the price of its order", async () => {
    const { api } = await start();
    const { lineItems } = (await api.cart(SAMPLE_NEW_COMMERCE)).json();
    expect(lineItems).to.have.length(1);
    expect(lineItems[0]!.pricing?.extendedPrice).to.equal(36.48);
  });

  it("completes pending orders and fills in the subscription ids of lines that are not one-time", async () => {
    const { api, emulator } = await start({ modes: { provisioning: "command" } });
    await api.checkout(SAMPLE_MIXED);
    emulator.provisionAll();
    const { items } = (await api.orders(SAMPLE_MIXED.customerId)).json();
    expect(items.map((order) => order.status)).to.deep.equal(["completed", "completed", "completed"]);
    expect(
      items.map((order) => order.lineItems.map((line) => line.subscriptionId !== undefined)),
    ).to.deep.equal([[true], [false, false, false], [true]]);
  });

  it("are left out on request", async () => {
    const { api } = await start({ samples: false });
    expect((await api.cart(SAMPLE_MIXED)).status).to.equal(404);
  });
});
