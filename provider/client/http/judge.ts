import type { FailureReason } from "../errors";
import type { Exchange } from "./exchange";
import type { AnswerMeta } from "../calls";
import { readServiceError } from "../schemas";

/**
 * What one try did on the other side: `no` when it is certain that it never arrived, `answered` when a complete
 * answer says so, `unknown` otherwise.
 */
export type Arrival = "no" | "answered" | "unknown";

/** Why a try is of no use, without what is known about the call itself. */
export interface Failure {
  arrival: Arrival;
  reason: FailureReason;
  description: string;
  code?: string;
  meta?: AnswerMeta;
  retryAfterMs?: number;
  staleConnection?: boolean;
  remedy?: string;
}

export type Judgement<T> =
  | { verdict: "done"; value: T; meta: AnswerMeta }
  | { verdict: "retry" | "final" | "renewToken"; failure: Failure };

/** Reads a 2xx body; undefined when it has another form. */
export type Accept<T> = (body: unknown) => T | undefined;

/** `read` may be repeated at will; `checkout` spends money, so that only a certain answer counts as one. */
export type CallKind = "read" | "checkout";

/** What an exchange means: the one place that sorts statuses. */
export function judge<T>(exchange: Exchange, accept: Accept<T>, kind: CallKind): Judgement<T> {
  if (exchange.kind === "noAnswer") {
    const { kind: _, mayHaveArrived, ...rest } = exchange;
    const retried = rest.reason !== "tls" && rest.reason !== "settings";
    return {
      verdict: retried ? "retry" : "final",
      failure: { ...rest, arrival: mayHaveArrived ? "unknown" : "no" },
    };
  }
  const { meta, body, retryAfterMs } = exchange;
  const { status } = meta;
  const error = body.kind === "json" ? readServiceError(body.value) : undefined;
  const answer = (arrival: Arrival, description: string, reason: FailureReason = "answer"): Failure => ({
    arrival,
    reason,
    description: error?.description ?? description,
    code: error?.code,
    meta,
    retryAfterMs,
  });

  if (status >= 200 && status < 300) {
    if (body.kind === "unreadable") {
      return { verdict: "retry", failure: answer("unknown", `the answer is ${body.why}`, "unreadable") };
    }
    const value = accept(body.value);
    if (value !== undefined) {
      return { verdict: "done", value, meta };
    }
    return error
      ? { verdict: "final", failure: answer("answered", "") }
      : { verdict: "retry", failure: answer("unknown", "the answer has an unexpected form", "unreadable") };
  }
  if (status < 400) {
    const failure = answer("unknown", "the answer is a redirect, which is not followed", "unreadable");
    return { verdict: "final", failure };
  }
  if (status === 401) {
    return { verdict: "renewToken", failure: answer("answered", "the access token was not accepted") };
  }
  if (status === 408 || status === 429 || status >= 500) {
    return { verdict: "retry", failure: answer("unknown", withoutDetails(body)) };
  }
  // A page of a gateway or proxy does not speak for Partner Center. A 407 does: the proxy passed nothing on.
  if (body.kind === "unreadable" && !body.empty && status !== 407) {
    const failure = answer("unknown", `the answer is ${body.why}`, "unreadable");
    return { verdict: kind === "checkout" ? "retry" : "final", failure };
  }
  return { verdict: "final", failure: answer("answered", withoutDetails(body)) };
}

function withoutDetails(body: (Exchange & { kind: "answer" })["body"]): string {
  return body.kind === "unreadable" ? `the answer is ${body.why}` : "the answer gives no reason";
}
