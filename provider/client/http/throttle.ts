/** After an outage every resource of a run retries at once; their retries start this far apart. */
export const RETRY_SPACING_MS = 100;

/**
 * The longest `Retry-After` that every call of a client keeps to, in milliseconds. Partner Center counts by the minute,
 * so that a limit of the partner is over by then. A longer one concerns its own call: it would cost every other purchase
 * of a run its time.
 */
export const LONGEST_SHARED_PAUSE_MS = 60_000;

/** Whether a `Retry-After` is too long to stop other calls than the one that was asked to wait. */
export function isOwnWait(retryAfterMs: number): boolean {
  return retryAfterMs > LONGEST_SHARED_PAUSE_MS;
}

/** What all calls of a client keep to together: Partner Center's limits are per partner, not per call. */
export interface Throttle {
  /** No call starts before this time (milliseconds since 1970). An earlier time than the present one is ignored. */
  pauseUntil(time: number): void;
  /** Milliseconds left of the pause. */
  remaining(now: number): number;
  /** When a retry that is due at this time may start: the next moment that no other retry has taken. */
  reserveRetry(due: number, now: number): number;
}

export function createThrottle(): Throttle {
  let until = 0;
  const taken = new Set<number>();
  return {
    pauseUntil(time) {
      until = Math.max(until, time);
    },
    remaining: (now) => Math.max(0, until - now),
    reserveRetry(due, now) {
      for (const slot of taken) if (slot * RETRY_SPACING_MS < now) taken.delete(slot);
      let slot = Math.ceil(due / RETRY_SPACING_MS);
      while (taken.has(slot)) slot += 1;
      taken.add(slot);
      return slot * RETRY_SPACING_MS;
    },
  };
}
