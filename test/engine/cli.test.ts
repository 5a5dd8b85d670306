import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startEmulator, type Emulator } from "../../emulator";
import { copyOfExample, javaScriptProject, PulumiProject } from "../support/pulumiProject";
import { LICENCE, SOFTWARE, type CartIds } from "../support/purchase";

/** A CommonJS program with these arguments, written as in the program's own text. */
const commonJs = (args: string) => `
const { CartCheckout } = require("pulumi-partnercenter");
const checkout = new CartCheckout("licences", ${args});
exports.status = checkout.status;
`;

describe("the plain pulumi command", function () {
  this.timeout(180_000);
  let emulator: Emulator;
  let ids: CartIds;
  let project: PulumiProject | undefined;
  beforeEach(async () => {
    emulator = await startEmulator({
      modes: { provisioning: "command", subscriptionIds: "afterProvisioning" },
    });
    ids = emulator.addCart({ lineItems: [LICENCE, SOFTWARE] });
  });
  afterEach(async () => {
    project?.remove();
    project = undefined;
    await emulator.close();
  });

  const ordersBought = () => emulator.journal.purchases(ids.cartId).map((purchase) => purchase.orderId);

  /** Up, up, refresh and destroy, as every example's README tells it. */
  async function livesItsLife(pulumi: PulumiProject, statusOfUp: "pending" | "completed"): Promise<void> {
    const first = await pulumi.up();
    expect(first.ok, first.output).to.equal(true);
    const bought = ordersBought();
    expect(bought).to.have.length(2);
    const requests = emulator.requests().length;

    const second = await pulumi.up();
    expect(second.ok, second.output).to.equal(true);
    expect(second.output).to.contain("2 unchanged");
    expect(emulator.requests()).to.have.length(requests);

    const [checkout] = await pulumi.checkouts();
    expect(checkout?.outputs).to.deep.include({ status: statusOfUp, orderIds: bought });
    emulator.provisionAll();
    expect((await pulumi.refresh()).ok).to.equal(true);
    const [completed] = await pulumi.checkouts();
    expect(completed?.outputs["status"]).to.equal("completed");
    expect(completed?.outputs["subscriptionIds"]).to.have.length(1);

    const destroy = await pulumi.destroy();
    expect(destroy.ok, destroy.output).to.equal(true);
    expect(destroy.output).to.contain("keeps billing");
    for (const orderId of bought) expect(destroy.output).to.contain(orderId);
    expect(await pulumi.checkouts()).to.deep.equal([]);
    expect(ordersBought()).to.deep.equal(bought);
    expect(emulator.journal.duplicates()).to.deep.equal([]);
  }

  it("takes examples/checkout, in TypeScript, through its life and buys once", async () => {
    // `npm test` has looked at its types.
    const env = { ...emulator.env(), PULUMI_NODEJS_TRANSPILE_ONLY: "true" };
    project = await PulumiProject.create(copyOfExample("checkout"), env);
    await project.config({
      waitForProvisioning: "false",
      "carts[0].name": "licences",
      "carts[0].customerId": ids.customerId,
      "carts[0].cartId": ids.cartId,
    });
    await livesItsLife(project, "pending");
  });

  it("takes examples/checkout-esm, with its settings in stack configuration, through its life and buys once", async () => {
    emulator.setModes({ provisioning: { afterPolls: 1 } });
    project = await PulumiProject.create(copyOfExample("checkout-esm"), {});
    await project.config({ customerId: ids.customerId, cartId: ids.cartId, ...settings() });
    await project.must("config", "set", "--secret", "partnercenter:clientSecret", clientSecret());
    await livesItsLife(project, "completed");
    for (const kept of ["Pulumi.test.yaml", "state/.pulumi/stacks/checkout-esm/test.json"])
      expect(readFileSync(join(project.folder, kept), "utf8")).not.to.contain(clientSecret());
  });

  it("refuses a client secret in plain configuration with the command that mends it, and sends nothing", async () => {
    project = await PulumiProject.create(copyOfExample("checkout-esm"), {});
    await project.config({ customerId: ids.customerId, cartId: ids.cartId, ...settings() });
    await project.must("config", "set", "--plaintext", "partnercenter:clientSecret", clientSecret());
    for (const refused of [await project.preview(), await project.up()]) {
      expect(refused.ok).to.equal(false);
      expect(refused.output).to.contain("pulumi config set --secret partnercenter:clientSecret");
      expect(refused.output).not.to.contain(clientSecret());
    }
    expect(emulator.requests()).to.deep.equal([]);
    expect(await project.checkouts()).to.deep.equal([]);
  });

  it("ends with an error while a part is refused, and with success once the next up has bought it", async () => {
    emulator.groupFails(ids.cartId, "1", { code: 800020, times: 1 });
    const program = commonJs(`{ ...${JSON.stringify(ids)}, waitForProvisioning: false }`);
    project = await PulumiProject.create(javaScriptProject(program), emulator.env());
    const first = await project.up();
    expect(first.ok).to.equal(false);
    expect(first.output)
      .to.contain("code 800020")
      .and.match(/ended with code [1-9]/);
    expect((await project.checkouts())[0]?.outputs["orderIds"]).to.deep.equal(ordersBought());

    const second = await project.up();
    expect(second.ok, second.output).to.equal(true);
    expect((await project.checkouts())[0]?.outputs["orderIds"]).to.have.members(ordersBought());
    expect(ordersBought()).to.have.length(2);
    expect(emulator.journal.duplicates()).to.deep.equal([]);
  });

  const WRONG: Record<string, { args: string; property: string }> = {
    "a number as cartId": { args: "cartId: 42", property: "cartId" },
    "a text as waitForProvisioning": { args: 'waitForProvisioning: "yes"', property: "waitForProvisioning" },
    "a misspelt property": { args: "waitForProvisionning: true", property: "waitForProvisionning" },
    "an object as orderIds": { args: 'orderIds: { first: "a68736758d9c" }', property: "orderIds" },
  };
  for (const [what, { args, property }] of Object.entries(WRONG))
    it(`refuses ${what} from plain JavaScript at preview, naming the property, and sends nothing`, async () => {
      const program = commonJs(`{ ...${JSON.stringify(ids)}, ${args} }`);
      project = await PulumiProject.create(javaScriptProject(program), emulator.env());
      const preview = await project.preview();
      expect(preview.ok).to.equal(false);
      expect(preview.output).to.match(new RegExp(`has a problem: ${property} (must|is not)`));
      expect(emulator.requests()).to.deep.equal([]);
    });

  const clientSecret = () => emulator.env()["PARTNERCENTER_CLIENT_SECRET"] ?? "";

  /** The settings that aren't secret, as stack configuration. */
  function settings(): Record<string, string> {
    const env = emulator.env();
    return {
      "partnercenter:endpoint": env["PARTNERCENTER_ENDPOINT"] ?? "",
      "partnercenter:authority": env["PARTNERCENTER_AUTHORITY"] ?? "",
      "partnercenter:tenantId": env["PARTNERCENTER_TENANT_ID"] ?? "",
      "partnercenter:clientId": env["PARTNERCENTER_CLIENT_ID"] ?? "",
    };
  }
});
