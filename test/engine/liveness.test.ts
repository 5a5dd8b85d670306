import { expect } from "chai";
import { randomUUID } from "node:crypto";
import type { FaultScript } from "../../emulator";
import {
  BOUGHT_SEATS,
  CUSTOMER,
  declares,
  DeclaredPurchase,
  SEATS,
  type Declared,
} from "../support/declaredPurchase";
import { Purchase } from "../../provider";
import { javaScriptProject, PulumiProject } from "../support/pulumiProject";

const OTHERS = Array.from({ length: 6 }, () => randomUUID());
const REFUSED = { kind: "respond", status: 400, code: 800020, description: "Not for sale here." } as const;

/** One purchase for the customer, and one for each of the others. */
const everybody = (refused: Declared[string] = {}): Declared => ({
  refused,
  ...Object.fromEntries(OTHERS.map((customerId, n) => [`other-${n}`, { customerId }])),
});

/** What goes wrong with the cart of one customer. */
const FAILING: Record<string, Omit<FaultScript, "customerId">> = {
  "is refused": { operation: "createCart", times: "always", action: REFUSED },
  "is to wait an hour": {
    operation: "createCart",
    times: "always",
    action: { kind: "respond", status: 429, retryAfter: 3600 },
  },
};

describe("what one customer's trouble costs the others, through the real engine", function () {
  this.timeout(180_000);
  let purchase: DeclaredPurchase;
  beforeEach(async () => (purchase = await DeclaredPurchase.start(everybody())));
  afterEach(() => purchase.end());

  const boughtFor = () => purchase.emulator.journal.purchases().map(({ customerId }) => customerId);

  for (const [what, fault] of Object.entries(FAILING))
    it(`is nothing with --continue-on-error when a cart ${what}, and is mended by a later run`, async () => {
      purchase.emulator.faults.script({ ...fault, customerId: CUSTOMER });
      const up = await purchase.stack.up({ continueOnError: true });
      expect(up.ok).to.equal(false);
      expect(boughtFor(), up.output).to.have.members(OTHERS);
      if (what.includes("hour")) expect(up.output).to.contain("3600 s");
      purchase.emulator.faults.clear();
      expect((await purchase.stack.up({ continueOnError: true })).ok).to.equal(true);
      expect(boughtFor()).to.have.members([...OTHERS, CUSTOMER]);
      expect(purchase.emulator.journal.duplicates()).to.deep.equal([]);
    });

  it("is nothing with --continue-on-error when a line of a cart can't be ordered", async () => {
    const lineItems = [{ ...SEATS, catalogItemId: "CFQ7TTC0WRNG:0001:CFQ7TTC0WRNH" }];
    const error = { errorCode: "catalog_item_id_is_not_valid", errorDescription: "Not valid." };
    purchase.emulator.itemFails(lineItems[0]?.catalogItemId ?? "", error);
    const program = declares(everybody({ lineItems }));
    for (let run = 0; run < 2; run++) {
      const up = await purchase.stack.up({ program, continueOnError: true });
      expect(up.ok).to.equal(false);
      expect(up.output).to.contain("catalog_item_id_is_not_valid");
      expect(boughtFor(), up.output).to.have.members(OTHERS);
    }
  });

  it("is nothing with --continue-on-error when the checkout of one is to wait an hour", async () => {
    const action = { kind: "respond", status: 429, retryAfter: 3600 } as const;
    purchase.emulator.faults.script({ operation: "checkout", customerId: CUSTOMER, times: "always", action });
    const program = declares(everybody({ checkoutTimeoutSeconds: 5 }));
    const up = await purchase.stack.up({ program, continueOnError: true });
    expect(up.ok).to.equal(false);
    expect(up.output).to.contain("3600 s");
    expect(boughtFor(), up.output).to.have.members(OTHERS);
    purchase.emulator.faults.clear();
    expect((await purchase.stack.up({ continueOnError: true })).ok).to.equal(true);
    expect(boughtFor()).to.have.members([...OTHERS, CUSTOMER]);
    expect(purchase.emulator.journal.duplicates()).to.deep.equal([]);
  });

  it("is no reason for a preview to look at the others no more", async () => {
    const [customerId = ""] = OTHERS;
    const { orderId } = purchase.emulator.addOrder({ customerId, lineItems: [SEATS] });
    const action = { kind: "respond", status: 429, retryAfter: 3600 } as const;
    purchase.emulator.faults.script({
      operation: "listOrders",
      customerId: CUSTOMER,
      times: "always",
      action,
    });
    const program = async () => {
      const common = { lineItems: [SEATS], waitForProvisioning: false };
      const waits = new Purchase("waits", { customerId: CUSTOMER, ...common });
      new Purchase("other", { customerId, ...common }, { dependsOn: [waits] });
    };
    const preview = await purchase.stack.preview({ program });
    expect(preview.output).to.contain("3600 s");
    purchase.expectRefused(preview, [orderId]);
  });

  for (const cartRefusals of ["forgotten", "remembered"] as const)
    describe(`where a refusal of a cart is ${cartRefusals}`, () => {
      beforeEach(() => purchase.emulator.setModes({ cartRefusals }));

      it("is bought in the same run when it was refused once", async () => {
        purchase.emulator.faults.script({ operation: "createCart", customerId: CUSTOMER, action: REFUSED });
        const up = await purchase.stack.up({ program: declares({ seats: {} }) });
        purchase.expectBoughtAs(up, [[BOUGHT_SEATS]]);
      });

      it("is bought once by the next run when its cause is mended", async () => {
        purchase.emulator.faults.script({ operation: "createCart", times: "always", action: REFUSED });
        const refused = await purchase.stack.up({ program: declares({ seats: {} }) });
        expect(refused.ok).to.equal(false);
        expect(refused.output).to.contain("800020");
        expect(purchase.sent("POST", "/carts")).to.equal(2);
        purchase.emulator.faults.clear();
        purchase.expectBoughtAs(await purchase.stack.up(), [[BOUGHT_SEATS]]);
        purchase.expectBoughtAs(await purchase.stack.up(), [[BOUGHT_SEATS]]);
      });
    });
});

describe("the plain pulumi command with --continue-on-error", function () {
  this.timeout(180_000);

  it("buys for six customers beside one whose cart is refused, and skips that one's checkout", async () => {
    const purchase = await DeclaredPurchase.start();
    const text = JSON.stringify([CUSTOMER, ...OTHERS]);
    const folder = javaScriptProject(
      `const { Purchase } = require("pulumi-partnercenter");
      for (const customerId of ${text})
        new Purchase(customerId, { customerId, lineItems: [${JSON.stringify(SEATS)}], waitForProvisioning: false });`,
    );
    const pulumi = await PulumiProject.create(folder, purchase.emulator.env());
    try {
      const fault = {
        operation: "createCart",
        customerId: CUSTOMER,
        times: "always",
        action: REFUSED,
      } as const;
      purchase.emulator.faults.script(fault);
      const up = await pulumi.run("up", "--yes", "--skip-preview", "--continue-on-error");
      expect(up.ok).to.equal(false);
      expect(up.output).to.contain("800020").and.not.contain("has a problem");
      const bought = purchase.emulator.journal.purchases().map(({ customerId }) => customerId);
      expect(bought, up.output).to.have.members(OTHERS);
      expect(await pulumi.checkouts()).to.have.length(OTHERS.length);
    } finally {
      pulumi.remove();
      await purchase.end();
    }
  });
});
