import { expect } from "chai";
import { Cart, CartCheckout } from "../../provider";
import {
  BOUGHT_SEATS,
  CUSTOMER,
  declares,
  DeclaredPurchase,
  SEATS,
  VISIO,
} from "../support/declaredPurchase";
import type { Run } from "../support/stack";

const STOPPED = { limits: { maxTotal: { amount: 1, currency: "USD" } } };

/** A Cart and a CartCheckout that the program declares by themselves. */
const inTwo = (limits?: (typeof STOPPED)["limits"]) => async () => {
  const { cartId } = new Cart("seats", { customerId: CUSTOMER, lineItems: [SEATS] });
  new CartCheckout("seats", { customerId: CUSTOMER, cartId, waitForProvisioning: false, limits });
};

const DECLARED: Record<string, (limits?: (typeof STOPPED)["limits"]) => () => Promise<void>> = {
  "a Purchase": (limits) => declares({ seats: { limits } }),
  "a Cart and a CartCheckout": inTwo,
};

for (const [what, program] of Object.entries(DECLARED))
  describe(`the waiting cart of ${what} that somebody else edits, through the real engine`, function () {
    this.timeout(180_000);
    let purchase: DeclaredPurchase;
    let cartId: string;

    beforeEach(async () => {
      purchase = await DeclaredPurchase.start();
      const stopped = await purchase.stack.up({ program: program(STOPPED.limits) });
      expect(stopped.ok).to.equal(false);
      cartId = String((await purchase.outputs("Cart"))["cartId"]);
    });
    afterEach(() => purchase.end());

    function expectRefusedWith(run: Run, ...values: string[]): void {
      expect(run.ok, `${run.output}\n${purchase.requestLog()}`).to.equal(false);
      for (const value of values) expect(run.output).to.contain(value);
      purchase.expectBought(0);
      expect(purchase.sent("POST", "/checkout")).to.equal(0);
    }

    it("is refused with both quantities, in preview and up, and stays refused", async () => {
      purchase.emulator.editCart(cartId, [{ ...SEATS, quantity: 250 }]);
      expectRefusedWith(await purchase.stack.preview({ program: program() }), "250", "25 was declared");
      expectRefusedWith(await purchase.stack.up(), "250", "25 was declared");
      expectRefusedWith(await purchase.stack.up(), "250", "25 was declared");
    });

    it("is set right by a run with refresh, and bought with what is declared", async () => {
      purchase.emulator.editCart(cartId, [{ ...SEATS, quantity: 250 }]);
      purchase.expectBoughtAs(await purchase.stack.up({ program: program(), refresh: true }), [
        [BOUGHT_SEATS],
      ]);
      expect(purchase.emulator.journal.purchases(cartId)).to.have.length(1);
    });

    it("is refused with another product, a line more, and another term", async () => {
      await purchase.stack.setConfig("partnercenter:previewChecks", "false");
      const edits = [
        { lineItems: [{ ...VISIO, quantity: 25 }], value: VISIO.catalogItemId.split(":")[0]!.toLowerCase() },
        { lineItems: [SEATS, VISIO], value: "2 in the cart (1 were declared)" },
        { lineItems: [{ ...SEATS, termDuration: "P1Y" }], value: "P1Y" },
      ];
      for (const { lineItems, value } of edits) {
        purchase.emulator.editCart(cartId, lineItems);
        expectRefusedWith(await purchase.stack.up({ program: program() }), value);
      }
      purchase.emulator.editCart(cartId, [SEATS]);
      purchase.expectBoughtAs(await purchase.stack.up(), [[BOUGHT_SEATS]]);
    });
  });

describe("the reseller of a waiting cart's line, through the real engine", function () {
  this.timeout(180_000);
  let purchase: DeclaredPurchase;
  beforeEach(async () => (purchase = await DeclaredPurchase.start()));
  afterEach(() => purchase.end());

  const sold = (value: string) => ({
    ...SEATS,
    participants: [{ key: "transaction_reseller" as const, value }],
  });
  const declared = { ours: sold("5550001"), none: SEATS };
  const edits: [keyof typeof declared, string, typeof SEATS, string][] = [
    ["ours", "another one", sold("5550009"), "5550009"],
    ["ours", "none", SEATS, "participants was dropped"],
    ["none", "one that nobody declared", sold("5550009"), "which was not declared"],
  ];
  for (const [whose, what, edited, words] of edits)
    it(`refuses ${what} where ${whose === "ours" ? "ours" : "none"} is declared, and is set right by a refresh`, async () => {
      const program = (more = {}) => declares({ seats: { lineItems: [declared[whose]], ...more } });
      expect((await purchase.stack.up({ program: program(STOPPED) })).ok).to.equal(false);
      const cartId = String((await purchase.outputs("Cart"))["cartId"]);
      purchase.emulator.editCart(cartId, [edited]);
      for (let run = 0; run < 2; run++) {
        const refused = await purchase.stack.up({ program: program() });
        expect(refused.ok, refused.output).to.equal(false);
        expect(refused.output).to.contain(words);
        purchase.expectBought(0);
      }
      purchase.expectBoughtAs(await purchase.stack.up({ refresh: true }), [[BOUGHT_SEATS]]);
      const [order] = purchase.emulator.orders(cartId);
      const reseller = whose === "ours" ? "5550001" : undefined;
      expect(order?.lineItems[0]?.partnerIdOnRecord).to.equal(reseller);
    });
});

describe("up --target on a checkout alone, through the real engine", function () {
  this.timeout(180_000);
  let purchase: DeclaredPurchase;
  let cartId: string;
  const five = { lineItems: [{ ...SEATS, quantity: 5 }] };

  beforeEach(async () => {
    purchase = await DeclaredPurchase.start({ seats: STOPPED });
    expect((await purchase.stack.up()).ok).to.equal(false);
    cartId = String((await purchase.outputs("Cart"))["cartId"]);
  });
  afterEach(() => purchase.end());

  /** The checkout is in no state yet, so its cart's URN tells its own. */
  const target = async () => [(await purchase.urn("Cart")).replace("Cart::", "CartCheckout::")];

  it("doesn't buy the old seats of a cart for which the program says fewer now", async () => {
    const program = declares({ seats: five });
    for (let run = 0; run < 2; run++) {
      const up = await purchase.stack.up({ program, target: await target() });
      expect(up.ok, up.output).to.equal(false);
      expect(up.output).to.contain("25").and.contain("5 was declared");
      purchase.expectBought(0);
    }
    purchase.expectBoughtAs(await purchase.stack.up(), [["5 x CFQ7TTC0LF8S:0001"]]);
    expect(purchase.emulator.journal.purchases(cartId)).to.have.length(1);
  });

  it("buys once what the cart and the program agree on", async () => {
    const program = declares({ seats: {} });
    const up = await purchase.stack.up({ program, target: await target() });
    purchase.expectBoughtAs(up, [[BOUGHT_SEATS]]);
    purchase.expectBoughtAs(await purchase.stack.up(), [[BOUGHT_SEATS]]);
  });

  it("doesn't buy beside what the customer ordered meanwhile", async () => {
    const { orderId } = purchase.emulator.addOrder({ customerId: CUSTOMER, lineItems: [SEATS] });
    const program = declares({ seats: {} });
    purchase.expectRefused(await purchase.stack.up({ program, target: await target() }), [orderId]);
    await purchase.expectStaysRefused(await purchase.stack.up(), [orderId]);
  });
});
