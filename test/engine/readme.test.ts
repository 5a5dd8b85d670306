import { expect } from "chai";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startEmulator, type Emulator } from "../../emulator";
import { documentAt, typeScriptBlocks } from "../support/documents";
import { folderInRepo, PulumiProject } from "../support/pulumiProject";

describe("the smallest program of the README, by the plain pulumi command", function () {
  this.timeout(180_000);
  let emulator: Emulator;
  let project: PulumiProject;
  beforeEach(async () => {
    emulator = await startEmulator({ samples: false, modes: { provisioning: { afterPolls: 1 } } });
    const folder = folderInRepo();
    const [program = ""] = typeScriptBlocks(documentAt("README.md"));
    writeFileSync(join(folder, "index.ts"), program);
    writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, main: "index.ts" }));
    writeFileSync(join(folder, "Pulumi.yaml"), "name: licences\nruntime: nodejs\n");
    // `npm test` has looked at its types.
    const env = { ...emulator.env(), PULUMI_NODEJS_TRANSPILE_ONLY: "true" };
    project = await PulumiProject.create(folder, env);
  });
  afterEach(async () => {
    project.remove();
    await emulator.close();
  });

  it("prints what the README shows, buys once, and sends nothing on the next up", async () => {
    const first = await project.up();
    expect(first.ok, first.output).to.equal(true);
    const [shown = ""] = /^```\n\$ pulumi up\n[^]*?^```$/m.exec(documentAt("README.md")) ?? [];
    const lines = shown
      .split("\n")
      .map(withoutChance)
      .filter((line) => /Cart|Office|status/.test(line));
    expect(lines).to.have.length(4);
    expect(first.output.split("\n").map(withoutChance)).to.include.members(lines);
    expect(emulator.journal.purchases()).to.have.length(1);

    const requests = emulator.requests().length;
    const again = await project.up();
    expect(again.output).to.contain("4 unchanged");
    expect(shown).to.contain("4 unchanged");
    expect(emulator.requests()).to.have.length(requests);
  });
});

/** A line without what differs from run to run: how long something took. */
function withoutChance(line: string): string {
  return line.replace(/\(\d[\d.]*s\)/, "").trim();
}
