/** A request that was answered over HTTP, or cut. The control API is not part of it. */
export interface ServedRequest {
  /** Moment on the emulator's clock, ISO 8601. */
  at: string;
  method: string;
  /** Without the query. */
  path: string;
  /** Null when the connection was cut before a status left. */
  status: number | null;
  cut: boolean;
  /** Real time from its arrival on. */
  durationMs: number;
  /** MS-RequestId as sent, or the one that the answer made up. */
  requestId?: string;
}

/** The line of a request log. */
export function requestLine({ at, method, path, status, cut, durationMs, requestId }: ServedRequest): string {
  const result = cut ? [status, "cut"].filter((part) => part !== null).join(" ") : status;
  return `${at} ${method} ${path} ${result} ${Math.round(durationMs)} ms ${requestId ?? "-"}`;
}
