import type { EmulatorClock } from "./emulator";

/** A clock that runs with another one, plus an offset kept in `state`. */
export function offsetClock(
  now: () => number,
  state: { offsetMs: number },
  moved: () => void,
): EmulatorClock {
  return {
    now: () => now() + state.offsetMs,
    advance(ms) {
      if (!Number.isFinite(ms)) throw new TypeError(`Cannot advance the clock by ${String(ms)} ms.`);
      state.offsetMs += ms;
      moved();
    },
  };
}
