import { createTokenSource } from "./auth/auth";
import type { CompleteSettings } from "./clientSettings";
import { PartnerCenterError } from "./errors";
import type { Accept, CallKind, Failure } from "./http/judge";
import type { CallOptions } from "./calls";
import { createLongWaits } from "./http/longWaits";
import { createSecrets } from "./http/redact";
import { remedyFor } from "./remedies/remedies";
import { send, type Effects, type Sent } from "./http/send";
import { checkoutRetryPolicy, defaultRetryPolicy } from "./http/retry";
import { createThrottle } from "./http/throttle";
import { packageVersion } from "./http/version";

/** One call of the API, in the words of its error. */
export interface ApiCall<T> extends CallOptions {
  /** What is being done, in words that fit behind "Could not". */
  action: string;
  method: "GET" | "POST" | "PUT";
  /** Sent as JSON. Absent: no body at all. */
  body?: unknown;
  /** Path below `/v1`, segment by segment, as the caller wrote them. */
  segments: readonly string[];
  /** With its question mark. */
  query?: string;
  headers?: Record<string, string>;
  kind: CallKind;
  accept: Accept<T>;
  /** Milliseconds since 1970, when a try that started in time has to be answered. Default: the deadline. */
  answeredBy?: number;
  /** `MS-RequestId` of every try. Default: a random one. */
  requestId?: string;
}

export interface Caller {
  /** Base URL of the API with the path of these segments. */
  urlOf(segments: readonly string[]): string;
  /** Performs a call; never throws. */
  call<T>(call: ApiCall<T>): Promise<Answered<T>>;
  /** A deadline for options that have none. */
  deadlineOf(options: CallOptions): number;
}

/** How a call ended, and how to put a failure of it into words. */
export interface Answered<T> {
  sent: Sent<T>;
  toError: (failure: Failure) => PartnerCenterError;
}

/** What of the world outside can be replaced, in tests above all. */
export interface ClientEffects extends Effects {
  /** A random GUID for the ids of calls that bring none. */
  newId: () => string;
  /** Tells people a line that is worth knowing while calls go on. Absent: nobody is told. */
  tell?: (line: string) => void;
}

/** Forms the requests of one partner in one cloud and sends them, with one token source and one throttle for all. */
export function createCaller(settings: CompleteSettings, effects: ClientEffects): Caller {
  const secrets = createSecrets();
  const tokens = createTokenSource(settings, secrets, effects);
  const throttle = createThrottle();
  const onLongWait = createLongWaits(effects.now, (line) => effects.tell?.(line));
  const clientName = `pulumi-partnercenter/${packageVersion()}`;
  const urlOf = (segments: readonly string[]) => settings.endpoint + pathOf(segments);
  const deadlineOf = (options: CallOptions) =>
    options.deadline ?? effects.now() + settings.callTimeoutSeconds * 1000;

  return {
    urlOf,
    deadlineOf,
    async call<T>(call: ApiCall<T>): Promise<Answered<T>> {
      const requestId = call.requestId ?? effects.newId();
      const correlationId = call.correlationId ?? effects.newId();
      const { action, method, segments, query = "", kind, accept, body } = call;
      const sent: Sent<T> = segments.some(isUnusable)
        ? { tries: 0, earlierUnknown: false, failure: unusableId }
        : await send(
            {
              request: {
                method,
                url: urlOf(segments) + query,
                headers: {
                  Accept: "application/json",
                  "MS-RequestId": requestId,
                  "MS-CorrelationId": correlationId,
                  "X-Locale": settings.locale,
                  "MS-PartnerCenter-Client": clientName,
                  "User-Agent": clientName,
                  ...(body !== undefined && { "Content-Type": "application/json" }),
                  ...call.headers,
                },
                ...(body !== undefined && { body: JSON.stringify(body) }),
              },
              kind,
              accept,
              deadline: deadlineOf(call),
              answeredBy: call.answeredBy,
              timeoutMs: settings.requestTimeoutSeconds * 1000,
              tokens,
              throttle,
              askedToWait: (ms) => onLongWait(action, ms),
              policy: kind === "checkout" ? checkoutRetryPolicy : defaultRetryPolicy,
            },
            effects,
          );
      const toError = (failure: Failure) => {
        const { reason, code, meta, retryAfterMs, remedy } = failure;
        return new PartnerCenterError({
          action,
          method,
          path: pathOf(segments),
          reason,
          code: code && secrets.removeFrom(code),
          description: secrets.removeFrom(failure.description),
          meta,
          requestId,
          correlationId,
          tries: sent.tries,
          earlierUnknown: sent.earlierUnknown,
          retryAfterMs,
          remedy: remedy ?? remedyFor(failure, settings.profile),
        });
      };
      return { sent, toError };
    },
  };
}

function pathOf(segments: readonly string[]): string {
  return ["", "v1", ...segments.map(encodeURIComponent)].join("/");
}

/** Segments that an address would drop or resolve, so that another object would be asked for. */
function isUnusable(segment: string): boolean {
  return segment === "" || segment === "." || segment === "..";
}

const unusableId: Failure = {
  arrival: "no",
  reason: "settings",
  description: "an id is empty or made of dots",
  remedy: "Correct the id.",
};
