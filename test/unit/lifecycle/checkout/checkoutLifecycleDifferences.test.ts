import { expect } from "chai";
import type { CheckoutState } from "../../../../provider/lifecycle/checkout/state";
import { CheckoutLife, NO_WAIT, reasonOf, stateOf } from "../../../support/checkoutLife";
import { places } from "../../../support/checkoutReplies";
import { ORDER_ERROR, partialState, stored } from "../../../support/checkoutStates";
import { cartLine, fakeCart, fakeOrder, ITEM, ITEM_B, twoGroups } from "../../../support/cartsAndOrders";
import type { Order } from "../../../../provider/client/schemas";

const line = { lineItemNumber: 0, offerId: ITEM, quantity: 25, termDuration: "P1Y" };
const ordered = (changes: object = {}, order: Partial<Order> = {}) =>
  fakeOrder("o-a", { lineItems: [{ ...line, ...changes }], ...order });
const SEATS = cartLine({ quantity: 25 });

/** A cart of 25 seats, and the orders that its checkout answers with. */
function answeredWith(...orders: Order[]): CheckoutLife {
  const life = new CheckoutLife();
  life.fake.hasCart(fakeCart({ lineItems: [SEATS] })).onCheckout(places({ orders }));
  return life;
}

async function differing(): Promise<{ life: CheckoutLife; state: CheckoutState }> {
  const life = answeredWith(ordered({ quantity: 20 }));
  return { life, state: stateOf(await life.create(), "initFailure", "completed") };
}

describe("a checkout whose answer holds something else than its cart", () => {
  const STRANGER = "94cd6638-11b6-4323-8c9f-6ae3088adc59";
  const rows: [string, Order[], RegExp][] = [
    ["20 of 25 seats", [ordered({ quantity: 20 })], /order o-a holds 20 x .* \(the cart held 25 x/],
    [
      "another item",
      [ordered({ offerId: ITEM_B })],
      /order o-a holds 25 x DZH318Z0E201.*did not hold.*no order holds/s,
    ],
    ["another term", [ordered({ termDuration: "P3Y" })], /P3Y \(the cart held 25 x .*P1Y\)/],
    [
      "another customer",
      [ordered({}, { referenceCustomerId: STRANGER })],
      new RegExp(`for customer ${STRANGER}`),
    ],
    ["an order too many", [ordered(), { ...ordered(), id: "o-b" }], /order o-b holds 25 x .* did not hold/],
  ];
  for (const [title, orders, words] of rows)
    it(`keeps the orders and fails, naming ${title}, and how to accept it`, async () => {
      const life = answeredWith(...orders);
      const ended = await life.create();
      const state = stateOf(ended, "initFailure", "completed");
      const ids = orders.map(({ id }) => id);
      expect(state.orderIds).to.deep.equal(ids);
      expect(state.differences?.join("\n")).to.match(words);
      expect(reasonOf(ended))
        .to.match(words)
        .and.include("not as it was declared")
        .and.include(`orderIds: [${ids.map((id) => `"${id}"`).join(", ")}]`);
    });

  it("names a line that is missing", async () => {
    const life = new CheckoutLife();
    life.fake.hasCart(fakeCart({ lineItems: [SEATS, cartLine({ catalogItemId: ITEM_B })] }));
    life.fake.onCheckout(places({ orders: [ordered()] }));
    const state = stateOf(await life.create(), "initFailure", "completed");
    expect(state.differences).to.deep.equal([`no order holds 1 x ${ITEM_B}, P1Y, which the cart held`]);
  });

  it("says nothing of the same through a renewed availability", async () => {
    const life = answeredWith(ordered({ offerId: "CFQ7TTC0E101:0001:CFQ7TTC0ZZZZ" }));
    expect(stateOf(await life.create(), "done", "completed").differences).to.equal(undefined);
  });

  it("is work that is left to do, in state that comes back through JSON, and fails every later run without a checkout", async () => {
    const { life, state } = await differing();
    for (let run = 0; run < 2; run++) {
      const kept = stored(state) as unknown as CheckoutState;
      expect((await life.nextRun().diff(kept)).changes).to.equal(true);
      const after = stateOf(await life.update(kept), "initFailure", "completed");
      expect(after.differences).to.deep.equal(state.differences);
      expect(life.fake.posted).to.deep.equal([]);
    }
  });

  it("keeps it through a refresh", async () => {
    const { life, state } = await differing();
    const read = stateOf(await life.nextRun().read(state), "done");
    expect(read.differences).to.deep.equal(state.differences);
    expect((await life.diff(read)).changes).to.equal(true);
  });

  it("is settled once orderIds names its orders, by either of their ids, and buys nothing", async () => {
    for (const orderIds of [["o-a"], ["portal-1"]]) {
      const { life, state } = await differing();
      life.fake.orders = life.fake.orders.map((order) => ({ ...order, alternateId: "portal-1" }));
      const accepted = stateOf(
        await life.nextRun().update(state, { ...NO_WAIT, orderIds }),
        "done",
        "completed",
      );
      expect(accepted.differences).to.equal(undefined);
      expect((await life.diff(accepted)).changes).to.equal(false);
      expect((await life.diff(accepted, { ...NO_WAIT, orderIds })).changes).to.equal(false);
      expect(life.fake.posted).to.deep.equal([]);
    }
  });

  it("stays open while orderIds leaves one of its orders out", async () => {
    const life = answeredWith(ordered(), { ...ordered(), id: "o-b" });
    const state = stateOf(await life.create(), "initFailure");
    const ended = await life.nextRun().update(state, { ...NO_WAIT, orderIds: ["o-a"] });
    expect(stateOf(ended, "initFailure").differences).to.deep.equal(state.differences);
  });
});

describe("a checkout of which a group was refused", () => {
  it("names a difference of the other one beside the refusal", async () => {
    const life = new CheckoutLife();
    life.fake.hasCart(twoGroups());
    const orders = [ordered({ quantity: 3 })];
    life.fake.onCheckout(places({ orders, orderErrors: [ORDER_ERROR] }));
    const ended = await life.create();
    const state = stateOf(ended, "initFailure", "partiallyFailed");
    expect(state.differences).to.deep.equal([
      `order o-a holds 3 x ${ITEM}, P1Y (the cart held 1 x ${ITEM}, P1Y)`,
    ]);
    expect(reasonOf(ended)).to.include("800030").and.include("not as it was declared");
  });

  it("misses nothing of the refused group, its add-ons included", async () => {
    const addonItems = [{ catalogItemId: "MS-AZR-0145P", quantity: 3, termDuration: "P1Y" }];
    const lineItems = [cartLine(), cartLine({ catalogItemId: ITEM_B, orderGroup: "1", addonItems })];
    const life = new CheckoutLife();
    life.fake.hasCart(fakeCart({ lineItems }));
    life.fake.onCheckout(places({ orders: [fakeOrder("o-a")], orderErrors: [ORDER_ERROR] }));
    expect(stateOf(await life.create(), "initFailure", "partiallyFailed").differences).to.equal(undefined);
  });

  it("doesn't hold seats that changed since against its cart when the group is tried again", async () => {
    const life = new CheckoutLife();
    const lineItems = fakeOrder("o-a").lineItems.map((one) => ({ ...one, quantity: 7 }));
    life.fake.hasCart(twoGroups()).hasOrders(fakeOrder("o-a", { lineItems }));
    life.fake.onCheckout(places({ orders: [fakeOrder("o-b", { item: ITEM_B })] }));
    const before = partialState({ waitForProvisioning: false });
    const state = stateOf(await life.update(before), "done", "completed");
    expect(state.differences).to.equal(undefined);
  });
});
