import { expect } from "chai";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startEmulator, type Emulator } from "../../emulator";
import { CUSTOMER } from "../support/declaredPurchase";
import { copyOfExample, PulumiProject } from "../support/pulumiProject";
import type { Run } from "../support/stack";

describe("the examples, by the plain pulumi command", function () {
  this.timeout(180_000);
  let emulator: Emulator;
  let project: PulumiProject | undefined;
  beforeEach(async () => {
    emulator = await startEmulator({ samples: false });
  });
  afterEach(async () => {
    project?.remove();
    project = undefined;
    await emulator.close();
  });

  async function start(example: string): Promise<PulumiProject> {
    // `npm run types` has looked at their types.
    const env = { ...emulator.env(), PULUMI_NODEJS_TRANSPILE_ONLY: "true" };
    project = await PulumiProject.create(copyOfExample(example), env);
    await project.config({ customerId: CUSTOMER });
    return project;
  }

  /** Quantity and SKU of everything bought, each order a list. */
  function bought(): string[][] {
    expect(emulator.journal.duplicates()).to.deep.equal([]);
    return emulator.journal
      .purchases()
      .map(({ items }) =>
        items.map(({ quantity, offerId }) => `${quantity} x ${offerId.split(":").slice(0, 2).join(":")}`),
      );
  }

  it("cart-to-checkout asks for today's availability, makes the cart and buys it", async () => {
    const pulumi = await start("cart-to-checkout");
    emulator.withdraw("CFQ7TTC0LF8R:0002:CFQ7TTC0K5DH", { replacedBy: "CFQ7TTC0T0DY" });
    const preview = succeeded(await pulumi.preview());
    expect(preview).to.contain("licences: 10 x Office 365 E3, P1Y, billed monthly: the price is known once");
    expect(bought()).to.deep.equal([]);
    const up = succeeded(await pulumi.up());
    expect(up).to.contain("  10 x Office 365 E3, P1Y, billed monthly: 184.00 USD a month, 2,208.00 USD for");
    expect(up).to.contain("CFQ7TTC0LF8R:0002:CFQ7TTC0T0DY");
    expect(bought()).to.deep.equal([["10 x CFQ7TTC0LF8R:0002"]]);
  });

  it("onboarding buys the bundle and the Azure plan, and says what they cost", async () => {
    const pulumi = await start("onboarding");
    await pulumi.config({ administrator: "admin@contoso.onmicrosoft.com" });
    const preview = succeeded(await pulumi.preview());
    for (const line of [
      "25 x Microsoft 365 E3, P1Y",
      "3 x Visio Plan 2, P1M",
      "azure-plan: 1 x Azure plan (DZH318Z0BPS6:0001:DZH318Z0BML6), billed by use: no price beforehand",
    ])
      expect(preview).to.contain(line);
    expect(bought()).to.deep.equal([]);

    const up = succeeded(await pulumi.up());
    for (const line of [
      "  25 x Microsoft 365 E3, P1Y, billed monthly: 680.00 USD a month, 8,160.00 USD for the term",
      "  25 x Defender for Office 365 (Plan 2), P1Y, billed monthly: 100.00 USD a month, 1,200.00 USD",
      "  3 x Visio Plan 2, P1M, billed monthly: 43.20 USD a month",
      "  Total for the term: 9,403.20 USD",
    ])
      expect(up).to.contain(line);
    expect(up).not.to.contain("warning");
    const bundle = ["25 x CFQ7TTC0LFLX:0001", "25 x CFQ7TTC0JN4R:0002", "3 x CFQ7TTC0HVZG:0001"];
    expect(bought()).to.have.deep.members([["1 x DZH318Z0BPS6:0001"], bundle]);
    const subscriptions = JSON.parse(
      await pulumi.must("stack", "output", "subscriptions", "--json"),
    ) as object;
    expect(subscriptions).to.have.all.keys(
      "Microsoft 365 E3",
      "Defender for Office 365 (Plan 2)",
      "Visio Plan 2",
      "Microsoft Azure plan",
    );
  });

  it("seats-by-pull-request buys each entry once, and the same quantity again only when told to", async () => {
    const pulumi = await start("seats-by-pull-request");
    const file = join(pulumi.folder, "seats.json");
    const entries = JSON.parse(readFileSync(file, "utf8")) as object[];
    const append = (entry: object) => writeFileSync(file, JSON.stringify([...entries, entry]));

    expect(succeeded(await pulumi.preview())).to.contain("spring-hires: 4 x Office 365 E3, spring-hires");
    succeeded(await pulumi.up());
    const first = [["25 x CFQ7TTC0LF8R:0002"], ["4 x CFQ7TTC0LF8R:0002"]];
    expect(bought()).to.have.deep.members(first);

    const interns = { name: "interns", date: "2026-03-16", quantity: 4 };
    append(interns);
    expect(failed(await pulumi.up()))
      .to.contain("interns")
      .and.contain("besides: ");
    expect(bought()).to.have.deep.members(first);
    append({ ...interns, onTopOf: ["spring-hires"] });
    succeeded(await pulumi.up());
    expect(bought()).to.have.deep.members([...first, ["4 x CFQ7TTC0LF8R:0002"]]);
  });

  it("limits stops at its limit and at the stack's, and buys once it is raised", async () => {
    const pulumi = await start("limits");
    await pulumi.config({ "partnercenter:limits.maxQuantity": "20" });
    expect(failed(await pulumi.preview())).to.contain(
      "limits.maxQuantity of 20 (set in partnercenter:limits)",
    );
    await pulumi.config({ "partnercenter:limits.maxQuantity": "40" });

    const stopped = "limits.maxTotal of 10,000.00 USD (set on the resource) does not hold";
    expect(failed(await pulumi.up()))
      .to.contain(stopped)
      .and.contain("10,944.00 USD");
    expect(bought()).to.deep.equal([]);

    await pulumi.config({ maxTotal: "11000" });
    succeeded(await pulumi.up());
    expect(bought()).to.deep.equal([["25 x CFQ7TTC0LF8S:0001"]]);
  });
});

function succeeded({ ok, output }: Run): string {
  expect(ok, output).to.equal(true);
  return output;
}

function failed({ ok, output }: Run): string {
  expect(ok, output).to.equal(false);
  return output;
}
