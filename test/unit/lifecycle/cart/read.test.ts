import { expect } from "chai";
import { CART_ID, CartLife, cartOf, cartState, LINE, refusalOf } from "../../../support/cartLife";
import { CART, cartLine, CUSTOMER, fakeCart, fakeOrder, ITEM } from "../../../support/cartsAndOrders";
import { connectionError, serviceError } from "../../../support/partnerCenterErrors";

const ORDER = fakeOrder("o-a", {
  creationDate: "2026-11-16T00:00:00Z",
  lineItems: [{ lineItemNumber: 0, offerId: ITEM, quantity: 25, termDuration: "P1Y" }],
});

function lifeWith(...lines: Parameters<typeof cartLine>[0][]): CartLife {
  const life = new CartLife();
  life.fake.hasCart(fakeCart({ lineItems: lines.map(cartLine) }));
  return life;
}

function daysLater(): CartLife {
  const life = new CartLife();
  life.clock.advance(8 * 24 * 60 * 60 * 1000);
  return life;
}

describe("reading a cart", () => {
  it("brings lines and status up to date", async () => {
    const life = lifeWith({ id: 0, ...LINE, pricing: { price: "38", extendedPrice: "11400" } });
    const state = cartOf(
      await life.read(cartState({ status: "expired", deviations: ["x"] })),
      "done",
      "active",
    );
    expect(state.lines[0]).to.include({ price: "38", extendedPrice: "11400" });
    expect(state.deviations).to.deep.equal([]);
    expect(life.methods).to.deep.equal(["getCart"]);
  });

  it("sees what somebody else made of it, so that the next run sets it back", async () => {
    const state = cartOf(await lifeWith({ id: 0, ...LINE, quantity: 500 }).read(cartState()));
    expect(state.deviations).to.deep.equal(["lineItems[0].quantity is 500 (25 was declared)"]);
  });

  it("compares nothing where state doesn't tell what was declared", async () => {
    const state = cartOf(
      await lifeWith({ id: 0, ...LINE, quantity: 500 }).read(cartState({ lineItems: [] })),
    );
    expect(state.deviations).to.deep.equal([]);
  });

  it("sees that it was ordered", async () => {
    const life = lifeWith({ id: 0, ...LINE });
    life.fake.markOrdered(CART);
    const state = cartOf(await life.read(cartState({ deviations: ["x"] })), "done", "ordered");
    expect(state.deviations).to.deep.equal([]);
  });

  it("sees that a line was healed", async () => {
    const life = lifeWith({ id: 0, ...LINE });
    const failed = cartState({ lines: [{ lineItemNumber: 0, error: { code: "10001", description: "" } }] });
    expect((await life.diff(cartOf(await life.read(failed)))).changes).to.equal(false);
  });

  describe("that is gone", () => {
    it("leaves one that was ordered as it is, and asks no more", async () => {
      const life = daysLater();
      const state = cartState({ status: "ordered" });
      cartOf(await life.read(state), "done", "ordered");
      expect(life.methods).to.deep.equal(["getCart"]);
    });

    it("takes it for ordered when the customer has an order of what it held, and says which", async () => {
      const life = daysLater();
      life.fake.hasOrders(ORDER);
      cartOf(await life.read(cartState()), "done", "ordered");
      expect(life.world.infos[0]).to.include("o-a").and.include("pulumi state delete");
    });

    it("calls it expired when there is none", async () => {
      cartOf(await daysLater().read(cartState()), "done", "expired");
    });

    it("keeps its status while an order may be late in the list", async () => {
      for (const status of ["active", "expired"] as const)
        cartOf(await new CartLife().read(cartState({ status })), "done", status);
    });

    it("finds an order that came into the list later, for one that was called expired", async () => {
      const life = daysLater();
      life.fake.hasOrders(ORDER);
      cartOf(await life.read(cartState({ status: "expired" })), "done", "ordered");
    });

    it("keeps its status, with a warning, when the orders can't be listed", async () => {
      const life = daysLater();
      life.fake.fail("listOrders", connectionError());
      cartOf(await life.read(cartState()), "done", "active");
      expect(life.world.warnings[0]).to.match(/^warning: seats: .*can't be told now.*"active"/);
    });
  });

  it("fails, and changes nothing, when the cart can't be read", async () => {
    const life = new CartLife();
    life.fake.fail("getCart", serviceError(403, "20002"));
    expect(refusalOf(await life.read(cartState()))).to.include("20002");
  });
});

describe("reading a cart by its id alone", () => {
  it("says what Partner Center says", async () => {
    const life = lifeWith({ id: 0, ...LINE });
    const state = cartOf(await life.get(CART_ID), "done", "active");
    expect(state).to.deep.include({ customerId: CUSTOMER, cartId: CART, lineItems: [], deviations: [] });
    expect(state.lines[0]?.quantity).to.equal(25);
  });

  it("refuses a cart that is gone rather than to call it active", async () => {
    const life = daysLater();
    life.fake.hasOrders(ORDER);
    expect(refusalOf(await life.get(CART_ID)))
      .to.include(CART)
      .and.include("expired");
  });

  for (const id of [
    "",
    "x",
    CUSTOMER,
    `${CUSTOMER}/`,
    `x/${CART}`,
    `${CUSTOMER}/${CART}/o-a`,
    `${CUSTOMER}//o-a`,
  ])
    it(`refuses "${id}", and asks nobody`, async () => {
      const life = new CartLife();
      expect(refusalOf(await life.get(id))).to.include("<customerId>/<cartId>");
      expect(life.methods).to.deep.equal([]);
    });
});
