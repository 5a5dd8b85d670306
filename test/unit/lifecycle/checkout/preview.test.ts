import { expect } from "chai";
import { UNKNOWN_VALUE } from "../../../../provider/lifecycle/core/unknown";
import { CheckoutLife } from "../../../support/checkoutLife";
import { INPUTS } from "../../../support/checkoutStates";
import { CART, cartLine, fakeCart, fakeOrder, ITEM, OTHER_CART } from "../../../support/cartsAndOrders";
import { connectionError, serviceError } from "../../../support/partnerCenterErrors";

const PRICED = cartLine({
  friendlyName: "E5",
  quantity: 25,
  billingCycle: "monthly",
  currencyCode: "USD",
  pricing: { price: "36.48", extendedPrice: "10944" },
});

const lifeWith = (...lineItems: ReturnType<typeof cartLine>[]) => {
  const life = new CheckoutLife();
  life.fake.hasCart(fakeCart({ lineItems }));
  return life;
};
const failuresOf = async (
  life: CheckoutLife,
  news: Record<string, unknown> = INPUTS,
  olds: Record<string, unknown> = {},
  inPreview = true,
) => (await life.lifecycle().check(olds, news, { inPreview })).failures;
const methods = (life: CheckoutLife) => life.fake.calls.map(({ method }) => method);

describe("the preview of a checkout", () => {
  it("says what would be bought and what it costs, by one look at the cart and one at what the customer has", async () => {
    const life = lifeWith(PRICED);
    expect(await failuresOf(life)).to.deep.equal([]);
    expect(life.world.infos.join("\n"))
      .to.include(CART)
      .and.include("25 x E5, P1Y, billed monthly: 912.00 USD a month, 10,944.00 USD for the term");
    expect(methods(life)).to.deep.equal(["getCart", "listOrders", "listSubscriptions"]);
    expect(life.world.warnings).to.deep.equal([]);
  });

  const silent: [string, Record<string, unknown>, Record<string, unknown>][] = [
    ["for a checkout that exists", INPUTS, INPUTS],
    ["for orders that are named", { ...INPUTS, orderIds: ["o-a"] }, {}],
    ["for a cart that isn't known yet", { ...INPUTS, cartId: UNKNOWN_VALUE }, {}],
    ["for anything else that isn't known yet", { ...INPUTS, customerUserUpn: UNKNOWN_VALUE }, {}],
  ];
  for (const [title, news, olds] of silent)
    it(`asks nobody ${title}`, async () => {
      const life = lifeWith(PRICED);
      expect(await failuresOf(life, news, olds)).to.deep.equal([]);
      expect(methods(life)).to.deep.equal([]);
    });

  it("asks nobody outside of previews, or where the program switches it off", async () => {
    const life = lifeWith(PRICED);
    expect(await failuresOf(life, INPUTS, {}, false)).to.deep.equal([]);
    expect(methods(life)).to.deep.equal([]);
  });

  it("asks nobody where the stack switches it off", async () => {
    const life = lifeWith(PRICED);
    life.world.purchaseRules.previewChecks = false;
    await failuresOf(life);
    expect(methods(life)).to.deep.equal([]);
  });

  it("asks nobody when the inputs are wrong anyway", async () => {
    const life = lifeWith(PRICED);
    expect(await failuresOf(life, { ...INPUTS, onDelete: "maybe" })).to.have.lengthOf(1);
    expect(methods(life)).to.deep.equal([]);
  });

  describe("fails", () => {
    it("for a cart that is gone, with the customer's latest orders", async () => {
      const life = new CheckoutLife();
      life.fake.carts.clear();
      life.fake.hasOrders(fakeOrder("o-x"));
      const [failure] = await failuresOf(life);
      expect(failure?.property).to.equal("cartId");
      expect(failure?.reason).to.include("expired").and.include("o-x").and.include("orderIds");
    });

    it("for lines that can't be ordered", async () => {
      const error = { errorCode: "10015", errorDescription: "too many seats" };
      const [failure] = await failuresOf(lifeWith(cartLine({ error })));
      expect(failure?.reason).to.include("line 0").and.include("10015 too many seats");
    });

    it("for a cart that holds something else than was declared, with both values", async () => {
      const lineItems = [{ catalogItemId: ITEM, quantity: 5, termDuration: "P1Y", billingCycle: "monthly" }];
      const [failure, ...more] = await failuresOf(lifeWith(PRICED), { ...INPUTS, lineItems });
      expect(more).to.deep.equal([]);
      expect(failure?.property).to.equal("lineItems");
      expect(failure?.reason).to.include("25").and.include("5 was declared");
    });

    it("for what the customer has already, with the line to paste, which lets it through", async () => {
      const life = lifeWith(cartLine());
      life.fake.hasOrders(fakeOrder("o-x"));
      const [failure] = await failuresOf(life);
      expect(failure?.property).to.equal("cartId");
      expect(failure?.reason).to.include('`besides: ["o-x"]`').and.include("alias");
      life.nextRun();
      expect(await failuresOf(life, { ...INPUTS, besides: ["o-x"] })).to.deep.equal([]);
    });

    it("for what another checkout of the program buys", async () => {
      const life = lifeWith(PRICED);
      life.fake.hasCart(fakeCart({ id: OTHER_CART, lineItems: [PRICED] }));
      expect(await failuresOf(life)).to.deep.equal([]);
      const [failure] = await failuresOf(life, { ...INPUTS, cartId: OTHER_CART });
      expect(failure?.reason).to.include(CART).and.include("besides: <the other purchase>.orderIds");
    });

    it("for a limit that is crossed", async () => {
      const limits = { maxTotal: { amount: 10000, currency: "USD" } };
      const [failure] = await failuresOf(lifeWith(PRICED), { ...INPUTS, limits });
      expect(failure?.property).to.equal("limits.maxTotal");
      expect(failure?.reason).to.include("10,000.00 USD").and.include("10,944.00 USD");
    });
  });

  it("says in one line that besides isn't known yet, and looks no further", async () => {
    const life = lifeWith(PRICED);
    life.fake.hasOrders(fakeOrder("o-x"));
    expect(await failuresOf(life, { ...INPUTS, besides: UNKNOWN_VALUE })).to.deep.equal([]);
    expect(await failuresOf(life, { ...INPUTS, besides: ["o-a", UNKNOWN_VALUE] })).to.deep.equal([]);
    expect(life.world.infos.filter((line) => line.includes("besides isn't known"))).to.have.lengthOf(2);
    expect(methods(life)).to.deep.equal(["getCart", "getCart"]);
  });

  it("says what is taken over with adopt", async () => {
    const life = lifeWith(cartLine());
    life.fake.hasOrders(fakeOrder("o-x"));
    expect(await failuresOf(life, { ...INPUTS, ifAlreadyOrdered: "adopt" })).to.deep.equal([]);
    expect(life.world.infos.join("\n")).to.include("is taken over").and.include("o-x");
  });

  describe("warns", () => {
    it("when the orders can't be read, within the time of a preview", async () => {
      const life = lifeWith(PRICED);
      life.fake.fail("listOrders", serviceError(403, "20002"));
      expect(await failuresOf(life)).to.deep.equal([]);
      expect(life.world.warnings.join()).to.include("20002").and.include("not read");
      const look = life.fake.calls.find(({ method }) => method === "listOrders");
      expect(look?.deadline).to.equal(life.world.clock.now() + 15_000);
    });

    it("of a price that isn't known: the run will refuse then", async () => {
      const life = lifeWith(cartLine({ billingCycle: "monthly" }));
      const limits = { maxTotal: { amount: 10000, currency: "USD" } };
      expect(await failuresOf(life, { ...INPUTS, limits })).to.deep.equal([]);
      expect(life.world.warnings[0]).to.match(/^warning: .*can't be told.*`pulumi up` will refuse/);
    });

    it("of purchases that are switched off, and completes", async () => {
      const life = lifeWith(PRICED);
      life.world.purchaseRules.allowPurchases = false;
      expect(await failuresOf(life)).to.deep.equal([]);
      expect(life.world.warnings[0]).to.include("partnercenter:allowPurchases is false");
    });

    it("once of a Partner Center that can't be reached, and waits for no other cart", async () => {
      const life = lifeWith(PRICED);
      life.fake.fail("getCart", connectionError());
      expect(await failuresOf(life)).to.deep.equal([]);
      expect(await failuresOf(life, { ...INPUTS, cartId: OTHER_CART })).to.deep.equal([]);
      expect(life.world.warnings).to.have.lengthOf(1);
      expect(methods(life)).to.deep.equal(["getCart"]);
      const { deadline = 0 } = life.fake.calls[0] ?? {};
      expect(deadline - life.world.clock.now()).to.be.at.most(60_000);
    });

    it("of a customer that can't be read, and looks at the others", async () => {
      const life = lifeWith(PRICED);
      life.fake.fail("getCart", serviceError(403, "20002"));
      await failuresOf(life);
      await failuresOf(life);
      expect(life.world.warnings).to.have.lengthOf(1);
      expect(life.world.warnings[0]).to.include("is not read in this preview").and.include("20002");
      expect(life.world.infos).to.have.lengthOf(1);
    });

    it("once of settings that are missing", async () => {
      const life = lifeWith(PRICED);
      life.world.partnerCenter = () => {
        throw new Error("tenantId is not set");
      };
      await failuresOf(life);
      expect(await failuresOf(life)).to.deep.equal([]);
      expect(life.world.warnings).to.have.lengthOf(1);
      expect(life.world.warnings[0]).to.include("tenantId is not set");
    });
  });

  it("says that a cart was ordered already, and with which orders", async () => {
    const life = lifeWith(PRICED);
    const lineItems = [
      {
        lineItemNumber: 0,
        offerId: PRICED.catalogItemId,
        quantity: 25,
        termDuration: "P1Y",
        subscriptionId: "sub-o-a",
      },
    ];
    life.fake.hasOrders(fakeOrder("o-a", { lineItems })).markOrdered(CART);
    expect(await failuresOf(life)).to.deep.equal([]);
    expect(life.world.infos[0]).to.include("is ordered already").and.include("o-a");
    expect(life.fake.posted).to.deep.equal([]);
  });
});
