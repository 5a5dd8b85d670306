/** Receives progress for people, one line at a time. */
export type Log = (line: string) => void;

const HEARTBEAT_MS = 15_000;

/**
 * Runs one step and tells how it goes: a line when it starts, one every 15 seconds (so that a long build does not
 * look dead), one when it is done. A failure is the caller's to tell. `detail` is asked for each time.
 */
export async function step<T>(
  log: Log,
  title: string,
  work: () => Promise<T>,
  detail?: () => string,
): Promise<T> {
  const start = Date.now();
  const elapsed = () => `${Math.round((Date.now() - start) / 1000)} s`;
  log(`${title} ...`);
  const heartbeat = setInterval(() => {
    const more = detail?.();
    log(`${title}: ${elapsed()}${more ? `, ${more}` : ""}`);
  }, HEARTBEAT_MS);
  try {
    const result = await work();
    log(`${title}: done in ${elapsed()}`);
    return result;
  } finally {
    clearInterval(heartbeat);
  }
}
