import { expect } from "chai";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, lstatSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { startEmulator } from "../../emulator";
import { REPO } from "../support/dynamicHost";
import { relativeLinks } from "../support/documents";
import { PulumiProject } from "../support/pulumiProject";
import { CUSTOMER } from "../support/declaredPurchase";
import { LICENCE, SOFTWARE } from "../support/purchase";
import {
  COMMAND_TIMEOUT_MS,
  INSTALL_TIMEOUT_MS,
  installPacked,
  manifestOf,
  output,
  PACKAGES,
  type Packed,
} from "./packing";

const MANIFEST = manifestOf(".");

/** What each entry has to give to a program, by the name that it is imported with. */
const ENTRIES: Record<string, string[]> = {
  "pulumi-partnercenter": ["Cart", "CartCheckout", "Purchase"],
  "pulumi-partnercenter/dynamic": ["cart", "cartCheckout"],
  "pulumi-partnercenter/client": ["createPartnerCenter", "PartnerCenterError"],
  "partnercenter-emulator": ["startEmulator", "createEmulatorCore"],
};

describe("the packed packages, installed as a user does", function () {
  this.timeout(INSTALL_TIMEOUT_MS + COMMAND_TIMEOUT_MS);
  let folder: string;
  let product: Packed;
  let emulatorPackage: Packed;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "partnercenter-package-"));
    ({ product, emulator: emulatorPackage } = await installPacked(folder));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const node = (...args: string[]) => output(process.execPath, args, folder);

  it("are copies, not links to this repository", () => {
    for (const name of Object.values(PACKAGES))
      expect(lstatSync(join(folder, "node_modules", name)).isSymbolicLink(), name).to.equal(false);
  });

  it("hold what a user needs, with documents and examples, and no tests or sources", () => {
    const files = product.files.map(({ path }) => path);
    const compiled = files.filter((path) => /^dist\/provider\/[\w/]+(\.d\.ts|\.js)$/.test(path));
    const documents = files.filter((path) => /^(docs|emulator|evidence)\/.*\.md$/.test(path));
    const examples = files.filter((path) => path.startsWith("examples/"));
    const others = files.filter((path) => ![...compiled, ...documents, ...examples].includes(path));
    expect(others).to.have.members([
      "CHANGELOG.md",
      "CONTRIBUTING.md",
      "LICENSE",
      "README.md",
      "package.json",
      "evidence/proof/results.json",
    ]);
    expect(examples.join("\n")).not.to.match(/node_modules|Pulumi\.\w+\.yaml/);
    expect(compiled).to.include("dist/provider/hosts/dynamic/index.js");

    const ofEmulator = emulatorPackage.files.map(({ path }) => path);
    expect(ofEmulator).to.include.members(["dist/index.js", "dist/index.d.ts", "dist/cli.js"]);
    expect(ofEmulator.filter((path) => !/^dist\/[\w/]+(\.d\.ts|\.js)$/.test(path))).to.have.members([
      "Dockerfile",
      "LICENSE",
      "README.md",
      "package.json",
    ]);
  });

  it("hold whatever their READMEs and their documents link to", () => {
    const isRead = (path: string) => path === "README.md" || /^docs\/.*\.md$/.test(path);
    const linked = (root: string, { files }: Packed) =>
      files
        .filter(({ path }) => isRead(path))
        .flatMap(({ path }) =>
          relativeLinks(readFileSync(join(root, path), "utf8")).map((link) =>
            join(root, dirname(path), link),
          ),
        );
    const [own, other] = Object.values(PACKAGES).map((name) => join(folder, "node_modules", name));
    const links = linked(own!, product);
    expect(links).to.include.members([join(own!, "examples/onboarding"), join(own!, "docs/settings.md")]);
    for (const link of [...links, ...linked(other!, emulatorPackage)])
      expect(existsSync(link), link).to.equal(true);
  });

  it("have a test below for every entry that they export", () => {
    const names = Object.entries(PACKAGES).flatMap(([from, name]) =>
      Object.keys(manifestOf(from).exports).map((entry) => entry.replace(".", name)),
    );
    const manifests = Object.values(PACKAGES).map((name) => `${name}/package.json`);
    expect(names).to.have.members([...Object.keys(ENTRIES), ...manifests]);
  });

  for (const [entry, names] of Object.entries(ENTRIES)) {
    it(`give ${names.join(" and ")} from ${entry} to require and, by name, to import`, async () => {
      const show = `console.log([${names.join()}].map((value) => typeof value).join())`;
      const types = names.map((name) => (/^[A-Z]|^(create|start)/.test(name) ? "function" : "object")).join();
      const required = await node("-e", `const { ${names.join()} } = require("${entry}"); ${show}`);
      expect(required.trim()).to.equal(types);
      const imported = `import { ${names.join()} } from "${entry}"; ${show}`;
      expect((await node("--input-type=module", "-e", imported)).trim()).to.equal(types);
    });
  }

  it("tell their version through their package.json", async () => {
    for (const name of Object.values(PACKAGES)) {
      const shown = await node("-p", `require("${name}/package.json").version`);
      expect(shown.trim(), name).to.equal(MANIFEST.version);
    }
  });

  it("keep every other file to themselves", async () => {
    for (const file of ["pulumi-partnercenter/dist/provider/settings", "partnercenter-emulator/dist/store"]) {
      const code = `try { require("${file}") } catch (e) { console.log(e.code) }`;
      expect((await node("-e", code)).trim(), file).to.equal("ERR_PACKAGE_PATH_NOT_EXPORTED");
    }
  });

  it("bring nothing of the emulator's with a purchase", async () => {
    const tree = await output("npm", ["ls", "--all", "--omit", "dev", "--parseable"], folder);
    expect(tree).to.contain(join("node_modules", "axios"));
    expect(tree).not.to.match(/hono|emulator/);
  });

  it("load one file of their own through the dynamic entry, and nothing of @pulumi/pulumi", async () => {
    const code = `require("pulumi-partnercenter/dynamic"); console.log(Object.keys(require.cache).join("\\n"))`;
    const loaded = (await node("-e", code)).trim().split("\n");
    const of = (name: string) => loaded.filter((path) => path.includes(join("node_modules", name, "/")));
    const [entry, ...others] = of("pulumi-partnercenter");
    expect(entry).to.contain(join("dist", "provider", "hosts", "dynamic", "index.js"));
    expect([...others, ...of("@pulumi")]).to.deep.equal([]);
  });

  it("bring the command of the emulator", async () => {
    const command = (option: string) =>
      output("npx", ["--no-install", "partnercenter-emulator", option], folder);
    expect(await command("--help"))
      .to.contain("Usage: partnercenter-emulator")
      .and.contain("--port");
    expect((await command("--version")).trim()).to.equal(MANIFEST.version);
  });

  it("bring an emulator that listens, says what was asked of it, and ends on SIGTERM", async () => {
    const command = join(folder, "node_modules", ".bin", "partnercenter-emulator");
    const child = spawn(command, ["--port", "0", "--json"], {
      cwd: folder,
      stdio: ["ignore", "pipe", "inherit"],
    });
    try {
      const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
      const line = async () => JSON.parse(String((await lines.next()).value)) as Record<string, unknown>;
      const { url } = await line();
      expect((await fetch(`${String(url)}/v1/customers/a/orders`)).status).to.equal(401);
      expect(await line()).to.include({ method: "GET", path: "/v1/customers/a/orders", status: 401 });
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      expect(await ended).to.deep.equal([0, null]);
    } finally {
      child.kill("SIGKILL");
    }
  });

  it("type-check in a strict TypeScript program, as CommonJS and as an ES module", async () => {
    const program = `
      import { CartCheckout, type CartCheckoutArgs, type CheckoutOrder } from "pulumi-partnercenter";
      import { createPartnerCenter, type PartnerCenter } from "pulumi-partnercenter/client";
      import { cartCheckout } from "pulumi-partnercenter/dynamic";
      import { startEmulator, type Emulator } from "partnercenter-emulator";

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

  it("buy once with the real engine, and send nothing on the next up", async () => {
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

  it("hold examples that work from a copy, with the TypeScript that they bring", async () => {
    const copy = mkdtempSync(join(tmpdir(), "partnercenter-example-"));
    const emulator = await startEmulator({ samples: false });
    try {
      cpSync(join(folder, "node_modules", "pulumi-partnercenter", "examples", "limits"), copy, {
        recursive: true,
      });
      // The version that they name is not published before this test has passed.
      const tarball = `file:${join(folder, product.filename)}`;
      await output("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", tarball], copy);
      const project = await PulumiProject.create(copy, emulator.env());
      await project.config({ customerId: CUSTOMER, maxTotal: "11000" });
      const up = await project.up();
      expect(up.ok, up.output).to.equal(true);
      expect(emulator.journal.purchases()).to.have.length(1);
    } finally {
      await emulator.close();
      rmSync(copy, { recursive: true, force: true });
    }
  });
});
