/** Time that moves only when somebody sleeps or waits for an answer, or when a test says so. */
export class SimulatedTime {
  /** Every sleep that was asked for, in milliseconds. */
  readonly sleeps: number[] = [];
  /** What happens in the middle of the next sleep of minutes. */
  meanwhile: (() => void) | undefined;

  constructor(private time = Date.parse("2026-11-15T12:00:00.000Z")) {}

  /** Milliseconds since 1970. */
  readonly now = (): number => this.time;

  /** Sleeps side by side take the time of the longest, as real ones do. */
  readonly sleep = async (ms: number): Promise<void> => {
    const end = this.time + ms;
    this.sleeps.push(ms);
    await new Promise((resolve) => setImmediate(resolve));
    if (ms >= 2 * MINUTE_MS && this.meanwhile) {
      this.time = Math.max(this.time, end - ms / 2);
      this.meanwhile();
      this.meanwhile = undefined;
    }
    this.time = Math.max(this.time, end);
  };

  advance(ms: number): void {
    this.time += ms;
  }

  /** Goes back to a moment, or on to it. */
  set(time: number): void {
    this.time = time;
  }
}

export const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;
