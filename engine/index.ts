import { join } from "node:path";
import { buildFromModules } from "./build";
import { cachedOrigin, engineCache, fillCache, type EngineCache } from "./cache";
import { cliVersion, gatherFacts } from "./facts";
import { installOfficially } from "./installer";
import { withLock } from "./lock";
import { engineUnavailable, planEngine, type Origin } from "./plan";
import type { Log } from "./progress";
import { ENGINE_VERSION } from "./versions";

export { localEngineEnvironment } from "./environment";
export { EngineUnavailableError } from "./plan";
export type { Log } from "./progress";
export { ENGINE_VERSION, MINIMUM_ENGINE_VERSION } from "./versions";

/** A real Pulumi engine that is ready to run. */
export interface Engine {
  /** The directory that holds `pulumi`; put it first on PATH. */
  binDir: string;
  version: string;
  /** Where it came from: the user's own, brought now by the installer or by a build, or brought earlier. */
  source: "path" | "installer" | "cache" | "built";
}

/** How {@link bringEngine} works. */
export interface BringEngineOptions {
  /** Receives progress, one line at a time. */
  log: Log;
  /**
   * PATH, PULUMI_PARTNERCENTER_ENGINE (path, installer or build: that one way only) and
   * PULUMI_PARTNERCENTER_ENGINE_CACHE (where engines are kept) are read from here.
   *
   * @default process.env
   */
  env?: NodeJS.ProcessEnv;
}

/**
 * Makes a real Pulumi engine available: the `pulumi` on PATH if it is new enough and complete, else the one in our
 * cache, else Pulumi's official installer, else a build from Go modules. Safe to call from several processes at once.
 *
 * @throws EngineUnavailableError when no way works; its message says why and what to install.
 */
export async function bringEngine({ log, env = process.env }: BringEngineOptions): Promise<Engine> {
  const cache = engineCache(env);
  const facts = await gatherFacts(env, cache);
  const plan = planEngine(facts);
  const cached: Engine = { binDir: cache.binDir, version: ENGINE_VERSION, source: "cache" };

  if (plan.ways[0] === "path" && facts.onPath) {
    return { binDir: facts.onPath.binDir, version: facts.onPath.version, source: "path" };
  }
  if (plan.ways[0] === "cache") return cached;

  const origins = plan.ways.filter((way): way is Origin => way === "installer" || way === "build");
  const failures = [...plan.ruledOut];
  const onWait = () => log("another process is bringing the engine, waiting for it");
  return withLock(`${cache.directory}.lock`, onWait, async () => {
    const arrived = cachedOrigin(cache);
    if (arrived && origins.includes(arrived) && (await cliVersion(cache.binDir, env))) return cached;
    for (const origin of origins) {
      try {
        await bring(origin, cache, env, log);
        return { ...cached, source: origin === "build" ? "built" : "installer" };
      } catch (error) {
        const reason = `${WAY_NAMES[origin]} failed: ${error instanceof Error ? error.message : String(error)}`;
        log(reason.split("\n")[0] ?? reason);
        failures.push(reason);
      }
    }
    throw engineUnavailable(failures, facts.goNeeded);
  });
}

const WAY_NAMES: Record<Origin, string> = {
  installer: "The official installer",
  build: "The build from Go modules",
};

async function bring(origin: Origin, cache: EngineCache, env: NodeJS.ProcessEnv, log: Log): Promise<void> {
  const make = origin === "installer" ? installOfficially : buildFromModules;
  await fillCache(cache, origin, async (directory) => {
    await make(directory, env, log);
    const version = await cliVersion(join(directory, "bin"), env);
    if (version !== ENGINE_VERSION) throw new Error(`its \`pulumi version\` says ${version ?? "nothing"}`);
  });
}
