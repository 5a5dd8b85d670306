import { expect } from "chai";
import type { Cart, Order } from "../../../../provider/client/schemas";
import { ID } from "../../../support/checkoutLife";
import { INPUTS } from "../../../support/checkoutStates";
import { CART, CUSTOMER, fakeCart, ITEM, ITEM_B, twoGroups } from "../../../support/cartsAndOrders";
import { fakeSubscription } from "../../../support/subscriptions";
import { fakeWorld } from "../../../support/fakeWorld";
import { BEFORE, DECLARED, guarded, RENEWED, stranger, worldWith } from "../../../support/guardedCheckout";
import { connectionError, serviceError } from "../../../support/partnerCenterErrors";

describe("guardCheckout", () => {
  describe("of what a stranger ordered while the cart waited", () => {
    const line = { lineItemNumber: 0, offerId: ITEM, quantity: 1, termDuration: "P1Y" };
    const rows: [string, Cart, Order][] = [
      ["the same, before the cart was made, but listed late", fakeCart(), stranger()],
      ["the same, after the cart was made", fakeCart(), stranger({ creationDate: "2026-11-15T11:30:00Z" })],
      ["the same by another availability", fakeCart(), stranger({ item: RENEWED })],
      [
        "the same and more",
        fakeCart(),
        stranger({ lineItems: [{ ...line, lineItemNumber: 1, offerId: ITEM_B }, line] }),
      ],
      ["a part of it", twoGroups(), stranger()],
      [
        "a part of it, since the cart was made",
        twoGroups(),
        stranger({ creationDate: "2026-11-15T11:30:00Z" }),
      ],
    ];
    for (const [title, cart, order] of rows) {
      it(`refuses for ${title}, and prints the line that says it is known`, async () => {
        const { why, world } = await guarded({ cart, world: worldWith(order) });
        expect(why).to.include('`besides: ["stranger"]`').and.include("Nothing was sent that buys");
        expect(world.infos).to.deep.equal([]);
      });

      it(`lets the checkout through for ${title}, once besides says that it is known`, async () => {
        const inputs = { ...INPUTS, besides: ["stranger"] };
        expect((await guarded({ cart, world: worldWith(order), inputs })).why).to.equal(undefined);
      });
    }
  });
});

describe("guardCheckout, of what another cart of the program holds,", () => {
  const declaring = () => {
    const world = fakeWorld();
    world.memory.declareCart("s/other", {
      name: "other",
      resource: "s/other",
      customerId: CUSTOMER,
      lines: [DECLARED],
      isNew: false,
      comesOnTop: false,
    });
    return world;
  };

  it("refuses a line of it, though that was bought long ago, and asks nobody", async () => {
    const { why, asked } = await guarded({ world: declaring() });
    expect(why).to.include("other").and.include("besides");
    expect(asked).to.deep.equal([]);
  });

  it("lets it through where the program says on top of what it comes, and where it was sent before", async () => {
    const inputs = { ...INPUTS, besides: ["o-x"] };
    expect((await guarded({ world: declaring(), inputs })).why).to.equal(undefined);
    expect((await guarded({ world: declaring(), own: "unanswered" })).why).to.equal(undefined);
  });
});

describe("guardCheckout, by subscriptions,", () => {
  const live = (changes: object = {}) => {
    const world = fakeWorld();
    world.fake.subscriptions.push(
      fakeSubscription("o-old", { creationDate: "2025-12-01T00:00:00Z", ...changes }),
    );
    world.fake.fail("getOrder", serviceError(403, "20002"));
    return world;
  };

  it("refuses for one that goes on, on day 31 as on day 301, though nobody can read its order", async () => {
    const { why, asked } = await guarded({ world: live() });
    expect(why).to.include('`besides: ["o-old"]`').and.include("subscription a1b2c3d4");
    expect(asked).to.deep.equal(["listOrders", "listSubscriptions", "getOrder"]);
  });

  it("lets it through once besides names the subscription, or its order", async () => {
    for (const id of ["o-old", "A1B2C3D4-0000-4000-8000-000000000001"])
      expect((await guarded({ world: live(), inputs: { ...INPUTS, besides: [id] } })).why).to.equal(
        undefined,
      );
  });

  it("passes over one that has expired", async () => {
    expect((await guarded({ world: live({ status: "expired" }) })).why).to.equal(undefined);
  });
});

describe("guardCheckout, when what the customer has can't be told,", () => {
  for (const [title, method, error] of [
    ["the orders have no answer", "listOrders", connectionError()],
    ["the orders are refused", "listOrders", serviceError(403, "20002")],
    ["the subscriptions are refused", "listSubscriptions", serviceError(403, "20002")],
  ] as const)
    it(`refuses with its cause: ${title}`, async () => {
      const world = fakeWorld();
      world.fake.fail(method, error);
      const { why } = await guarded({ world, inputs: { ...INPUTS, besides: ["o-a"] } });
      expect(why)
        .to.include("can't be told")
        .and.include(error.message)
        .and.include("nothing was sent that buys");
    });

  it("refuses when an order that a live subscription names has no answer", async () => {
    const world = fakeWorld();
    world.fake.subscriptions.push(fakeSubscription("o-old", BEFORE));
    world.fake.fail("getOrder", connectionError());
    expect((await guarded({ world })).why)
      .to.include("can't be told")
      .and.include("timeout");
  });

  it("relies on orders alone where the partner may not list subscriptions, and warns of it each time", async () => {
    const world = fakeWorld();
    world.purchaseRules.listSubscriptions = false;
    const { why, asked } = await guarded({ world });
    expect([why, asked]).to.deep.equal([undefined, ["listOrders"]]);
    expect(world.warnings).to.have.lengthOf(1);
    expect(world.warnings[0]).to.include("partnercenter:listSubscriptions is false").and.include(CART);
    world.fake.hasOrders(stranger());
    expect((await guarded({ world })).why).to.include("stranger");
    expect(world.warnings).to.have.lengthOf(1);
  });
});

describe("guardCheckout, within one run,", () => {
  const other = `${CUSTOMER}/another`;

  it("refuses what another purchase buys, and enters what it authorizes itself", async () => {
    const world = fakeWorld();
    world.memory.claimLines(other, CUSTOMER, [DECLARED], []);
    const { why, asked } = await guarded({ world });
    expect(why).to.include("another").and.include("besides: <the other purchase>.orderIds");
    expect(asked).to.deep.equal([]);
    const { world: second } = await guarded();
    expect(second.memory.claimLines(other, CUSTOMER, [DECLARED], [])).to.equal(ID);
  });

  it("doesn't hold a purchase that it refused against another one", async () => {
    const { world } = await guarded({ world: worldWith(stranger()) });
    expect(world.memory.claimLines(other, CUSTOMER, [DECLARED], [])).to.equal(undefined);
  });

  it("goes on holding one against others whose earlier checkout may have bought, though it is refused now", async () => {
    const world = fakeWorld();
    world.fake.fail("listOrders", connectionError());
    expect((await guarded({ world, own: "unanswered" })).why).to.include("can't be told");
    expect(world.memory.claimLines(other, CUSTOMER, [DECLARED], [])).to.equal(ID);
  });
});
