import { expect } from "chai";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulator, type Emulator, type NewOrder } from "../../../../emulator";
import { runCommand } from "../../../../provider/cli/program/command";
import { LICENCE, SOFTWARE } from "../../../support/purchase";
import { CUSTOMER_ID } from "./anOrder";

interface StackText {
  deployment: { resources: { urn: string; inputs?: { orderIds: string[] }; outputs?: object }[] };
}

describe("partnercenter-program", () => {
  let emulator: Emulator;
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "partnercenter-program-"));
    emulator = await startEmulator({ samples: false, modes: { provisioning: "command" } });
    emulator.addCustomer({ id: CUSTOMER_ID });
  });
  afterEach(async () => {
    await emulator.close();
    rmSync(folder, { recursive: true });
  });

  const file = (name: string) => join(folder, name);
  const program = () => readFileSync(file("index.ts"), "utf8");
  const add = (order: Partial<NewOrder> = {}) =>
    emulator.addOrder({ customerId: CUSTOMER_ID, lineItems: [LICENCE], ...order }).orderId;
  const stack = (resources: object[] = []) =>
    writeFileSync(file("stack.json"), JSON.stringify({ version: 3, deployment: { resources } }));
  const STATE = () => ["--state", file("stack.json"), "--state-out", file("stack.json")];
  const NAMES = ["--stack", "dev", "--project", "shop"];
  const resources = () =>
    (JSON.parse(readFileSync(file("stack.json"), "utf8")) as StackText).deployment.resources;

  /** A resource "licences" that took an order over. */
  function holderOf(orderId: string): object {
    const type = "pulumi-nodejs:dynamic/partnercenter:CartCheckout";
    const outputs = { status: "completed", orders: [{ id: orderId }] };
    return { urn: `urn:pulumi:dev::shop::${type}::licences`, type, inputs: { orderIds: [orderId] }, outputs };
  }

  async function command(args: string[] = [], env: Record<string, string> = emulator.env()) {
    const said = { out: "", err: "" };
    const code = await runCommand(["--customer", CUSTOMER_ID, "--out", file("index.ts"), ...args], {
      env,
      out: (line) => (said.out += `${line}\n`),
      err: (line) => (said.err += `${line}\n`),
    });
    return { code, ...said };
  }

  /** Ends with code 1, says why, and writes nothing. */
  async function refuses(message: RegExp, args?: string[], env?: Record<string, string>): Promise<void> {
    const { code, out, err } = await command(args, env);
    expect(err).to.match(message);
    expect({ code, out, written: existsSync(file("index.ts")) }).to.deep.equal({
      code: 1,
      out: "",
      written: false,
    });
  }

  it("writes the program, tells both ways to go on, and only reads", async () => {
    const orders = [add({ placedAt: Date.parse("2026-02-01") }), add({ placedAt: Date.parse("2026-01-01") })];
    add({ status: "cancelled" });
    const { code, out, err } = await command(["--since", "2025-12-31"]);
    expect({ code, err }).to.deep.equal({ code: 0, err: "" });
    expect([...program().matchAll(/orderIds: \["(.*)"\]/g)].map(([, id]) => id)).to.deep.equal(
      orders.reverse(),
    );
    expect(out).to.contain(`2 orders of customer ${CUSTOMER_ID}`).and.contain("1 order, cancelled");
    expect(out).to.contain("sends no checkout").and.contain("--since 2025-12-31 --force --state stack.json");
    const posts = emulator.requests().filter(({ method }) => method !== "GET");
    expect(posts.filter(({ path }) => !path.includes("/oauth2/"))).to.deep.equal([]);
  });

  it("writes the same program again, and over a file only when it is told to", async () => {
    add();
    await command();
    const first = program();
    emulator.clearRequests();
    const refused = await command();
    expect(refused).to.include({ code: 1 });
    expect(refused.err).to.match(/index\.ts exists.*--force/);
    expect(emulator.requests()).to.deep.equal([]);
    expect((await command(["--force"])).code).to.equal(0);
    expect(program()).to.equal(first);
  });

  it("declares cancelled orders when that is asked for", async () => {
    add({ status: "cancelled" });
    await refuses(/1 cancelled \(--include-cancelled/);
    expect(await command(["--include-cancelled"])).to.include({ code: 0 });
    expect(program()).to.contain("status cancelled");
  });

  it("declares an order of which no item can be read", async () => {
    const id = add();
    emulator.faults.script({ operation: "listOrders", action: { kind: "alter", without: ["lineItems"] } });
    expect(await command()).to.include({ code: 0 });
    expect(program()).to.contain("can't be read").and.contain(`orderIds: ["${id}"]`);
  });

  it("refuses when there is nothing to declare", async () => {
    await refuses(/has no orders/);
    add({ placedAt: Date.parse("2026-01-01") });
    await refuses(/1 placed before --since/, ["--since", "2026-01-02"]);
  });

  const WRONG: Record<string, [args: string[], message: RegExp]> = {
    "a customer that is no GUID": [["--customer", "contoso"], /--customer.*GUID/],
    "a day that is none": [["--since", "2026-02-30"], /--since.*2026-01-31/],
    "a profile that can't be one": [["--profile", "E_M"], /--profile.*emea/],
    "an option that it doesn't have": [["--forse"], /unknown option '--forse'.*--force/s],
    "a state to write without one to read": [["--state-out", "s.json"], /--state-out needs --state/],
    "a state to read without one to write": [["--state", "s.json"], /--state needs --state-out/],
    "a state that isn't there": [["--state", "no.json", "--state-out", "no.json"], /no\.json can't be read/],
  };
  for (const [what, [args, message]] of Object.entries(WRONG))
    it(`refuses ${what}, and sends nothing`, async () => {
      await refuses(message, args);
      expect(emulator.requests()).to.deep.equal([]);
    });

  it("refuses to write the program over the state", async () => {
    stack();
    const { code, err } = await command(["--out", file("stack.json"), "--force", ...STATE()]);
    expect(code).to.equal(1);
    expect(err).to.contain("--out must be another file");
    expect(resources()).to.deep.equal([]);
  });

  it("names missing settings, and that they come from the environment", async () => {
    await refuses(/PARTNERCENTER_TENANT_ID[^]*PARTNERCENTER_CLIENT_SECRET[^]*reads the environment/, [], {});
    const named = /profile emea[^]*PARTNERCENTER_EMEA_TENANT_ID/;
    await refuses(named, ["--profile", "emea"]);
  });

  it("says that Partner Center refused, without the secret", async () => {
    const secret = "this-is-not-the-secret";
    await refuses(/token/i, [], { ...emulator.env(), PARTNERCENTER_CLIENT_SECRET: secret });
    const { err } = await command([], { ...emulator.env(), PARTNERCENTER_CLIENT_SECRET: secret });
    expect(err).not.to.contain(secret);
  });

  it("reads a profile's settings, and writes the profile into program and state", async () => {
    add();
    stack();
    const env = Object.fromEntries(
      Object.entries(emulator.env()).map(([key, value]) => [key.replace("_", "_EMEA_"), value]),
    );
    expect(await command(["--profile", "emea", ...STATE(), ...NAMES], env)).to.include({ code: 0 });
    expect(program()).to.contain('profile: "emea"');
    const [, , checkout] = resources();
    expect(checkout?.inputs).to.include({ profile: "emea" });
    expect(checkout?.outputs).to.include({ profile: "emea" });
  });

  it("adds the orders to the state, leaves out what others hold, and keeps names and rights", async () => {
    const [first, second] = [add({ lineItems: [SOFTWARE] }), add()];
    stack([holderOf(first)]);
    chmodSync(file("stack.json"), 0o600);
    const { code, out } = await command(STATE());
    expect(code).to.equal(0);
    expect(out).to.contain(`order ${first}, which resource "licences" of the stack holds`);
    expect(out).to.contain("1 order added").and.contain("pulumi stack import --file");
    expect(program()).to.contain(second).and.not.contain(first);
    expect(resources().flatMap(({ inputs }) => inputs?.orderIds ?? [])).to.deep.equal([first, second]);
    expect(statSync(file("stack.json")).mode & 0o777).to.equal(0o600);

    const named = program();
    const renamed = readFileSync(file("stack.json"), "utf8").replace(
      /::sample-product-[a-z0-9]+-/g,
      "::earlier-name-",
    );
    writeFileSync(file("stack.json"), renamed);
    expect((await command(["--force", ...STATE()])).out).to.contain("0 orders added, 1 were in it");
    expect(program()).to.equal(named.replace(/"sample-product-[a-z0-9]+-/, '"earlier-name-'));
    expect(resources()).to.deep.equal((JSON.parse(renamed) as StackText).deployment.resources);
  });

  it("refuses when others hold every order", async () => {
    stack([holderOf(add())]);
    await refuses(/All 1 orders are held .*"licences"/, STATE());
  });

  it("leaves an order that can't be read out of the state, says so, and ends with 2", async () => {
    const [gone, fine] = [add(), add()];
    stack();
    const action = { kind: "respond", status: 404, code: 20000 } as const;
    emulator.faults.script({ operation: "getOrder", path: gone, action });
    const { code, out, err } = await command([...STATE(), ...NAMES]);
    expect(code).to.equal(2);
    expect(err).to.match(
      new RegExp(`order ${gone} is in the program, but not in the state: .*no such order`),
    );
    expect(out).to.contain("takes over the 1 order not in the state");
    expect(program()).to.contain(gone).and.contain(fine);
    expect(resources().flatMap(({ inputs }) => inputs?.orderIds ?? [])).to.deep.equal([fine]);
  });

  it("writes nothing when no order can be read for the state", async () => {
    add();
    stack();
    const action = { kind: "respond", status: 403, code: 20002 } as const;
    emulator.faults.script({ operation: "getOrder", action });
    await refuses(/20002/, [...STATE(), ...NAMES]);
    expect(resources()).to.deep.equal([]);
  });

  it("shows its help with examples", async () => {
    const { code, out } = await command(["--help"]);
    expect(code).to.equal(0);
    expect(out)
      .to.contain("Usage: partnercenter-program")
      .and.contain("pulumi stack import --file stack.json");
  });
});
