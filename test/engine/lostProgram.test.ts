import { expect } from "chai";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startEmulator } from "../../emulator";
import { Purchase } from "../../provider";
import { CUSTOMER, declares, DeclaredPurchase, SEATS } from "../support/declaredPurchase";
import { javaScriptProject, PulumiProject } from "../support/pulumiProject";
import { LICENCE } from "../support/purchase";

const UNAVAILABLE = 14;
/** By then nothing else is under way in the run, so that its end comes before anybody has reported the error. */
const QUIET_MS = 500;

type Answered = (error: unknown) => void;
const sdk = EngineClient.prototype as unknown as { setRootResource: (...args: unknown[]) => void };

/** Breaks the connection between the engine and the program of a run before the program starts. */
async function withoutProgram<T>(run: () => Promise<T>): Promise<T> {
  const { setRootResource } = sdk;
  sdk.setRootResource = (...args) => {
    const answered = args.find((arg): arg is Answered => typeof arg === "function");
    const lost = Object.assign(new Error("14 UNAVAILABLE: No connection established."), {
      code: UNAVAILABLE,
    });
    setTimeout(() => answered?.(lost), QUIET_MS);
  };
  try {
    return await run();
  } finally {
    sdk.setRootResource = setRootResource;
  }
}

/** The Automation API calls such a run a success, and the engine forgets whatever the program didn't declare. */
describe("an inline program that never started, through the real engine", function () {
  this.timeout(180_000);
  let purchase: DeclaredPurchase;
  afterEach(() => purchase.end());

  it("is the end of its purchases in state, which the next run refuses to buy again", async () => {
    purchase = await DeclaredPurchase.start();
    expect((await purchase.stack.up()).ok).to.equal(true);
    const lost = await withoutProgram(() => purchase.stack.up());
    const [bought] = purchase.emulator.journal.purchases();
    expect(lost.ok, lost.output).to.equal(true);
    expect(lost.output).to.contain(bought?.orderId);
    expect(await purchase.stack.checkouts()).to.deep.equal([]);
    const next = await purchase.stack.up();
    expect(next.ok).to.equal(false);
    expect(next.output).to.contain(bought?.orderId).and.contain('ifAlreadyOrdered: "adopt"');
    purchase.expectBought(1);
  });

  const args = { customerId: CUSTOMER, lineItems: [SEATS], waitForProvisioning: false };
  const guarded = {
    'onDelete: "forbid"': async () => {
      new Purchase("seats", { ...args, onDelete: "forbid" });
    },
    "protect: true": async () => {
      new Purchase("seats", args, { protect: true });
    },
  };
  for (const [guard, program] of Object.entries(guarded))
    it(`loses nothing with ${guard}`, async () => {
      purchase = await DeclaredPurchase.start();
      expect((await purchase.stack.up({ program })).ok).to.equal(true);
      const lost = await withoutProgram(() => purchase.stack.up());
      expect(lost.ok).to.equal(false);
      expect(lost.output).to.match(/onDelete|protect/);
      const next = await purchase.stack.up();
      expect(next.ok, next.output).to.equal(true);
      expect(await purchase.stack.checkouts()).to.have.length(1);
      expect(purchase.sent("POST", "/checkout")).to.equal(1);
      purchase.expectBought(1);
    });

  it("of a new stack says that all went well, though nothing was bought", async () => {
    purchase = await DeclaredPurchase.start();
    const lost = await withoutProgram(() => purchase.stack.up());
    expect(lost.ok, lost.output).to.equal(true);
    expect(purchase.emulator.requests()).to.deep.equal([]);
    expect((await purchase.stack.up({ program: declares({ seats: {} }) })).ok).to.equal(true);
    purchase.expectBought(1);
  });
});

/** Loaded before everything else by every Node.js process of a run; does the same as above once a file says so. */
const LOSE_ENGINE = `
if (require("node:fs").existsSync(__dirname + "/lost")) {
  const { EngineClient } = require("@pulumi/pulumi/proto/engine_grpc_pb");
  const lost = Object.assign(new Error("14 UNAVAILABLE: No connection established."), { code: 14 });
  EngineClient.prototype.setRootResource = (...args) =>
    setTimeout(() => args.find((arg) => typeof arg === "function")(lost), ${QUIET_MS});
}`;

describe("a program of the plain pulumi command that never started", function () {
  this.timeout(180_000);

  it("is an error, and nothing is forgotten", async () => {
    const emulator = await startEmulator();
    const { customerId, cartId } = emulator.addCart({ lineItems: [LICENCE] });
    const folder = javaScriptProject(
      `const { CartCheckout } = require("pulumi-partnercenter");
      new CartCheckout("licences", ${JSON.stringify({ customerId, cartId })});`,
    );
    writeFileSync(join(folder, "lose.js"), LOSE_ENGINE);
    const env = { ...emulator.env(), NODE_OPTIONS: `--require ${JSON.stringify(join(folder, "lose.js"))}` };
    const pulumi = await PulumiProject.create(folder, env);
    try {
      const up = await pulumi.up();
      expect(up.ok, up.output).to.equal(true);
      writeFileSync(join(folder, "lost"), "");
      const lost = await pulumi.up();
      expect(lost.ok).to.equal(false);
      expect(lost.output).to.contain("14 UNAVAILABLE");
      expect(await pulumi.checkouts()).to.have.length(1);
      expect(emulator.journal.purchases()).to.have.length(1);
    } finally {
      pulumi.remove();
      await emulator.close();
    }
  });
});
