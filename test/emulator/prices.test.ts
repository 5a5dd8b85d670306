import { expect } from "chai";
import fc from "fast-check";
import { CATALOG } from "../../emulator";
import { pricingOf } from "../../emulator/pricing";
import { emulators } from "./harness";

const E5 = {
  catalogItemId: "CFQ7TTC0LF8S:0001:CFQ7TTC0N81H",
  quantity: 25,
  billingCycle: "monthly",
  termDuration: "P1Y",
};
const DOLLARS = { code: "USD", symbol: "$", perDollar: 100 };

describe("prices", () => {
  const start = emulators();

  for (const [cycle, term, quantity, price, extendedPrice] of [
    ["monthly", "P1M", 25, 43.78, 1094.5],
    ["monthly", "P1Y", 25, 36.48, 10944],
    ["annual", "P1Y", 25, 437.76, 10944],
    ["annual", "P3Y", 1, 437.76, 1313.28],
    ["triennial", "P3Y", 3, 1313.28, 3939.84],
  ] as const)
    it(`of ${quantity} x Office 365 E5 for ${term}, ${cycle}, come to ${extendedPrice}`, async () => {
      const { api, emulator } = await start();
      const cart = emulator.addCart({
        lineItems: [{ ...E5, quantity, billingCycle: cycle, termDuration: term }],
      });
      const [line] = (await api.cart(cart)).json().lineItems;
      expect(line!.pricing).to.include({ price, extendedPrice });
    });

  it("are exact to the cent for every item, term and quantity", () => {
    const priced = CATALOG.flatMap((item) =>
      item.terms.filter((term) => term.cents !== undefined).map((term) => ({ item, term })),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...priced),
        fc.integer({ min: 1, max: 10_000 }),
        ({ item, term }, quantity) => {
          const { catalogItemId } = item;
          const { duration: termDuration, billingCycle } = term;
          const line = { id: 0, catalogItemId, quantity, termDuration, billingCycle };
          const pricing = pricingOf(line, { item, currency: DOLLARS, overrides: [] })!;
          const inCents = Math.round(pricing.extendedPrice * 100);
          expect(inCents % (Math.round(pricing.price * 100) * quantity || 1)).to.equal(0);
          expect(pricing.extendedPrice).to.equal(inCents / 100);
        },
      ),
    );
  });

  it("are in the currency of the customer's country", async () => {
    const { api, emulator } = await start();
    const customerId = "7c3a91d2-4e58-4b06-a1c7-93f2e5d80b64";
    emulator.addCustomer({ id: customerId, country: "GB" });
    const cart = emulator.addCart({ customerId, lineItems: [E5] });
    const [line] = (await api.cart(cart)).json().lineItems;
    expect([line!.currencyCode, line!.pricing?.price]).to.deep.equal(["GBP", 29.18]);
    const [order] = (await api.checkout(cart)).json().orders!;
    expect([order!.currencyCode, order!.currencySymbol]).to.deep.equal(["GBP", "£"]);
  });

  it("come from the commitment for a savings plan, and are missing for what is billed by use", async () => {
    const { api, emulator } = await start();
    const cart = emulator.addCart({
      lineItems: [
        {
          catalogItemId: "DZH318Z08NRP:0001:DZH318Z08N1A",
          billingCycle: "one_time",
          termDuration: "P1Y",
          provisioningContext: { scope: "shared", subscriptionId: "91c8b0f5-6d27-4ae3-9051-f4e2a7d3b680" },
          purchaseCommitment: { amount: 0.05, currency: "usd", grain: "hourly" },
        },
        { catalogItemId: "DZH318Z0BPS6:0001:DZH318Z0BML6", billingCycle: "none" },
      ],
    });
    const { lineItems } = (await api.cart(cart)).json();
    expect(lineItems.map((line) => line.pricing?.extendedPrice)).to.deep.equal([438, undefined]);
  });

  it("that are set change active carts at once, and no ordered ones", async () => {
    const { api, emulator } = await start();
    const [active, ordered] = [emulator.addCart({ lineItems: [E5] }), emulator.addCart({ lineItems: [E5] })];
    await api.checkout(ordered);
    const prices = async () =>
      [(await api.cart(active)).json(), (await api.cart(ordered)).json()].map(
        ({ lineItems: [line] }) => `${line!.pricing?.extendedPrice} ${line!.currencyCode}`,
      );
    emulator.setPrice(E5.catalogItemId, { price: 40.01, termDuration: "P1M" });
    expect(await prices()).to.deep.equal(["10944 USD", "10944 USD"]);
    emulator.setPrice(E5.catalogItemId, { price: 40.01, currency: "EUR" });
    expect(await prices()).to.deep.equal(["12003 EUR", "10944 USD"]);
    const [order] = (await api.checkout(active)).json().orders!;
    expect([order!.totalPrice, order!.currencyCode]).to.deep.equal([12003, "EUR"]);
    expect(() => emulator.setPrice(E5.catalogItemId, { price: 1.005 })).to.throw("two decimals");
  });

  it("that are set are taken back, through the control API too", async () => {
    const { api, emulator } = await start();
    const cart = emulator.addCart({ lineItems: [E5] });
    const { catalogItemId } = E5;
    const set = (body: object) => api.call("POST", "/_emulator/prices", { body: { catalogItemId, ...body } });
    const price = async () => (await api.cart(cart)).json().lineItems[0]!.pricing?.price;
    await set({ price: 99, currency: "EUR" });
    expect(await price()).to.equal(99);
    await set({});
    expect(await price()).to.equal(36.48);
    expect((await api.cart(cart)).json().lineItems[0]!.currencyCode).to.equal("USD");
    expect((await set({ price: 1.005 })).status).to.equal(400);
  });

  it("can be given to items that have none", async () => {
    const { api, emulator } = await start();
    const catalogItemId = "DZH318Z0E201:004G:DZH318Z0E2A1";
    const cart = emulator.addCart({ lineItems: [{ catalogItemId, billingCycle: "one_time" }] });
    emulator.setPrice(catalogItemId, { price: 0.1 });
    expect((await api.cart(cart)).json().lineItems[0]!.pricing?.price).to.equal(0.1);
  });

  it("stay out of carts by mode, and are in the order all the same", async () => {
    const { api, emulator } = await start({ modes: { prices: false } });
    const cart = emulator.addCart({ lineItems: [E5] });
    expect((await api.cart(cart)).json().lineItems[0]).not.to.have.property("pricing");
    expect((await api.checkout(cart)).json().orders![0]!.totalPrice).to.equal(10944);
  });
});
