import { existsSync, readFileSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { engineFiles, missingFiles } from "./files";
import type { Origin } from "./plan";
import { ENGINE_VERSION } from "./versions";

/** Where an engine of one version is kept. `<root>/<version>/bin` holds the programs, `<root>/<version>/origin` says how they came. */
export interface EngineCache {
  root: string;
  /** The directory of this version. It appears whole, by a rename, or not at all. */
  directory: string;
  binDir: string;
}

/** The cache of {@link ENGINE_VERSION}: in PULUMI_PARTNERCENTER_ENGINE_CACHE, else in `.cache/engine` of this repository. */
export function engineCache(env: NodeJS.ProcessEnv): EngineCache {
  const root = resolve(env["PULUMI_PARTNERCENTER_ENGINE_CACHE"] || join(__dirname, "..", ".cache", "engine"));
  const directory = join(root, ENGINE_VERSION);
  return { root, directory, binDir: join(directory, "bin") };
}

/** How the cached engine was made; undefined when there is none or one of its programs is missing. */
export function cachedOrigin(cache: EngineCache): Origin | undefined {
  const file = join(cache.directory, "origin");
  if (!existsSync(file) || missingFiles(Object.values(engineFiles()), [cache.binDir]).length > 0)
    return undefined;
  const origin = readFileSync(file, "utf8").trim();
  return origin === "installer" || origin === "build" ? origin : undefined;
}

const UNFINISHED = "unfinished-";
/** Longer than any way may take, so that nobody's work in progress is swept away. */
const ABANDONED_MS = 3_600_000;

/**
 * Lets `make` fill a fresh directory beside the cache, then renames it into place. An interrupted or failed `make`
 * therefore leaves the cache as it was.
 */
export async function fillCache(
  cache: EngineCache,
  origin: Origin,
  make: (directory: string) => Promise<void>,
): Promise<void> {
  await mkdir(cache.root, { recursive: true });
  await sweepAbandoned(cache.root);
  const fresh = await mkdtemp(join(cache.root, UNFINISHED));
  try {
    await chmod(fresh, 0o755); // mkdtemp makes it private; another user may share the cache
    await make(fresh);
    await writeFile(join(fresh, "origin"), `${origin}\n`);
    await moveIntoPlace(cache, fresh);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** What is in place already is broken, or was made another way than the one asked for: it makes room. */
async function moveIntoPlace(cache: EngineCache, fresh: string): Promise<void> {
  if (existsSync(cache.directory)) {
    const aside = await mkdtemp(join(cache.root, UNFINISHED));
    await rename(cache.directory, join(aside, "replaced"));
    await rm(aside, { recursive: true, force: true });
  }
  await rename(fresh, cache.directory);
}

async function sweepAbandoned(root: string): Promise<void> {
  for (const name of await readdir(root)) {
    if (!name.startsWith(UNFINISHED)) continue;
    const directory = join(root, name);
    const age = await stat(directory).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > ABANDONED_MS) await rm(directory, { recursive: true, force: true });
  }
}
