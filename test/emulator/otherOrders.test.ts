import { expect } from "chai";
import type { OtherOrders } from "../../emulator";
import { emulators } from "./harness";
import { CUSTOMER_ID, E5, PREMIUM, SOFTWARE } from "./lines";

const OTHER_CUSTOMER = "4b0d6a52-7c1e-4f38-9a60-1d5e8c2f7b93";

describe("orders that differ from their cart", () => {
  const start = emulators();

  const differences: [what: string, OtherOrders, shown: object][] = [
    ["another quantity", { quantity: 3 }, { quantity: 3 }],
    ["another item", { offerId: PREMIUM.catalogItemId }, { offerId: PREMIUM.catalogItemId }],
    ["another term", { termDuration: "P3Y" }, { termDuration: "P3Y" }],
  ];
  for (const [what, difference, shown] of differences)
    it(`have ${what} in their first line, in every answer and in the journal`, async () => {
      const { api, emulator } = await start();
      const cart = emulator.addCart({ customerId: CUSTOMER_ID, lineItems: [E5, PREMIUM, SOFTWARE] });
      emulator.ordersOtherwise(cart.cartId, difference);
      const { orders } = (await api.checkout(cart)).json();
      expect(orders!.map((order) => order.lineItems.length)).to.deep.equal([2, 1]);
      const { offerId, quantity, termDuration } = orders![0]!.lineItems[1]!;
      expect([offerId, quantity, termDuration]).to.deep.equal([PREMIUM.catalogItemId, 25, "P1Y"]);
      const listed = (await api.orders(CUSTOMER_ID)).json().items;
      const read = (await api.order(CUSTOMER_ID, orders![0]!.id)).json();
      for (const order of [orders![0]!, listed[0]!, read]) expect(order.lineItems[0]).to.include(shown);
      expect(orders![1]!.lineItems[0]).to.include(shown);
      const bought = emulator.journal.purchases().map((purchase) => purchase.items[0]);
      expect(bought).to.have.length(2);
      for (const item of bought) expect(item).to.include(shown);
    });

  it("are priced as they are", async () => {
    const { api, emulator } = await start();
    const cart = emulator.addCart({ customerId: CUSTOMER_ID, lineItems: [E5] });
    emulator.ordersOtherwise(cart.cartId, { quantity: 1 });
    const [order] = (await api.checkout(cart)).json().orders!;
    expect(order!.totalPrice).to.be.closeTo(
      emulator.cart(cart.cartId)!.lineItems[0]!.pricing!.price * 12,
      0.01,
    );
  });

  it("may name another customer, and are read under the cart's", async () => {
    const { api, emulator } = await start();
    const cart = emulator.addCart({ customerId: CUSTOMER_ID, lineItems: [E5] });
    emulator.ordersOtherwise(cart.cartId, { customerId: OTHER_CUSTOMER });
    const [order] = (await api.checkout(cart)).json().orders!;
    expect(order!.referenceCustomerId).to.equal(OTHER_CUSTOMER);
    expect((await api.order(CUSTOMER_ID, order!.id)).json().referenceCustomerId).to.equal(OTHER_CUSTOMER);
    expect((await api.orders(OTHER_CUSTOMER)).json().items).to.deep.equal([]);
  });

  it("may lack their last line, where there is one to spare", async () => {
    const { api, emulator } = await start();
    const cart = emulator.addCart({ customerId: CUSTOMER_ID, lineItems: [E5, PREMIUM, SOFTWARE] });
    emulator.ordersOtherwise(cart.cartId, { dropLine: true });
    const { orders } = (await api.checkout(cart)).json();
    expect(orders!.map((order) => order.lineItems.map((line) => line.offerId))).to.deep.equal([
      [E5.catalogItemId],
      [SOFTWARE.catalogItemId],
    ]);
    const { cartId } = emulator.addCart({ lineItems: [E5, SOFTWARE] });
    expect(() => emulator.ordersOtherwise(cartId, { dropLine: true })).to.throw("has a line to spare");
  });

  it("are those of one checkout: of the next that buys anything", async () => {
    const { api, emulator } = await start();
    const cart = emulator.addCart({ customerId: CUSTOMER_ID, lineItems: [E5, { ...SOFTWARE, quantity: 2 }] });
    emulator.ordersOtherwise(cart.cartId, { quantity: 9 });
    emulator.groupFails(cart.cartId, "0");
    emulator.groupFails(cart.cartId, "1", { times: 2 });
    for (let attempt = 0; attempt < 3; attempt++) await api.checkout(cart);
    expect(emulator.journal.purchases().map(({ items: [item] }) => item!.quantity)).to.deep.equal([9, 2]);
  });
});
