/** A wait that people were told of. */
export interface ToldWait {
  /** How long it was when it was told, in milliseconds. */
  ms: number;
  /** Milliseconds since 1970. */
  until: number;
}

/**
 * Whether a wait is another one than the wait that people were told of last. While that one lasts, other calls that run
 * into it are asked to wait for what is left of it; only a longer one is news.
 */
export function isNewWait(ms: number, now: number, told: ToldWait | undefined): boolean {
  return told === undefined || now >= told.until || ms > told.ms;
}

/** Hears that a call, in words that fit behind "to", was asked to wait. */
export type OnLongWait = (action: string, ms: number) => void;

/** Tells people of the waits that calls of one client don't share, each wait once. */
export function createLongWaits(now: () => number, tell: (line: string) => void): OnLongWait {
  let told: ToldWait | undefined;
  return (action, ms) => {
    if (isNewWait(ms, now(), told)) {
      told = { ms, until: now() + ms };
      tell(longWaitLine(action, ms));
    }
  };
}

export function longWaitLine(action: string, ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return `Partner Center asks to wait ${seconds} s before it is asked again to ${action}. Other calls go on meanwhile.`;
}
