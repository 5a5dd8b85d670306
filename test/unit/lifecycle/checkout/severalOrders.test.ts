import { expect } from "chai";
import { cartLines } from "../../../../provider/lifecycle/core/observedCart";
import {
  CART,
  cartLine,
  fakeCart,
  fakeOrder,
  ITEM_B,
  OTHER_CART,
  twoGroups,
} from "../../../support/cartsAndOrders";
import { CheckoutLife, ID, NO_WAIT, reasonOf, stateOf } from "../../../support/checkoutLife";
import { places, refuses } from "../../../support/checkoutReplies";
import { ORDER_ERROR, partialState, unknownState } from "../../../support/checkoutStates";
import { MINUTE } from "../../../support/fakeClock";

const groupErrors = ["0", "1"].map((orderGroupId) => ({ ...ORDER_ERROR, orderGroupId }));

/** A cart of two orders, whose checkouts are refused. */
function refusedLife(): CheckoutLife {
  const life = new CheckoutLife();
  life.fake.hasCart(twoGroups());
  life.fake.onCheckout(refuses(400, "800025"), refuses(400, "800025"), refuses(400, "800025"));
  return life;
}

describe("a refused checkout of a cart that becomes several orders", () => {
  it("isn't known to have bought nothing before the list must show what a killed run ordered of it", async () => {
    const life = refusedLife();
    const early = await life.create();
    const unknown = stateOf(early, "initFailure", "unknown");
    expect(reasonOf(early)).to.include("800025").and.include("older than this run");
    expect(reasonOf(early)).to.not.include("Nothing was bought");
    life.world.clock.advance(10 * MINUTE);
    stateOf(await life.nextRun().update(unknown), "initFailure", "unknown");
    life.world.clock.advance(6 * MINUTE);
    stateOf(await life.nextRun().update(unknown), "initFailure", "notPlaced");
  });

  it("takes its part for its own, and buys nothing beside it, once the list shows it", async () => {
    const life = refusedLife();
    const unknown = stateOf(await life.create(), "initFailure", "unknown");
    life.fake.hasOrders(fakeOrder("o-a", { creationDate: life.world.clock.iso(-1) }));
    life.world.clock.advance(16 * MINUTE);
    const ended = await life.nextRun().update(unknown);
    stateOf(ended, "initFailure", "unknown");
    expect(reasonOf(ended)).to.include("o-a");
  });

  it("bought nothing where this run has made the cart", async () => {
    const life = refusedLife();
    life.world.memory.made.add(ID);
    const ended = await life.create();
    stateOf(ended, "initFailure", "notPlaced");
    expect(reasonOf(ended)).to.include("Nothing was bought");
  });

  for (const [title, reply] of [
    ["every group is refused by itself", places({ orders: [], orderErrors: groupErrors })],
    ["a 2xx carries the refusal", refuses(200, "400072")],
  ] as const)
    it(`isn't known to have bought nothing either where ${title}`, async () => {
      const life = refusedLife();
      life.fake.onCheckout(reply);
      const ended = await life.create();
      stateOf(ended, "initFailure", "unknown");
      expect(reasonOf(ended)).to.include("older than this run").and.not.include("Nothing was bought");
    });

  it("isn't believed while something has touched the cart long after the last doubt, as a killed retry does", async () => {
    const life = refusedLife();
    const unknown = stateOf(await life.create(), "initFailure", "unknown");
    life.world.clock.advance(60 * MINUTE);
    life.fake.hasCart(twoGroups({ lastModifiedTimestamp: life.world.clock.iso(-1) }));
    stateOf(await life.nextRun().update(unknown), "initFailure", "unknown");
    life.world.clock.advance(16 * MINUTE);
    stateOf(await life.nextRun().update(unknown), "initFailure", "notPlaced");
  });

  for (const [count, status] of [
    [1, "partiallyFailed"],
    [2, "unknown"],
  ] as const)
    it(`is ${status} after a retry of ${count} of its groups`, async () => {
      const life = refusedLife();
      const orderErrors = [ORDER_ERROR, { ...ORDER_ERROR, orderGroupId: "2" }].slice(0, count);
      stateOf(await life.update(partialState({ orderErrors })), "initFailure", status);
    });
});

describe("a cart of several orders that got other lines since it was checked out", () => {
  const sent = cartLines(twoGroups());
  const edited = twoGroups();
  edited.lineItems[0] = cartLine({ quantity: 5 });
  const unsettled = (life: CheckoutLife) => ({
    unanswered: true,
    since: life.world.clock.iso(-2),
    lines: sent,
  });
  const editedLife = () => {
    const life = new CheckoutLife();
    life.fake.hasCart(edited);
    life.fake.onCheckout(places({ orders: [fakeOrder("o-new")] }));
    return life;
  };

  it("isn't sent while what was sent may have bought, and what it held stays in state", async () => {
    const life = editedLife();
    const before = unknownState({ unsettled: unsettled(life) });
    const ended = await life.update(before);
    expect(stateOf(ended, "initFailure", "unknown").unsettled?.lines).to.deep.equal(sent);
    expect(reasonOf(ended)).to.include("set anew since");
    expect(life.fake.posted).to.deep.equal([]);
  });

  it("isn't sent once an order of what it held shows, and names that, unless it is another purchase", async () => {
    const life = editedLife();
    const before = unknownState({ unsettled: unsettled(life) });
    life.fake.hasOrders(fakeOrder("o-a", { creationDate: life.world.clock.iso(-2) }));
    life.world.clock.advance(20 * MINUTE);
    const ended = await life.update(before);
    stateOf(ended, "initFailure", "unknown");
    expect(reasonOf(ended)).to.include("o-a");
    expect(life.fake.posted).to.deep.equal([]);
    await life.nextRun().update(before, { ...NO_WAIT, besides: ["o-a"] });
    expect(life.fake.posted).to.have.lengthOf(1);
  });

  it("is sent once nothing of what it held was ordered", async () => {
    const life = editedLife();
    const before = unknownState({ unsettled: unsettled(life) });
    life.world.clock.advance(20 * MINUTE);
    await life.update(before);
    expect(life.fake.posted).to.have.lengthOf(1);
  });

  it("is never sent where a part of it was ordered, and says how to go on", async () => {
    const life = editedLife();
    const refused = { unanswered: false, since: "", lines: sent };
    const ended = await life.update(partialState({ unsettled: refused }));
    stateOf(ended, "initFailure", "partiallyFailed");
    expect(reasonOf(ended)).to.include("was ordered in part").and.include("orderIds:").and.include(CART);
    expect(life.fake.posted).to.deep.equal([]);
  });

  it("is sent where it is one order: then the cart itself tells whether it was ordered", async () => {
    const life = editedLife();
    life.fake.hasCart(fakeCart({ lineItems: [cartLine({ quantity: 5 })] }));
    const one = { ...unsettled(life), lines: cartLines(fakeCart()) };
    await life.update(unknownState({ unsettled: one }));
    expect(life.fake.posted).to.have.lengthOf(1);
  });
});

describe("a purchase of several orders that was refused as a whole", () => {
  const lines = cartLines(twoGroups());
  const unsettled = { unanswered: false, since: "", cartCreatedAt: "2026-11-15T11:00:00.000Z", lines };
  const refused = { ...partialState({ unsettled }), status: "notPlaced" as const, orders: [], orderIds: [] };

  it("isn't forgotten once a part of it was ordered, though its cart reads Active", async () => {
    const life = new CheckoutLife();
    life.fake.hasCart(twoGroups()).hasOrders(fakeOrder("o-b", { item: ITEM_B }));
    expect(await life.delete(refused))
      .to.have.property("refused")
      .that.includes('orderIds: ["o-b"]');
    expect(await life.nextRun().delete({ ...refused, besides: ["o-b"] })).to.deep.equal({ deleted: true });
  });

  it("isn't forgotten, and makes no room for another cart, within minutes of a change that no answer explains", async () => {
    const life = new CheckoutLife();
    const touched = { ...refused, answeredAt: life.world.clock.iso(-60) };
    life.fake.hasCart(twoGroups({ lastModifiedTimestamp: life.world.clock.iso(-5) }));
    const readyAt = life.world.clock.iso(10);
    expect(await life.delete(touched))
      .to.have.property("refused")
      .that.includes(readyAt);
    const another = { ...NO_WAIT, cartId: OTHER_CART };
    expect(await life.nextRun().refusedDiff(touched, another)).to.include(readyAt);
    life.world.clock.advance(11 * MINUTE);
    expect(await life.nextRun().diff(touched, another)).to.have.property("changes", true);
    expect(await life.nextRun().delete(touched)).to.deep.equal({ deleted: true });
  });

  it("isn't forgotten once a part of it was ordered, where state was too small for its lines", async () => {
    const life = new CheckoutLife();
    life.fake.hasCart(twoGroups()).hasOrders(fakeOrder("o-b", { item: ITEM_B }));
    const small = { ...refused, unsettled: { ...unsettled, lines: [] } };
    expect(await life.delete(small))
      .to.have.property("refused")
      .that.includes("o-b");
  });

  it("waits until the last minutes of a cart that is gone are listed", async () => {
    const life = new CheckoutLife();
    life.fake.carts.clear();
    const cartCreatedAt = life.world.clock.iso(-7 * 24 * 60);
    const gone = { ...refused, unsettled: { ...unsettled, cartCreatedAt } };
    expect(await life.delete(gone))
      .to.have.property("refused")
      .that.includes(life.world.clock.iso(25));
    life.world.clock.advance(26 * MINUTE);
    expect(await life.nextRun().delete(gone)).to.deep.equal({ deleted: true });
  });

  it("is forgotten with a warning where nobody can be asked", async () => {
    const life = new CheckoutLife();
    life.world.partnerCenter = () => {
      throw new Error("clientSecret is missing.");
    };
    expect(await life.delete(refused)).to.deep.equal({ deleted: true });
    expect(life.world.warnings.join())
      .to.include("can't be asked: clientSecret is missing.")
      .and.include(CART);
  });
});
