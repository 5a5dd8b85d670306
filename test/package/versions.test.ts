import { expect } from "chai";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { startEmulator } from "../../emulator";
import { localEngineEnvironment } from "../../engine";
import { REPO } from "../support/dynamicHost";
import { theEngine } from "../support/engineCommand";
import { PulumiProject } from "../support/pulumiProject";
import { LICENCE } from "../support/purchase";
import { COMMAND_TIMEOUT_MS, INSTALL_TIMEOUT_MS, installPacked, manifestOf } from "./packing";

/** The newest of each, besides the ones that all other tests run with. */
const SDK = "3.270.0";
const NODES = ["22", "24"];

describe("the packed package", function () {
  this.timeout(INSTALL_TIMEOUT_MS + 4 * COMMAND_TIMEOUT_MS);
  let folder: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "partnercenter-versions-"));
    const nodes = NODES.map((major): [string, string] => [
      `node${major}`,
      `npm:node-${process.platform}-${process.arch}@${major}`,
    ]);
    await installPacked(folder, { "@pulumi/pulumi": SDK, ...Object.fromEntries(nodes) });
    writeFileSync(join(folder, "Pulumi.yaml"), "name: versions\nruntime: nodejs\n");
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const major of NODES)
    it(`buys once with Node.js ${major} and SDK ${SDK}, and sends nothing on the next up`, async () => {
      const emulator = await startEmulator({ modes: { provisioning: { afterPolls: 1 } } });
      try {
        const ids = emulator.addCart({ lineItems: [LICENCE] });
        writeFileSync(
          join(folder, "index.js"),
          `const { CartCheckout } = require("pulumi-partnercenter");
           exports.status = new CartCheckout("licences", ${JSON.stringify(ids)}).status;
           exports.node = process.version;
           exports.sdk = require("@pulumi/pulumi/package.json").version;`,
        );
        const { binDir } = await theEngine();
        const path = localEngineEnvironment(binDir, folder)["PATH"] ?? "";
        const bin = join(folder, "node_modules", `node${major}`, "bin");
        const env = { ...emulator.env(), PATH: [bin, path].join(delimiter) };
        const project = await PulumiProject.create(folder, env);
        const first = await project.up();
        expect(first.ok, first.output).to.equal(true);
        const outputs = JSON.parse(await project.must("stack", "output", "--json")) as Record<string, string>;
        expect(outputs).to.include({ status: "completed", sdk: SDK });
        expect(outputs["node"]).to.match(new RegExp(`^v${major}\\.`));
        expect(emulator.journal.purchases()).to.have.length(1);

        const requests = emulator.requests().length;
        expect((await project.up()).output).to.contain("2 unchanged");
        expect(emulator.requests()).to.have.length(requests);
      } finally {
        for (const name of ["state", "home"]) rmSync(join(folder, name), { recursive: true, force: true });
        await emulator.close();
      }
    });

  it("is said to work with what it was tested with", () => {
    const rows = readFileSync(join(REPO, "README.md"), "utf8").split("\n");
    const tested = (what: string) =>
      rows
        .find((row) => row.startsWith(`| ${what} `))
        ?.split("|")[2]
        ?.trim();
    const { "@pulumi/pulumi": sdk } = manifestOf(".").devDependencies;
    expect(tested("Node.js")).to.equal(["20", ...NODES].join(", "));
    expect(tested("`@pulumi/pulumi`")).to.equal([sdk, SDK].join(", "));
  });
});
