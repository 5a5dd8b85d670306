import { expect } from "chai";
import {
  cartLineErrors,
  observeCart,
  serverTimeOr,
  timeOf,
} from "../../../../provider/lifecycle/core/observedCart";
import { CART, cartLine, CUSTOMER, fakeCart, ITEM, ITEM_B } from "../../../support/cartsAndOrders";
import { fakeWorld } from "../../../support/fakeWorld";
import { connectionError, serviceError } from "../../../support/partnerCenterErrors";

const DAY = 24 * 60 * 60 * 1000;
const WHOSE = { customerId: CUSTOMER, cartId: CART };

describe("observeCart", () => {
  const errors: [string, Error, string][] = [
    ["a cart that Partner Center doesn't know", serviceError(404, "800008"), "gone"],
    ["a refusal of the id", serviceError(400, "800002"), "gone"],
    ["a 404 of a proxy", serviceError(404), "failed"],
    ["a customer of another partner", serviceError(403, "20002"), "failed"],
    ["trouble of the service", serviceError(500, "800003"), "failed"],
    ["a time-out", connectionError(), "failed"],
  ];
  for (const [title, error, kind] of errors)
    it(`is ${kind} for ${title}`, async () => {
      const { fake } = fakeWorld();
      fake.fail("getCart", error);
      expect((await observeCart(fake, WHOSE, 0)).kind).to.equal(kind);
    });

  for (const [status, kind] of [
    ["Active", "open"],
    ["ordered", "ordered"],
    [undefined, "open"],
  ] as const)
    it(`is ${kind} for the status ${String(status)}`, async () => {
      const { fake } = fakeWorld();
      fake.hasCart(fakeCart({ status }));
      expect((await observeCart(fake, WHOSE, 0)).kind).to.equal(kind);
    });

  it("passes a defect on", async () => {
    const { fake } = fakeWorld();
    fake.fail("getCart", new TypeError("defect"));
    expect(await observeCart(fake, WHOSE, 0).catch((e: unknown) => e)).to.be.an.instanceOf(TypeError);
  });
});

describe("serverTimeOr", () => {
  const now = Date.parse("2026-11-15T12:00:00Z");
  it("goes by the service's clock, also by one that is months off", () => {
    expect(serverTimeOr(now, now + 100 * DAY)).to.equal(now + 100 * DAY);
    expect(timeOf({ kind: "open", cart: fakeCart(), serverTime: now - DAY }, now)).to.equal(now - DAY);
  });

  it("goes by ours where there is none, or one that is a year off", () => {
    expect(serverTimeOr(now, undefined)).to.equal(now);
    expect(serverTimeOr(now, now + 400 * DAY)).to.equal(now);
    expect(serverTimeOr(now, 0)).to.equal(now);
  });
});

describe("cartLineErrors", () => {
  it("names each line, and each add-on below it, with what is wrong", () => {
    const error = { errorCode: "10010", errorDescription: "bad input" };
    const lineItems = [
      cartLine(),
      cartLine({ id: 7, error }),
      cartLine({ addonItems: [cartLine(), cartLine({ catalogItemId: ITEM_B, error: {} })] }),
    ];
    expect(cartLineErrors(fakeCart({ lineItems }))).to.deep.equal([
      `line 7 (${ITEM}): 10010 bad input`,
      `line 2, add-on 1 (${ITEM_B}): no reason given`,
    ]);
  });
});
