export const START = "2026-11-15T12:00:00.000Z";
export const MINUTE = 60_000;

/** A clock that only moves when somebody sleeps, or when a test says so. */
export class FakeClock {
  private time = Date.parse(START);
  readonly sleeps: number[] = [];

  readonly now = (): number => this.time;
  readonly sleep = async (ms: number): Promise<void> => {
    this.sleeps.push(ms);
    this.time += ms;
  };

  advance(ms: number): void {
    this.time += ms;
  }

  /** ISO 8601, so many minutes from now. */
  iso(minutes = 0): string {
    return new Date(this.time + minutes * MINUTE).toISOString();
  }
}
