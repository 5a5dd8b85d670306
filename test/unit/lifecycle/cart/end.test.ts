import { expect } from "chai";
import type { Order } from "../../../../provider/client/schemas";
import { cartEnd } from "../../../../provider/lifecycle/cart/end";
import type { CartState } from "../../../../provider/lifecycle/cart/state";
import { cartState, LINE } from "../../../support/cartLife";
import { fakeOrder, ITEM, ITEM_B } from "../../../support/cartsAndOrders";
import { MINUTE } from "../../../support/fakeClock";
import { fakeWorld } from "../../../support/fakeWorld";
import { serviceError } from "../../../support/partnerCenterErrors";
import { fakeSubscription } from "../../../support/subscriptions";

const DAY = 24 * 60;
const LINES = [{ lineItemNumber: 0, offerId: ITEM, quantity: 25, termDuration: "P1Y" }];

/** The end of a cart that was made at the start, so many minutes later. */
async function end(minutes: number, changes: Partial<CartState> = {}, ...orders: Order[]) {
  const world = fakeWorld();
  world.fake.hasOrders(...orders);
  world.clock.advance(minutes * MINUTE);
  return cartEnd(world, world.fake, cartState(changes));
}

const orderAt = (creationDate: string | undefined, changes: Partial<Order> = {}) =>
  fakeOrder("o-a", { creationDate, lineItems: LINES, ...changes });

describe("cartEnd", () => {
  const EXPIRY = 7 * DAY;
  const table: [string, number, Partial<CartState>, string][] = [
    ["days before it expires", DAY, {}, "unsure"],
    ["when it expires", EXPIRY, {}, "unsure"],
    ["while an order may be late in the list", EXPIRY + 15, {}, "unsure"],
    ["once the list must be complete", EXPIRY + 26, {}, "expired"],
    ["by its creation, when it has no expiry", EXPIRY + 26, { expiresAt: undefined }, "expired"],
    [
      "by its creation, when its expiry is no date but a default",
      30,
      { expiresAt: "0001-01-01T00:00:00" },
      "unsure",
    ],
    ["by its expiry, when it has no creation", EXPIRY + 26, { createdAt: undefined }, "expired"],
    ["never, when it has neither", 100 * DAY, { createdAt: "x", expiresAt: undefined }, "unsure"],
    ["never, when nothing tells what it held", 100 * DAY, { lineItems: [], lines: [] }, "unsure"],
    ["by the lines that Partner Center had", 100 * DAY, { lineItems: [] }, "expired"],
  ];
  for (const [title, minutes, changes, kind] of table)
    it(`is ${kind} ${title}`, async () => {
      expect((await end(minutes, changes)).kind).to.equal(kind);
    });

  it("says when the list will be complete", async () => {
    expect(await end(0)).to.deep.equal({ kind: "unsure", readyAt: Date.parse("2026-11-22T12:25:00.000Z") });
    expect(await end(0, { createdAt: undefined, expiresAt: undefined })).to.deep.equal({ kind: "unsure" });
  });

  const ordered: [string, Order, Partial<CartState>][] = [
    ["an order of its lines", orderAt("2026-11-16T00:00:00Z"), {}],
    ["an order from just before its creation, by another clock", orderAt("2026-11-15T11:55:00Z"), {}],
    ["an order whose date can't be read", orderAt(undefined), {}],
    ["an order that was cancelled since", orderAt("2026-11-16T00:00:00Z", { status: "cancelled" }), {}],
    [
      "an order of what Partner Center made of it",
      orderAt("2026-11-16T00:00:00Z"),
      { lineItems: [{ ...LINE, quantity: 3 }] },
    ],
    ["an order of the declared lines", orderAt("2026-11-16T00:00:00Z"), { lines: [] }],
    [
      "an order of an add-on",
      orderAt("2026-11-16T00:00:00Z"),
      { lineItems: [{ ...LINE, catalogItemId: ITEM_B, addonItems: [LINE] }], lines: [] },
    ],
    ["any older order, when it may have been adopted", orderAt("2026-01-01T00:00:00Z"), { adopt: true }],
    [
      "any older order, when its creation isn't known",
      orderAt("2026-01-01T00:00:00Z"),
      { createdAt: undefined },
    ],
  ];
  for (const [title, order, changes] of ordered)
    it(`is ordered by ${title}`, async () => {
      const found = await end(100 * DAY, changes, order);
      expect(found.kind === "ordered" && found.orders.map(({ id }) => id)).to.deep.equal(["o-a"]);
    });

  it("is not ordered by an older order or by one of something else", async () => {
    const others = [orderAt("2026-11-14T00:00:00Z"), fakeOrder("o-b", { item: ITEM_B })];
    expect((await end(100 * DAY, {}, ...others)).kind).to.equal("expired");
  });

  it("is ordered by an order since it was made, though all that it bought has ended, and not by an undated one", async () => {
    for (const [creationDate, createdAt, kind] of [
      ["2026-11-16T00:00:00Z", "2026-11-15T12:00:00Z", "ordered"],
      ["2026-11-16T00:00:00Z", undefined, "ordered"],
      [undefined, "2026-11-15T12:00:00Z", "expired"],
    ] as const) {
      const world = fakeWorld();
      world.fake.hasOrders(orderAt(creationDate));
      world.fake.subscriptions.push(fakeSubscription("o-a", { status: "disabled", quantity: 25 }));
      world.clock.advance(100 * DAY * MINUTE);
      expect((await cartEnd(world, world.fake, cartState({ createdAt }))).kind).to.equal(kind);
    }
  });

  it("is unclear by another quantity of its items, since seats change, unless another purchase of the run holds that", async () => {
    const world = fakeWorld();
    world.fake.hasOrders(orderAt("2026-11-16T00:00:00Z", { lineItems: [{ ...LINES[0]!, quantity: 40 }] }));
    world.clock.advance(8 * DAY * MINUTE);
    expect((await cartEnd(world, world.fake, cartState())).kind).to.equal("unclear");
    expect((await cartEnd(world, world.fake, cartState(), ["o-a"])).kind).to.equal("expired");
    world.memory.rememberOrders("another", ["o-a"]);
    expect((await cartEnd(world, world.fake, cartState())).kind).to.equal("expired");
  });

  it("goes by Partner Center's clock, unless that is a year off", async () => {
    const world = fakeWorld();
    const { fake, clock } = world;
    const ours = clock.now() + 100 * DAY * MINUTE;
    expect((await cartEnd({ ...world, now: () => ours }, fake, cartState())).kind).to.equal("unsure");
    fake.meta = (status) => ({ status, requestId: "r", correlationId: "c", serverTime: ours * 3 });
    expect((await cartEnd(world, fake, cartState())).kind).to.equal("unsure");
  });

  it("throws when the orders or the subscriptions can't be listed", async () => {
    for (const method of ["listOrders", "listSubscriptions"] as const) {
      const world = fakeWorld();
      world.fake.fail(method, serviceError(403, "20002"));
      const error = await cartEnd(world, world.fake, cartState()).catch((reason: unknown) => reason);
      expect(error).to.have.property("code", "20002");
    }
  });
});
