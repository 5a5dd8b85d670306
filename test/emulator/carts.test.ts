import { expect } from "chai";
import type { Cart } from "../../emulator";
import { cartPath, DAY_MS, emulators, TWO_GROUPS } from "./harness";

const CUSTOMER_ID = "7c3a91d2-4e58-4b06-a1c7-93f2e5d80b64";
const CARTS = `/v1/customers/${CUSTOMER_ID}/carts`;
type CartOrError = Cart & { code?: number };

describe("carts", () => {
  const start = emulators();

  it("are created active, with groups, currency and prices, from members in any case", async () => {
    const { api } = await start();
    const created = await api.call<CartOrError>("POST", CARTS, {
      body: {
        LineItems: [
          { CatalogItemId: "MS-AZR-0145P", Quantity: 1, BillingCycle: "Monthly", TermDuration: "P1Y" },
          { catalogItemId: "DZH318Z0E201:004G:DZH318Z0E2A1", quantity: 1, billingCycle: "OneTime" },
          {
            catalogItemId: "CFQ7TTC0E101:0001:CFQ7TTC0E1A1",
            quantity: 2,
            billingCycle: "monthly",
            termDuration: "P1Y",
          },
          {
            catalogItemId: "CFQ7TTC0E102:0001:CFQ7TTC0E1B1",
            quantity: 1,
            billingCycle: "monthly",
            termDuration: "P1M",
          },
          { catalogItemId: "DZH318Z0E401:0002:DZH318Z0E4A1", quantity: 1, billingCycle: "monthly" },
        ],
      },
    });
    const cart = created.json();
    expect([created.status, cart.status]).to.deep.equal([201, "Active"]);
    expect(cart.lineItems.map((line) => line.orderGroup)).to.deep.equal(["OMS-0", "0", "1", "1", "2"]);
    expect(cart.lineItems.map((line) => line.currencyCode)).to.deep.equal(Array(5).fill("USD"));
    const { price, extendedPrice } = cart.lineItems[2]!.pricing!;
    expect(extendedPrice).to.be.closeTo(price * 2 * 12, 0.01);
    expect(Date.parse(cart.expirationTimestamp) - Date.parse(cart.creationTimestamp)).to.equal(7 * DAY_MS);
    expect((await api.cart({ customerId: CUSTOMER_ID, cartId: cart.id })).text).to.equal(created.text);
  });

  it("are created once for a repeated MS-RequestId", async () => {
    const { api } = await start();
    const create = (requestId: string) =>
      api.call<CartOrError>("POST", CARTS, {
        body: { lineItems: [{ catalogItemId: "MS-AZR-0145P", quantity: 1, billingCycle: "monthly" }] },
        headers: { "MS-RequestId": requestId },
      });
    const [first, again, other] = [await create("a"), await create("a"), await create("b")];
    expect(again.json().id).to.equal(first.json().id);
    expect(other.json().id).not.to.equal(first.json().id);
  });

  it("show a bad line with its error, and refuse the checkout with 800009", async () => {
    const { api, emulator } = await start();
    const item = "CFQ7TTC0E199:0001:CFQ7TTC0E1Z9";
    emulator.itemFails(item, { errorCode: 10015, errorDescription: "Too many seats." });
    const { json } = await api.call<CartOrError>("POST", CARTS, {
      body: {
        lineItems: [
          { catalogItemId: "no-such-item", quantity: 1, billingCycle: "monthly" },
          { catalogItemId: item, quantity: 1, billingCycle: "monthly" },
        ],
      },
    });
    expect(json().lineItems.map((line) => line.error?.errorCode)).to.deep.equal([
      "catalog_item_id_is_not_valid",
      10015,
    ]);
    const refused = await api.checkout({ customerId: CUSTOMER_ID, cartId: json().id });
    expect([refused.status, refused.json().code]).to.deep.equal([400, 800009]);
  });

  for (const [what, body, code] of [
    ["no JSON", "{", 800002],
    ["no lines", { lineItems: [] }, 800002],
    ["a line without an item", { lineItems: [{ quantity: 1, billingCycle: "monthly" }] }, 900142],
    [
      "a quantity of 0",
      { lineItems: [{ catalogItemId: "MS-AZR-0145P", quantity: 0, billingCycle: "monthly" }] },
      900275,
    ],
    [
      "an unknown cycle",
      { lineItems: [{ catalogItemId: "MS-AZR-0145P", quantity: 1, billingCycle: "daily" }] },
      900269,
    ],
  ] as const)
    it(`are refused with 400 ${code} for ${what}`, async () => {
      const { api } = await start();
      const answer = await api.call<CartOrError>("POST", CARTS, { body });
      expect([answer.status, answer.json().code]).to.deep.equal([400, code]);
    });

  it("take new lines by PUT, keep their expiry, and are closed once something was bought", async () => {
    const { api, emulator } = await start();
    const cart = emulator.addCart({ lineItems: TWO_GROUPS });
    const before = emulator.cart(cart.cartId)!;
    emulator.clock.advance(DAY_MS);
    const put = () =>
      api.call<CartOrError>("PUT", `${cartPath(cart)}/`, {
        body: { lineItems: [{ catalogItemId: "MS-AZR-0145P", quantity: 3, billingCycle: "monthly" }] },
      });
    const updated = (await put()).json();
    expect(updated.lineItems.map((line) => [line.quantity, line.orderGroup])).to.deep.equal([[3, "OMS-0"]]);
    expect(updated.expirationTimestamp).to.equal(before.expirationTimestamp);
    expect(updated.lastModifiedTimestamp > before.lastModifiedTimestamp).to.equal(true);
    await api.checkout(cart);
    expect((await put()).json().code).to.equal(800065);
  });

  it("take the lines of somebody else while nothing of them was bought", async () => {
    const { api, emulator } = await start();
    const cart = emulator.addCart({ lineItems: TWO_GROUPS });
    const before = emulator.cart(cart.cartId)!;
    emulator.clock.advance(60_000);
    const [licence, reservation] = before.lineItems;
    emulator.editCart(cart.cartId, [reservation!, { ...licence!, quantity: 7 }]);
    const after = (await api.cart(cart)).json();
    expect(after.lineItems.map((line) => [line.id, line.quantity, line.orderGroup])).to.deep.equal([
      [0, 1, "0"],
      [1, 7, "1"],
    ]);
    const { price, extendedPrice } = after.lineItems[1]!.pricing!;
    expect(extendedPrice).to.be.closeTo(price * 7 * 12, 0.01);
    expect(after.lastModifiedTimestamp > before.lastModifiedTimestamp).to.equal(true);
    await api.checkout(cart);
    expect(() => emulator.editCart(cart.cartId, TWO_GROUPS)).to.throw("was bought already");
  });

  for (const status of [404, 400] as const)
    it(`expire after seven days of the clock with ${status} and 800008`, async () => {
      const { api, emulator } = await start({ modes: { expiredCart: status } });
      const cart = emulator.addCart({ lineItems: TWO_GROUPS });
      emulator.clock.advance(7 * DAY_MS - 60_000);
      expect((await api.cart(cart)).status).to.equal(200);
      emulator.clock.advance(60_000);
      for (const answer of [await api.cart(cart), await api.checkout(cart)])
        expect([answer.status, answer.json().code]).to.deep.equal([status, 800008]);
      expect(emulator.journal.purchases()).to.deep.equal([]);
    });

  it("are found only under their customer, whose id must be a GUID and known", async () => {
    const { api, emulator } = await start({ modes: { customers: "listed" } });
    const { cartId } = emulator.addCart({ lineItems: TWO_GROUPS });
    emulator.addCustomer({ id: CUSTOMER_ID });
    const codes = [];
    for (const customerId of ["contoso", "00000000-0000-4000-8000-000000000000", CUSTOMER_ID]) {
      const answer = await api.cart({ customerId, cartId });
      codes.push([answer.status, answer.json().code]);
    }
    expect(codes).to.deep.equal([
      [400, 2000],
      [403, 20002],
      [404, 800008],
    ]);
  });
});
