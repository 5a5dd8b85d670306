import { mkdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { randomUUID } from "node:crypto";

/** How a lock behaves in time, in milliseconds. */
export interface LockTiming {
  /** How often a waiting process looks. */
  pollMs: number;
  /** A lock file untouched for so long belongs to a process that is gone. */
  staleMs: number;
}

const USUAL_TIMING: LockTiming = { pollMs: 250, staleMs: 10_000 };

/**
 * Runs `work` while holding the lock file; others wait for it. The holder touches the file, so that a lock left by a
 * killed process is taken over. It only saves double work: in the rare case that two processes take over the same
 * stale lock both run `work`, which must stand that.
 */
export async function withLock<T>(
  file: string,
  onWait: () => void,
  work: () => Promise<T>,
  timing: LockTiming = USUAL_TIMING,
): Promise<T> {
  const owner = randomUUID();
  await mkdir(dirname(file), { recursive: true });
  let told = false;
  while (!(await take(file, owner))) {
    if (await isStale(file, timing.staleMs)) {
      await rm(file, { force: true });
      continue;
    }
    if (!told) onWait();
    told = true;
    await sleep(timing.pollMs);
  }
  const touch = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => undefined);
  }, timing.staleMs / 4);
  try {
    return await work();
  } finally {
    clearInterval(touch);
    const holder = await readFile(file, "utf8").catch(() => "");
    if (holder === owner) await rm(file, { force: true });
  }
}

async function take(file: string, owner: string): Promise<boolean> {
  try {
    await writeFile(file, owner, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

async function isStale(file: string, staleMs: number): Promise<boolean> {
  try {
    return Date.now() - (await stat(file)).mtimeMs > staleMs;
  } catch {
    return false; // released in between
  }
}
