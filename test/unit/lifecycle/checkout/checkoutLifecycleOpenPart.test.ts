import { expect } from "chai";
import { CartCheckoutLifecycle } from "../../../../provider/lifecycle/checkout/checkoutLifecycle";
import { CheckoutLife, NO_WAIT, reasonOf, stateOf } from "../../../support/checkoutLife";
import { stored, unknownState } from "../../../support/checkoutStates";
import {
  CART,
  CUSTOMER,
  fakeCart,
  fakeOrder,
  ITEM,
  ITEM_B,
  OTHER_CART,
  twoGroups,
} from "../../../support/cartsAndOrders";
import { MINUTE } from "../../../support/fakeClock";
import { places } from "../../../support/checkoutReplies";
import { refusalIn } from "../../../support/ended";

/** A run was killed after it had bought the first of two groups; the cart reads `Ordered` all the same. */
function partlyBought(): CheckoutLife {
  const life = new CheckoutLife();
  life.fake.hasCart(twoGroups()).hasOrders(fakeOrder("o-a", { creationDate: life.world.clock.iso() }));
  life.fake.markOrdered(CART);
  life.world.clock.advance(30 * MINUTE);
  return life;
}
const rest = { item: ITEM_B };

describe("a cart that reads Ordered, and of which a killed run bought a part", () => {
  it("neither takes a stranger's order of the rest for its own nor buys the rest beside it", async () => {
    const life = partlyBought();
    life.fake.hasOrders(fakeOrder("stranger", { ...rest, creationDate: life.world.clock.iso(-10) }));
    const ended = await life.create();
    expect(reasonOf(ended)).to.include("stranger").and.include('besides: ["stranger"]');
    expect(life.fake.posted).to.deep.equal([]);
  });

  it("holds the limits when the rest may be bought", async () => {
    const life = partlyBought();
    const limits = { maxTotal: { amount: "1", currency: "USD" } };
    expect(reasonOf(await life.create({ ...NO_WAIT, limits }))).to.include("A limit stops this purchase");
    expect(life.fake.posted).to.deep.equal([]);
  });

  it("goes on by itself where nothing speaks against the rest", async () => {
    const life = partlyBought();
    const orders = [fakeOrder("o-a"), fakeOrder("o-b", rest)];
    life.fake.onCheckout(places({ orders }));
    expect(stateOf(await life.create(), "done").orderIds).to.deep.equal(["o-a", "o-b"]);
  });
});

describe("a cart of two groups that reads Ordered, and no order of which shows yet", () => {
  const hidden = (): CheckoutLife => {
    const life = new CheckoutLife();
    life.fake.hasCart(twoGroups()).hasOrders(fakeOrder("o-a", { creationDate: life.world.clock.iso() }));
    life.fake.markOrdered(CART);
    life.fake.lagging.add("o-a");
    return life;
  };

  it("isn't sent beside a stranger's order of one of them: it may have been refused", async () => {
    const life = hidden();
    life.fake.hasOrders(fakeOrder("stranger", { ...rest, creationDate: life.world.clock.iso(5) }));
    expect(reasonOf(await life.create())).to.include('besides: ["stranger"]');
    expect(life.fake.posted).to.deep.equal([]);
  });

  it("holds the limits of today", async () => {
    const limits = { maxTotal: { amount: "1", currency: "USD" } };
    const life = hidden();
    expect(reasonOf(await life.create({ ...NO_WAIT, limits }))).to.include("A limit stops this purchase");
    expect(life.fake.posted).to.deep.equal([]);
  });

  it("is sent again where nothing speaks against it: the answer tells its orders", async () => {
    const life = hidden();
    const orders = [fakeOrder("o-a"), fakeOrder("o-b", rest)];
    life.fake.onCheckout(places({ orders }));
    expect(stateOf(await life.create(), "done").orderIds).to.deep.equal(["o-a", "o-b"]);
  });

  it("was touched by its checkout, also within the second in which it was made", async () => {
    const life = hidden();
    const at = life.world.clock.iso();
    life.fake.hasCart({ ...twoGroups(), creationTimestamp: at }).markOrdered(CART, at);
    life.fake.lagging.clear();
    const orders = [fakeOrder("o-a"), fakeOrder("o-b", rest)];
    life.fake.onCheckout(places({ orders }));
    expect(stateOf(await life.create(), "done").orderIds).to.deep.equal(["o-a", "o-b"]);
  });
});

describe("a cart of several groups that a killed run ordered whole", () => {
  const ADDON = "CFQ7TTC0ADDN:0001:CFQ7TTC0ADD1";
  const line = (offerId: string) => ({ offerId, quantity: 1, termDuration: "P1Y" });
  const orderOf = (life: CheckoutLife, id: string, ...offers: string[]) =>
    fakeOrder(id, {
      creationDate: life.world.clock.iso(),
      lineItems: offers.map((offer, lineItemNumber) => ({ lineItemNumber, ...line(offer) })),
    });
  const cases: [string, (life: CheckoutLife) => void][] = [
    [
      "with an add-on",
      (life) => {
        const [first, second] = twoGroups().lineItems;
        const addonItems = [{ catalogItemId: ADDON, quantity: 1, termDuration: "P1Y" }];
        life.fake.hasCart(fakeCart({ lineItems: [{ ...first!, addonItems }, second!] }));
        life.fake.hasOrders(orderOf(life, "o-a", ITEM, ADDON), orderOf(life, "o-b", ITEM_B));
      },
    ],
    [
      "by another availability",
      (life) => {
        life.fake.hasCart(twoGroups());
        const other = ITEM.replace(/[^:]+$/, "CFQ7TTC0ZZZZ");
        life.fake.hasOrders(orderOf(life, "o-a", other), orderOf(life, "o-b", ITEM_B));
      },
    ],
  ];
  for (const [title, happens] of cases)
    it(`is recovered by the unchanged program ${title}`, async () => {
      const life = new CheckoutLife();
      happens(life);
      life.fake.markOrdered(CART);
      life.fake.onCheckout(places({ orders: life.fake.orders }));
      expect(stateOf(await life.create(), "done").orderIds).to.deep.equal(["o-a", "o-b"]);
    });

  it("is recovered after a lost answer where a checkout doesn't touch its cart", async () => {
    const life = new CheckoutLife();
    life.fake.hasCart(twoGroups());
    life.world.clock.advance(24 * 60 * MINUTE);
    const since = life.world.clock.iso();
    life.fake.hasOrders(orderOf(life, "o-a", ITEM), orderOf(life, "o-b", ITEM_B));
    life.fake.hasCart(twoGroups({ status: "Ordered" }));
    life.world.clock.advance(20 * MINUTE);
    const unsettled = { unanswered: true, since, lines: [] };
    life.fake.onCheckout(places({ orders: life.fake.orders }));
    const state = stateOf(await life.update(unknownState({ unsettled })), "done");
    expect(state.orderIds).to.deep.equal(["o-a", "o-b"]);
  });
});

describe("a cart that reads Ordered, and of which this resource knows nothing", () => {
  it("is kept in state when something speaks against its checkout, and isn't forgotten", async () => {
    const life = partlyBought();
    const limits = { maxTotal: { amount: "1", currency: "USD" } };
    const ended = await life.create({ ...NO_WAIT, limits });
    const state = stateOf(ended, "initFailure", "unknown");
    expect(reasonOf(ended)).to.include("The cart reads Ordered").and.include("o-a");
    expect(refusalIn(await life.nextRun().delete(state))).to.include("not known yet");
  });

  it("is asked for as before in the next run of the unchanged program", async () => {
    const life = partlyBought();
    life.fake.hasOrders(fakeOrder("stranger", { ...rest, creationDate: life.world.clock.iso(-10) }));
    const state = stateOf(await life.create(), "initFailure", "unknown");
    const again = await life.nextRun().update(state);
    expect(reasonOf(again)).to.include('besides: ["stranger"]');
    expect(life.fake.posted).to.deep.equal([]);
    const orders = [fakeOrder("o-a"), fakeOrder("o-b", rest)];
    life.fake.onCheckout(places({ orders }));
    const named = { ...NO_WAIT, besides: ["stranger"] };
    expect(stateOf(await life.nextRun().update(state, named), "done").orderIds).to.deep.equal(["o-a", "o-b"]);
  });
});

describe("an answer that names fewer orders than the cart has groups", () => {
  it("keeps what the named one holds otherwise, also once the others are found", async () => {
    const life = new CheckoutLife();
    life.fake.hasCart(twoGroups());
    const [line] = fakeOrder("x").lineItems;
    const other = fakeOrder("o-a", { lineItems: [{ lineItemNumber: 0, ...line, quantity: 9 }] });
    life.fake.onCheckout(places({ orders: [other] }));
    const state = stateOf(await life.create(), "initFailure", "unknown");
    expect(state.differences?.join()).to.include("order o-a holds 9 x").and.include("(the cart held 1 x");
  });
});

describe("a purchase that state holds and no list shows yet", () => {
  it("isn't bought by another resource of the program", async () => {
    const life = new CheckoutLife();
    life.fake.onCheckout(places({ orders: [fakeOrder("o-a", { creationDate: life.world.clock.iso() })] }));
    const bought = stateOf(await life.create(), "done");
    life.nextRun();
    life.fake.hasCart(fakeCart({ id: OTHER_CART })).lagging.add("o-a");
    const lifecycle = new CartCheckoutLifecycle(life.world);
    await lifecycle.diff(`${CUSTOMER}/${CART}`, stored(bought), NO_WAIT);
    const end = await lifecycle.create({ ...NO_WAIT, cartId: OTHER_CART });
    expect(refusalIn(end)).to.include("another resource of this program");
    expect(life.fake.posted).to.deep.equal([]);
  });
});
