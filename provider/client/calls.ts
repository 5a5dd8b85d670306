/** What identifies one exchange to Microsoft support, and when the service answered. */
export interface AnswerMeta {
  /** HTTP status. */
  status: number;
  /** `MS-RequestId` of the answer, or the one that was sent when the answer has none. */
  requestId: string;
  /** `MS-CorrelationId` of the answer, or the one that was sent when the answer has none. */
  correlationId: string;
  /** `MS-CV` of the answer. */
  correlationVector?: string;
  /** The service's own clock (the `Date` header), milliseconds since 1970; absent when it sent none. */
  serverTime?: number;
}

/** A body that was validated where it entered, with the facts of the exchange that brought it. */
export interface Read<T> {
  /** What the body holds. */
  value: T;
  /** The exchange that brought it. */
  meta: AnswerMeta;
}

/** How long a call may go on, retries and waits included. */
export interface CallOptions {
  /** Milliseconds since 1970 at which the call must have ended. Default: the client's total deadline from now. */
  deadline?: number;
  /** `MS-CorrelationId` to send. Default: a random one. */
  correlationId?: string;
}
