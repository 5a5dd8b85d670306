import { expect } from "chai";
import { CART, cartLine, fakeCart, fakeOrder, ITEM } from "../../../support/cartsAndOrders";
import { isPutOff, places } from "../../../support/checkoutReplies";
import { CheckoutLife, NO_WAIT, reasonOf, requestIdOf, stateOf } from "../../../support/checkoutLife";
import type { FakePartnerCenter, ScriptedReply } from "../../../support/fakePartnerCenter";
import { connectionError, serviceError } from "../../../support/partnerCenterErrors";

const LOOK = ["getCart", "listOrders", "listSubscriptions"];
const MINUTES = 60_000;
const patient = { ...NO_WAIT, checkoutTimeoutSeconds: 3600 };

/** A reply, and what happens while the checkout that got it waits. */
function meanwhile(reply: ScriptedReply, happens: (fake: FakePartnerCenter) => void): ScriptedReply {
  return (call, fake) => {
    const replied = reply(call, fake);
    happens(fake);
    return replied;
  };
}

describe("a checkout that Partner Center puts off", () => {
  it("is authorized anew before it is sent again, under the same request id", async () => {
    const life = new CheckoutLife();
    life.fake.onCheckout(isPutOff(5 * MINUTES), places({ orders: [fakeOrder("o-a")] }));
    stateOf(await life.create(patient), "done", "completed");
    expect(life.fake.calls.map(({ method }) => method)).to.deep.equal([
      ...LOOK,
      "checkoutCart",
      ...LOOK,
      "checkoutCart",
    ]);
    expect(life.fake.posted).to.deep.equal([requestIdOf(1), requestIdOf(1)]);
    expect(life.world.clock.sleeps).to.deep.equal([5 * MINUTES]);
  });

  it("is told to people once", async () => {
    const life = new CheckoutLife();
    life.fake.onCheckout(isPutOff(5 * MINUTES), places({ orders: [fakeOrder("o-a")] }));
    await life.create(patient);
    expect(life.world.infos.filter((line) => line.includes(CART))).to.have.lengthOf(1);
  });

  it("isn't sent again once somebody else ordered the same", async () => {
    const life = new CheckoutLife();
    const ordered = fakeOrder("stranger", { creationDate: life.world.clock.iso(4) });
    life.fake.onCheckout(meanwhile(isPutOff(5 * MINUTES), (fake) => fake.hasOrders(ordered)));
    const reason = reasonOf(await life.create(patient));
    expect(reason).to.include('besides: ["stranger"]').and.include("is not sent again");
    expect(reason).not.to.match(/Nothing was sent|adopt/);
    expect(life.fake.posted).to.have.lengthOf(1);
  });

  it("isn't sent again once somebody else set another quantity", async () => {
    const life = new CheckoutLife();
    const cartOf = (quantity: number) =>
      fakeCart({ lineItems: [cartLine({ quantity, billingCycle: "monthly" })] });
    life.fake.hasCart(cartOf(25));
    life.fake.onCheckout(meanwhile(isPutOff(5 * MINUTES), (fake) => fake.hasCart(cartOf(250))));
    const lineItems = [{ catalogItemId: ITEM, quantity: 25, termDuration: "P1Y", billingCycle: "monthly" }];
    expect(reasonOf(await life.create({ ...patient, lineItems }))).to.include("250");
    expect(life.fake.posted).to.have.lengthOf(1);
  });

  it("ends unknown where the wait is longer than it may take", async () => {
    const life = new CheckoutLife();
    life.fake.onCheckout(isPutOff(5 * MINUTES));
    stateOf(await life.create({ ...NO_WAIT, checkoutTimeoutSeconds: 60 }), "initFailure", "unknown");
    expect(life.fake.posted).to.have.lengthOf(1);
  });

  it("waits through an outage in which it can't be authorized", async () => {
    const life = new CheckoutLife();
    life.fake.onCheckout(isPutOff(5 * MINUTES), places({ orders: [fakeOrder("o-a")] }));
    life.fake.fail("getCart", undefined, connectionError("refused"), serviceError(503, undefined, "get", 0));
    stateOf(await life.create(patient), "done", "completed");
    expect(life.fake.posted).to.have.lengthOf(2);
  });

  it("ends after a bounded number of tries, and says that nothing was sent where nothing was", async () => {
    const life = new CheckoutLife();
    life.fake.otherwise = (_call, { clock }) => ({
      kind: "notSent",
      tries: 0,
      earlierUnknown: false,
      error: connectionError("refused"),
      retryAt: clock.now() + MINUTES,
    });
    const forDays = { ...NO_WAIT, checkoutTimeoutSeconds: 7200 };
    expect(reasonOf(await life.create(forDays))).to.include("No checkout was sent");
    expect(life.fake.posted.length).to.be.at.most(50);
  });
});

describe("an observation that takes long", () => {
  it("is made once more, since what it read first may have changed", async () => {
    const life = new CheckoutLife();
    const { fake, world } = life;
    const list = fake.listOrders.bind(fake);
    let reads = 0;
    fake.listOrders = async (...args) => {
      const orders = await list(...args);
      if (++reads === 1) world.clock.advance(20_000);
      return orders;
    };
    fake.onCheckout(places({ orders: [fakeOrder("o-a")] }));
    stateOf(await life.create(), "done", "completed");
    expect(fake.calls.map(({ method }) => method)).to.deep.equal([...LOOK, ...LOOK, "checkoutCart"]);
  });

  it("counts the second time, however long it takes", async () => {
    const life = new CheckoutLife();
    const { fake, world } = life;
    const read = fake.getCart.bind(fake);
    fake.getCart = (...args) => {
      world.clock.advance(70_000);
      return read(...args);
    };
    fake.onCheckout((call, { clock }) => {
      expect(call.authorizedUntil).to.be.greaterThan(clock.now());
      return places({ orders: [fakeOrder("o-a")] })(call, fake);
    });
    stateOf(await life.create(), "done", "completed");
  });
});
