import { expect } from "chai";
import type { Subscription } from "../../../provider/client/schemas";
import { orderState } from "../../../provider/lifecycle/orderState";
import { customerPurchases, unlistedOrders } from "../../../provider/lifecycle/customerPurchases";
import { CART_INPUTS, CartLife, LINE, refusalOf } from "../../support/cartLife";
import { CUSTOMER, fakeOrder } from "../../support/cartsAndOrders";
import { fakeWorld } from "../../support/fakeWorld";
import { serviceError } from "../../support/partnerCenterErrors";

const NOW = Date.parse("2026-11-16T10:00:00Z");

function subscription(more: Partial<Subscription> = {}): Subscription {
  return {
    id: "A1B2C3D4-0000-4000-8000-000000000001",
    orderId: "O-NEW",
    offerId: LINE.catalogItemId,
    friendlyName: "E5",
    quantity: LINE.quantity,
    termDuration: LINE.termDuration,
    billingCycle: LINE.billingCycle,
    status: "active",
    creationDate: "2026-11-16T09:55:00Z",
    refundOptions: [],
    ...more,
  };
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

  it("are one order for all subscriptions of it", () => {
    const [order, ...others] = unlistedOrders([], [subscription(), subscription()], NOW);
    expect(others).to.deep.equal([]);
    expect(order?.lineItems.map((line) => line.lineItemNumber)).to.deep.equal([0, 1]);
  });

  const cases: [title: string, more: Partial<Subscription>, expected: string[]][] = [
    ["whose day alone is told", { creationDate: "2026-11-16T00:00:00Z" }, ["O-NEW"]],
    ["whose day is not told", { creationDate: undefined }, ["O-NEW"]],
    ["that are older than any delay of the list", { creationDate: "2026-11-14T09:00:00Z" }, []],
    ["that were cancelled", { status: "Deleted" }, []],
    ["that name no order", { orderId: undefined }, []],
    ["that the list of orders shows", { orderId: "O-A" }, []],
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

  it("are read, since a subscription tells of one line alone", async () => {
    const { fake, clock } = fakeWorld();
    const whole = fakeOrder("O-NEW", { creationDate: clock.iso(-5) });
    fake.hasOrders(whole).lagging.add("O-NEW");
    fake.subscriptions.push(subscription({ creationDate: clock.iso(-5), quantity: 3 }));
    const { orders } = await customerPurchases(fake, CUSTOMER, clock.now());
    expect(orders).to.deep.equal([orderState(whole)]);
  });

  it("are no other ones when subscriptions name an order by its alternate id", async () => {
    const { fake, clock } = fakeWorld();
    const listed = fakeOrder("O-A", { alternateId: "ALT-A", creationDate: clock.iso(-5) });
    const late = fakeOrder("O-B", { alternateId: "ALT-B", creationDate: clock.iso(-5) });
    fake.hasOrders(listed, late).lagging.add("O-B");
    for (const orderId of ["ALT-A", "O-B", "ALT-B"])
      fake.subscriptions.push(subscription({ orderId, creationDate: clock.iso(-5) }));
    const { orders } = await customerPurchases(fake, CUSTOMER, clock.now());
    expect(orders.map(({ id }) => id)).to.deep.equal(["O-A", "O-B"]);
  });

  it("leave the question open when reading them fails", async () => {
    const { fake, clock } = fakeWorld();
    fake.subscriptions.push(subscription({ creationDate: clock.iso(-5) }));
    fake.fail("getOrder", serviceError(403, "20002"));
    const error = await customerPurchases(fake, CUSTOMER, clock.now()).catch((reason: unknown) => reason);
    expect(error).to.have.property("code", "20002");
  });
});
