import { expect } from "chai";
import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { startEmulator, type Emulator } from "../../emulator";
import { javaScriptProject, PulumiProject } from "../support/pulumiProject";
import { buys, LICENCE, SOFTWARE, type CartIds } from "../support/purchase";
import { findSecrets } from "../support/secretForms";
import { TestStack, type Run } from "../support/stack";

/** Every character that some encoding changes. */
const CLIENT_SECRET = 'rec0gn/client+secret="top"~9';
const WRONG_SECRET = 'rec0gn/wrong+secret="top"~9';
const REFRESH_TOKEN = "0.rec0gn/refresh+token=~9";
/** All that the engine, the program's host and the provider's host can be made to say. */
const VERBOSE = ["-v=9", "--logtostderr"];

describe("secrets", function () {
  this.timeout(300_000);
  let emulator: Emulator;
  let ids: CartIds;
  let project: PulumiProject;
  /** Where the project, its state and Pulumi's home are. */
  let folder: string;
  /** What every command printed, by its order and name. */
  let printed: Record<string, string>;
  /** Refresh tokens that were handed out. */
  let rotated: Set<string>;
  beforeEach(async () => {
    printed = {};
    rotated = new Set();
    emulator = await startEmulator({
      partner: { clientSecret: CLIENT_SECRET, refreshToken: REFRESH_TOKEN },
      modes: { provisioning: "command" },
    });
    ids = emulator.addCart({ lineItems: [LICENCE, SOFTWARE] });
  });
  afterEach(async () => {
    rmSync(folder, { recursive: true, force: true });
    await emulator.close();
  });

  /** A project that buys the cart, with this environment and these settings in its stack's configuration. */
  async function open(env: Record<string, string>): Promise<void> {
    const args = { ...ids, waitForProvisioning: false, checkoutTimeoutSeconds: 2 };
    const program = `
const { CartCheckout } = require("pulumi-partnercenter");
exports.status = new CartCheckout("licences", ${JSON.stringify(args)}).status;`;
    folder = javaScriptProject(program);
    project = await PulumiProject.create(folder, env);
  }

  /** Runs a command in its most talkative form, keeps what it said, and holds it to its expected end. */
  async function runs(ends: "ok" | "fails", command: string, ...args: string[]): Promise<Run> {
    const debug = ["up", "preview", "refresh", "destroy"].includes(command) ? ["--debug"] : [];
    const run = await project.run(command, ...args, ...VERBOSE, ...debug);
    printed[`the output of ${command} (${Object.keys(printed).length})`] = run.output;
    expect(run.ok, run.output.slice(-4000)).to.equal(ends === "ok");
    rotated.add(emulator.env({ user: true })["PARTNERCENTER_REFRESH_TOKEN"] ?? "");
    return run;
  }

  const yes = ["--yes", "--skip-preview"];
  const up = (ends: "ok" | "fails") => runs(ends, "up", ...yes);

  /** Every secret there was. Access tokens differ in their tail; the beginning they share gives any of them away. */
  function secrets(): Record<string, string> {
    return {
      "the client secret": CLIENT_SECRET,
      "the wrong client secret": WRONG_SECRET,
      "the refresh token": REFRESH_TOKEN,
      "an access token": emulator.issueToken().slice(0, 100),
      ...Object.fromEntries([...rotated].map((token, i) => [`rotated refresh token ${i}`, token])),
    };
  }

  /** All that was printed, or written to a file below the folder. */
  const everything = (): Record<string, string> => ({ ...printed, ...filesBelow(folder) });

  /** The texts are what they are taken for: a search in nothing finds nothing. */
  function expectNoSecretIn(texts: Record<string, string>): void {
    for (const kept of [/^state\/.*stacks.*test\.json$/, /^state\/.*\.history\.json$/])
      expect(Object.keys(texts).some((name) => kept.test(name))).to.equal(true);
    for (const [name, text] of Object.entries(printed))
      if (/ (up|preview|refresh|destroy) /.test(name))
        expect(text, name).to.contain("arshaling property for RPC");
    expect(findSecrets({ "the cart": ids.cartId }, texts)).not.to.deep.equal([]);
    expect(findSecrets(secrets(), texts)).to.deep.equal([]);
  }

  it("of the environment stay out of everything, through every failure and to the end of a purchase", async () => {
    await open(emulator.env());
    const { faults } = emulator;
    const always = { times: "always" as const };

    faults.script({ operation: "getCart", ...always, action: { kind: "respond", status: 401 } });
    expect((await up("fails")).output).to.contain("HTTP 401");
    faults.clear();
    faults.script({ operation: "checkout", action: { kind: "respond", status: 400, code: 800002 } });
    expect((await up("fails")).output).to.contain("800002");
    faults.script({ operation: "checkout", ...always, action: { kind: "cut" } });
    expect((await up("fails")).output).to.contain("not known yet whether");
    faults.clear();
    emulator.groupFails(ids.cartId, "1", { code: 800020, times: 1 });
    expect((await up("fails")).output).to.contain("800020");
    await up("ok");
    await runs("ok", "preview", "--diff");
    await runs("ok", "refresh", ...yes);
    await runs("ok", "stack", "export", "--show-secrets");
    await runs("ok", "stack", "history", "--show-secrets");
    await runs("ok", "destroy", ...yes);

    expect(emulator.journal.purchases()).to.have.length(2);
    expectNoSecretIn(everything());
  });

  it("of stack configuration stay out of everything as App+User, refresh tokens that were rotated included", async () => {
    emulator.setModes({ rotateRefreshTokens: "on" });
    await open({});
    const env = emulator.env();
    for (const setting of ["endpoint", "authority", "tenantId", "clientId"] as const) {
      const name = `PARTNERCENTER_${setting.replace(/[A-Z]/g, "_$&").toUpperCase()}`;
      await project.must("config", "set", "--plaintext", `partnercenter:${setting}`, env[name] ?? "");
    }
    await runs("ok", "config", "set", "--secret", "partnercenter:clientSecret", CLIENT_SECRET);
    await runs("ok", "config", "set", "--secret", "partnercenter:refreshToken", REFRESH_TOKEN);

    emulator.faults.script({ operation: "checkout", action: { kind: "respond", status: 401 } });
    await up("ok");
    await runs("ok", "refresh", ...yes);
    await runs("ok", "stack", "export");
    await runs("ok", "destroy", ...yes);

    expect(rotated.size).to.be.greaterThan(2);
    expect(emulator.requests().filter(({ operation }) => operation === "token").length).to.be.greaterThan(2);
    expectNoSecretIn(everything());
  });

  it("that the token service refuses stay out of its error and of everything else", async () => {
    await open({ ...emulator.env(), PARTNERCENTER_CLIENT_SECRET: WRONG_SECRET });
    expect((await up("fails")).output).to.contain("AADSTS7000215");
    expectNoSecretIn(everything());
  });

  it("stay out of everything that the Automation API gives back", async () => {
    const program = buys(ids);
    const test = await TestStack.create(emulator, program, { asUsed: true });
    folder = test.folder;
    const { stack } = test;
    const lines: string[] = [];
    const onOutput = (line: string) => void lines.push(line);
    const loud = { debug: true, logVerbosity: 9, logToStdErr: true, logFlow: true };
    const up = await stack.up({ program, ...loud, onOutput, onError: onOutput });
    printed["the output of up (0)"] = lines.join("");
    const given = { up, history: await stack.history(), exported: await stack.exportStack() };
    expectNoSecretIn({ ...everything(), "the Automation API's answers": JSON.stringify(given) });
  });

  it("in plain configuration are refused without being repeated", async () => {
    const { PARTNERCENTER_CLIENT_SECRET: _, ...env } = emulator.env();
    await open(env);
    await project.must("config", "set", "--plaintext", "partnercenter:clientSecret", CLIENT_SECRET);
    const refused = [await project.preview(), await project.up()];
    for (const { ok, output } of refused) {
      expect(ok).to.equal(false);
      expect(output).to.contain("pulumi config set --secret partnercenter:clientSecret");
    }
    const outputs = Object.fromEntries(refused.map(({ output }, i) => [`output ${i}`, output]));
    expect(findSecrets(secrets(), outputs)).to.deep.equal([]);
    expect(emulator.requests()).to.deep.equal([]);
  });
});

function filesBelow(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const files = paths.filter((path) => statSync(join(folder, path)).isFile());
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(folder, path), "latin1")]));
}
