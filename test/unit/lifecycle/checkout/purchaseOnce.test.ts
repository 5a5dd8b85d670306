import { expect } from "chai";
import { fakeOrder, ITEM } from "../../../support/cartsAndOrders";
import { buysSilently } from "../../../support/checkoutReplies";
import { PurchaseLife } from "../../../support/purchaseLife";
import { bought, expectOneOrder } from "../../../support/purchaseOutcomes";

describe("a cart and its checkout", () => {
  describe("buy once, and nothing more with the same program,", () => {
    const later: [string, (life: PurchaseLife) => Promise<void> | void][] = [
      ["at once", () => {}],
      ["after a refresh", (life) => life.refresh()],
      ["when the cart has expired", (life) => life.expire()],
      [
        "when the cart has expired, after a refresh",
        async (life) => {
          life.expire();
          await life.refresh();
          expect(life.cart?.state["status"]).to.equal("ordered");
        },
      ],
      [
        "when the order was cancelled and the cart has expired",
        (life) => {
          life.fake.orders = life.fake.orders.map((order) => ({ ...order, status: "cancelled" }));
          life.expire();
        },
      ],
      [
        "when the list says less of the order than the answer did",
        (life) => {
          life.fake.orders = life.fake.orders.map((order) => ({ ...order, billingCycle: undefined }));
          life.expire();
        },
      ],
      ["when the ordered cart vanishes at once", (life) => life.fake.carts.clear()],
      ["a year later", (life) => life.expire(400)],
      ["when Partner Center has forgotten the request ids", (life) => life.fake.made.clear()],
    ];
    for (const [title, happens] of later)
      it(title, async () => {
        const life = await bought();
        await happens(life);
        for (let run = 0; run < 2; run++) {
          expect(await life.up()).to.equal(undefined);
          await life.refresh();
        }
        expect(await life.up()).to.equal(undefined);
        expectOneOrder(life);
        expect(life.fake.made.size).to.be.at.most(1);
      });

    it("when the answer to the checkout was lost", async () => {
      const life = new PurchaseLife();
      const order = fakeOrder("order-of-made-1", {
        lineItems: [{ lineItemNumber: 0, offerId: ITEM, quantity: 25, termDuration: "P1Y" }],
      });
      life.fake.onCheckout(buysSilently(order));
      await life.up();
      expect(await life.up()).to.equal(undefined);
      expectOneOrder(life);
    });
  });

  it("refuse the same under another name", async () => {
    const first = await bought();
    const renamed = new PurchaseLife(first.world);
    expect(await renamed.up({ name: "renamed" })).to.match(
      /order-of.*alias.*adopt.*besides: \["order-of-made-1"\]/,
    );
    expect(first.bought).to.have.lengthOf(1);
  });

  it("refuse the same under another name beside the first one, also while its order is late in the list", async () => {
    const first = await bought();
    first.bought.forEach((id) => first.fake.lagging.add(id));
    const twin = new PurchaseLife(first.world);
    expect(await first.upInRun()).to.equal(undefined);
    expect(await twin.upInRun({ name: "twin" })).to.include("say on twin what it comes on top of");
    expect(first.bought).to.have.lengthOf(1);
  });

  it("buy a second time where the program says so, and then no more", async () => {
    const first = await bought();
    const twin = new PurchaseLife(first.world);
    const program = { name: "twin", besides: first.bought };
    expect(await twin.up(program)).to.equal(undefined);
    expect(first.bought).to.have.lengthOf(2);
    twin.expire();
    await twin.refresh();
    expect(await twin.up(program)).to.equal(undefined);
    expect(await first.up()).to.equal(undefined);
    expect(first.bought).to.have.lengthOf(2);
  });
});
