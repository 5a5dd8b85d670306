import { expect } from "chai";
import {
  announcePurchase,
  beyondLimits,
  emptyCart,
  judgeLines,
  purchasesForbidden,
} from "../../../../provider/lifecycle/limits/purchaseGate";
import { CART, cartLine, CUSTOMER, fakeCart, ITEM_B } from "../../../support/cartsAndOrders";
import { fakeWorld } from "../../../support/fakeWorld";

const E5 = "25 x E5, P1Y, billed monthly: 912.00 USD a month, 10,944.00 USD for the term";
const WHOSE = { customerId: CUSTOMER, cartId: CART };
const PRICED = cartLine({
  quantity: 25,
  billingCycle: "monthly",
  currencyCode: "USD",
  friendlyName: "E5",
  pricing: { price: "36.48", extendedPrice: "10944" },
});
const maxTotal = (amount: number | string, currency = "USD") => ({
  limits: { maxTotal: { amount, currency } },
});

const refusal = (news: object, lineItems = [PRICED], world = fakeWorld()) =>
  beyondLimits(world, WHOSE, news, fakeCart({ lineItems }));

describe("beyondLimits", () => {
  const fine: [string, object][] = [
    ["there are no limits", {}],
    ["limits hold", { limits: { maxTotal: { amount: "10944.00", currency: "USD" }, maxQuantity: 25 } }],
  ];
  for (const [title, news] of fine)
    it(`lets a purchase through when ${title}`, () => {
      expect(refusal(news)).to.equal(undefined);
    });

  const refused: [string, object, ReturnType<typeof cartLine>[], RegExp][] = [
    [
      "the total is too high",
      maxTotal("10943.99"),
      [PRICED],
      /limits\.maxTotal of 10,943\.99 USD.*10,944\.00 USD/,
    ],
    ["an add-on makes it too high", maxTotal(10944), [{ ...PRICED, addonItems: [PRICED] }], /21,888\.00 USD/],
    ["the currency is another one", maxTotal(99999, "EUR"), [PRICED], /nothing is converted/],
    [
      "a price is missing",
      maxTotal(99999),
      [PRICED, cartLine({ billingCycle: "monthly" })],
      /can't be told to hold/,
    ],
    ["there are too many seats", { limits: { maxQuantity: 24 } }, [PRICED], /limits\.maxQuantity of 24/],
    [
      "limits can't be read",
      { limits: { maxQuantity: "many" } },
      [PRICED],
      /limits is not valid.*nothing was sent/,
    ],
  ];
  for (const [title, news, lineItems, words] of refused)
    it(`refuses when ${title}, says that nothing was checked out and names the limit`, () => {
      const reason = refusal(news, lineItems);
      expect(reason)
        .to.match(words)
        .and.include(`cart ${CART} of customer ${CUSTOMER} was not checked out in this run`);
    });

  it("holds the stack's limits, too: the stricter wins", () => {
    const world = fakeWorld();
    world.purchaseRules.limits = [{ source: "partnercenter:limits", limits: { maxQuantity: 5 } }];
    expect(refusal({ limits: { maxQuantity: 100 } }, undefined, world)).to.include("partnercenter:limits");
  });
});

describe("emptyCart", () => {
  it("refuses a cart whose lines the answer doesn't tell, and says that nothing was checked out", () => {
    expect(emptyCart(WHOSE, fakeCart({ lineItems: [] })))
      .to.include("doesn't tell what the cart holds")
      .and.include(`cart ${CART} of customer ${CUSTOMER} was not checked out in this run`);
    expect(emptyCart(WHOSE, fakeCart())).to.equal(undefined);
  });
});

describe("purchasesForbidden", () => {
  it("refuses everything while purchases are switched off, and says how to switch them on", () => {
    const world = fakeWorld();
    expect(purchasesForbidden(world, WHOSE)).to.equal(undefined);
    world.purchaseRules.allowPurchases = false;
    expect(purchasesForbidden(world, WHOSE))
      .to.include("partnercenter:allowPurchases is false")
      .and.include("pulumi config set partnercenter:allowPurchases true")
      .and.include("was not checked out");
    world.purchaseRules.forbiddenBy = "PARTNERCENTER_ALLOW_PURCHASES";
    expect(purchasesForbidden(world, WHOSE)).to.include("unset PARTNERCENTER_ALLOW_PURCHASES");
  });
});

describe("judgeLines", () => {
  it("tells what crosses a limit from what can't be told", () => {
    const limits = [
      {
        source: "limits",
        limits: { maxTotal: { amount: "1", currency: "USD" }, allowedCatalogItems: ["X"] },
      },
    ];
    const { breaches, unknown } = judgeLines([PRICED, cartLine({ catalogItemId: ITEM_B })], limits);
    expect(breaches.map(({ property }) => property)).to.deep.equal([
      "limits.allowedCatalogItems",
      "limits.allowedCatalogItems",
      "limits.maxTotal",
    ]);
    expect(unknown.map(({ property }) => property)).to.deep.equal(["limits.maxTotal"]);
  });
});

describe("announcePurchase", () => {
  it("says a line for each line, add-ons included, and the total where there are several", () => {
    const world = fakeWorld();
    announcePurchase(world, WHOSE, [PRICED]);
    const once = world.infos.join("\n");
    expect(once).to.include(CART).and.include(E5).and.not.include("Total");
    announcePurchase(world, WHOSE, [{ ...PRICED, addonItems: [PRICED] }]);
    const twice = world.infos.join("\n").slice(once.length);
    expect(twice.split(E5)).to.have.lengthOf(3);
    expect(twice).to.include("Total for the term: 21,888.00 USD");
  });
});
