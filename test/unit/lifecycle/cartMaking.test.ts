import { expect } from "chai";
import type { CreateCartCall } from "../../../provider/client/partnerCenter";
import { CART_INPUTS, CartLife, cartOf, LINE, refusalOf } from "../../support/cartLife";
import { CUSTOMER, fakeOrder, ITEM } from "../../support/cartsAndOrders";
import { MINUTE } from "../../support/fakeClock";
import { connectionError, serviceError } from "../../support/partnerCenterErrors";

const DAY = 24 * 60 * MINUTE;
const lineItems = [{ lineItemNumber: 0, offerId: ITEM, quantity: 25, termDuration: "P1Y" }];
const orderAt = (creationDate: string, changes: object = {}) =>
  fakeOrder("o-a", { creationDate, lineItems, ...changes });

/** A program whose state was lost after its first cart was made. */
async function withForgottenCart(): Promise<CartLife> {
  const life = new CartLife();
  cartOf(await life.create());
  return life.nextRun();
}

describe("making a cart", () => {
  describe("when the customer ordered the same within 30 days", () => {
    const withOrder = () => {
      const life = new CartLife();
      life.fake.hasOrders(orderAt("2026-10-20T00:00:00Z"));
      return life;
    };

    it("is refused, with three ways out", async () => {
      const life = withOrder();
      const reason = refusalOf(await life.create());
      for (const part of [
        "o-a",
        "alias",
        "adopt: true",
        "allowDuplicate: true",
        "Nothing was sent that buys",
      ])
        expect(reason).to.include(part);
      expect(life.methods).to.deep.equal(["listOrders", "listSubscriptions"]);
    });

    it("happens with allowDuplicate, without a look", async () => {
      const life = withOrder();
      cartOf(await life.create({ ...CART_INPUTS, allowDuplicate: true }), "done", "active");
      expect(life.methods).to.deep.equal(["createCart"]);
    });

    it("happens with adopt, and the checkout is to adopt, too", async () => {
      const life = withOrder();
      const { cartId } = cartOf(await life.create({ ...CART_INPUTS, adopt: true }), "done", "active");
      expect(life.world.memory.expectsAdoption(`${CUSTOMER}/${cartId}`)).to.equal(true);
    });
  });

  const ignored: [string, ReturnType<typeof orderAt>][] = [
    ["an order that is older than 30 days", orderAt("2026-10-15T00:00:00Z")],
    ["an order that was cancelled", orderAt("2026-11-14T00:00:00Z", { status: "cancelled" })],
    [
      "an order of another quantity",
      orderAt("2026-11-14T00:00:00Z", { lineItems: [{ ...lineItems[0], quantity: 5 }] }),
    ],
  ];
  for (const [title, order] of ignored)
    it(`is not kept back by ${title}`, async () => {
      const life = new CartLife();
      life.fake.hasOrders(order);
      const { cartId } = cartOf(await life.create(), "done", "active");
      expect(life.world.memory.expectsAdoption(`${CUSTOMER}/${cartId}`)).to.equal(false);
    });

  it("counts add-ons among what would be bought again", async () => {
    const life = new CartLife();
    life.fake.hasOrders(orderAt("2026-11-14T00:00:00Z"));
    const line = { ...LINE, catalogItemId: "MS-AZR-0145P", quantity: 1, addonItems: [LINE] };
    expect(refusalOf(await life.create({ ...CART_INPUTS, lineItems: [line] }))).to.include("o-a");
  });

  for (const [title, method, error] of [
    ["at the orders has no answer", "listOrders", connectionError()],
    ["at the orders is refused", "listOrders", serviceError(403, "20002")],
    ["at the subscriptions is refused", "listSubscriptions", serviceError(403, "20002")],
  ] as const)
    it(`is refused when the look ${title}, also with adopt`, async () => {
      for (const adopt of [undefined, true]) {
        const life = new CartLife();
        life.fake.fail(method, error);
        const reason = refusalOf(await life.create({ ...CART_INPUTS, adopt }));
        expect(reason).to.include("can't be told").and.include("allowDuplicate: true");
        expect(life.methods).to.deep.equal(["listOrders", "listSubscriptions"]);
      }
    });

  it("passes an error of the service on, having changed nothing", async () => {
    const life = new CartLife();
    life.fake.fail("createCart", serviceError(400, "800002", "create a cart"));
    const error = await life.create().catch((reason: unknown) => reason);
    expect(error).to.have.property("code", "800002");
  });

  describe("that an earlier run made already, by the same request id,", () => {
    it("uses it again while it is active", async () => {
      const life = await withForgottenCart();
      life.clock.advance(DAY);
      const state = cartOf(await life.create(), "done", "active");
      expect(state).to.deep.include({ cartId: "made-1", generation: 1 });
      expect(life.methods).to.deep.equal(["listOrders", "listSubscriptions", "createCart", "getCart"]);
    });

    it("is refused when it was ordered, though the list of orders doesn't show that yet", async () => {
      const life = await withForgottenCart();
      life.fake.markOrdered("made-1");
      const reason = refusalOf(await life.create());
      expect(reason)
        .to.include("was bought before")
        .and.include("adopt: true")
        .and.include("allowDuplicate: true");
      expect(life.fake.made.size).to.equal(1);
    });

    it("is handed to the checkout when it was ordered and is to be adopted", async () => {
      const life = await withForgottenCart();
      life.fake.markOrdered("made-1");
      cartOf(await life.create({ ...CART_INPUTS, adopt: true }), "done", "ordered");
    });

    it("makes the next one when it was ordered and duplicates are allowed", async () => {
      const life = await withForgottenCart();
      life.fake.markOrdered("made-1");
      const state = cartOf(await life.create({ ...CART_INPUTS, allowDuplicate: true }), "done", "active");
      expect(state).to.deep.include({ cartId: "made-2", generation: 2 });
    });

    it("makes the next one when its days are over", async () => {
      const life = await withForgottenCart();
      life.clock.advance(8 * DAY);
      const state = cartOf(await life.create(), "done", "active");
      expect(state).to.deep.include({ cartId: "made-2", generation: 2 });
    });

    it("believes the cart and not an answer that may be the one of then", async () => {
      const life = await withForgottenCart();
      const then = (await life.fake.getCart(CUSTOMER, "made-1")).value;
      life.clock.advance(2 * MINUTE);
      const { createCart } = life.fake;
      life.fake.createCart = async (call: CreateCartCall) => {
        const read = await createCart.call(life.fake, call);
        return read.value.id === "made-1" ? { ...read, value: then } : read;
      };
      life.fake.markOrdered("made-1");
      expect(refusalOf(await life.create())).to.include("was bought before");

      life.fake.carts.delete("made-1");
      life.fake.createCart = async (call: CreateCartCall) => {
        if (life.fake.made.get(call.requestId) !== "made-1") return createCart.call(life.fake, call);
        return { value: then, meta: life.fake.meta(201) };
      };
      expect(cartOf(await life.nextRun().create(), "done", "active").cartId).to.equal("made-2");
    });

    it("stops when what it holds can't be read", async () => {
      const life = await withForgottenCart();
      life.clock.advance(DAY);
      life.fake.fail("getCart", connectionError());
      const error = await life.create().catch((reason: unknown) => reason);
      expect(error).to.have.property("name", "PartnerCenterError");
    });

    it("gives up after many carts that are over", async () => {
      const life = await withForgottenCart();
      life.clock.advance(8 * DAY);
      const { createCart } = life.fake;
      life.fake.createCart = async (call: CreateCartCall) => {
        life.fake.made.set(call.requestId, "made-1");
        return createCart.call(life.fake, call);
      };
      expect(refusalOf(await life.create()))
        .to.include("old carts")
        .and.include("nothing was bought");
    });
  });
});
