import { expect } from "chai";
import { BOUGHT_SEATS, CUSTOMER, declares, DeclaredPurchase, SEATS } from "../support/declaredPurchase";
import type { StoredResource } from "../support/stack";

/** What 0.2.0 sent for these seats as `seats` of stack `test` of project `test`, taken from a run of it. */
const CART_OF_0_2 = {
  requestId: "40ef3906-a2a5-5953-a220-3de33846be42",
  correlationId: "fcf0ab9d-aea7-54cc-b9fb-9795a1b04494",
};
const HOUR_MS = 60 * 60 * 1000;
const STOPPED = { limits: { maxTotal: { amount: 1, currency: "USD" } } };

describe("a run of 0.2 that was killed, and then this version, through the real engine", function () {
  this.timeout(180_000);
  let purchase: DeclaredPurchase;
  let cartId: string;
  beforeEach(async () => {
    purchase = await DeclaredPurchase.start();
    cartId = await send("/carts", CART_OF_0_2, { lineItems: [{ id: 0, ...SEATS }] });
  });
  afterEach(() => purchase.end());

  /** A request as the old version sent it; no state tells of it. */
  async function send(path: string, ids: typeof CART_OF_0_2, body?: object): Promise<string> {
    const { url } = purchase.emulator;
    const headers = {
      Authorization: `Bearer ${purchase.emulator.issueToken()}`,
      "MS-RequestId": ids.requestId,
      "MS-CorrelationId": ids.correlationId,
      "Content-Type": "application/json",
    };
    const sent = { method: "POST", headers, body: body && JSON.stringify(body) };
    const answer = await fetch(`${url}/v1/customers/${CUSTOMER}${path}`, sent);
    expect(answer.status).to.equal(201);
    return String(((await answer.json()) as { id?: string }).id);
  }

  for (const hours of [0, 30])
    it(`buys the cart that was made ${hours} hours before, once, and makes no other`, async () => {
      purchase.emulator.clock.advance(hours * HOUR_MS);
      purchase.expectBoughtAs(await purchase.stack.up(), [[BOUGHT_SEATS]]);
      expect(purchase.emulator.journal.purchases()[0]?.cartId).to.equal(cartId);
      expect((await purchase.outputs("Cart"))["cartId"]).to.equal(cartId);
      purchase.expectBoughtAs(await purchase.stack.up(), [[BOUGHT_SEATS]]);
    });

  it("doesn't buy again what was bought before the kill, and takes it over with adopt", async () => {
    const orderIds = () => purchase.emulator.journal.purchases().map((one) => one.orderId);
    await send(`/carts/${cartId}/checkout`, { ...CART_OF_0_2, requestId: CART_OF_0_2.correlationId });
    await purchase.expectStaysRefused(await purchase.stack.up(), orderIds(), [[BOUGHT_SEATS]]);
    const adopting = declares({ seats: { ifAlreadyOrdered: "adopt" } });
    purchase.expectBoughtAs(await purchase.stack.up({ program: adopting }), [[BOUGHT_SEATS]]);
    expect((await purchase.outputs("CartCheckout"))["orderIds"]).to.deep.equal(orderIds());
  });
});

describe("a stack that 0.2 wrote, through the real engine", function () {
  this.timeout(180_000);
  let purchase: DeclaredPurchase;
  beforeEach(async () => (purchase = await DeclaredPurchase.start({ seats: STOPPED })));
  afterEach(() => purchase.end());

  const change = (kind: "Cart" | "CartCheckout", edit: (stored: StoredResource) => Partial<StoredResource>) =>
    purchase.stack.changeState((all) =>
      all.map((one) => (one.type.endsWith(`:${kind}`) ? { ...one, ...edit(one) } : one)),
    );
  const order = () => purchase.emulator.addOrder({ customerId: CUSTOMER, lineItems: [SEATS] }).orderId;
  const up = (besides?: string[]) => purchase.stack.up({ program: declares({ seats: { besides } }) });

  /** What 0.2 stored of a cart for each of its arguments. */
  const OLD_CARTS: Record<string, { inputs: object; outputs?: object }> = {
    "allowDuplicate: true": { inputs: { allowDuplicate: true } },
    "adopt: true": { inputs: { adopt: true }, outputs: { adopt: true } },
  };
  for (const [argument, { inputs, outputs }] of Object.entries(OLD_CARTS))
    it(`with a cart that waits and said ${argument} buys no duplicate, and buys once beside what is named`, async () => {
      expect((await purchase.stack.up()).ok).to.equal(false);
      await change("Cart", (one) => ({
        inputs: { ...one.inputs, ...inputs },
        outputs: { ...one.outputs, ...outputs },
      }));
      const orderId = order();
      expect((await purchase.stack.refresh()).ok).to.equal(true);
      const program = declares({ seats: {} });
      purchase.expectRefused(await purchase.stack.preview({ program }), [orderId]);
      await purchase.expectStaysRefused(await up(), [orderId]);
      purchase.expectBoughtAs(await up([orderId]), [[BOUGHT_SEATS]]);
      purchase.expectBoughtAs(await up(), [[BOUGHT_SEATS]]);
      expect(purchase.sent("POST", "/carts")).to.equal(1);
    });

  it("with a refused checkout that said refuseDuplicate: false buys no duplicate either", async () => {
    const action = { kind: "respond", status: 403, code: 13605 } as const;
    purchase.emulator.faults.script({ operation: "checkout", action });
    expect((await up()).ok).to.equal(false);
    await change("Cart", (one) => ({ inputs: { ...one.inputs, allowDuplicate: true } }));
    await change("CartCheckout", (one) => ({ inputs: { ...one.inputs, refuseDuplicate: false } }));
    const orderId = order();
    await purchase.expectStaysRefused(await up(), [orderId]);
    purchase.expectBoughtAs(await up([orderId]), [[BOUGHT_SEATS]]);
    purchase.expectBoughtAs(await up(), [[BOUGHT_SEATS]]);
  });

  it("with what is bought stays as it is", async () => {
    purchase.expectBoughtAs(await up(), [[BOUGHT_SEATS]]);
    await change("Cart", (one) => ({ inputs: { ...one.inputs, allowDuplicate: true } }));
    await change("CartCheckout", (one) => ({ inputs: { ...one.inputs, refuseDuplicate: true } }));
    const requests = purchase.emulator.requests().length;
    const again = await up();
    purchase.expectBoughtAs(again, [[BOUGHT_SEATS]]);
    expect(again.output).to.contain("4 unchanged");
    expect(purchase.emulator.requests()).to.have.length(requests);
    purchase.expectBoughtAs(await purchase.stack.up({ refresh: true }), [[BOUGHT_SEATS]]);
  });
});
