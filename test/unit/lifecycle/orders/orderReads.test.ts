import { expect } from "chai";
import { Refusal } from "../../../../provider/lifecycle/core/lifecycle";
import {
  namedOrders,
  refreshOrders,
  waitForProvisioning,
} from "../../../../provider/lifecycle/orders/orderReads";
import { orderState } from "../../../../provider/lifecycle/orders/order";
import type { Order } from "../../../../provider/client/schemas";
import { CUSTOMER, fakeOrder } from "../../../support/cartsAndOrders";
import { fakeWorld } from "../../../support/fakeWorld";
import { connectionError, serviceError } from "../../../support/partnerCenterErrors";

const rejected = (promise: Promise<unknown>): Promise<Error> =>
  promise.then(
    () => expect.fail("It should have been refused"),
    (error: unknown) => error as Error,
  );

describe("refreshOrders", () => {
  it("brings every order up to date and keeps prices that the newer answer leaves out", async () => {
    const { fake } = fakeWorld();
    fake.hasOrders(fakeOrder("a", { status: "completed" }));
    const older = orderState(fakeOrder("a", { status: "pending", totalPrice: "30.4" }));
    const [order] = await refreshOrders(fake, CUSTOMER, [older]);
    expect(order).to.include({ status: "completed", totalPrice: "30.4" });
  });

  it("keeps an order that Partner Center does not know any more, marked missing", async () => {
    const { fake } = fakeWorld();
    const older = orderState(fakeOrder("a"));
    expect(await refreshOrders(fake, CUSTOMER, [older])).to.deep.equal([{ ...older, status: "missing" }]);
  });

  for (const [title, error] of [
    ["a 404 without a code, which may be any proxy's", serviceError(404)],
    ["a 403", serviceError(403, "20002")],
    ["a lost connection", connectionError("cut")],
  ] as const)
    it(`fails as a whole on ${title}: half a refresh would be a claim about the rest`, async () => {
      const { fake } = fakeWorld();
      fake.hasOrders(fakeOrder("a"), fakeOrder("b")).fail("getOrder", undefined, error);
      const orders = ["a", "b"].map((id) => orderState(fakeOrder(id)));
      expect(await rejected(refreshOrders(fake, CUSTOMER, orders))).to.equal(error);
    });
});

describe("namedOrders", () => {
  it("reads what a person named", async () => {
    const { fake } = fakeWorld();
    fake.hasOrders(fakeOrder("a"), fakeOrder("b"));
    expect((await namedOrders(fake, CUSTOMER, ["b", "a"])).map((o) => o.id)).to.deep.equal(["b", "a"]);
  });

  it("refuses an order that this customer does not have, naming it", async () => {
    const { fake } = fakeWorld();
    fake.hasOrders(fakeOrder("a"));
    const error = await rejected(namedOrders(fake, CUSTOMER, ["a", "x"]));
    expect(error).to.be.instanceOf(Refusal);
    expect(error.message).to.include("x").and.include(CUSTOMER);
  });
});

describe("waitForProvisioning", () => {
  const PENDING: Partial<Order> = { status: "pending", lineItems: [{ lineItemNumber: 0, quantity: 1 }] };

  function world(...orders: Order[]) {
    const made = fakeWorld();
    made.fake.hasOrders(...orders);
    const wait = (timeoutSeconds = 60) =>
      waitForProvisioning(made.fake, made, {
        customerId: CUSTOMER,
        orders: orders.map(orderState),
        timeoutSeconds,
      });
    return { ...made, wait };
  }

  it("asks for nothing when everything is provisioned", async () => {
    const { fake, wait } = world(fakeOrder("a"));
    await wait();
    expect(fake.calls).to.deep.equal([]);
  });

  it("waits until the order is completed and has its subscription, with growing delays", async () => {
    const { fake, wait, clock } = world(fakeOrder("a", PENDING));
    const subscription = [{ lineItemNumber: 0, quantity: 1, subscriptionId: "s" }];
    fake.onGetOrder("a", {}, { status: "completed" }, { lineItems: subscription });
    const [order] = await wait();
    expect(order).to.include({ status: "completed" });
    expect(order?.lineItems[0]?.subscriptionId).to.equal("s");
    expect(clock.sleeps).to.have.lengthOf(3);
    expect(clock.sleeps[2]).to.be.greaterThan(clock.sleeps[1]!);
  });

  it("polls only the orders that still change", async () => {
    const { fake, wait } = world(fakeOrder("a"), fakeOrder("b", PENDING));
    fake.onGetOrder("b", {}, fakeOrder("b"));
    await wait();
    expect(fake.calls.map((c) => c.id)).to.deep.equal(["b", "b"]);
  });

  for (const status of [
    "pending_review",
    "pending_po_upload",
    "error",
    "po_review_rejected",
    "partial_success",
  ])
    it(`ends early at ${status}`, async () => {
      const { fake, wait } = world(fakeOrder("a", PENDING), fakeOrder("b", PENDING));
      fake.onGetOrder("a", { status });
      const orders = await wait();
      expect(orders.map((o) => o.status)).to.deep.equal([status, "pending"]);
      expect(fake.calls).to.have.lengthOf(2);
    });

  it("ends when time is up, having asked until then", async () => {
    const { clock, fake, wait } = world(fakeOrder("a", PENDING));
    const began = clock.now();
    expect((await wait(60))[0]?.status).to.equal("pending");
    expect(clock.now() - began).to.be.within(45_000, 60_000);
    expect(fake.calls.length).to.be.within(8, 20);
    expect(fake.calls.every((call) => call.deadline === began + 60_000)).to.equal(true);
  });

  it("asks for nothing when there is no time", async () => {
    const { fake, wait } = world(fakeOrder("a", PENDING));
    await wait(0);
    expect(fake.calls).to.deep.equal([]);
  });

  it("tolerates refused and lost answers: the purchase is made", async () => {
    const { fake, wait } = world(fakeOrder("a", PENDING));
    fake.fail("getOrder", serviceError(403, "20002"), connectionError("cut"), serviceError(404, "20000"));
    fake.onGetOrder("a", fakeOrder("a"));
    expect((await wait())[0]).to.include({ id: "a", status: "completed" });
  });

  it("keeps the prices of the checkout's answer when a later read has none", async () => {
    const { fake, wait } = world(fakeOrder("a", { ...PENDING, totalPrice: "30.4" }));
    fake.onGetOrder("a", { status: "completed", totalPrice: undefined });
    expect((await wait(1))[0]).to.include({ status: "completed", totalPrice: "30.4" });
  });
});
