import { expect } from "chai";
import { CheckoutLife, NO_WAIT, reasonOf, stateOf } from "../../../support/checkoutLife";
import {
  CART,
  CUSTOMER,
  cartLine,
  fakeCart,
  fakeOrder,
  ITEM,
  ITEM_B,
  OTHER_CART,
} from "../../../support/cartsAndOrders";
import { ORDER_ERROR, placedState } from "../../../support/checkoutStates";
import { serviceError } from "../../../support/partnerCenterErrors";

const MINUTE_MS = 60_000;
const SEATS = cartLine({ billingCycle: "monthly" });
const SOFTWARE = cartLine({ catalogItemId: ITEM_B, billingCycle: "one_time", orderGroup: "1" });
const NAMED = { ...NO_WAIT, orderIds: ["o-a"] };

/** A cart of seats and software whose seats' order can be read by its id; the list shows what a test lets it show. */
function life(): CheckoutLife {
  const one = new CheckoutLife();
  one.fake.hasCart(fakeCart({ lineItems: [SEATS, SOFTWARE] }));
  one.fake.hasOrders(fakeOrder("o-a", { creationDate: one.world.clock.iso() }));
  return one;
}

/** The same, and the cart tells when something was ordered of it. */
function telling(): CheckoutLife {
  const one = life();
  const lastModifiedTimestamp = one.world.clock.iso();
  one.fake.hasCart(fakeCart({ lineItems: [SEATS, SOFTWARE], lastModifiedTimestamp }));
  return one;
}

const rest = (one: CheckoutLife) =>
  fakeOrder("o-b", { item: ITEM_B, billingCycle: "one_time", creationDate: one.world.clock.iso() });

describe("orders that are named and leave out an item of the cart", () => {
  it("are refused while the rest can be missing from the list, with the time at which to run again", async () => {
    const one = life();
    one.world.clock.advance(14 * MINUTE_MS);
    const reason = reasonOf(await one.create(NAMED));
    expect(reason).to.include(`leave out 1 x ${ITEM_B}`).and.include("15 minutes");
    expect(reason).to.include("Run `pulumi up` again after 2026-11-15T12:15:00.000Z");
    expect(one.fake.posted).to.deep.equal([]);
  });

  it("are refused when the customer has an order of it, with the line that names all of them", async () => {
    const one = life();
    one.fake.hasOrders(rest(one));
    one.world.clock.advance(16 * MINUTE_MS);
    const reason = reasonOf(await one.create(NAMED));
    expect(reason).to.include('orderIds: ["o-a", "o-b"]').and.include('besides: ["o-b"]');
    expect(reason).to.include("Nothing was sent that buys");
    const state = stateOf(await one.nextRun().create({ ...NAMED, orderIds: ["o-a", "o-b"] }), "done");
    expect(state.orderIds).to.deep.equal(["o-a", "o-b"]);
  });

  it("are taken over beside an order that `besides` calls another purchase", async () => {
    const one = life();
    one.fake.hasOrders(rest(one));
    one.world.clock.advance(16 * MINUTE_MS);
    const state = stateOf(await one.create({ ...NAMED, besides: ["o-b"] }), "done");
    expect(state.orderIds).to.deep.equal(["o-a"]);
    expect(one.world.warnings.join()).to.include(ITEM_B);
  });

  it("are taken over beside an order that another resource of the program holds", async () => {
    const one = life();
    one.fake.hasOrders(rest(one));
    one.world.memory.rememberOrders(`${CUSTOMER}/${OTHER_CART}`, ["o-b"]);
    one.world.clock.advance(16 * MINUTE_MS);
    expect(stateOf(await one.create(NAMED), "done").orderIds).to.deep.equal(["o-a"]);
  });

  it("are taken over with a warning once the list would show the rest", async () => {
    const one = life();
    one.world.clock.advance(15 * MINUTE_MS);
    expect(stateOf(await one.create(NAMED), "done").orderIds).to.deep.equal(["o-a"]);
    expect(one.world.warnings.join()).to.include(`holds 1 x ${ITEM_B}`);
  });

  it("are refused when the customer's orders can't be listed", async () => {
    const one = life();
    one.world.clock.advance(16 * MINUTE_MS);
    one.fake.fail("listOrders", serviceError(403, "20002"));
    expect(reasonOf(await one.create(NAMED))).to.include("20002");
  });

  it("are taken over at once where Partner Center refused that item", async () => {
    const one = telling();
    const open = placedState({
      status: "partiallyFailed",
      orders: [],
      orderIds: [],
      orderErrors: [{ ...ORDER_ERROR, orderGroupId: "1" }],
    });
    expect(stateOf(await one.update(open, NAMED), "done").orderIds).to.deep.equal(["o-a"]);
  });

  it("are taken over at once where the answer told that it was ordered otherwise", async () => {
    const one = life();
    const other = placedState({ differences: [`no order holds 1 x ${ITEM_B}`] });
    const state = stateOf(await one.update(other, NAMED), "done");
    expect(state.differences).to.equal(undefined);
  });

  it("are taken over at once where one of them doesn't tell what it holds", async () => {
    const one = life();
    one.fake.orders.length = 0;
    one.fake.hasOrders(fakeOrder("o-a", { creationDate: one.world.clock.iso(), lineItems: [] }));
    expect(stateOf(await one.create(NAMED), "done").orderIds).to.deep.equal(["o-a"]);
  });

  it("leave nothing out where the availability was renewed since", async () => {
    const one = life();
    one.fake.hasCart(
      fakeCart({ lineItems: [{ ...SEATS, catalogItemId: ITEM.replace(/[^:]+$/, "CFQ7TTC0ZZZZ") }] }),
    );
    expect(stateOf(await one.create(NAMED), "done").orderIds).to.deep.equal(["o-a"]);
  });
});

describe("what was refused and a killed run bought all the same", () => {
  const CHECKED_OUT = "2026-11-15T12:00:00.000Z";
  const refused = placedState({
    status: "partiallyFailed",
    checkedOutAt: CHECKED_OUT,
    orderErrors: [{ ...ORDER_ERROR, orderGroupId: "1" }],
  });
  const accepting = { ...NO_WAIT, onOrderErrors: "accept" };

  /** The refused group was tried again ten minutes later, and the run was killed. */
  function killed(): CheckoutLife {
    const one = life();
    one.world.clock.advance(10 * MINUTE_MS);
    one.fake.markOrdered(CART);
    return one;
  }

  for (const [title, news] of [
    ['is named before `onOrderErrors: "accept"` leaves it out', accepting],
    ["is named before `orderIds` leaves it out", NAMED],
  ] as const)
    it(title, async () => {
      const one = killed();
      one.fake.hasOrders(rest(one));
      const reason = reasonOf(await one.update(refused, news));
      expect(reason).to.include('orderIds: ["o-a", "o-b"]').and.include('besides: ["o-b"]');
      const both = { ...news, orderIds: ["o-a", "o-b"] };
      expect(stateOf(await one.nextRun().update(refused, both), "done").orderIds).to.have.members([
        "o-a",
        "o-b",
      ]);
      expect(one.fake.posted).to.deep.equal([]);
    });

  it("is waited for while the list can lag behind the touch", async () => {
    const one = killed();
    expect(reasonOf(await one.update(refused, accepting))).to.include("after 2026-11-15T12:25:00.000Z");
    one.world.clock.advance(16 * MINUTE_MS);
    stateOf(await one.nextRun().update(refused, accepting), "done", "partiallyFailed");
  });

  it("is waited for where the cart doesn't tell when it orders something, from the first run on that asks", async () => {
    const one = life();
    one.world.clock.advance(120 * MINUTE_MS);
    const [cart] = one.fake.carts.values();
    one.fake.hasCart(fakeCart({ ...cart, status: "Ordered" }));
    const early = await one.update(refused, accepting);
    expect(reasonOf(early)).to.include("after 2026-11-15T14:15:00.000Z");
    const kept = stateOf(early, "initFailure", "partiallyFailed");
    expect(kept.onOrderErrors).to.equal("retry");
    one.world.clock.advance(10 * MINUTE_MS);
    expect(reasonOf(await one.nextRun().update(kept, accepting))).to.include(
      "after 2026-11-15T14:15:00.000Z",
    );
    one.world.clock.advance(6 * MINUTE_MS);
    stateOf(await one.nextRun().update(kept, accepting), "done", "partiallyFailed");
    one.fake.hasOrders(rest(one));
    expect(reasonOf(await one.nextRun().update(kept, accepting))).to.include("o-b");
  });

  it("keeps the purchase from being forgotten, as long as its order can be read", async () => {
    const one = killed();
    one.fake.hasOrders(rest(one));
    const end = await one.delete(refused);
    expect(end).to.have.property("refused").that.includes("o-b").and.includes("pulumi state delete");
    one.fake.fail("listOrders", serviceError(503));
    expect(await one.nextRun().delete(refused)).to.deep.equal({ deleted: true });
  });

  it("keeps a purchase that was refused as a whole from being forgotten, once its cart reads Ordered", async () => {
    const one = killed();
    const whole = { ...refused, orders: [], orderIds: [], subscriptionIds: [] };
    expect(await one.delete(whole))
      .to.have.property("refused")
      .that.includes("reads Ordered now");
    expect(await new CheckoutLife().delete(whole)).to.deep.equal({ deleted: true });
  });

  it("keeps it from being forgotten once its cart is gone, unless this run lets another cart take its place", async () => {
    const one = killed();
    one.fake.carts.clear();
    one.fake.hasOrders(rest(one));
    const lines = [{ catalogItemId: ITEM_B, quantity: 1, termDuration: "P1Y" }];
    const unsettled = { unanswered: false, since: CHECKED_OUT, cartCreatedAt: CHECKED_OUT, lines };
    const whole = { ...refused, unsettled, orders: [], orderIds: [], subscriptionIds: [] };
    expect(await one.delete(whole))
      .to.have.property("refused")
      .that.includes('orderIds: ["o-b"]');
    expect(await one.nextRun().delete({ ...whole, besides: ["o-b"] })).to.deep.equal({ deleted: true });
    one.nextRun().world.memory.replaced.add(`${CUSTOMER}/${CART}`);
    expect(await one.delete(whole)).to.deep.equal({ deleted: true });
  });

  it("keeps what was refused in part from being forgotten once its cart is gone, unless it comes on top of that", async () => {
    const one = killed();
    one.fake.carts.clear();
    one.fake.hasOrders(rest(one));
    const lines = [{ catalogItemId: ITEM_B, quantity: 1, termDuration: "P1Y", orderGroup: "1" }];
    const unsettled = { unanswered: false, since: "", cartCreatedAt: CHECKED_OUT, lines };
    const parted = { ...refused, unsettled };
    expect(await one.delete(parted))
      .to.have.property("refused")
      .that.includes('orderIds: ["o-a", "o-b"]');
    expect(await one.nextRun().delete({ ...parted, besides: ["o-b"] })).to.deep.equal({ deleted: true });
  });

  it("is left out at once where nothing touched the cart since, and no order of it is younger", async () => {
    const one = telling();
    one.fake.hasOrders(
      fakeOrder("o-old", { item: ITEM_B, billingCycle: "one_time", creationDate: "2026-11-10T12:00:00Z" }),
    );
    stateOf(await one.update(refused, accepting), "done", "partiallyFailed");
  });

  it("is left out where the cart is gone, and not where it can't be read", async () => {
    const one = life();
    one.fake.fail("getCart", serviceError(503));
    expect(reasonOf(await one.update(refused, accepting))).to.include("503");
    one.fake.carts.clear();
    stateOf(await one.nextRun().update(refused, accepting), "done", "partiallyFailed");
  });

  it("is named where the cart is gone, and what is declared tells what it held", async () => {
    const one = life();
    const lineItems = [SEATS, SOFTWARE].map(({ catalogItemId, quantity, billingCycle, termDuration }) => ({
      catalogItemId,
      quantity,
      billingCycle,
      termDuration,
    }));
    const declaring = { ...accepting, lineItems };
    one.world.clock.advance(16 * MINUTE_MS);
    one.fake.carts.clear();
    const early = await one.update(refused, declaring);
    expect(reasonOf(early)).to.include("may be missing from the customer's list");
    one.world.clock.advance(16 * MINUTE_MS);
    stateOf(await one.nextRun().update(stateOf(early), declaring), "done", "partiallyFailed");
    one.fake.hasOrders(rest(one));
    expect(reasonOf(await one.nextRun().update(refused, declaring))).to.include('orderIds: ["o-a", "o-b"]');
  });

  it("isn't looked for where the answer, however late it came, explains the touch", async () => {
    const one = telling();
    one.world.clock.advance(10 * MINUTE_MS);
    one.fake.hasCart(
      fakeCart({ lineItems: [SEATS, SOFTWARE], lastModifiedTimestamp: "2026-11-15T12:00:20.000Z" }),
    );
    const slowly = { ...refused, answeredAt: "2026-11-15T12:00:30.000Z" };
    stateOf(await one.update(slowly, accepting), "done", "partiallyFailed");
    const quickly = { ...refused, answeredAt: "2026-11-15T12:00:01.000Z" };
    expect(reasonOf(await one.nextRun().update(quickly, accepting))).to.include("after 2026-11-15T12:15:20");
  });
});

describe("orders that are older than a cart which was ordered", () => {
  it("are not what it became", async () => {
    const one = life();
    one.fake.markOrdered(CART);
    one.fake.hasOrders(fakeOrder("o-old", { creationDate: "2026-11-05T12:00:00Z" }));
    const reason = reasonOf(await one.create({ ...NAMED, orderIds: ["o-old"] }));
    expect(reason)
      .to.include("o-old")
      .and.include("is older than the cart")
      .and.include("Nothing was sent that buys");
  });

  it("are taken over instead of a cart that is still active", async () => {
    const one = life();
    one.fake.hasCart(fakeCart({ lineItems: [SEATS] }));
    one.fake.hasOrders(fakeOrder("o-old", { creationDate: "2026-11-05T12:00:00Z" }));
    expect(stateOf(await one.create({ ...NAMED, orderIds: ["o-old"] }), "done").orderIds).to.deep.equal([
      "o-old",
    ]);
  });
});
