/** How far retries of one call go. */
export interface RetryPolicy {
  /** Tries in all, the first included. */
  maxTries: number;
  /** Milliseconds before the second try, without jitter. */
  baseDelayMs: number;
  /** What the delay grows by from try to try. */
  factor: number;
  /** Longest delay of our own. A `Retry-After` is not cut to it. */
  maxDelayMs: number;
}

export const defaultRetryPolicy: RetryPolicy = {
  maxTries: 8,
  baseDelayMs: 500,
  factor: 2,
  maxDelayMs: 20_000,
};

/** What a checkout came to has to be known, so its deadline decides; the bound on tries only ends a defect. */
export const checkoutRetryPolicy: RetryPolicy = { ...defaultRetryPolicy, maxTries: 1_000 };

/** Where a call stands when a try has failed in a way that another try may cure. */
export interface RetryFacts {
  /** Tries started so far that count: being asked to wait is bounded by the deadline alone. */
  tries: number;
  /** What the service asked for. It wins over our own delay, without jitter. */
  retryAfterMs?: number;
  /** The connection was stale: a new one can be tried at once. */
  staleConnection?: boolean;
  /** Milliseconds since 1970. */
  now: number;
  deadline: number;
  /** From 0 (included) to 1 (excluded). */
  random: number;
}

export type RetryStep =
  | { step: "wait"; ms: number }
  | { step: "stop"; because: "tries" }
  /** `ms`: how long the wait would be. */
  | { step: "stop"; because: "deadline"; ms: number };

/** Whether another try is made, and after how long. A delay that ends at or after the deadline means no. */
export function nextStep(facts: RetryFacts, policy: RetryPolicy = defaultRetryPolicy): RetryStep {
  if (facts.tries >= policy.maxTries) {
    return { step: "stop", because: "tries" };
  }
  const asked = facts.retryAfterMs ?? (facts.staleConnection ? 0 : undefined);
  // "At once", again and again, would be a storm.
  const ms =
    asked === undefined || (asked === 0 && facts.tries > 1)
      ? ownDelay(facts.tries, facts.random, policy)
      : asked;
  return facts.now + ms < facts.deadline ? { step: "wait", ms } : { step: "stop", because: "deadline", ms };
}

/** Between half and all of base × factor^(tries − 1), at most the cap. */
function ownDelay(tries: number, random: number, policy: RetryPolicy): number {
  const full = Math.min(policy.maxDelayMs, policy.baseDelayMs * policy.factor ** (tries - 1));
  return Math.round(full * (0.5 + random / 2));
}
