import { expect } from "chai";
import type { Subscription } from "../../../../provider/client/schemas";
import { orderState } from "../../../../provider/lifecycle/orders/order";
import { customerPurchases, unlistedOrders } from "../../../../provider/lifecycle/orders/customerPurchases";
import { CART_INPUTS, CartLife, LINE, refusalOf } from "../../../support/cartLife";
import { CUSTOMER, fakeOrder } from "../../../support/cartsAndOrders";
import { fakeSubscription } from "../../../support/subscriptions";
import { fakeWorld } from "../../../support/fakeWorld";
import { MINUTE, type FakeClock } from "../../../support/fakeClock";
import { connectionError, serviceError } from "../../../support/partnerCenterErrors";
import { PartnerCenterError } from "../../../../provider/client/errors";

const NOW = Date.parse("2026-11-16T10:00:00Z");

function subscription(more: Partial<Subscription> = {}): Subscription {
  const { catalogItemId: offerId, quantity, termDuration, billingCycle } = LINE;
  const bought = { offerId, friendlyName: "E5", quantity, termDuration, billingCycle };
  const id = "A1B2C3D4-0000-4000-8000-000000000001";
  return fakeSubscription("O-NEW", { id, ...bought, creationDate: "2026-11-16T09:55:00Z", ...more });
}

describe("orders that only their subscriptions tell of", () => {
  it("hold what the subscriptions hold", () => {
    expect(unlistedOrders([], [subscription()], NOW)).to.deep.equal([
      {
        id: "O-NEW",
        status: "pending",
        billingCycle: "monthly",
        creationDate: "2026-11-16T09:55:00Z",
        lineItems: [
          {
            lineItemNumber: 0,
            offerId: LINE.catalogItemId,
            friendlyName: "E5",
            quantity: 25,
            termDuration: "P1Y",
            subscriptionId: "a1b2c3d4-0000-4000-8000-000000000001",
          },
        ],
      },
    ]);
  });

  it("lack what was cancelled, which the order itself may still hold", () => {
    const [order] = unlistedOrders([], [subscription({ status: "Deleted" })], NOW);
    expect(order).to.deep.include({ id: "O-NEW", lineItems: [] });
  });

  it("are one order for all subscriptions of it", () => {
    const [order, ...others] = unlistedOrders([], [subscription(), subscription()], NOW);
    expect(others).to.deep.equal([]);
    expect(order?.lineItems.map((line) => line.lineItemNumber)).to.deep.equal([0, 1]);
  });

  const cases: [title: string, more: Partial<Subscription>, expected: string[]][] = [
    ["whose day alone is told", { creationDate: "2026-11-16T00:00:00Z" }, ["O-NEW"]],
    ["whose day is not told", { creationDate: undefined }, ["O-NEW"]],
    ["whose day makes no sense", { creationDate: "0001-01-01T00:00:00Z" }, ["O-NEW"]],
    ["of yesterday, by a date without a time", { creationDate: "2026-11-14" }, ["O-NEW"]],
    ["that are older than any delay of the list", { creationDate: "2026-11-13T09:00:00Z" }, []],
    ["that name no order", { orderId: undefined }, []],
    ["that the list of orders shows, in any case", { orderId: "o-a" }, []],
  ];
  for (const [title, more, expected] of cases)
    it(`are ${expected.length > 0 ? "" : "not "}those ${title}`, () => {
      const listed = [orderState(fakeOrder("O-A"))];
      const orders = unlistedOrders(listed, [subscription(more)], NOW);
      expect(orders.map(({ id }) => id)).to.deep.equal(expected);
    });

  it("speak against a cart of the same like any other order, also when they can't be read", async () => {
    const life = new CartLife();
    life.fake.subscriptions.push(subscription({ creationDate: life.clock.iso(-5) }));
    expect(refusalOf(await life.create(CART_INPUTS)))
      .to.include("O-NEW")
      .and.include("alias");
    expect(life.methods).not.to.include("createCart");
  });

  describe("that are asked for", () => {
    const late = (clock: FakeClock, more: Partial<Subscription> = {}) =>
      subscription({ creationDate: clock.iso(-5), ...more });

    it("are read, since a subscription tells of one line alone, and once in a run", async () => {
      const world = fakeWorld();
      const { fake, clock } = world;
      const whole = fakeOrder("O-NEW", { creationDate: clock.iso(-5) });
      fake.hasOrders(whole).lagging.add("O-NEW");
      fake.subscriptions.push(late(clock, { quantity: 3 }));
      for (let n = 0; n < 2; n++) {
        const { orders, incomplete } = await customerPurchases(world, fake, CUSTOMER);
        expect([orders, incomplete]).to.deep.equal([[orderState(whole)], []]);
      }
      expect(fake.calls.filter(({ method }) => method === "getOrder")).to.have.length(1);
    });

    it("are no other ones when subscriptions name an order by its alternate id", async () => {
      const world = fakeWorld();
      const { fake, clock } = world;
      const listed = fakeOrder("O-A", { alternateId: "ALT-A", creationDate: clock.iso(-5) });
      const unlisted = fakeOrder("O-B", { alternateId: "ALT-B", creationDate: clock.iso(-5) });
      fake.hasOrders(listed, unlisted).lagging.add("O-B");
      for (const orderId of ["ALT-A", "O-B", "ALT-B"]) fake.subscriptions.push(late(clock, { orderId }));
      const { orders } = await customerPurchases(world, fake, CUSTOMER);
      expect(orders.map(({ id }) => id)).to.deep.equal(["O-A", "O-B"]);
    });

    it("stay incomplete when Partner Center refuses to show them", async () => {
      const world = fakeWorld();
      world.fake.subscriptions.push(late(world.clock));
      world.fake.fail("getOrder", serviceError(403, "20002"));
      const { orders, incomplete } = await customerPurchases(world, world.fake, CUSTOMER);
      expect([orders, incomplete.map(({ id }) => id)]).to.deep.equal([[], ["O-NEW"]]);
    });

    it("leave the question open when there is no answer", async () => {
      const world = fakeWorld();
      world.fake.subscriptions.push(late(world.clock));
      world.fake.fail("getOrder", connectionError());
      const error = await customerPurchases(world, world.fake, CUSTOMER).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(PartnerCenterError);
    });

    it("are read up to 30, the newest first", async () => {
      const world = fakeWorld();
      const { fake, clock } = world;
      for (let n = 0; n < 40; n++)
        fake.subscriptions.push(late(clock, { orderId: `o-${n}`, creationDate: clock.iso(n - 50) }));
      const { incomplete } = await customerPurchases(world, fake, CUSTOMER);
      expect(incomplete).to.have.length(40);
      const asked = fake.calls.filter(({ method }) => method === "getOrder").map(({ id }) => id);
      expect(asked).to.have.length(30).and.include("o-39").and.not.include("o-9");
    });

    it("are read, however old, when a live subscription holds what is to be bought, and its order is in no list", async () => {
      const old = { creationDate: "2024-01-01T00:00:00Z" };
      const cases: [Partial<Subscription>, boolean][] = [
        [{}, true],
        [{ quantity: 3 }, true],
        [{ status: "suspended" }, true],
        [{ status: "expired" }, false],
        [{ status: "deleted" }, false],
        [{ offerId: "DZH318Z0E201:004G:DZH318Z0E2A1" }, false],
        [{ termDuration: "P1M" }, false],
      ];
      for (const [more, isRead] of cases) {
        const world = fakeWorld();
        world.fake.hasOrders(fakeOrder("O-NEW", old)).lagging.add("O-NEW");
        world.fake.subscriptions.push(subscription({ ...old, ...more }));
        const { orders } = await customerPurchases(world, world.fake, CUSTOMER, { lines: [LINE] });
        expect(
          orders.map(({ id }) => id),
          JSON.stringify(more),
        ).to.deep.equal(isRead ? ["O-NEW"] : []);
        const unasked = await customerPurchases(world, world.fake, CUSTOMER);
        expect(unasked.orders).to.deep.equal([]);
      }
    });

    it("are not asked for where the partner may not list subscriptions", async () => {
      const world = fakeWorld();
      world.purchaseRules.listSubscriptions = false;
      world.fake.subscriptions.push(late(world.clock));
      const purchases = await customerPurchases(world, world.fake, CUSTOMER);
      expect(purchases).to.deep.include({ subscriptions: [], incomplete: [], subscriptionsListed: false });
      expect(world.fake.calls.map(({ method }) => method)).to.deep.equal(["listOrders"]);
    });

    it("are new by either clock", async () => {
      const world = fakeWorld();
      const { fake, clock } = world;
      fake.subscriptions.push(late(clock));
      fake.listOrders = () =>
        Promise.resolve({
          value: [],
          meta: { ...fake.meta(200), serverTime: clock.now() + 30 * 24 * 60 * MINUTE },
        });
      expect((await customerPurchases(world, fake, CUSTOMER)).incomplete).to.have.length(1);
    });
  });
});
