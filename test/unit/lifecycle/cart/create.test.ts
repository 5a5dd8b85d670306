import { expect } from "chai";
import { CART_INPUTS, CartLife, cartOf, LINE, refusalOf } from "../../../support/cartLife";
import { fakeOrder, ITEM } from "../../../support/cartsAndOrders";
import { connectionError, serviceError } from "../../../support/partnerCenterErrors";

const lineItems = [{ lineItemNumber: 0, offerId: ITEM, quantity: 25, termDuration: "P1Y" }];
const orderAt = (creationDate: string, changes: object = {}) =>
  fakeOrder("o-a", { creationDate, lineItems, ...changes });

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
        'ifAlreadyOrdered: "adopt"',
        'besides: ["o-a"]',
        "Nothing was sent that buys",
      ])
        expect(reason).to.include(part);
      expect(life.methods).to.deep.equal(["listOrders", "listSubscriptions"]);
    });

    it("happens on top of it, once besides names it, after the same look", async () => {
      const life = withOrder();
      cartOf(await life.create({ ...CART_INPUTS, besides: ["O-A"] }), "done", "active");
      expect(life.methods).to.deep.equal(["listOrders", "listSubscriptions", "createCart"]);
    });

    it("is refused for whatever besides doesn't name", async () => {
      const life = withOrder();
      life.fake.hasOrders(orderAt("2026-11-01T00:00:00Z", { id: "o-b" }));
      const reason = refusalOf(await life.create({ ...CART_INPUTS, besides: ["o-a"] }));
      expect(reason).to.include('`besides: ["o-a", "o-b"]`');
    });

    it("happens with adopt, and leaves the look to the checkout", async () => {
      const life = withOrder();
      const state = cartOf(
        await life.create({ ...CART_INPUTS, ifAlreadyOrdered: "adopt" }),
        "done",
        "active",
      );
      expect(state.adopt).to.equal(true);
      expect(life.methods).to.deep.equal(["createCart"]);
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
      expect(cartOf(await life.create(), "done", "active").adopt).to.equal(undefined);
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
    it(`is refused when the look ${title}, with its cause, whatever besides names`, async () => {
      for (const besides of [undefined, ["o-a"]]) {
        const life = new CartLife();
        life.fake.fail(method, error);
        const reason = refusalOf(await life.create({ ...CART_INPUTS, besides }));
        expect(reason).to.include("can't be told").and.include(error.message);
        expect(life.methods).to.deep.equal(["listOrders", "listSubscriptions"]);
      }
    });

  it("passes an error of the service on, having changed nothing", async () => {
    const life = new CartLife();
    const refused = serviceError(400, "800002", "create a cart");
    life.fake.fail("createCart", refused, refused);
    expect(refusalOf(await life.create())).to.include("800002");
    expect(life.fake.made.size).to.equal(0);
  });

  describe("that Partner Center refuses for certain", () => {
    const requestIds = (life: CartLife) =>
      life.fake.calls.filter(({ method }) => method === "createCart").map(({ requestId }) => requestId);
    const DEFINITE = serviceError(400, "800002", "create a cart");

    it("is asked for once more under a random request id, since the refusal may be repeated for ever", async () => {
      const life = new CartLife();
      life.fake.fail("createCart", DEFINITE);
      const state = cartOf(await life.create(), "done", "active");
      expect(state).to.deep.include({ cartId: "made-1", generation: 1 });
      const [derived, random, ...more] = requestIds(life);
      expect(more).to.deep.equal([]);
      expect(random).to.equal("random-1").and.not.equal(derived);
    });

    it("is asked for no third time", async () => {
      const life = new CartLife();
      life.fake.fail("createCart", DEFINITE, serviceError(403, "20002"));
      expect(refusalOf(await life.create())).to.include("20002");
      expect(requestIds(life)).to.have.lengthOf(2);
    });

    it("keeps the derived id for the next run", async () => {
      const life = new CartLife();
      life.fake.fail("createCart", DEFINITE, DEFINITE);
      refusalOf(await life.create());
      const [derived] = requestIds(life);
      cartOf(await life.nextRun().create(), "done", "active");
      expect(requestIds(life)).to.deep.equal([derived]);
    });

    const indefinite: [string, Error][] = [
      ["no answer came", connectionError()],
      ["a 5xx came", serviceError(500, "800003")],
      ["a 4xx came without a code of Partner Center's own", serviceError(403)],
      ["a gateway's 4xx came", serviceError(404, "404")],
      ["too many calls were made", serviceError(429, "429001")],
      ["another request is at work", serviceError(409, "800064")],
    ];
    for (const [title, error] of indefinite)
      it(`is not asked for under another id when ${title}: a cart may exist under the first`, async () => {
        const life = new CartLife();
        life.fake.fail("createCart", error);
        expect(refusalOf(await life.create())).to.equal(error.message);
        expect(requestIds(life)).to.have.lengthOf(1);
      });
  });
});
