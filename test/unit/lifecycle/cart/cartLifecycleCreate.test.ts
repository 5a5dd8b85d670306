import { expect } from "chai";
import type { CartLineItem } from "../../../../provider/client/schemas";
import { BAD_ITEM } from "../../../support/activeAndGoneCart";
import { CART_INPUTS, CartLife, cartOf, LINE, SEED } from "../../../support/cartLife";
import { cartLine, CUSTOMER, fakeCart, PARTNER } from "../../../support/cartsAndOrders";

/** A life whose first cart turns out to hold this line. */
function lifeThatMakes(line: CartLineItem): CartLife {
  const life = new CartLife();
  const creationTimestamp = life.clock.iso();
  life.fake.carts.set("made-1", fakeCart({ id: "made-1", creationTimestamp, lineItems: [line] }));
  return life;
}

describe("CartLifecycle.create", () => {
  it("looks at the customer's orders, makes the cart, and keeps what was made", async () => {
    const life = new CartLife();
    const ended = await life.create();
    expect(life.methods).to.deep.equal(["listOrders", "listSubscriptions", "createCart"]);
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
    const life = lifeThatMakes(cartLine({ id: 0, ...LINE, error: BAD_ITEM }));
    const ended = await life.create();
    expect(cartOf(ended, "initFailure", "active").cartId).to.equal("made-1");
    expect(ended).to.have.property("id", `${CUSTOMER}/made-1`);
    expect(ended.kind === "initFailure" && ended.reason)
      .to.include("lineItems[0]")
      .and.include("Look the item up again");
  });

  it("keeps a cart that Partner Center made something else of, and fails", async () => {
    const life = lifeThatMakes(cartLine({ ...LINE, quantity: 26 }));
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

  describe("of a line that says what an answer may leave out", () => {
    const participants = [{ key: "transaction_reseller", value: "5550001" }];
    const lineItems = [{ ...LINE, participants }];

    it("reads the cart, and keeps what that repeats", async () => {
      const life = new CartLife();
      const state = cartOf(await life.create({ ...CART_INPUTS, lineItems }));
      expect(life.methods.slice(2)).to.deep.equal(["createCart", "getCart"]);
      expect(state.repeated).to.deep.equal(["lineItems[0].participants"]);
    });

    it("doesn't believe an answer that repeats more than the cart", async () => {
      const life = new CartLife();
      const getCart = life.fake.getCart.bind(life.fake);
      life.fake.getCart = async (customerId, cartId) => {
        const { value, meta } = await getCart(customerId, cartId);
        return { value: { ...value, lineItems: [cartLine({ id: 0, ...LINE })] }, meta };
      };
      const state = cartOf(await life.create({ ...CART_INPUTS, lineItems }));
      expect(state.repeated).to.deep.equal([]);
      expect(life.world.warnings[0]).to.include("lineItems[0].participants was dropped");
    });

    it("is set back where somebody takes that out of the cart", async () => {
      const life = new CartLife();
      const news = { ...CART_INPUTS, lineItems };
      const made = cartOf(await life.create(news));
      life.fake.carts.get("made-1")!.lineItems = [cartLine({ id: 0, ...LINE })];
      const read = cartOf(await life.nextRun().read(made));
      expect(read.deviations[0]).to.include("lineItems[0].participants was dropped");
      expect((await life.diff(read, news)).changes).to.equal(true);
      const set = cartOf(await life.nextRun().update(read, news), "done", "active");
      expect(life.fake.carts.get("made-1")?.lineItems[0]?.participants).to.deep.equal(participants);
      expect(set).to.deep.include({ deviations: [], repeated: ["lineItems[0].participants"] });
    });
  });
});
