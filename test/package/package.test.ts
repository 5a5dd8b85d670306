import { expect } from "chai";
import { existsSync, lstatSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { startEmulator } from "../../emulator";
import { run } from "../../engine/run";
import { REPO } from "../support/dynamicHost";
import { relativeLinks } from "../support/documents";
import { PulumiProject } from "../support/pulumiProject";
import { LICENCE, SOFTWARE } from "../support/purchase";

const INSTALL_TIMEOUT_MS = 150_000;
const COMMAND_TIMEOUT_MS = 60_000;

interface Manifest {
  version: string;
  exports: Record<string, unknown>;
  devDependencies: Record<string, string>;
}
const MANIFEST = JSON.parse(readFileSync(join(REPO, "package.json"), "utf8")) as Manifest;

/** What each entry has to give to a program, by the name that it is imported with. */
const ENTRIES: Record<string, string[]> = {
  "pulumi-partnercenter": ["Cart", "CartCheckout", "Purchase"],
  "pulumi-partnercenter/dynamic": ["cart", "cartCheckout"],
  "pulumi-partnercenter/client": ["createPartnerCenter", "PartnerCenterError"],
  "pulumi-partnercenter/emulator": ["startEmulator"],
};

describe("the packed package, installed as a user does", function () {
  this.timeout(INSTALL_TIMEOUT_MS + COMMAND_TIMEOUT_MS);
  let folder: string;
  let packed: { filename: string; files: { path: string }[] };

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "partnercenter-package-"));
    // Without scripts: `npm test` has built dist just before.
    const args = ["pack", "--ignore-scripts", "--json", "--pack-destination", folder];
    [packed] = JSON.parse(await output("npm", args, REPO)) as [typeof packed];
    const dependencies = {
      "@pulumi/pulumi": MANIFEST.devDependencies["@pulumi/pulumi"],
      "pulumi-partnercenter": `file:${packed.filename}`,
    };
    write("package.json", JSON.stringify({ private: true, main: "index.js", dependencies }));
    await output("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund"], folder);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const node = (...args: string[]) => output(process.execPath, args, folder);

  it("is a copy, not a link to this repository", () => {
    expect(lstatSync(join(folder, "node_modules", "pulumi-partnercenter")).isSymbolicLink()).to.equal(false);
  });

  it("holds what a user needs, with documents and examples, and no tests or sources", () => {
    const files = packed.files.map(({ path }) => path);
    const compiled = files.filter((path) => /^dist\/(provider|emulator)\/[\w/]+(\.d\.ts|\.js)$/.test(path));
    const documents = files.filter((path) => /^(docs|emulator|proof)\/.*\.md$/.test(path));
    const examples = files.filter((path) => path.startsWith("examples/"));
    const others = files.filter((path) => ![...compiled, ...documents, ...examples].includes(path));
    expect(others).to.have.members([
      "CHANGELOG.md",
      "CONTRIBUTING.md",
      "LICENSE",
      "README.md",
      "package.json",
      "proof/results.json",
    ]);
    expect(examples.join("\n")).not.to.match(/node_modules|Pulumi\.\w+\.yaml/);
    expect(compiled).to.include.members(["dist/provider/dynamic/index.js", "dist/emulator/cli.js"]);
  });

  it("holds whatever its README and its documents link to", () => {
    const root = join(folder, "node_modules", "pulumi-partnercenter");
    const isRead = (path: string) => path === "README.md" || /^docs\/.*\.md$/.test(path);
    const pages = packed.files.map(({ path }) => path).filter(isRead);
    const links = pages.flatMap((page) =>
      relativeLinks(readFileSync(join(root, page), "utf8")).map((link) => join(dirname(page), link)),
    );
    expect(links).to.include.members([join("examples", "onboarding"), join("docs", "settings.md")]);
    for (const link of links) expect(existsSync(join(root, link)), link).to.equal(true);
  });

  it("has a test below for every entry that it exports", () => {
    const names = Object.keys(MANIFEST.exports).map((entry) => entry.replace(".", "pulumi-partnercenter"));
    expect(names).to.have.members([...Object.keys(ENTRIES), "pulumi-partnercenter/package.json"]);
  });

  for (const [entry, names] of Object.entries(ENTRIES)) {
    it(`gives ${names.join(" and ")} from ${entry} to require and, by name, to import`, async () => {
      const show = `console.log([${names.join()}].map((value) => typeof value).join())`;
      const types = names.map((name) => (/^[A-Z]|^(create|start)/.test(name) ? "function" : "object")).join();
      const required = await node("-e", `const { ${names.join()} } = require("${entry}"); ${show}`);
      expect(required.trim()).to.equal(types);
      const imported = `import { ${names.join()} } from "${entry}"; ${show}`;
      expect((await node("--input-type=module", "-e", imported)).trim()).to.equal(types);
    });
  }

  it("tells its version through its package.json", async () => {
    const shown = await node("-p", `require("pulumi-partnercenter/package.json").version`);
    expect(shown.trim()).to.equal(MANIFEST.version);
  });

  it("keeps every other file to itself", async () => {
    const code = `try { require("pulumi-partnercenter/dist/provider/settings") } catch (e) { console.log(e.code) }`;
    expect((await node("-e", code)).trim()).to.equal("ERR_PACKAGE_PATH_NOT_EXPORTED");
  });

  it("loads nothing of @pulumi/pulumi through the dynamic entry", async () => {
    const code = `require("pulumi-partnercenter/dynamic"); console.log(Object.keys(require.cache).join("\\n"))`;
    const loaded = await node("-e", code);
    expect(loaded).to.contain(join("pulumi-partnercenter", "dist", "provider", "dynamic", "index.js"));
    expect(loaded).not.to.contain(join("@pulumi", "pulumi"));
  });

  it("brings the emulator's command", async () => {
    const help = await output("npx", ["--no-install", "partnercenter-emulator", "--help"], folder);
    expect(help).to.contain("Usage: partnercenter-emulator").and.contain("--port");
  });

  it("type-checks in a strict TypeScript program, as CommonJS and as an ES module", async () => {
    const program = `
      import { CartCheckout, type CartCheckoutArgs, type CheckoutOrder } from "pulumi-partnercenter";
      import { createPartnerCenter, type PartnerCenter } from "pulumi-partnercenter/client";
      import { cartCheckout } from "pulumi-partnercenter/dynamic";
      import { startEmulator, type Emulator } from "pulumi-partnercenter/emulator";

      const args: CartCheckoutArgs = { customerId: "a", cartId: "b", onDelete: "forbid" };
      export const ids = new CartCheckout("licences", args).orders.apply((orders: CheckoutOrder[]) => orders[0]?.id);
      export const emulator: Promise<Emulator> = startEmulator({ port: 0 });
      export const client: (...settings: never[]) => PartnerCenter = createPartnerCenter;
      export const create: unknown = cartCheckout.create;
      // @ts-expect-error it takes no such value
      export const wrong: CartCheckoutArgs = { ...args, onDelete: "sell" };
      // @ts-expect-error the customer is missing
      export const missing: CartCheckoutArgs = { cartId: "b" };
    `;
    write("program.cts", program);
    write("program.mts", program);
    const options = ["--noEmit", "--strict", "--module", "node16", "--target", "es2021", "--skipLibCheck"];
    const tsc = [
      join(REPO, "node_modules", "typescript", "bin", "tsc"),
      ...options,
      "program.cts",
      "program.mts",
    ];
    expect(await node(...tsc)).to.equal("");
  });

  it("buys once with the real engine, and sends nothing on the next up", async () => {
    const emulator = await startEmulator({ modes: { provisioning: { afterPolls: 1 } } });
    try {
      const ids = emulator.addCart({ lineItems: [LICENCE, SOFTWARE] });
      write("Pulumi.yaml", "name: installed\nruntime: nodejs\n");
      write(
        "index.js",
        `const { CartCheckout } = require("pulumi-partnercenter");
         exports.status = new CartCheckout("licences", ${JSON.stringify(ids)}).status;`,
      );
      const project = await PulumiProject.create(folder, emulator.env());
      const first = await project.up();
      expect(first.ok, first.output).to.equal(true);
      const bought = emulator.journal.purchases().map(({ orderId }) => orderId);
      expect(bought).to.have.length(2);
      const [checkout] = await project.checkouts();
      expect(checkout?.outputs).to.deep.include({ status: "completed", orderIds: bought });

      const requests = emulator.requests().length;
      expect((await project.up()).output).to.contain("2 unchanged");
      expect(emulator.requests()).to.have.length(requests);
    } finally {
      await emulator.close();
    }
  });
});

/** What a command prints; it has to succeed. */
async function output(command: string, args: string[], cwd: string): Promise<string> {
  const timeoutMs = command === "npm" ? INSTALL_TIMEOUT_MS : COMMAND_TIMEOUT_MS;
  const { ok, stdout, failure } = await run(command, args, { cwd, env: process.env, timeoutMs });
  if (!ok) throw new Error(`${command} ${args.join(" ")} ${failure}\n${stdout}`);
  return stdout;
}
