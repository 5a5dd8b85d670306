import { expect } from "chai";
import { boughtSince } from "../../../provider/lifecycle/duplicatePurchase";
import { lookAtCart } from "../../../provider/lifecycle/cartLook";
import { CART, CUSTOMER, fakeCart, fakeOrder, ITEM_B, twoGroups } from "../../support/cartsAndOrders";
import { START } from "../../support/fakeClock";
import { fakeWorld } from "../../support/fakeWorld";
import { serviceError } from "../../support/partnerCenterErrors";
import type { Cart, Order } from "../../../provider/client/schemas";

const WHOSE = { customerId: CUSTOMER, cartId: CART };

async function asked(cart: Cart, orders: Order[], taken: string[] = []): Promise<string | undefined> {
  const { fake } = fakeWorld();
  fake.hasCart(cart).hasOrders(...orders);
  const look = await lookAtCart(fake, WHOSE, Date.parse(START) + 60_000);
  return boughtSince(fake, WHOSE, look, Date.parse(START), (id) => taken.includes(id));
}

describe("a cart that waited", () => {
  it("is refused when the customer has ordered all of it since, naming order and ways out", async () => {
    const why = await asked(fakeCart(), [fakeOrder("o-a")]);
    expect(why)
      .to.include("o-a")
      .and.include("adopt: true")
      .and.include("allowDuplicate: true")
      .and.include(CART);
  });

  it("is refused when several orders could be it", async () => {
    expect(await asked(fakeCart(), [fakeOrder("o-a"), fakeOrder("o-b")]))
      .to.include("o-a")
      .and.include("o-b");
  });

  const allowed: [string, Cart, Order[], string[]?][] = [
    ["no order holds its items", fakeCart(), [fakeOrder("o-x", { item: ITEM_B })]],
    [
      "the order is older than the cart",
      fakeCart(),
      [fakeOrder("o-a", { creationDate: "2026-11-15T10:00:00Z" })],
    ],
    ["the order was cancelled", fakeCart(), [fakeOrder("o-a", { status: "cancelled" })]],
    ["another resource of the run holds the order", fakeCart(), [fakeOrder("o-a")], ["o-a"]],
    ["only a part was ordered, maybe by a run of its own that was killed", twoGroups(), [fakeOrder("o-a")]],
  ];
  for (const [title, cart, orders, taken] of allowed)
    it(`may be bought when ${title}`, async () => {
      expect(await asked(cart, orders, taken)).to.equal(undefined);
    });

  it("is refused when the orders can't be read", async () => {
    const { fake } = fakeWorld();
    fake.hasCart(fakeCart()).fail("listOrders", serviceError(403, "20002"));
    const look = await lookAtCart(fake, WHOSE, Date.parse(START) + 60_000);
    expect(await boughtSince(fake, WHOSE, look, Date.parse(START), () => false)).to.include("can't be told");
  });
});
