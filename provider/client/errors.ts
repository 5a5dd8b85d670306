import type { AnswerMeta } from "./calls";
import { isOwnWait } from "./http/throttle";

/** Why no (usable) answer came. `settings` and `auth` mean that the API itself was never asked. */
export type FailureReason =
  | "settings"
  | "auth"
  | "refused"
  | "dns"
  | "tls"
  | "timeout"
  | "cut"
  | "unreadable"
  | "deadline"
  | "answer"
  | "abandoned";

/** What is known of a call that gave no usable answer. */
export interface PartnerCenterErrorFacts {
  /** What was being done, in words that fit behind "Could not": `check out cart X of customer Y`. */
  action: string;
  /** HTTP method; empty where nothing was to be sent. */
  method: string;
  /** Path without host and query. */
  path: string;
  /** Why no usable answer came. */
  reason: FailureReason;
  /** Partner Center's error code, always as text ("800008"); absent when the answer has none. */
  code?: string;
  /** Partner Center's own description, or what went wrong on the way. */
  description: string;
  /** Present when there was an HTTP answer. */
  meta?: AnswerMeta;
  /** `MS-RequestId` that was sent, so that support can search for a call that was never answered. */
  requestId?: string;
  /** `MS-CorrelationId` that was sent. */
  correlationId?: string;
  /** Tries that were started. */
  tries?: number;
  /** An earlier try of this call may have been carried out without a certain answer. Absent: none is known. */
  earlierUnknown?: boolean;
  /** Milliseconds that the service asked us to wait, from `Retry-After`. */
  retryAfterMs?: number;
  /** What to do about this code, in one sentence. */
  remedy?: string;
}

/** A 4xx with one of these may stand for a call that was, or still is, carried out; a 401 says nothing of the call. */
const NEVER_DEFINITE = [401, 408, 409, 429];

/**
 * A call to Partner Center or its token service that did not give a usable answer. Its message is complete and safe
 * to print: it holds no token, header or body. It never wraps the HTTP library's own error.
 */
export class PartnerCenterError extends Error {
  /** What the message was made of. */
  readonly facts: PartnerCenterErrorFacts;

  constructor(facts: PartnerCenterErrorFacts) {
    super(describe(facts));
    this.name = "PartnerCenterError";
    this.facts = facts;
  }

  /** HTTP status, when there was an answer. */
  get status(): number | undefined {
    return this.facts.meta?.status;
  }

  /** Partner Center's error code as text, when the answer had one. */
  get code(): string | undefined {
    return this.facts.code;
  }

  /**
   * Partner Center itself refused, so nothing was done: a 4xx with a code of its own, and no earlier try of the call
   * that may have been carried out. What a gateway, a proxy or the token service answers is never definite.
   */
  get isDefinite(): boolean {
    const { status = 0 } = this;
    const refused = status >= 400 && status < 500 && !NEVER_DEFINITE.includes(status);
    return refused && this.hasOwnCode && !this.facts.earlierUnknown;
  }

  /** Whether it was this call alone that was asked to wait, for so long that no other one is held up by it. */
  get isOwnWait(): boolean {
    return this.status === 429 && isOwnWait(this.facts.retryAfterMs ?? 0);
  }

  /** Whether Partner Center itself speaks: its codes are numbers, and one that only repeats the status is a gateway's. */
  get hasOwnCode(): boolean {
    const { code = "", status } = this;
    return /^\d+$/.test(code) && code !== String(status);
  }
}

/** One line for people: what, where, status, code and text, ids for support, what to do. */
export function describe(facts: PartnerCenterErrorFacts): string {
  const status = facts.meta ? `HTTP ${facts.meta.status}` : undefined;
  const code = facts.code ? `code ${facts.code}` : undefined;
  const where = [status, code].filter(Boolean).join(", ");
  const tries = facts.tries && facts.tries > 1 ? ` after ${facts.tries} tries` : "";
  const requestId = facts.meta?.requestId ?? facts.requestId;
  const correlationId = facts.meta?.correlationId ?? facts.correlationId;
  const ids = [
    requestId && `MS-RequestId ${requestId}`,
    correlationId && `MS-CorrelationId ${correlationId}`,
  ].filter(Boolean);
  return [
    `Could not ${facts.action}${tries}: ${where ? `${where}: ` : ""}${facts.description.replace(/[.\s]+$/, "")}.`,
    facts.remedy,
    ids.length > 0 ? `(${ids.join(", ")})` : undefined,
  ]
    .filter(Boolean)
    .join(" ");
}
