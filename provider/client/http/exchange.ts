import { Agent as HttpAgent, type ClientRequest, type OutgoingHttpHeaders } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { createRequire } from "node:module";
import type { TLSSocket } from "node:tls";
import type { AxiosStatic } from "axios";
import { parseBody, type Body } from "./body";
import { classifyFailure, type ConnectionFailure } from "./connectionFailure";
import type { AnswerMeta } from "../calls";
import { parseRetryAfter } from "./retryAfter";

/** One HTTP request, complete. */
export interface HttpRequest {
  /** HTTP method. */
  method: "GET" | "POST" | "PUT";
  /** With scheme and query. */
  url: string;
  /** As they are sent, credentials included. */
  headers: Record<string, string>;
  /** Absent: no body at all, not an empty one. */
  body?: string;
  /** Milliseconds for the whole round trip, connecting and reading included. */
  timeoutMs: number;
}

/** What one HTTP round trip brought. */
export type Exchange =
  | {
      /** Whether a complete answer came. */
      kind: "answer";
      /** Its status, ids and time. */
      meta: AnswerMeta;
      /** What its bytes turned out to be. */
      body: Body;
      /** Milliseconds that it asks to wait. */
      retryAfterMs?: number;
    }
  | ({
      kind: "noAnswer";
      /** The server had closed a kept connection just before it was used again. */
      staleConnection?: boolean;
    } & ConnectionFailure);

/** Performs one round trip and never throws. */
export type RoundTrip = (request: HttpRequest) => Promise<Exchange>;

const MAX_ANSWER_BYTES = 20 * 1024 * 1024;
/** Idle connections are dropped after this time, before servers and gateways usually drop them. */
const IDLE_CONNECTION_MS = 15_000;

/**
 * Round trips over axios on kept connections, with the proxies of the environment. Nothing of axios comes out: its
 * errors hold the whole request, token included. axios is loaded by the first round trip, since a preview needs none.
 */
export function createRoundTrip(now: () => number): RoundTrip {
  const httpAgent = new HttpAgent({ keepAlive: true, timeout: IDLE_CONNECTION_MS });
  const httpsAgent = new HttpsAgent({ keepAlive: true, timeout: IDLE_CONNECTION_MS });
  const require = createRequire(__filename);

  return async (request) => {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), request.timeoutMs);
    try {
      const axios = require("axios") as AxiosStatic;
      const response = await axios.request<Uint8Array>({
        method: request.method,
        url: request.url,
        headers: request.headers,
        data: request.body,
        httpAgent,
        httpsAgent,
        // http is for loopback alone: a proxy would carry secrets off this machine in clear, to another's loopback.
        ...(request.url.startsWith("http:") && { proxy: false as const }),
        signal: limit.signal,
        maxRedirects: 0,
        maxContentLength: MAX_ANSWER_BYTES,
        responseType: "arraybuffer",
        transformRequest: (data: unknown) => data,
        transformResponse: (data: unknown) => data,
        validateStatus: () => true,
      });
      return readAnswer(request, response, now());
    } catch (error) {
      return limit.signal.aborted ? timedOut(request.timeoutMs, error) : readFailure(error);
    } finally {
      clearTimeout(timer);
    }
  };
}

/** What an answer says, whatever brought it. */
export function readAnswer(
  request: HttpRequest,
  response: { status: number; headers: object; data: Uint8Array },
  now: number,
): Exchange {
  const headers = response.headers as OutgoingHttpHeaders;
  const date = Date.parse(String(headers["date"]));
  const serverTime = Number.isNaN(date) ? undefined : date;
  return {
    kind: "answer",
    meta: {
      status: response.status,
      requestId: traceId(headers["ms-requestid"]) ?? request.headers["MS-RequestId"] ?? "",
      correlationId: traceId(headers["ms-correlationid"]) ?? request.headers["MS-CorrelationId"] ?? "",
      correlationVector: traceId(headers["ms-cv"]),
      serverTime,
    },
    body: parseBody(response.data),
    retryAfterMs: parseRetryAfter(headers["retry-after"], serverTime ?? now),
  };
}

/** An id from a header that may repeat it behind a comma. Something that can't be an id is left out. */
function traceId(header: unknown): string | undefined {
  const first = typeof header === "string" ? header.split(",")[0]?.trim() : undefined;
  return first && /^[\w+/=.-]{1,128}$/.test(first) ? first : undefined;
}

function timedOut(timeoutMs: number, thrown: unknown): Exchange {
  const description = `no complete answer within ${Math.ceil(timeoutMs / 1000)} s`;
  const mayHaveArrived = !neverHadConnection(thrown as HttpError);
  return { kind: "noAnswer", reason: "timeout", mayHaveArrived, description };
}

/** The parts of an error of axios or Node that say what happened. */
interface HttpError {
  code?: string;
  syscall?: string;
  message?: string;
  cause?: HttpError;
  errors?: HttpError[];
  request?: ClientRequest;
}

/** The request was never given a connection to write to: a proxy granted no tunnel. */
function neverHadConnection({ request }: HttpError): boolean {
  return request !== undefined && !request.socket;
}

function readFailure(thrown: unknown): Exchange {
  const error = thrown as HttpError;
  if (error.message?.startsWith("maxContentLength")) {
    const description = `the answer is larger than ${MAX_ANSWER_BYTES} bytes`;
    return { kind: "noAnswer", reason: "unreadable", mayHaveArrived: true, description };
  }
  const origin = error.cause ?? error;
  const attempts = origin.errors ?? [origin];
  const code = error.code ?? origin.code;
  const failure = classifyFailure({
    // axios calls a body that was cut off a bad response
    code: code === "ERR_BAD_RESPONSE" ? "ECONNRESET" : code,
    connecting:
      neverHadConnection(error) ||
      (attempts.length > 0 && attempts.every(({ syscall }) => syscall === "connect")),
    handshaking: (error.request?.socket as (TLSSocket & { secureConnecting?: boolean }) | null | undefined)
      ?.secureConnecting,
  });
  const staleConnection = failure.reason === "cut" && error.request?.reusedSocket === true;
  return { kind: "noAnswer", ...failure, ...(staleConnection && { staleConnection }) };
}
