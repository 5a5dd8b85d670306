import { expect } from "chai";
import { UNKNOWN_VALUE } from "../../../provider/lifecycle/lifecycle";
import {
  CART_ID,
  CART_INPUTS,
  CartLife,
  cartOf,
  cartState,
  LINE,
  refusalOf,
  SEED,
} from "../../support/cartLife";
import {
  cartLine,
  CART,
  connectionError,
  CUSTOMER,
  fakeCart,
  fakeOrder,
  ITEM,
  OTHER_CART,
  PARTNER,
  serviceError,
} from "../../support/fakePartnerCenter";

const EDITED = { ...CART_INPUTS, lineItems: [{ ...LINE, quantity: 30 }] };
const BAD_ITEM = { errorCode: "10001", errorDescription: "Catalog item ID is not valid." };
const ORDER = fakeOrder("o-a", {
  lineItems: [{ lineItemNumber: 0, offerId: ITEM, quantity: 25, termDuration: "P1Y" }],
});

/** A program whose cart is active at Partner Center. */
function withCart(lines: Parameters<typeof cartLine>[0][] = [{ id: 0, ...LINE }]): CartLife {
  const life = new CartLife();
  const { createdAt, expiresAt } = cartState();
  const lineItems = lines.map(cartLine);
  life.fake.hasCart(fakeCart({ lineItems, creationTimestamp: createdAt, expirationTimestamp: expiresAt }));
  return life;
}

/** The same, eight days later: the cart is gone. */
function withoutCart(): CartLife {
  const life = new CartLife();
  life.clock.advance(8 * 24 * 60 * 60 * 1000);
  return life;
}

describe("CartLifecycle.check", () => {
  it("refuses the second cart of a run that holds the same for the same customer, naming both", async () => {
    const life = new CartLife();
    expect((await life.check()).failures).to.deep.equal([]);
    const line = { ...LINE, catalogItemId: ITEM.toLowerCase() };
    const [failure] = (await life.check({ ...CART_INPUTS, lineItems: [line], seed: "shop/prod/twin" }))
      .failures;
    expect(failure?.property).to.equal("lineItems");
    expect(failure?.reason).to.include("seats").and.include("allowDuplicate: true on twin");
  });

  it("knows what carts of earlier runs hold, and never fails these", async () => {
    const life = new CartLife();
    expect((await life.check(CART_INPUTS, CART_INPUTS)).failures).to.deep.equal([]);
    expect((await life.check({ ...CART_INPUTS, seed: "shop/prod/twin" })).failures).to.have.lengthOf(1);
    expect((await life.check(CART_INPUTS, CART_INPUTS)).failures).to.deep.equal([]);
  });

  const allowed: [string, object][] = [
    ["with allowDuplicate", { allowDuplicate: true }],
    ["for another customer", { customerId: "aaaaaaaa-4e58-4b06-a1c7-93f2e5d80b64" }],
    ["with another quantity", { lineItems: [{ ...LINE, quantity: 24 }] }],
    ["with something that isn't known yet", { lineItems: [{ ...LINE, friendlyName: UNKNOWN_VALUE }] }],
  ];
  for (const [title, changes] of allowed)
    it(`allows it ${title}`, async () => {
      const life = new CartLife();
      await life.check();
      expect(
        (await life.check({ ...CART_INPUTS, ...changes, seed: "shop/prod/twin" })).failures,
      ).to.deep.equal([]);
    });

  it("is asked twice for one resource that is replaced, and takes it for one", async () => {
    const life = new CartLife();
    expect((await life.check(CART_INPUTS, CART_INPUTS)).failures).to.deep.equal([]);
    expect((await life.check()).failures).to.deep.equal([]);
  });

  it("tells in a preview what a new cart will hold, looks only at the orders, and keeps no trace of the wish", async () => {
    const life = new CartLife();
    const lineItems = [{ ...LINE, friendlyName: "E5", addonItems: [{ ...LINE, quantity: 1 }] }];
    const { inputs } = await life.check({ ...CART_INPUTS, lineItems, previewChecks: true });
    expect(inputs).to.not.have.property("previewChecks");
    expect(life.world.infos[0]).to.equal(
      "seats: 25 x E5, P1Y, billed monthly: the price is known once the cart exists",
    );
    expect(life.world.infos).to.have.lengthOf(2);
    expect(life.methods).to.deep.equal(["listOrders"]);
  });

  it("tells nothing where that isn't wanted, or the cart exists", async () => {
    const life = new CartLife();
    await life.check();
    await life.check({ ...CART_INPUTS, previewChecks: true }, CART_INPUTS);
    life.world.purchaseRules.previewChecks = false;
    await life.check({ ...CART_INPUTS, previewChecks: true, seed: SEED });
    expect(life.world.infos).to.deep.equal([]);
  });
});

describe("CartLifecycle.create", () => {
  it("looks at the customer's orders, makes the cart, and keeps what was made", async () => {
    const life = new CartLife();
    const ended = await life.create();
    expect(life.methods).to.deep.equal(["listOrders", "createCart"]);
    expect(ended).to.have.property("id", `${CUSTOMER}/made-1`);
    expect(cartOf(ended, "done", "active")).to.deep.include({
      customerId: CUSTOMER,
      cartId: "made-1",
      partner: PARTNER,
      seed: SEED,
      generation: 1,
      lineItems: [LINE],
      createdAt: life.clock.iso(),
      expiresAt: life.clock.iso(7 * 24 * 60),
      deviations: [],
    });
    expect(life.world.warnings).to.deep.equal([]);
  });

  it("sends every member that the program sets, under the ids of seed, customer, generation and content", async () => {
    const life = new CartLife();
    const line = {
      ...LINE,
      friendlyName: "E5",
      provisioningContext: { scope: "shared", subscriptionId: "s" },
    };
    const news = { ...CART_INPUTS, lineItems: [line], partnerOnRecordAttestationAccepted: true };
    await life.create(news);
    const [call] = life.fake.calls.filter(({ method }) => method === "createCart");
    // Frozen for ever, like the ids themselves: a run whose answer was lost must find its cart again.
    expect(call).to.deep.include({
      requestId: "52d86517-cdbc-5e4b-89c7-5bc9c054e2c8",
      correlationId: "474edfbc-e972-5186-8c6f-5e532a933c7f",
    });
    const made = life.fake.carts.get("made-1");
    expect(made?.lineItems[0]).to.deep.include(line);
  });

  it("keeps a cart with a line that can't be ordered, and fails", async () => {
    const life = new CartLife();
    life.fake.carts.set(
      "made-1",
      fakeCart({
        id: "made-1",
        creationTimestamp: life.clock.iso(),
        lineItems: [cartLine({ id: 0, ...LINE, error: BAD_ITEM })],
      }),
    );
    const ended = await life.create();
    expect(cartOf(ended, "initFailure", "active").cartId).to.equal("made-1");
    expect(ended).to.have.property("id", `${CUSTOMER}/made-1`);
    expect(ended.kind === "initFailure" && ended.reason)
      .to.include("lineItems[0]")
      .and.include("Look the item up again");
  });

  it("keeps a cart that Partner Center made something else of, and fails", async () => {
    const life = new CartLife();
    life.fake.carts.set(
      "made-1",
      fakeCart({
        id: "made-1",
        creationTimestamp: life.clock.iso(),
        lineItems: [cartLine({ ...LINE, quantity: 26 })],
      }),
    );
    const ended = await life.create();
    expect(cartOf(ended, "initFailure").deviations).to.deep.equal([
      "lineItems[0].quantity is 26 (25 was declared)",
    ]);
  });

  it("only warns of details that were dropped", async () => {
    const life = new CartLife();
    const lineItems = [{ ...LINE, friendlyName: "E5" }];
    life.fake.carts.set(
      "made-1",
      fakeCart({
        id: "made-1",
        creationTimestamp: life.clock.iso(),
        lineItems: [cartLine({ id: 0, ...LINE })],
      }),
    );
    cartOf(await life.create({ ...CART_INPUTS, lineItems }));
    expect(life.world.warnings).to.have.lengthOf(1);
    expect(life.world.warnings[0]).to.match(/^warning: seats: .*lineItems\[0\]\.friendlyName was dropped/);
  });

  describe("with existingCartId", () => {
    const news = { ...CART_INPUTS, existingCartId: CART };

    it("takes the cart over and makes none", async () => {
      const life = withCart();
      const ended = await life.create(news);
      expect(life.methods).to.deep.equal(["getCart"]);
      expect(ended).to.have.property("id", CART_ID);
      expect(cartOf(ended, "done", "active")).to.deep.include({ cartId: CART, generation: 0 });
    });

    it("takes one over that was ordered", async () => {
      const life = withCart();
      life.fake.markOrdered(CART);
      cartOf(await life.create(news), "done", "ordered");
    });

    it("fails for one that holds something else, and leaves it as it is, again and again", async () => {
      const life = withCart([{ id: 0, ...LINE, quantity: 3 }]);
      const state = cartOf(await life.create(news), "initFailure");
      expect(state.deviations[0]).to.include("quantity is 3");
      cartOf(await life.nextRun().update(state, news), "initFailure");
      expect(life.methods).to.not.include("updateCart");
      expect(life.fake.carts.get(CART)?.lineItems[0]?.quantity).to.equal(3);
    });

    it("fails for one with add-ons that the program doesn't declare", async () => {
      const life = withCart([{ id: 0, ...LINE, addonItems: [cartLine()] }]);
      expect(cartOf(await life.create(news), "initFailure").deviations[0]).to.include("addonItems");
    });

    it("never says that nothing was bought of one that was ordered with something else", async () => {
      const life = withCart([{ id: 0, ...LINE, quantity: 3 }]);
      life.fake.markOrdered(CART);
      expect(refusalOf(await life.create(news)))
        .to.include("was ordered with something else")
        .and.include("quantity is 3");
    });

    it("takes one over that is gone when the customer has orders of what it held", async () => {
      const life = withoutCart();
      life.fake.hasOrders({ ...ORDER, creationDate: "2025-01-01T00:00:00Z" });
      cartOf(await life.create(news), "done", "ordered");
      expect(life.world.infos[0]).to.include("o-a");
    });

    it("refuses one that is gone without an order", async () => {
      expect(refusalOf(await withoutCart().create(news)))
        .to.include("existingCartId")
        .and.include(CART);
    });

    it("never makes one in its place once it expired, until the program asks for that", async () => {
      const life = withoutCart();
      const taken = cartState({ generation: 0 });
      expect(refusalOf(await life.update(taken, news))).to.include("Leave existingCartId out");
      const made = cartOf(await life.nextRun().update(taken), "done", "active");
      expect(made).to.deep.include({ generation: 1, cartId: "made-1" });
    });
  });
});

describe("CartLifecycle.update", () => {
  it("reads the cart and sets all of its lines", async () => {
    const life = withCart();
    const state = cartOf(await life.update(cartState(), EDITED), "done", "active");
    expect(life.methods).to.deep.equal(["getCart", "listOrders", "listOrders", "updateCart"]);
    expect(state.lineItems[0]?.quantity).to.equal(30);
    expect(life.fake.carts.get(CART)?.lineItems[0]?.quantity).to.equal(30);
    expect(state).to.deep.include({ cartId: CART, generation: 1, expiresAt: cartState().expiresAt });
  });

  it("refuses lines that the customer ordered lately, as create does", async () => {
    const life = withCart();
    const lineItems = [{ lineItemNumber: 0, offerId: ITEM, quantity: 30, termDuration: "P1Y" }];
    life.fake.hasOrders(fakeOrder("o-30", { creationDate: "2026-11-01T00:00:00Z", lineItems }));
    expect(refusalOf(await life.update(cartState(), EDITED)))
      .to.include("o-30")
      .and.include("allowDuplicate");
    expect(life.methods).to.not.include("updateCart");
    const state = cartOf(await life.nextRun().update(cartState(), { ...EDITED, adopt: true }));
    expect(state.adopt).to.equal(true);
    expect(life.world.memory.expectsAdoption(CART_ID)).to.equal(true);
  });

  it("sets the same lines again to heal a line that was refused", async () => {
    const life = withCart([{ id: 0, ...LINE, error: BAD_ITEM }]);
    const failed = cartState({ lines: [{ lineItemNumber: 0, error: { code: "10001", description: "" } }] });
    const state = cartOf(await life.update(failed), "done", "active");
    expect(state.lines[0]?.error).to.equal(undefined);
    expect(await life.diff(state)).to.deep.equal({ changes: false, replaces: [] });
  });

  it("goes on failing while a line can't be ordered", async () => {
    const life = withCart([{ id: 0, ...LINE, error: BAD_ITEM }]);
    life.fake.updateCart = life.fake.getCart.bind(life.fake) as never;
    const failed = cartState({ lines: [{ lineItemNumber: 0, error: { code: "10001", description: "" } }] });
    expect(cartOf(await life.update(failed), "initFailure").lines[0]?.error?.code).to.equal("10001");
  });

  it("sets lines back that somebody else changed", async () => {
    const life = withCart([{ id: 0, ...LINE, quantity: 500 }]);
    const read = cartOf(await life.read(cartState()));
    expect((await life.diff(read)).changes).to.equal(true);
    cartOf(await life.nextRun().update(read), "done", "active");
    expect(life.fake.carts.get(CART)?.lineItems[0]?.quantity).to.equal(25);
  });

  it("finds a cart that was ordered, and leaves it alone", async () => {
    const life = withCart();
    life.fake.markOrdered(CART);
    cartOf(await life.update(cartState({ status: "expired", deviations: ["x"] })), "done", "ordered");
    expect(life.methods).to.deep.equal(["getCart"]);
  });

  it("refuses to edit a cart that was ordered meanwhile", async () => {
    const life = withCart();
    life.fake.markOrdered(CART);
    expect(refusalOf(await life.update(cartState(), EDITED))).to.include("lineItems can't change");
  });

  describe("of a cart of which a part may have been ordered", () => {
    const partly = () => {
      const life = withCart();
      life.fake.hasOrders({ ...ORDER, creationDate: life.clock.iso(1) });
      return life;
    };

    it("refuses other lines: setting them could buy that part again", async () => {
      const life = partly();
      expect(refusalOf(await life.update(cartState(), EDITED)))
        .to.include("o-a")
        .and.include("onOrderErrors");
      expect(life.methods).to.not.include("updateCart");
    });

    it("doesn't set the same lines again either, and says why", async () => {
      const life = partly();
      const failed = cartState({
        lines: [{ lineItemNumber: 0, ...LINE, error: { code: "10001", description: "" } }],
      });
      cartOf(await life.update(failed), "done", "active");
      expect(life.methods).to.not.include("updateCart");
      expect(life.world.warnings[0]).to.include("o-a").and.include("allowDuplicate");
    });

    it("goes ahead where duplicates are allowed", async () => {
      const life = partly();
      cartOf(await life.update(cartState(), { ...EDITED, allowDuplicate: true }), "done");
      expect(life.methods).to.deep.equal(["getCart", "updateCart"]);
    });

    it("refuses when that can't be looked at", async () => {
      const life = withCart();
      life.fake.fail("listOrders", connectionError());
      expect(refusalOf(await life.update(cartState(), EDITED))).to.include("can't be told");
      expect(life.methods).to.not.include("updateCart");
    });

    it("counts older orders for a purchase that may have adopted them, but not while its lines were refused", async () => {
      const life = withCart();
      life.fake.hasOrders({ ...ORDER, creationDate: "2026-11-01T00:00:00Z" });
      const adopt = { ...EDITED, adopt: true };
      expect(refusalOf(await life.update(cartState({ adopt: true }), adopt))).to.include("o-a");
      const lines = [{ lineItemNumber: 0, ...LINE, error: { code: "10001", description: "" } }];
      cartOf(await life.nextRun().update(cartState({ adopt: true, lines }), adopt), "done");
    });
  });

  describe("of a cart that is gone", () => {
    it("makes another one under the next generation's ids when it certainly was not ordered", async () => {
      const life = withoutCart();
      const state = cartOf(await life.update(cartState()), "done", "active");
      expect(life.methods).to.deep.equal(["getCart", "listOrders", "listOrders", "createCart"]);
      expect(state).to.deep.include({ generation: 2, cartId: "made-1", createdAt: life.clock.iso() });
      expect(life.world.infos[0]).to.include(CART).and.include("made-1");
    });

    it("makes none when the customer has an order of what it held, and lists that", async () => {
      const life = withoutCart();
      life.fake.hasOrders({ ...ORDER, creationDate: "2026-11-16T00:00:00Z" });
      cartOf(await life.update(cartState()), "done", "ordered");
      expect(life.methods).to.not.include("createCart");
      expect(life.world.infos[0]).to.include("o-a").and.include("No other cart is made");
    });

    it("refuses an edit then", async () => {
      const life = withoutCart();
      life.fake.hasOrders({ ...ORDER, creationDate: "2026-11-16T00:00:00Z" });
      expect(refusalOf(await life.update(cartState(), EDITED)))
        .to.include("lineItems can't change")
        .and.include("o-a");
    });

    it("makes none while an order can be late in the list", async () => {
      const life = new CartLife();
      life.clock.advance(7 * 24 * 60 * 60 * 1000 + 60_000);
      expect(refusalOf(await life.update(cartState()))).to.include("2026-11-22T12:25:00.000Z");
      expect(life.methods).to.not.include("createCart");
    });

    it("makes none when the orders can't be listed", async () => {
      const life = withoutCart();
      life.fake.fail("listOrders", serviceError(403, "20002"));
      const error = await life.update(cartState()).catch((reason: unknown) => reason);
      expect(error).to.have.property("code", "20002");
      expect(life.methods).to.not.include("createCart");
    });

    it("makes none when the same was ordered within 30 days by others", async () => {
      const life = withoutCart();
      life.fake.hasOrders({ ...ORDER, creationDate: "2026-11-01T00:00:00Z" });
      expect(refusalOf(await life.update(cartState())))
        .to.include("within the last 30 days")
        .and.include("o-a");
    });
  });

  it("changes nothing when the cart can't be read", async () => {
    const life = withCart();
    life.fake.fail("getCart", connectionError());
    const error = await life.update(cartState(), EDITED).catch((reason: unknown) => reason);
    expect(error).to.have.property("name", "PartnerCenterError");
    expect(life.methods).to.deep.equal(["getCart"]);
  });

  it("refuses another cart or customer: that is another resource", async () => {
    const life = withCart();
    const news = { ...CART_INPUTS, existingCartId: OTHER_CART };
    expect(refusalOf(await life.update(cartState(), news)))
      .to.include("existingCartId")
      .and.include(CART);
    expect(life.methods).to.deep.equal([]);
  });

  it("keeps that older orders may have been adopted, whatever the program says later", async () => {
    const life = withCart();
    const state = cartOf(await life.update(cartState({ adopt: true }), EDITED));
    expect(state.adopt).to.equal(true);
  });
});

describe("CartLifecycle.read", () => {
  it("keeps inputs out of it for a managed cart, and gives them for one that is read by its id", async () => {
    const life = withCart();
    expect(await life.lifecycle().read(CART_ID, { ...cartState() })).to.not.have.property("inputs");
    const { inputs } = await life.lifecycle().read(CART_ID, {});
    expect(inputs).to.deep.include({ customerId: CUSTOMER, existingCartId: CART });
  });

  it("refuses another partner's eyes", async () => {
    const life = withCart();
    life.fake.partner = { ...PARTNER, cloud: "china" };
    expect(refusalOf(await life.read(cartState()))).to.include("china");
    expect(life.methods).to.deep.equal([]);
  });
});

describe("CartLifecycle.delete", () => {
  it("says what becomes of the cart, and asks nobody", async () => {
    const life = withCart();
    await life.lifecycle().delete(CART_ID, { ...cartState() });
    expect(life.world.infos[0]).to.include("expires by itself");
    expect(life.methods).to.deep.equal([]);
  });

  it("refuses for another partner", () => {
    const life = withCart();
    life.fake.partner = { ...PARTNER, tenantId: CUSTOMER };
    expect(() => life.lifecycle().delete(CART_ID, { ...cartState() })).to.throw(CUSTOMER);
  });
});
