/** The pause that a 429 asks for, shared by all calls of a client: the limits are per partner, not per call. */
export interface Throttle {
  /** No call starts before this time (milliseconds since 1970). An earlier time than the present one is ignored. */
  pauseUntil(time: number): void;
  /** Milliseconds left of the pause. */
  remaining(now: number): number;
}

export function createThrottle(): Throttle {
  let until = 0;
  return {
    pauseUntil(time) {
      until = Math.max(until, time);
    },
    remaining: (now) => Math.max(0, until - now),
  };
}
