import type { Store } from "./store";

/** The emulator's clock. It runs with the machine's clock, plus whatever it was advanced by. */
export interface EmulatorClock {
  /** Ms since 1970. */
  now(): number;
  advance(ms: number): void;
}

/** A clock that runs with another one, plus an offset kept in the store. */
export function offsetClock(now: () => number, store: Store): EmulatorClock {
  return {
    now: () => now() + store.state.clock.offsetMs,
    advance(ms) {
      if (!Number.isFinite(ms)) throw new TypeError(`Cannot advance the clock by ${String(ms)} ms.`);
      store.state.clock.offsetMs += ms;
      store.touch();
      store.save();
    },
  };
}
