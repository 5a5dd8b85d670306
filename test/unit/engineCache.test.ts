import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { cachedOrigin, engineCache, fillCache, type EngineCache } from "../../engine/cache";
import { engineFiles } from "../../engine/files";
import { withLock } from "../../engine/lock";
import { ENGINE_VERSION } from "../../engine/versions";

describe("the cache of engines", () => {
  let root: string;
  let cache: EngineCache;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "engine-cache-"));
    cache = engineCache({ PULUMI_PARTNERCENTER_ENGINE_CACHE: root });
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const writePrograms = async (
    directory: string,
    names: readonly string[] = Object.values(engineFiles()),
  ) => {
    mkdirSync(join(directory, "bin"));
    for (const name of names) writeFileSync(join(directory, "bin", name), "", { mode: 0o755 });
  };

  it("lies where the environment says, by version", () => {
    expect(cache.binDir).to.equal(join(root, ENGINE_VERSION, "bin"));
  });

  it("lies in the repository by default", () => {
    expect(engineCache({}).root).to.equal(join(__dirname, "../../.cache/engine"));
  });

  it("holds nothing at first", () => {
    expect(cachedOrigin(cache)).to.equal(undefined);
  });

  it("holds an engine, and how it came, once it is filled", async () => {
    await fillCache(cache, "build", writePrograms);
    expect(cachedOrigin(cache)).to.equal("build");
    expect(readdirSync(root)).to.deep.equal([ENGINE_VERSION]);
  });

  it("keeps the engine it had when filling fails", async () => {
    await fillCache(cache, "build", writePrograms);
    const failing = fillCache(cache, "installer", async (directory) => {
      await writePrograms(directory);
      throw new Error("the line broke");
    });
    const error = await failing.then(
      () => undefined,
      (reason: unknown) => reason as Error,
    );
    expect(error?.message).to.equal("the line broke");
    expect(cachedOrigin(cache)).to.equal("build");
    expect(readdirSync(root)).to.deep.equal([ENGINE_VERSION]);
  });

  it("replaces an engine that came another way", async () => {
    await fillCache(cache, "installer", writePrograms);
    await fillCache(cache, "build", writePrograms);
    expect(cachedOrigin(cache)).to.equal("build");
    expect(readdirSync(root)).to.deep.equal([ENGINE_VERSION]);
  });

  for (const missing of Object.values(engineFiles())) {
    it(`does not count as filled without ${missing}`, async () => {
      const others = Object.values(engineFiles()).filter((name) => name !== missing);
      await fillCache(cache, "build", (directory) => writePrograms(directory, others));
      expect(cachedOrigin(cache)).to.equal(undefined);
    });
  }

  it("sweeps what an interrupted process left long ago, not what another one is doing now", async () => {
    const abandoned = join(root, "unfinished-old");
    const current = join(root, "unfinished-new");
    mkdirSync(abandoned);
    mkdirSync(current);
    utimesSync(abandoned, new Date(0), new Date(0));
    await fillCache(cache, "build", writePrograms);
    expect(existsSync(abandoned)).to.equal(false);
    expect(existsSync(current)).to.equal(true);
  });
});

describe("the lock of the cache", () => {
  let root: string;
  let file: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "engine-lock-"));
    file = join(root, "engine.lock");
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));
  const timing = { pollMs: 1, staleMs: 60_000 };
  const silent = () => undefined;

  it("lets one caller work at a time and tells the others that they wait", async () => {
    const events: string[] = [];
    let release: () => void = silent;
    const held = new Promise<void>((resolve) => (release = resolve));
    let announce: () => void = silent;
    const secondWaits = new Promise<void>((resolve) => (announce = resolve));

    const first = withLock(file, silent, () => held.then(() => void events.push("first")), timing);
    while (!existsSync(file)) await new Promise(setImmediate);
    const second = withLock(file, announce, async () => void events.push("second"), timing);
    await secondWaits;
    release();
    await Promise.all([first, second]);
    expect(events).to.deep.equal(["first", "second"]);
    expect(existsSync(file)).to.equal(false);
  });

  it("is free again after work that failed", async () => {
    const failing = withLock(file, silent, () => Promise.reject(new Error("no")), timing);
    await failing.catch(silent);
    expect(await withLock(file, silent, async () => "done", timing)).to.equal("done");
  });

  it("is taken over from a process that is gone", async () => {
    writeFileSync(file, "somebody");
    utimesSync(file, new Date(0), new Date(0));
    expect(await withLock(file, silent, async () => "done", timing)).to.equal("done");
  });
});
