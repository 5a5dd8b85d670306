import { expect } from "chai";
import { ComponentResource } from "@pulumi/pulumi";
import { CartCheckout, Purchase, type PurchaseArgs } from "../../provider";
import {
  BOUGHT_SEATS,
  CUSTOMER,
  declares,
  DeclaredPurchase,
  SEATS,
  VISIO,
} from "../support/declaredPurchase";
import type { Run } from "../support/stack";

const BOTH = [SEATS, VISIO];
const args = (more: Partial<PurchaseArgs> = {}): PurchaseArgs => ({
  customerId: CUSTOMER,
  lineItems: [SEATS],
  waitForProvisioning: false,
  ...more,
});

/** The arguments of two purchases that have a line in common. */
const TWICE: Record<string, [Partial<PurchaseArgs>, Partial<PurchaseArgs>]> = {
  "under another friendlyName": [{}, { lineItems: [{ ...SEATS, friendlyName: "Seats of the lab" }] }],
  "with its lines in another order": [{ lineItems: BOTH }, { lineItems: [...BOTH].reverse() }],
  "as one of two lines": [{ lineItems: BOTH }, {}],
  "through a profile of the same tenant": [{}, { profile: "emea" }],
};

describe("what a program declares twice, through the real engine", function () {
  this.timeout(180_000);
  let purchase: DeclaredPurchase;
  beforeEach(async () => {
    purchase = await DeclaredPurchase.start();
    // The general settings, under the names of a profile.
    const settings = Object.entries(purchase.emulator.env());
    purchase.stack.setEnv(
      Object.fromEntries(
        settings.map(([name, value]) => [name.replace("PARTNERCENTER_", "PARTNERCENTER_EMEA_"), value]),
      ),
    );
  });
  afterEach(() => purchase.end());

  const seatsBought = () =>
    purchase
      .bought()
      .flat()
      .filter((line) => line === BOUGHT_SEATS).length;

  function expectRefused(run: Run): void {
    expect(run.ok, `${run.output}\n${purchase.requestLog()}`).to.equal(false);
    expect(run.output).to.contain("besides:");
    expect(seatsBought(), purchase.requestLog()).to.be.at.most(1);
  }

  it("is refused where one of both is a target and the other one isn't, in whatever order they are declared", async () => {
    const program = async () => {
      new Purchase("first", args());
      new Purchase("second", args());
    };
    purchase.emulator.setModes({ ordersLagMs: 600_000, subscriptionsLagMs: 600_000 });
    for (const name of ["first", "second"]) {
      const run = await purchase.stack.up({ program, target: [`**::${name}`] });
      expectRefused(run);
    }
    expect(seatsBought()).to.equal(0);
  });

  /** In the preview nothing is bought, and the runs of the unchanged program buy it once at most. */
  async function expectNeverTwice(program: () => Promise<void>): Promise<void> {
    const preview = await purchase.stack.preview({ program });
    expectRefused(preview);
    purchase.expectBought(0);
    for (let run = 0; run < 2; run++) expectRefused(await purchase.stack.up());
  }

  for (const [how, [first, second]] of Object.entries(TWICE))
    for (const dependent of [false, true])
      it(`is never bought twice ${how}${dependent ? ", one after the other" : ""}`, () =>
        expectNeverTwice(async () => {
          const one = new Purchase("one", args(first));
          new Purchase("other", args(second), { dependsOn: dependent ? [one] : [] });
        }));

  for (const dependent of [false, true])
    it(`is never bought twice by one name under parents of two types${dependent ? ", one after the other" : ""}`, () =>
      expectNeverTwice(async () => {
        const team = new ComponentResource("test:index:Team", "team");
        const lab = new ComponentResource("test:index:Lab", "lab");
        const one = new Purchase("seats", args(), { parent: team });
        new Purchase("seats", args(), { parent: lab, dependsOn: dependent ? [one] : [] });
      }));

  for (const dependent of [false, true])
    it(`is never bought twice by checkouts of two carts${dependent ? ", one after the other" : " that are under way at once"}`, async () => {
      const carts = [0, 1].map(() => purchase.emulator.addCart({ customerId: CUSTOMER, lineItems: [SEATS] }));
      const program = async () => {
        const checkouts: CartCheckout[] = [];
        for (const { cartId } of carts) {
          const checkout = { customerId: CUSTOMER, cartId, waitForProvisioning: false };
          const dependsOn = dependent ? [...checkouts] : [];
          checkouts.push(new CartCheckout(`checkout-of-${cartId}`, checkout, { dependsOn }));
        }
      };
      await expectNeverTwice(program);
      expect(seatsBought()).to.equal(1);
    });

  it("is never bought twice by a Purchase and a checkout of somebody's cart", () => {
    const { cartId } = purchase.emulator.addCart({ customerId: CUSTOMER, lineItems: [SEATS] });
    return expectNeverTwice(async () => {
      new CartCheckout("checkout", { customerId: CUSTOMER, cartId, waitForProvisioning: false });
      new Purchase("seats", args());
    });
  });

  it("is bought twice where one names the other's orders, and unchanged from then on", async () => {
    const program = async () => {
      const one = new Purchase("one", args());
      new Purchase("other", args({ besides: one.orderIds }));
    };
    const preview = await purchase.stack.preview({ program });
    expect(preview.ok, preview.output).to.equal(true);
    expect(preview.output).to.contain("besides isn't known in this preview");
    purchase.expectBoughtAs(await purchase.stack.up(), [[BOUGHT_SEATS], [BOUGHT_SEATS]]);
    const again = await purchase.stack.up();
    purchase.expectBoughtAs(again, [[BOUGHT_SEATS], [BOUGHT_SEATS]]);
    expect(again.output).to.contain("unchanged");
  });

  it("is no reason to refuse two that are bought already, nor a third beside them that is another", async () => {
    purchase.expectBoughtAs(await purchase.stack.up({ program: declares({ one: {} }) }), [[BOUGHT_SEATS]]);
    const besides = purchase.emulator.journal.purchases().map(({ orderId }) => orderId);
    const two = { one: {}, other: { besides } };
    purchase.expectBoughtAs(await purchase.stack.up({ program: declares(two) }), [
      [BOUGHT_SEATS],
      [BOUGHT_SEATS],
    ]);
    const without = { one: {}, other: {}, third: { lineItems: [VISIO] } };
    const preview = await purchase.stack.preview({ program: declares(without) });
    expect(preview.ok, preview.output).to.equal(true);
    const up = await purchase.stack.up();
    purchase.expectBoughtAs(up, [[BOUGHT_SEATS], [BOUGHT_SEATS], ["3 x CFQ7TTC0HVZG:0001"]]);
  });
});
