import { tmpdir } from "node:os";
import { join } from "node:path";
import { goVersionNeeded } from "./build";
import { cachedOrigin, type EngineCache } from "./cache";
import { engineFiles, findProgram, missingFiles, pathDirectories } from "./files";
import { readForcedWay, type EngineFacts } from "./plan";
import { run } from "./run";

const PROBE_TIMEOUT_MS = 20_000;

/** What {@link planEngine} decides from, and the directory of the `pulumi` on PATH. */
export interface GatheredFacts extends EngineFacts {
  onPath?: (NonNullable<EngineFacts["onPath"]> & { binDir: string }) | undefined;
}

/** Looks around on this machine. Starts `pulumi version` and `go env`, changes nothing. */
export async function gatherFacts(env: NodeJS.ProcessEnv, cache: EngineCache): Promise<GatheredFacts> {
  const forced = readForcedWay(env["PULUMI_PARTNERCENTER_ENGINE"]);
  const [onPath, cached, go] = await Promise.all([lookOnPath(env), lookInCache(env, cache), lookForGo(env)]);
  return { forced, onPath, cached, go, goNeeded: goVersionNeeded() };
}

async function lookOnPath(env: NodeJS.ProcessEnv): Promise<GatheredFacts["onPath"]> {
  const files = engineFiles();
  const directories = pathDirectories(env["PATH"]);
  const binDir = findProgram(files.cli, directories);
  if (!binDir) return undefined;
  const missing = missingFiles([files.languageHost, files.dynamicProvider], [binDir, ...directories]);
  return { version: (await cliVersion(binDir, env)) ?? "", missing, binDir };
}

/** An engine that is there but doesn't run (a cache copied from another kind of machine) doesn't count. */
async function lookInCache(env: NodeJS.ProcessEnv, cache: EngineCache): Promise<EngineFacts["cached"]> {
  const origin = cachedOrigin(cache);
  return origin && (await cliVersion(cache.binDir, env)) ? { origin } : undefined;
}

/** The version that the CLI in this directory reports, without its `v`; undefined when it doesn't run. */
export async function cliVersion(binDir: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const result = await run(join(binDir, engineFiles().cli), ["version"], {
    env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    timeoutMs: PROBE_TIMEOUT_MS,
  });
  return result.ok ? result.stdout.trim().replace(/^v/, "") : undefined;
}

async function lookForGo(env: NodeJS.ProcessEnv): Promise<EngineFacts["go"]> {
  const result = await run("go", ["env", "GOVERSION", "GOTOOLCHAIN"], {
    cwd: tmpdir(), // away from any go.mod, which could already make it switch toolchains
    env,
    timeoutMs: PROBE_TIMEOUT_MS,
  });
  if (!result.ok) return undefined;
  const [version = "", toolchain = ""] = result.stdout.split("\n");
  return { version: version.replace(/^go/, ""), fetchesToolchains: /(^|\+)auto$/.test(toolchain) };
}
