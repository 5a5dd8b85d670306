import { expect } from "chai";
import { LINE } from "../../support/cartLife";
import {
  buysSilently,
  CART,
  cartLine,
  fakeCart,
  fakeOrder,
  ITEM,
  ITEM_B,
  MINUTE,
  noAnswer,
  places,
  refuses,
} from "../../support/fakePartnerCenter";
import { PurchaseLife } from "../../support/purchaseLife";

const OTHERS_ORDER = fakeOrder("stranger", {
  creationDate: "2026-11-16T00:00:00Z",
  lineItems: [{ lineItemNumber: 0, offerId: ITEM, quantity: 25, termDuration: "P1Y" }],
});
/** A limit that nothing can keep to, for a cart that is made and never bought. */
const STOPPED = { checkout: { limits: { maxTotal: { amount: 1, currency: "USD" } } } };

async function bought(): Promise<PurchaseLife> {
  const life = new PurchaseLife();
  expect(await life.up()).to.equal(undefined);
  expect(life.bought).to.have.lengthOf(1);
  return life;
}

/** A cart that was made and not bought. */
async function stopped(): Promise<PurchaseLife> {
  const life = new PurchaseLife();
  expect(await life.up(STOPPED)).to.include("limits.maxTotal");
  return life;
}

function expectOneOrder(life: PurchaseLife): void {
  expect(life.bought).to.have.lengthOf(1);
  expect(life.checkout?.state["orderIds"]).to.deep.equal(life.bought);
}

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

  describe("refuse, and name the way out, when state lost", () => {
    const lost: [string, (life: PurchaseLife) => void, RegExp][] = [
      ["the cart", (life) => (life.cart = undefined), /order-of.*alias.*adopt.*allowDuplicate/],
      [
        "both",
        (life) => {
          life.cart = life.checkout = undefined;
        },
        /order-of.*alias.*adopt.*allowDuplicate/,
      ],
      [
        "both, while the list doesn't show the order yet",
        (life) => {
          life.cart = life.checkout = undefined;
          life.bought.forEach((id) => life.fake.lagging.add(id));
        },
        /reads Ordered.*alias.*adopt.*allowDuplicate/,
      ],
      [
        "both, and Partner Center the request ids",
        (life) => {
          life.cart = life.checkout = undefined;
          life.fake.made.clear();
        },
        /order-of.*alias.*adopt.*allowDuplicate/,
      ],
      [
        "the checkout, when the cart has expired",
        (life) => {
          life.checkout = undefined;
          life.expire();
        },
        /order-of.*orderIds/,
      ],
    ];
    for (const [title, loses, words] of lost)
      it(title, async () => {
        const life = await bought();
        loses(life);
        expect(await life.up()).to.match(words);
        expect(life.bought).to.have.lengthOf(1);
      });

    it("the checkout alone takes its order over again while the cart is there", async () => {
      const life = await bought();
      life.checkout = undefined;
      expect(await life.up()).to.equal(undefined);
      expectOneOrder(life);
    });
  });

  it("refuse the same under another name", async () => {
    const first = await bought();
    const renamed = new PurchaseLife(first.world);
    expect(await renamed.up({ name: "renamed" })).to.match(/order-of.*alias.*adopt.*allowDuplicate/);
    expect(first.bought).to.have.lengthOf(1);
  });

  it("refuse the same under another name beside the first one, also while its order is late in the list", async () => {
    const first = await bought();
    first.bought.forEach((id) => first.fake.lagging.add(id));
    const twin = new PurchaseLife(first.world);
    expect(await first.upInRun()).to.equal(undefined);
    expect(await twin.upInRun({ name: "twin" })).to.include("allowDuplicate: true on twin");
    expect(first.bought).to.have.lengthOf(1);
  });

  it("buy a second time where the program says so, and then no more", async () => {
    const first = await bought();
    const twin = new PurchaseLife(first.world);
    const program = { name: "twin", allowDuplicate: true };
    expect(await twin.up(program)).to.equal(undefined);
    expect(first.bought).to.have.lengthOf(2);
    twin.expire();
    await twin.refresh();
    expect(await twin.up(program)).to.equal(undefined);
    expect(await first.up()).to.equal(undefined);
    expect(first.bought).to.have.lengthOf(2);
  });

  describe("of which nothing was bought", () => {
    it("buy once when the cart has expired: another one takes its place", async () => {
      const life = await stopped();
      life.expire();
      expect(await life.up()).to.equal(undefined);
      expect(life.cart?.state).to.include({ generation: 2, status: "active" });
      expect(life.bought).to.have.lengthOf(1);
    });

    it("buy once when Partner Center had refused the first cart and it has expired", async () => {
      const life = new PurchaseLife();
      life.fake.onCheckout(refuses(400, "800025"));
      expect(await life.up()).to.include("800025");
      life.expire();
      expect(await life.up()).to.equal(undefined);
      expect(life.bought).to.have.lengthOf(1);
    });

    it("make no cart and buy nothing while an order can be late in the list", async () => {
      const life = await stopped();
      life.expire(7);
      life.clock.advance(10 * MINUTE);
      expect(await life.up())
        .to.include("pulumi up")
        .and.include("Nothing was made or bought");
      expect(life.fake.made.size).to.equal(1);
      expect(life.bought).to.have.lengthOf(0);
    });

    it("buy nothing when a stranger ordered the same meanwhile, and do when a person says so", async () => {
      const life = await stopped();
      life.fake.hasOrders(OTHERS_ORDER);
      life.expire();
      expect(await life.up())
        .to.include("stranger")
        .and.include("orderIds");
      expect(life.world.infos.join()).to.include("pulumi state delete").and.include("allowDuplicate: true");
      expect(life.bought).to.have.lengthOf(0);
      life.cart = undefined;
      life.fake.made.clear();
      expect(await life.up())
        .to.include("stranger")
        .and.include("allowDuplicate");
      expect(await life.up({ allowDuplicate: true })).to.equal(undefined);
      expect(life.bought).to.have.lengthOf(1);
    });

    it("take over what somebody else made of the cart", async () => {
      const life = await stopped();
      const { cartId } = life.cart?.state ?? {};
      life.fake.hasOrders({ ...OTHERS_ORDER, creationDate: life.clock.iso() });
      life.fake.markOrdered(String(cartId));
      life.clock.advance(20 * MINUTE);
      expect(await life.up()).to.equal(undefined);
      expect(life.checkout?.state["orderIds"]).to.deep.equal(["stranger"]);
      expect(life.bought).to.have.lengthOf(0);
    });

    it("never buy a cart whose lines somebody else changed, once a refresh saw that", async () => {
      const life = await stopped();
      const cart = life.fake.carts.get("made-1");
      life.fake.hasCart(fakeCart({ ...cart, lineItems: [cartLine({ id: 0, ...LINE, quantity: 500 })] }));
      await life.refresh();
      expect(await life.up()).to.equal(undefined);
      expect(life.fake.orders[0]?.lineItems[0]?.quantity).to.equal(25);
    });
  });

  describe("whose checkout got no answer and never arrived", () => {
    it("buy once, with the same cart while it lives", async () => {
      const life = new PurchaseLife();
      life.fake.onCheckout(noAnswer());
      expect(await life.up()).to.include("not known yet");
      expect(await life.up()).to.equal(undefined);
      expectOneOrder(life);
    });

    it("buy once, with another cart when that one expired, after a refresh has settled it", async () => {
      const life = new PurchaseLife();
      life.fake.onCheckout(noAnswer());
      expect(await life.up()).to.include("not known yet");
      life.expire();
      const reason = await life.up();
      expect(reason).to.include("Another purchase is another resource").and.include("pulumi refresh");
      expect(life.bought).to.have.lengthOf(0);
      await life.refresh();
      expect(await life.up()).to.equal(undefined);
      expectOneOrder(life);
    });
  });

  describe("with edits", () => {
    const EDITED = { lineItems: [{ ...LINE, quantity: 30 }] };

    it("buy what was edited before the purchase", async () => {
      const life = await stopped();
      expect(await life.up(EDITED)).to.equal(undefined);
      expect(life.fake.orders[0]?.lineItems[0]?.quantity).to.equal(30);
      expectOneOrder(life);
    });

    it("refuse them after the purchase, at once, after a refresh and after the cart's end", async () => {
      const life = await bought();
      expect(await life.up(EDITED)).to.include("lineItems can't change");
      await life.refresh();
      expect(await life.up(EDITED)).to.include("lineItems can't change");
      life.expire();
      expect(await life.up(EDITED)).to.include("lineItems can't change");
      expect(await life.up()).to.equal(undefined);
      expectOneOrder(life);
    });

    it("refuse them when a part was bought, and leave that part bought once", async () => {
      const life = new PurchaseLife();
      const program = { lineItems: [LINE, { ...LINE, catalogItemId: ITEM_B }] };
      const order = fakeOrder("order-of-a", {
        lineItems: [{ lineItemNumber: 0, offerId: ITEM, quantity: 25, termDuration: "P1Y" }],
      });
      life.fake.onCheckout((call, fake) => {
        const reply = places({
          orders: [order],
          orderErrors: [{ orderGroupId: "1", code: "800030", description: "no" }],
        })(call, fake);
        const cart = fake.carts.get(call.cartId);
        if (cart) fake.hasCart({ ...cart, status: "Active" });
        return reply;
      });
      expect(await life.up(program))
        .to.include("order-of-a")
        .and.include("800030");
      const posts = life.fake.posted.length;
      const edited = { lineItems: [LINE, { ...LINE, catalogItemId: ITEM_B, quantity: 3 }] };
      expect(await life.up(edited))
        .to.include("ordered in part")
        .and.include("order-of-a");
      expect(life.fake.posted).to.have.lengthOf(posts);
      expect(life.bought).to.deep.equal(["order-of-a"]);
    });
  });

  describe("with adopt", () => {
    const ADOPT = { adopt: true };
    const withOlder = () => {
      const life = new PurchaseLife();
      life.fake.hasOrders({ ...OTHERS_ORDER, creationDate: "2026-11-01T00:00:00Z" });
      return life;
    };

    it("take an older order over, and buy nothing, for good", async () => {
      const life = withOlder();
      expect(await life.up(ADOPT)).to.equal(undefined);
      expect(life.checkout?.state["orderIds"]).to.deep.equal(["stranger"]);
      life.expire();
      await life.refresh();
      expect(life.cart?.state["status"]).to.equal("ordered");
      expect(await life.up(ADOPT)).to.equal(undefined);
      expect(await life.up()).to.equal(undefined);
      expect(life.bought).to.deep.equal([]);
      expect(life.fake.made.size).to.equal(1);
    });

    it("refuse an edit of what was taken over, though its cart was never ordered", async () => {
      const life = withOlder();
      expect(await life.up(ADOPT)).to.equal(undefined);
      expect(await life.up({ ...ADOPT, lineItems: [{ ...LINE, quantity: 30 }] })).to.include("stranger");
      expect(await life.up(ADOPT)).to.equal(undefined);
    });

    it("buy nothing when only the cart says it", async () => {
      const life = withOlder();
      expect(await life.up({ ...ADOPT, checkout: { adopt: undefined } })).to.include(
        "adopt: true on the checkout",
      );
      expect(life.bought).to.deep.equal([]);
    });

    it("take their own purchase over again when state was lost", async () => {
      const life = await bought();
      life.cart = life.checkout = undefined;
      life.clock.advance(20 * MINUTE);
      expect(await life.up(ADOPT)).to.equal(undefined);
      expectOneOrder(life);
    });
  });

  describe("with existingCartId", () => {
    const program = { existingCartId: CART };
    const withExisting = () => {
      const life = new PurchaseLife();
      life.fake.hasCart(fakeCart({ lineItems: [cartLine({ id: 0, ...LINE })] }));
      return life;
    };

    it("buy that cart once, and make none, for good", async () => {
      const life = withExisting();
      expect(await life.up(program)).to.equal(undefined);
      life.expire();
      await life.refresh();
      expect(await life.up(program)).to.equal(undefined);
      expectOneOrder(life);
      expect(life.fake.made.size).to.equal(0);
    });

    it("take it over under another name, though it is long gone, and buy nothing", async () => {
      const life = withExisting();
      expect(await life.up(program)).to.equal(undefined);
      life.expire();
      const renamed = new PurchaseLife(life.world);
      expect(await renamed.up({ ...program, name: "renamed" }))
        .to.include("order-of")
        .and.include("orderIds");
      expect(life.bought).to.have.lengthOf(1);
    });
  });
});
