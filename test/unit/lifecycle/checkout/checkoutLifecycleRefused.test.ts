import { expect } from "chai";
import {
  CART,
  cartLine,
  CUSTOMER,
  fakeCart,
  fakeOrder,
  ITEM_B,
  OTHER_CART,
  twoGroups,
} from "../../../support/cartsAndOrders";
import { buysSilently, places, refuses } from "../../../support/checkoutReplies";
import { CheckoutLife, NO_WAIT, reasonOf, stateOf } from "../../../support/checkoutLife";
import { MINUTE } from "../../../support/fakeClock";
import type { ScriptedReply } from "../../../support/fakePartnerCenter";
import { connectionError } from "../../../support/partnerCenterErrors";

/** A refusal, while an earlier checkout, of a run that was killed, has done this. */
const refusedAfter =
  (happened: (life: CheckoutLife) => void, status = 403, code: string | undefined = "20002") =>
  (life: CheckoutLife): ScriptedReply =>
  (call, fake) => {
    happened(life);
    return refuses(status, code)(call, fake);
  };

async function created(reply: (life: CheckoutLife) => ScriptedReply, life = new CheckoutLife()) {
  life.fake.onCheckout(reply(life));
  return { life, ended: await life.create() };
}

describe("a refused checkout", () => {
  it("bought nothing when the cart still reads Active and no order can be its", async () => {
    const { life, ended } = await created(refusedAfter(() => {}));
    stateOf(ended, "initFailure", "notPlaced");
    expect(reasonOf(ended)).to.include("Nothing was bought").and.include("20002");
    const [sent] = life.fake.calls
      .map(({ method }, index) => (method === "checkoutCart" ? index : -1))
      .filter((at) => at >= 0);
    expect(life.fake.calls.slice((sent ?? 0) + 1).map(({ method }) => method)).to.deep.equal([
      "getCart",
      "listOrders",
      "listSubscriptions",
    ]);
  });

  for (const [status, code] of [
    [403, "20002"],
    [401, "20001"],
    [409, "900278"],
    [400, "800009"],
  ] as const)
    it(`takes the orders over, after ${status}, when the cart reads Ordered all the same`, async () => {
      const reply = refusedAfter(
        ({ fake }) => fake.hasOrders(fakeOrder("o-a")).markOrdered(CART),
        status,
        code,
      );
      const { ended } = await created(reply);
      expect(stateOf(ended, "done", "completed").orderIds).to.deep.equal(["o-a"]);
    });

  it("is not known to have bought nothing when the cart reads Ordered and its order is late", async () => {
    const { ended } = await created(refusedAfter(({ fake }) => fake.markOrdered(CART)));
    stateOf(ended, "initFailure", "unknown");
    expect(reasonOf(ended)).to.include("reads Ordered all the same").and.include("20002");
  });

  it("is not known to have bought nothing when an order of just its lines has appeared", async () => {
    const { ended } = await created(refusedAfter(({ fake }) => void fake.hasOrders(fakeOrder("o-x"))));
    stateOf(ended, "initFailure", "unknown");
    expect(reasonOf(ended)).to.include("o-x").and.include("orderIds");
  });

  it("is not known to have bought nothing when the cart or the orders can't be read", async () => {
    for (const method of ["getCart", "listOrders"] as const) {
      const reply = refusedAfter(({ fake }) => void fake.fail(method, connectionError()));
      const { ended } = await created(reply);
      stateOf(ended, "initFailure", "unknown");
      expect(reasonOf(ended)).to.include("timeout").and.include("20002");
    }
  });

  for (const [title, status, code] of [
    ["an empty 400", 400, undefined],
    ["an empty 403", 403, undefined],
    ["a gateway's 404", 404, "404"],
    ["a proxy's code in words", 403, "AccessDenied"],
  ] as const)
    it(`is unknown after ${title}: Partner Center itself didn't speak`, async () => {
      const life = new CheckoutLife();
      life.fake.onCheckout(refuses(status, code));
      const state = stateOf(await life.create(), "initFailure", "unknown");
      expect(state.unsettled?.unanswered).to.equal(true);
    });

  it("bought nothing when only orders that besides names can be taken for its own", async () => {
    const life = new CheckoutLife();
    life.fake.hasOrders(fakeOrder("o-x", { creationDate: "2026-11-15T11:30:00Z" }));
    life.fake.onCheckout(refuses(403, "20002"));
    stateOf(await life.create({ ...NO_WAIT, besides: ["o-x"] }), "initFailure", "notPlaced");
  });
});

describe("a checkout whose answer was lost", () => {
  it("finds its order though one that besides names was placed in the same moment", async () => {
    const life = new CheckoutLife();
    life.fake.hasOrders(fakeOrder("o-x", { creationDate: life.world.clock.iso(-1) }));
    life.fake.onCheckout(buysSilently(fakeOrder("o-a")));
    const state = stateOf(await life.create({ ...NO_WAIT, besides: ["o-x"] }), "done", "completed");
    expect(state.orderIds).to.deep.equal(["o-a"]);
  });
});

describe("a checkout that takes over what a killed run bought", () => {
  it("keeps others of the run from buying the same while its order is late in the list", async () => {
    const life = new CheckoutLife();
    life.fake.hasCart(fakeCart({ id: OTHER_CART, lineItems: [cartLine()] })).markOrdered(CART);
    life.fake.lagging.add("o-a");
    const repeats = places({ orders: [fakeOrder("o-a")] });
    life.fake.onCheckout(repeats, (call) => {
      throw new Error(`${call.cartId} was bought, too`);
    });
    stateOf(await life.create(), "done", "completed");
    expect((await life.create({ ...NO_WAIT, cartId: OTHER_CART })).kind).to.equal("refused");
    expect(life.fake.posted).to.have.lengthOf(1);
  });

  it("completes a part that it bought in the moment in which the cart was touched last", async () => {
    const life = new CheckoutLife();
    const at = life.world.clock.iso(-10);
    life.fake
      .hasCart(twoGroups({ lastModifiedTimestamp: at }))
      .hasOrders(fakeOrder("o-a", { creationDate: at }));
    life.fake.onCheckout(
      places({ orders: [fakeOrder("o-a", { creationDate: at }), fakeOrder("o-b", { item: ITEM_B })] }),
    );
    expect(stateOf(await life.create(), "done", "completed").orderIds).to.deep.equal(["o-a", "o-b"]);
  });

  it("refuses a part that it can't tell from somebody else's, and offers both ways out", async () => {
    const life = new CheckoutLife();
    life.fake.hasCart(twoGroups()).hasOrders(fakeOrder("o-a", { creationDate: life.world.clock.iso(-10) }));
    expect(reasonOf(await life.create()))
      .to.include('orderIds: ["o-a"]')
      .and.include('besides: ["o-a"]')
      .and.include(CUSTOMER);
    expect(life.fake.posted).to.deep.equal([]);
    expect(life.world.clock.now() % MINUTE).to.equal(0);
  });
});
