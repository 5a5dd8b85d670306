import { PartnerCenterError } from "../errors";
import type { HttpRequest, RoundTrip } from "./exchange";
import { judge, type Accept, type CallKind, type Failure } from "./judge";
import type { AnswerMeta } from "../calls";
import { nextStep, type RetryPolicy } from "./retry";
import { isOwnWait, type Throttle } from "./throttle";

/** Everything of the world outside that a call touches, so that tests need neither time nor network. */
export interface Effects {
  /** Performs one HTTP request. */
  roundTrip: RoundTrip;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Waits so many milliseconds. */
  sleep: (ms: number) => Promise<void>;
  /** From 0 (included) to 1 (excluded). */
  random: () => number;
  /** Asked right before each try of a checkout: false when nobody waits for its answer any more. Default: somebody does. */
  isAwaited?: () => Promise<boolean>;
}

/** Access tokens of one partner in one cloud. */
export interface TokenSource {
  /** A token that is good for now, throws a {@link PartnerCenterError} with reason `auth` otherwise. */
  token(deadline: number): Promise<string>;
  /** Forgets this token, unless it was replaced meanwhile. */
  invalidate(token: string): void;
}

/** One logical call. Every try of it is the same request, ids included. */
export interface Call<T> {
  request: Omit<HttpRequest, "timeoutMs">;
  kind: CallKind;
  accept: Accept<T>;
  /** Milliseconds since 1970; no try starts at or after it. */
  deadline: number;
  /** Milliseconds since 1970, when a try that started in time has to be answered. Default: the deadline. */
  answeredBy?: number;
  /** Milliseconds for one try. */
  timeoutMs: number;
  /** Absent for the token service itself. */
  tokens?: TokenSource;
  throttle?: Throttle;
  /** Hears of each wait that is too long for other calls to share it. */
  askedToWait?(ms: number): void;
  policy?: RetryPolicy;
}

/** How a call ended. */
export type Sent<T> = {
  /** Tries that were started. */
  tries: number;
  /** A try other than the last may have arrived without a certain answer. */
  earlierUnknown: boolean;
  /** When another try could have started, where only the deadline stood in its way. Milliseconds since 1970. */
  retryAt?: number;
} & ({ value: T; meta: AnswerMeta; failure?: undefined } | { failure: Failure; value?: undefined });

/** The one request loop: token, round trip, judgement, wait. It never throws for what a service or network does. */
export async function send<T>(call: Call<T>, effects: Effects): Promise<Sent<T>> {
  const failures: Failure[] = [];
  let renewed = false;

  for (;;) {
    const blocked = await waitForPause(call, effects);
    if (blocked) {
      return { ...failed(failures, blocked), retryAt: blocked.retryAt };
    }
    const token = await authorize(call, effects);
    if (typeof token === "object") {
      return failed(failures, token);
    }
    const exchange = await effects.roundTrip({
      ...call.request,
      headers:
        token === "" ? call.request.headers : { Authorization: `Bearer ${token}`, ...call.request.headers },
      timeoutMs: Math.min(call.timeoutMs, (call.answeredBy ?? call.deadline) - effects.now()),
    });
    const judgement = judge(exchange, call.accept, call.kind);
    if (judgement.verdict === "done") {
      const earlierUnknown = failures.some(isUnknown);
      return { tries: failures.length + 1, earlierUnknown, value: judgement.value, meta: judgement.meta };
    }
    const { failure, verdict } = judgement;
    failures.push(failure);
    const { retryAfterMs, staleConnection } = failure;
    if (verdict === "retry" && retryAfterMs !== undefined && isOwnWait(retryAfterMs)) {
      call.askedToWait?.(retryAfterMs);
    } else if (failure.meta?.status === 429 && retryAfterMs !== undefined) {
      call.throttle?.pauseUntil(effects.now() + retryAfterMs);
    }
    if (verdict === "renewToken" && call.tokens && !renewed) {
      renewed = true;
      call.tokens.invalidate(token);
      continue;
    }
    if (verdict !== "retry") {
      return failed(failures);
    }
    const step = nextStep(
      {
        tries: failures.filter((one) => !isAskedToWait(one)).length,
        retryAfterMs,
        staleConnection,
        now: effects.now(),
        deadline: call.deadline,
        random: effects.random(),
      },
      call.policy,
    );
    if (step.step === "stop") {
      if (step.because === "tries") return failed(failures);
      const retryAt = effects.now() + step.ms;
      return { ...failed([...failures.slice(0, -1), namingWait(failure)]), retryAt };
    }
    const due = effects.now() + step.ms;
    const turn = call.throttle?.reserveRetry(due, effects.now()) ?? due;
    if (turn >= call.deadline) {
      return { ...failed(failures), retryAt: turn };
    }
    await effects.sleep(turn - effects.now());
  }
}

/** Why no try started before the deadline. */
type Blocked = Failure & { retryAt: number };

/** Sits out a pause that all calls share, never a long one. A failure means that the deadline comes first. */
async function waitForPause<T>(call: Call<T>, effects: Effects): Promise<Blocked | undefined> {
  for (;;) {
    const now = effects.now();
    const pause = call.throttle?.remaining(now) ?? 0;
    if (now + pause >= call.deadline) {
      return pause > 0
        ? {
            ...tooLate(`Partner Center asked to wait another ${Math.ceil(pause / 1000)} s`, pause),
            retryAt: now + pause,
          }
        : { ...tooLate("the time for this call is over"), retryAt: now };
    }
    if (pause === 0) {
      return undefined;
    }
    const turn = call.throttle?.reserveRetry(now + pause, now) ?? now + pause;
    if (turn >= call.deadline) {
      const busy = tooLate("Partner Center is busy with other calls of this run", turn - now);
      return { ...busy, retryAt: turn };
    }
    await effects.sleep(turn - now);
  }
}

/** A failure that ended the call, because the wait that its answer asked for is longer than the call had left. */
function namingWait(failure: Failure): Failure {
  const { description, retryAfterMs = 0 } = failure;
  const seconds = Math.ceil(retryAfterMs / 1000);
  return seconds === 0
    ? failure
    : {
        ...failure,
        description: `${withoutDot(description)}; it asks to wait ${seconds} s, longer than this call may take`,
      };
}

function withoutDot(description: string): string {
  return description.replace(/[.\s]+$/, "");
}

function tooLate(description: string, retryAfterMs?: number): Failure {
  return { arrival: "no", reason: "deadline", description, retryAfterMs };
}

/** The token to send, "" for none, or why nothing is sent. */
async function authorize<T>(call: Call<T>, effects: Effects): Promise<string | Failure> {
  if (call.kind === "checkout" && effects.isAwaited && !(await effects.isAwaited())) {
    return { arrival: "no", reason: "abandoned", description: "the run that asked for it has ended" };
  }
  if (!call.tokens) {
    return "";
  }
  try {
    const token = await call.tokens.token(call.deadline);
    return effects.now() < call.deadline ? token : tooLate("the time for this call is over");
  } catch (error) {
    if (!(error instanceof PartnerCenterError)) {
      throw error;
    }
    const { code, description, remedy, retryAfterMs } = error.facts;
    return { arrival: "no", reason: "auth", code, description, remedy, retryAfterMs };
  }
}

/**
 * Ends a call without a value. What is reported is the last try that reached the service, since it decides what is
 * known; what came after it is added in words.
 */
function failed<T>(tries: readonly Failure[], beforeTry?: Failure): Sent<T> {
  const all = beforeTry ? [...tries, beforeTry] : tries;
  const last = all[all.length - 1] as Failure;
  const reported = [...all].reverse().find(({ arrival }) => arrival !== "no") ?? last;
  const failure =
    reported === last
      ? last
      : { ...reported, description: `${withoutDot(reported.description)}; then: ${last.description}` };
  const earlierUnknown = all.slice(0, -1).some(isUnknown);
  return { tries: tries.length, earlierUnknown, failure };
}

/**
 * Partner Center is well and names a time: only the deadline ends this. Limits are per partner, so that among the calls
 * of a large run one may be the unlucky one any number of times.
 */
function isAskedToWait({ meta, retryAfterMs = 0 }: Failure): boolean {
  return meta?.status === 429 && retryAfterMs > 0;
}

function isUnknown({ arrival }: Failure): boolean {
  return arrival === "unknown";
}
