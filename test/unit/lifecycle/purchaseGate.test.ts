import { expect } from "chai";
import type { CartLook } from "../../../provider/lifecycle/cartLook";
import { announcePurchase, judgeLines, purchaseRefusal } from "../../../provider/lifecycle/purchaseGate";
import { ID } from "../../support/checkoutLife";
import { INPUTS } from "../../support/checkoutStates";
import { CART, cartLine, CUSTOMER, fakeCart, ITEM_B } from "../../support/cartsAndOrders";
import { fakeWorld } from "../../support/fakeWorld";
import { serviceError } from "../../support/partnerCenterErrors";

const E5 = "25 x E5, P1Y, billed monthly: 912.00 USD a month, 10,944.00 USD for the term";
const WHOSE = { customerId: CUSTOMER, cartId: CART };
const PRICED = cartLine({
  quantity: 25,
  billingCycle: "monthly",
  currencyCode: "USD",
  friendlyName: "E5",
  pricing: { price: "36.48", extendedPrice: "10944" },
});
const look = (kind: "open" | "ordered", ...lineItems: ReturnType<typeof cartLine>[]): CartLook => ({
  kind,
  cart: fakeCart({ lineItems }),
});
const maxTotal = (amount: number | string, currency = "USD") => ({
  limits: { maxTotal: { amount, currency } },
});

const refusal = (
  news: object,
  what: CartLook = look("open", PRICED),
  { world = fakeWorld(), partlyOpen = false } = {},
) => purchaseRefusal(world, WHOSE, { ...INPUTS, ...news }, what, partlyOpen);

describe("purchaseRefusal", () => {
  const fine: [string, object, CartLook?][] = [
    ["there are no limits", {}],
    ["limits hold", { limits: { maxTotal: { amount: "10944.00", currency: "USD" }, maxQuantity: 25 } }],
    ["the cart was ordered as a whole: it costs nothing more", maxTotal(1), look("ordered", PRICED)],
  ];
  for (const [title, news, what] of fine)
    it(`lets a purchase through when ${title}`, () => {
      expect(refusal(news, what)).to.equal(undefined);
    });

  const refused: [string, object, CartLook, RegExp][] = [
    [
      "the total is too high",
      maxTotal("10943.99"),
      look("open", PRICED),
      /limits\.maxTotal of 10,943\.99 USD.*10,944\.00 USD/,
    ],
    [
      "an add-on makes it too high",
      maxTotal(10944),
      look("open", { ...PRICED, addonItems: [PRICED] }),
      /21,888\.00 USD/,
    ],
    ["the currency is another one", maxTotal(99999, "EUR"), look("open", PRICED), /nothing is converted/],
    [
      "a price is missing",
      maxTotal(99999),
      look("open", PRICED, cartLine({ billingCycle: "monthly" })),
      /can't be told to hold/,
    ],
    ["there are no lines", maxTotal(99999), look("open"), /doesn't tell what the cart holds/],
    [
      "there are too many seats",
      { limits: { maxQuantity: 24 } },
      look("open", PRICED),
      /limits\.maxQuantity of 24/,
    ],
    [
      "limits can't be read",
      { limits: { maxQuantity: "many" } },
      look("open", PRICED),
      /limits is not valid.*nothing was sent/,
    ],
  ];
  for (const [title, news, what, words] of refused)
    it(`refuses when ${title}, says that nothing was checked out and names the limit`, () => {
      const reason = refusal(news, what);
      expect(reason)
        .to.match(words)
        .and.include(`cart ${CART} of customer ${CUSTOMER} was not checked out in this run`);
    });

  it("holds limits against a cart of which a part is still open, though it reads ordered", () => {
    expect(refusal(maxTotal(1), look("ordered", PRICED), { partlyOpen: true })).to.include("limits.maxTotal");
  });

  it("holds the stack's limits, too: the stricter wins", () => {
    const world = fakeWorld();
    world.purchaseRules.limits = [{ source: "partnercenter:limits", limits: { maxQuantity: 5 } }];
    expect(refusal({ limits: { maxQuantity: 100 } }, undefined, { world })).to.include(
      "partnercenter:limits",
    );
  });

  it("refuses everything while purchases are switched off, and says how to switch them on", () => {
    const world = fakeWorld();
    world.purchaseRules.allowPurchases = false;
    for (const what of [look("open", PRICED), look("ordered", PRICED)])
      expect(refusal({}, what, { world }))
        .to.include("partnercenter:allowPurchases is false")
        .and.include("pulumi config set partnercenter:allowPurchases true")
        .and.include("was not checked out");
  });

  it("has nothing to judge where the cart could not be read: the run says so itself", () => {
    const error = serviceError(404, "800008");
    expect(refusal(maxTotal(1), { kind: "gone", error })).to.equal(undefined);
    expect(refusal(maxTotal(1), { kind: "failed", error })).to.equal(undefined);
  });

  it("refuses a checkout without adopt, when its cart was made to be adopted", () => {
    const world = fakeWorld();
    world.memory.expectAdoption(ID);
    expect(refusal({}, undefined, { world })).to.include("Set adopt: true on the checkout");
    expect(refusal({ adopt: true }, undefined, { world })).to.equal(undefined);
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
