import { expect } from "chai";
import { openLines } from "../../../../provider/lifecycle/checkout/guard";
import { orderState } from "../../../../provider/lifecycle/orders/order";
import { ID } from "../../../support/checkoutLife";
import { INPUTS, ORDER_ERROR } from "../../../support/checkoutStates";
import { cartLine, fakeCart, fakeOrder, ITEM_B, twoGroups } from "../../../support/cartsAndOrders";
import { fakeWorld } from "../../../support/fakeWorld";
import { DECLARED, guarded, RENEWED, stranger, worldWith } from "../../../support/guardedCheckout";

describe("guardCheckout", () => {
  it("authorizes what nothing speaks against, by one look at both lists", async () => {
    const { why, asked, world } = await guarded();
    expect(why).to.equal(undefined);
    expect(asked).to.deep.equal(["listOrders", "listSubscriptions"]);
    expect(world.warnings).to.deep.equal([]);
  });

  describe("of a cart that holds something else than was declared", () => {
    const cart = fakeCart({ lineItems: [cartLine({ quantity: 250 })] });
    const expectBoth = (why: string | undefined, asked: string[]) => {
      expect(why).to.include("250").and.include("25 was declared").and.include("is not checked out now");
      expect(asked).to.deep.equal([]);
    };

    it("refuses with both values, by the checkout's own lines, and asks nobody", async () => {
      const inputs = { ...INPUTS, lineItems: [{ ...DECLARED, quantity: 25 }] };
      const { why, asked } = await guarded({ cart, inputs });
      expectBoth(why, asked);
    });

    it("refuses by the lines that the run declares for the cart, where the checkout says none", async () => {
      const world = fakeWorld();
      world.memory.declareLineItems(ID, "s/own", [{ ...DECLARED, quantity: 25 }]);
      const { why, asked } = await guarded({ cart, world });
      expectBoth(why, asked);
    });

    it("refuses a line more and a line less", async () => {
      const inputs = { ...INPUTS, lineItems: [DECLARED] };
      expect((await guarded({ cart: twoGroups(), inputs })).why).to.include(
        "there are 2 in the cart (1 were declared)",
      );
      const two = { ...INPUTS, lineItems: [DECLARED, { ...DECLARED, catalogItemId: ITEM_B }] };
      expect((await guarded({ inputs: two })).why).to.include("is not checked out now");
    });

    it("refuses what was added that nobody declared, and what was taken out that the cart had repeated", async () => {
      const participants = [{ key: "transaction_reseller", value: "5550001" }];
      const added = fakeCart({ lineItems: [cartLine({ billingCycle: "monthly", participants })] });
      const inputs = { ...INPUTS, lineItems: [DECLARED] };
      expect((await guarded({ cart: added, inputs })).why)
        .to.include("participants")
        .and.include("5550001");
      const lineItems = [{ ...DECLARED, participants }];
      const world = fakeWorld();
      world.memory.declareLineItems(ID, "s/own", lineItems, ["lineItems[0].participants"]);
      const without = fakeCart({ lineItems: [cartLine({ billingCycle: "monthly" })] });
      const { why, asked } = await guarded({ cart: without, inputs: { ...INPUTS, lineItems }, world });
      expect(why).to.include("participants was dropped");
      expect(asked).to.deep.equal([]);
    });

    it("takes a renewed availability for the same", async () => {
      const inputs = { ...INPUTS, lineItems: [{ ...DECLARED, catalogItemId: RENEWED }] };
      expect(
        (await guarded({ cart: fakeCart({ lineItems: [cartLine({ billingCycle: "monthly" })] }), inputs }))
          .why,
      ).to.equal(undefined);
    });

    it("doesn't ask a repetition, which buys nothing", async () => {
      const inputs = { ...INPUTS, lineItems: [{ ...DECLARED, quantity: 25 }] };
      const ordered = { ...cart, status: "Ordered" };
      expect(await guarded({ cart: ordered, inputs })).to.deep.include({ why: undefined, asked: [] });
    });
  });

  describe("of a cart that reads Ordered as a whole", () => {
    const cart = fakeCart({ status: "Ordered" });

    for (const own of ["none", "unanswered", "refused"] as const)
      it(`asks nobody about duplicates and limits, and announces nothing, with own checkouts ${own}`, async () => {
        const inputs = { ...INPUTS, limits: { maxQuantity: 0 } };
        const { why, asked, world } = await guarded({ cart, own, inputs, world: worldWith(stranger()) });
        expect([why, asked, world.infos]).to.deep.equal([undefined, [], []]);
      });

    it("is forbidden all the same while purchases are switched off", async () => {
      const world = fakeWorld();
      world.purchaseRules.allowPurchases = false;
      expect((await guarded({ cart, world })).why).to.include("Purchases are switched off");
    });
  });

  /** Each row of the record: docs/decisions/0007-one-guard-before-money.md. */
  describe("asks what the customer has, whatever own checkouts there were,", () => {
    for (const own of ["none", "unanswered", "refused"] as const)
      for (const [status, orderErrors, open] of [
        ["Active", [], true],
        ["Active", [ORDER_ERROR], true],
        ["Ordered", [], false],
        ["Ordered", [ORDER_ERROR], true],
      ] as const)
        it(`${open ? "of" : "of nothing of"} a cart that reads ${status}, own checkouts ${own}, refused groups ${orderErrors.length}`, async () => {
          const lineItems = orderErrors.length > 0 ? twoGroups().lineItems : fakeCart().lineItems;
          const item = orderErrors.length > 0 ? ITEM_B : undefined;
          const known = orderErrors.length > 0 ? [orderState(fakeOrder("o-a"))] : [];
          const world = worldWith(fakeOrder("o-a"), stranger({ ...(item && { item }) }));
          if (known.length === 0) world.fake.orders = world.fake.orders.filter(({ id }) => id !== "o-a");
          const asked = {
            cart: fakeCart({ status, lineItems }),
            own,
            known,
            orderErrors: [...orderErrors],
            world,
          };
          const { why } = await guarded(asked);
          if (open) expect(why).to.include("stranger");
          else expect(why).to.equal(undefined);
        });
  });

  describe("of a retry of refused groups", () => {
    const known = [orderState(fakeOrder("o-a"))];
    const retry = { cart: twoGroups(), own: "refused" as const, known, orderErrors: [ORDER_ERROR] };

    it("asks for the lines of the open groups only", async () => {
      const same = stranger();
      expect((await guarded({ ...retry, world: worldWith(fakeOrder("o-a"), same) })).why).to.equal(undefined);
      const open = stranger({ item: ITEM_B });
      const { why } = await guarded({ ...retry, world: worldWith(fakeOrder("o-a"), open) });
      expect(why).to.include("stranger").and.include('besides: ["stranger"]');
    });

    it("holds also where the cart reads Ordered", async () => {
      const cart = twoGroups({ status: "Ordered" });
      const { why } = await guarded({ ...retry, cart, world: worldWith(stranger({ item: ITEM_B })) });
      expect(why).to.include("stranger");
    });

    it("asks for all lines where the answer or the cart doesn't tell the groups", async () => {
      const orderErrors = [{ code: "800030", description: "" }];
      expect((await guarded({ ...retry, orderErrors, world: worldWith(stranger()) })).why).to.include(
        "stranger",
      );
      const lineItems = [
        cartLine({ orderGroup: undefined }),
        cartLine({ catalogItemId: ITEM_B, orderGroup: "1" }),
      ];
      expect(openLines(fakeCart({ lineItems }), [ORDER_ERROR])).to.have.lengthOf(2);
      expect(openLines(twoGroups(), [{ ...ORDER_ERROR, orderGroupId: "7" }])).to.have.lengthOf(2);
      expect(openLines(twoGroups(), [ORDER_ERROR]).map(({ catalogItemId }) => catalogItemId)).to.deep.equal([
        ITEM_B,
      ]);
    });
  });
});
