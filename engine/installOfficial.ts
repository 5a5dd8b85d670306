/**
 * Runs Pulumi's official installer through the Automation API: `installOfficial.ts <root> <version>` puts the CLI in
 * `<root>/bin`. A program of its own, because `PulumiCommand.install` can neither be cancelled nor bounded in time.
 */
import { createRequire } from "node:module";
import { PulumiCommand, type PulumiCommandOptions } from "@pulumi/pulumi/automation";

type Version = NonNullable<PulumiCommandOptions["version"]>;

async function main(root: string, version: string): Promise<void> {
  // The option wants an object of the SDK's own `semver`, so that is the copy to take.
  const sdkRequire = createRequire(require.resolve("@pulumi/pulumi/automation"));
  const { SemVer } = sdkRequire("semver") as { SemVer: new (text: string) => Version };
  await PulumiCommand.install({ root, version: new SemVer(version) });
}

const [root, version] = process.argv.slice(2);
if (!root || !version) throw new Error("usage: installOfficial.ts <root> <version>");
main(root, version).catch((error: unknown) => {
  const text = error instanceof Error ? error.message : String(error);
  console.error(text.trim().split("\n")[0]);
  process.exitCode = 1;
});
