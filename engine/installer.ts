import { join } from "node:path";
import { step, type Log } from "./progress";
import { run } from "./run";
import { ENGINE_VERSION } from "./versions";

/** Long enough for a download of about 100 MB, short enough for a network that swallows packets. */
const INSTALLER_TIMEOUT_MS = 120_000;

/** Installs {@link ENGINE_VERSION} with Pulumi's official installer into `<directory>/bin`. Throws with one line when it can't. */
export async function installOfficially(directory: string, env: NodeJS.ProcessEnv, log: Log): Promise<void> {
  const script = join(__dirname, "installOfficial.ts");
  const args = ["--require", require.resolve("tsx/cjs"), script, directory, ENGINE_VERSION];
  await step(log, `official installer of Pulumi ${ENGINE_VERSION}`, async () => {
    const result = await run(process.execPath, args, {
      cwd: __dirname,
      env,
      timeoutMs: INSTALLER_TIMEOUT_MS,
    });
    if (!result.ok) throw new Error(result.failure.split("\n").at(-1)?.trim());
  });
}
