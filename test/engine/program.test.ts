import { expect } from "chai";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CATALOG, startEmulator, type Emulator, type NewOrder } from "../../emulator";
import { run } from "../../engine/run";
import { REPO } from "../support/dynamicHost";
import { folderInRepo, PulumiProject } from "../support/pulumiProject";

const CUSTOMER_ID = "7c3a91d2-4e58-4b06-a1c7-93f2e5d80b64";
const DAY_MS = 24 * 60 * 60 * 1000;
const FIRST_DAY = Date.parse("2026-01-05T09:30:00Z");

/** Orders of every kind of item that the catalog can sell, a day apart. */
function mixedOrders(count: number): NewOrder[] {
  const items = CATALOG.filter((item) => !item.attestation && (item.segment ?? "commercial") === "commercial")
    .filter((item) => !["reservation", "savingsPlan"].includes(item.kind))
    .flatMap((item) => (item.terms.length > 0 ? item.terms : [undefined]).map((term) => ({ item, term })));
  return Array.from({ length: count }, (_, index) => {
    const { item, term } = items[(index * 7) % items.length]!;
    const line = {
      catalogItemId: item.catalogItemId,
      billingCycle: term?.billingCycle,
      termDuration: term?.duration,
      quantity: Math.max(item.minimum, Math.min(item.maximum, 1 + (index % 9))),
    };
    return { customerId: CUSTOMER_ID, lineItems: [line], placedAt: FIRST_DAY + index * DAY_MS };
  });
}

/** Resources without what differs from run to run, or tells where in a program they were declared. */
function byUrn(resources: Record<string, unknown>[]): Record<string, unknown> {
  const facts = resources.map((resource) => {
    const { created: _c, modified: _m, sourcePosition: _s, stackTrace: _t, provider, ...rest } = resource;
    const isProvider = String(rest["type"]).startsWith("pulumi:providers:");
    return [
      rest["urn"],
      { ...rest, id: isProvider || rest["id"], provider: String(provider).replace(/[^:]*$/, "") },
    ];
  });
  return Object.fromEntries(facts) as Record<string, unknown>;
}

describe("the program for the orders that a customer has", function () {
  this.timeout(240_000);
  let emulator: Emulator;
  let project: PulumiProject;
  beforeEach(async () => {
    emulator = await startEmulator({ modes: { provisioning: "command" } });
    const folder = folderInRepo();
    writeFileSync(join(folder, "Pulumi.yaml"), "name: taken-over\nruntime: nodejs\n");
    writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, main: "index.ts" }));
    writeSettings(folder, {});
    project = await PulumiProject.create(folder, emulator.env());
  });
  afterEach(async () => {
    project.remove();
    await emulator.close();
  });

  function writeSettings(folder: string, more: object): void {
    const compilerOptions = { target: "ES2021", module: "Node16", strict: true, skipLibCheck: true, ...more };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["index.ts"] }));
  }

  const postsBesidesTokens = () =>
    emulator.requests().filter(({ method, path }) => method !== "GET" && !path.includes("/oauth2/"));

  async function command(...args: string[]): Promise<string> {
    const cli = join(REPO, "dist", "provider", "cli", "program", "cli.js");
    const env = { ...emulator.env(), PATH: process.env["PATH"] };
    const ended = await run(process.execPath, [cli, "--customer", CUSTOMER_ID, ...args], {
      cwd: project.folder,
      env,
      timeoutMs: 60_000,
    });
    expect(ended.ok, ended.failure).to.equal(true);
    return ended.stdout;
  }

  const imports = () => project.must("stack", "import", "--file", "stack.json");
  const exported = async () =>
    (JSON.parse(await project.must("stack", "export")) as { deployment: { resources?: object[] } }).deployment
      .resources as Record<string, unknown>[];

  it("of 40 orders, with its state imported: the first up, preview and refresh change nothing and send no POST", async () => {
    for (const order of mixedOrders(36)) emulator.addOrder(order);
    for (const status of ["pending", "pending_po_upload", "error", "partial_success"])
      emulator.addOrder({ ...mixedOrders(40).pop()!, status });
    emulator.addOrder({ ...mixedOrders(1)[0]!, status: "cancelled" });

    await project.must("stack", "export", "--file", "stack.json");
    const state = ["--state", "stack.json", "--state-out", "stack.json"];
    const said = await command(...state, "--stack", "test", "--project", "taken-over");
    expect(said).to.contain("index.ts: 40 orders").and.contain("1 order, cancelled");
    await imports();
    expect(postsBesidesTokens()).to.deep.equal([]);

    emulator.clearRequests();
    for (const act of ["preview", "up"]) {
      const yes = act === "up" ? ["--yes", "--skip-preview"] : [];
      const { ok, output } = await project.run(act, "--expect-no-changes", "--diff", ...yes);
      expect(ok, output).to.equal(true);
      expect(output).to.contain("41 unchanged");
    }
    expect(emulator.requests()).to.deep.equal([]);

    const refresh = await project.run("refresh", "--yes", "--skip-preview", "--expect-no-changes");
    expect(refresh.ok, refresh.output).to.equal(true);
    expect(postsBesidesTokens()).to.deep.equal([]);

    const program = readFileSync(join(project.folder, "index.ts"), "utf8");
    const again = await command("--force", ...state.slice(0, 3), "again.json");
    expect(again).to.contain("0 orders added, 40 were in it");
    expect(readFileSync(join(project.folder, "index.ts"), "utf8")).to.equal(program);
  });

  it("brings the state into the very form in which the engine stores it, and leaves alone what others hold", async () => {
    // The runs of the other test have looked at the program's types.
    writeSettings(project.folder, { noCheck: true });
    for (const order of mixedOrders(5)) emulator.addOrder({ ...order, status: "completed" });
    await command();
    const created = await project.up();
    expect(created.ok, created.output).to.equal(true);
    expect(created.output).to.contain("6 created");
    expect(postsBesidesTokens()).to.deep.equal([]);
    const byEngine = await exported();

    expect((await project.run("state", "delete", "--all", "--force", "--yes")).ok).to.equal(true);
    expect(await project.checkouts()).to.deep.equal([]);
    await project.must("stack", "export", "--file", "stack.json");
    const state = ["--state", "stack.json", "--state-out", "stack.json"];
    await command("--force", ...state, "--stack", "test", "--project", "taken-over");
    await imports();
    const byCommand = await exported();
    expect(byUrn(byCommand)).to.deep.equal(byUrn(byEngine));
    const up = await project.run("up", "--yes", "--skip-preview", "--expect-no-changes");
    expect(up.ok, up.output).to.equal(true);

    const more = mixedOrders(6).pop()!;
    const { orderId } = emulator.addOrder({ ...more, status: "completed" });
    await project.must("stack", "export", "--file", "stack.json");
    expect(await command("--force", ...state)).to.contain("1 order added, 5 were in it");
    await imports();
    const grown = await project.run("up", "--yes", "--skip-preview", "--expect-no-changes");
    expect(grown.ok, grown.output).to.equal(true);
    expect((await project.checkouts()).flatMap(({ outputs }) => outputs["orderIds"])).to.include(orderId);
    expect(postsBesidesTokens()).to.deep.equal([]);
    expect(emulator.journal.purchases()).to.deep.equal([]);
  });
});
