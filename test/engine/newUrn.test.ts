import { expect } from "chai";
import { ComponentResource } from "@pulumi/pulumi";
import { Purchase } from "../../provider";
import {
  BOUGHT_SEATS,
  CUSTOMER,
  declares,
  DeclaredPurchase,
  OTHER_CUSTOMER,
  SEATS,
} from "../support/declaredPurchase";
import { TestStack } from "../support/stack";

const WAYS_OUT = ["alias", 'ifAlreadyOrdered: "adopt"'];

/** Every way in which the engine comes to create a purchase anew that exists: none may buy it a second time. */
describe("a purchase under a new URN, through the real engine", function () {
  this.timeout(180_000);
  let purchase: DeclaredPurchase;

  beforeEach(async () => {
    purchase = await DeclaredPurchase.start();
    const up = await purchase.stack.up();
    expect(up.ok, up.output).to.equal(true);
    purchase.expectBought(1);
  });
  afterEach(() => purchase.end());

  function expectRefused(run: { ok: boolean; output: string }): void {
    expect(run.ok, `${run.output}\n${purchase.requestLog()}`).to.equal(false);
    for (const way of WAYS_OUT) expect(run.output).to.contain(way);
    expect(run.output).to.contain(`besides: ["${purchase.emulator.journal.purchases()[0]?.orderId}"]`);
    purchase.expectBought(1);
    expect(purchase.sent("POST", "/checkout")).to.equal(1);
  }

  async function expectAdopted(): Promise<void> {
    const up = await purchase.stack.up({ program: declares({ renamed: { ifAlreadyOrdered: "adopt" } }) });
    expect(up.ok, up.output).to.equal(true);
    purchase.expectBought(1);
    expect(purchase.sent("POST", "/checkout")).to.equal(1);
    const { orderIds } = await purchase.outputs("CartCheckout");
    expect(orderIds).to.deep.equal([purchase.emulator.journal.purchases()[0]?.orderId]);
  }

  it("is refused after a rename without alias", async () => {
    expectRefused(await purchase.stack.preview({ program: declares({ renamed: {} }) }));
    expectRefused(await purchase.stack.up());
  });

  it("is the same one after a rename with an alias", async () => {
    const program = async () => {
      const args = { customerId: CUSTOMER, lineItems: [SEATS], waitForProvisioning: false };
      new Purchase("renamed", args, { aliases: [{ name: "seats" }] });
    };
    const up = await purchase.stack.up({ program });
    expect(up.ok, up.output).to.equal(true);
    purchase.expectBought(1);
    expect(purchase.sent("POST", "/carts")).to.equal(1);
  });

  const renamed = (quantity: number) => async () => {
    const args = { customerId: CUSTOMER, lineItems: [{ ...SEATS, quantity }], waitForProvisioning: false };
    new Purchase("renamed", args, { aliases: [{ name: "seats" }] });
  };

  it("stays the same one where the run that renames it with an alias, and edits its lines, is refused", async () => {
    for (let run = 0; run < 3; run++) {
      const up = await purchase.stack.up({ program: renamed(30) });
      expect(up.ok, up.output).to.equal(false);
      expect(up.output).to.contain("lineItems can't change");
      purchase.expectBought(1);
    }
    purchase.expectBoughtAs(await purchase.stack.up({ program: renamed(25) }), [[BOUGHT_SEATS]]);
    expect((await purchase.outputs("CartCheckout"))["orderIds"]).to.have.length(1);
  });

  it("stays the same one below a component that is renamed with an alias in a run that fails", async () => {
    const below = (name: string, alias?: string, limits?: object) => async () => {
      const aliases = alias === undefined ? [] : [{ name: alias }];
      const parent = new ComponentResource("test:index:Team", name, {}, { aliases });
      const args = { customerId: CUSTOMER, waitForProvisioning: false };
      new Purchase(
        `${name}-seats`,
        { ...args, lineItems: [{ ...SEATS, quantity: 7 }], ...limits },
        { parent },
      );
    };
    expect((await purchase.stack.up({ program: below("team") })).ok).to.equal(true);
    purchase.expectBought(2);
    const wrong = { limits: { maxTotal: { amount: 1, currency: "nonsense" } } };
    const failed = await purchase.stack.up({ program: below("crew", "team", wrong) });
    expect(failed.ok, failed.output).to.equal(false);
    const up = await purchase.stack.up({ program: below("crew", "team") });
    expect(up.ok, up.output).to.equal(true);
    expect(up.output).to.not.contain("created");
    purchase.expectBought(2);
  });

  it("is refused after re-parenting", async () => {
    const program = async () => {
      const parent = new ComponentResource("test:index:Team", "team");
      const args = { customerId: CUSTOMER, lineItems: [SEATS], waitForProvisioning: false };
      new Purchase("seats", args, { parent });
    };
    expectRefused(await purchase.stack.up({ program }));
  });

  for (const kind of ["Cart", "CartCheckout"] as const)
    it(`buys nothing on --replace of the ${kind}`, async () => {
      const up = await purchase.stack.up({ replace: [await purchase.urn(kind)] });
      if (kind === "Cart") expectRefused(up);
      purchase.expectBought(1);
    });

  it("is refused after state delete", async () => {
    const { stack } = purchase;
    await stack.changeState((all) => all.filter(({ type }) => !/:(Cart|CartCheckout|Purchase)$/.test(type)));
    expectRefused(await stack.up());
  });

  it("is refused after a taint", async () => {
    const { stack } = purchase;
    await stack.changeState((all) =>
      all.map((one) => (one.type.endsWith(":Cart") ? { ...one, taint: true } : one)),
    );
    expectRefused(await stack.up());
  });

  it("is refused in another stack", async () => {
    const other = await TestStack.create(purchase.emulator, declares({ licences: {} }));
    try {
      expectRefused(await other.up());
    } finally {
      other.remove();
    }
  });

  it("is taken over with adopt, without a checkout", () => expectAdopted());

  it("is bought once more with besides, and only once", async () => {
    const besides = purchase.emulator.journal.purchases().map(({ orderId }) => orderId);
    const program = declares({ seats: {}, more: { besides } });
    expect((await purchase.stack.up({ program })).ok).to.equal(true);
    expect((await purchase.stack.up()).ok).to.equal(true);
    purchase.expectBought(2);
  });

  describe("while the list of orders doesn't show it yet", () => {
    beforeEach(() => purchase.emulator.setModes({ ordersLagMs: 15 * 60_000 }));

    it("is refused after a rename without alias", async () => {
      const program = declares({ renamed: {} });
      expectRefused(await purchase.stack.preview({ program }));
      expectRefused(await purchase.stack.up({ program }));
    });

    it("is taken over with adopt, without a checkout", () => expectAdopted());
  });

  it("is refused in the preview when a program declares the same twice", async () => {
    const customerId = OTHER_CUSTOMER;
    const program = declares({ seats: {}, a: { customerId }, b: { customerId } });
    const preview = await purchase.stack.preview({ program });
    expect(preview.ok).to.equal(false);
    expect(preview.output).to.contain("besides:");
    purchase.expectBought(1);
  });

  it("is refused when the look at the customer's orders fails", async () => {
    purchase.emulator.faults.script({
      operation: "listOrders",
      phase: "before",
      action: { kind: "respond", status: 403 },
    });
    const up = await purchase.stack.up({ program: declares({ renamed: {} }) });
    expect(up.ok).to.equal(false);
    expect(up.output).to.contain("can't be told");
    purchase.expectBought(1);
  });
});
