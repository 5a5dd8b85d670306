import type { CompleteSettings } from "../clientSettings";
import { PartnerCenterError } from "../errors";
import type { Failure } from "../http/judge";
import type { Secrets } from "../http/redact";
import { remedyFor } from "../remedies/remedies";
import { readTokenAnswer, type TokenAnswer } from "../schemas";
import { send, type Effects, type TokenSource } from "../http/send";

/** A token is renewed this long before it ends, or at half of its life when that is shorter. */
const RENEW_BEFORE_MS = 5 * 60_000;
/** Life of a token whose answer doesn't state one. */
const DEFAULT_LIFE_MS = 5 * 60_000;
/** The longest wait that a timer of Node can hold. */
const MAX_TIMER_MS = 2 ** 31 - 1;

interface CachedToken {
  value: string;
  renewAt: number;
  endsAt: number;
}

/**
 * Tokens for one partner in one cloud: App-only (client secret), or App+User when there is a refresh token. Callers
 * at the same time share one request. Page: "Partner Center authentication".
 */
export function createTokenSource(
  settings: CompleteSettings,
  secrets: Secrets,
  effects: Effects,
): TokenSource {
  let refreshToken = settings.refreshToken;
  let cached: CachedToken | undefined;
  let renewal: Promise<CachedToken> | undefined;

  secrets.add(settings.clientSecret);
  secrets.add(refreshToken ?? "");

  async function request(): Promise<CachedToken> {
    const startedAt = effects.now();
    const answer = await requestToken(settings, refreshToken, secrets, effects);
    secrets.add(answer.access_token);
    if (refreshToken && answer.refresh_token) {
      refreshToken = answer.refresh_token;
      secrets.add(refreshToken);
    }
    return withLife(answer, startedAt);
  }

  /** The request that runs already, or a new one. It has the client's own deadline: callers may differ in theirs. */
  function renew(): Promise<CachedToken> {
    renewal ??= request()
      .then((token) => (cached = token))
      .finally(() => (renewal = undefined));
    return renewal;
  }

  return {
    async token(deadline) {
      if (cached && effects.now() < cached.renewAt) {
        return cached.value;
      }
      try {
        return (await beforeDeadline(renew(), deadline - effects.now())).value;
      } catch (error) {
        if (cached && effects.now() < cached.endsAt) {
          return cached.value;
        }
        throw error;
      }
    },
    invalidate(token) {
      if (cached?.value === token) {
        cached = undefined;
      }
    },
  };
}

/** Counts life from before the request, so that a slow answer can't make a token look fresher than it is. */
export function withLife(answer: TokenAnswer, startedAt: number): CachedToken {
  const { expires_in: lifeInSeconds, expires_on: endInSeconds } = answer;
  const life =
    lifeInSeconds !== undefined
      ? lifeInSeconds * 1000
      : endInSeconds !== undefined
        ? endInSeconds * 1000 - startedAt
        : DEFAULT_LIFE_MS;
  const endsAt = startedAt + Math.max(0, life);
  return {
    value: answer.access_token,
    endsAt,
    renewAt: endsAt - Math.min(RENEW_BEFORE_MS, (endsAt - startedAt) / 2),
  };
}

/** The form of a token request, in the spelling of the endpoint's version. */
export function tokenForm(settings: CompleteSettings, refreshToken: string | undefined): string {
  const form = new URLSearchParams({
    grant_type: refreshToken ? "refresh_token" : "client_credentials",
    client_id: settings.clientId,
    client_secret: settings.clientSecret,
  });
  if (refreshToken) {
    form.set("refresh_token", refreshToken);
  }
  if (settings.authVersion === "v1") {
    form.set("resource", settings.audience);
    if (refreshToken) {
      form.set("scope", "openid");
    }
  } else {
    form.set("scope", `${settings.audience}/.default`);
  }
  return form.toString();
}

async function requestToken(
  settings: CompleteSettings,
  refreshToken: string | undefined,
  secrets: Secrets,
  effects: Effects,
): Promise<TokenAnswer> {
  const path = `/${encodeURIComponent(settings.tenantId)}/oauth2${settings.authVersion === "v2" ? "/v2.0" : ""}/token`;
  const sent = await send(
    {
      request: {
        method: "POST",
        url: settings.authority + path,
        headers: { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json" },
        body: tokenForm(settings, refreshToken),
      },
      kind: "read",
      accept: readTokenAnswer,
      deadline: effects.now() + settings.callTimeoutSeconds * 1000,
      timeoutMs: settings.requestTimeoutSeconds * 1000,
    },
    effects,
  );
  if (sent.failure) {
    throw tokenError(settings, path, sent.failure, sent.tries, secrets);
  }
  return sent.value;
}

/** Has no `meta`: the status of the token service must never pass for one of Partner Center. */
function tokenError(
  settings: CompleteSettings,
  path: string,
  failure: Failure,
  tries: number,
  secrets: Secrets,
): PartnerCenterError {
  const answered = failure.meta ? `answered HTTP ${failure.meta.status}: ` : "gave no answer: ";
  return new PartnerCenterError({
    action: `get an access token for tenant ${settings.tenantId}`,
    method: "POST",
    path,
    reason: "auth",
    code: failure.code,
    description: `the token service ${answered}${secrets.removeFrom(failure.description)}`,
    tries,
    retryAfterMs: failure.retryAfterMs,
    remedy: remedyFor(failure, settings.profile),
  });
}

/** The promise's result, unless the time runs out first. */
async function beforeDeadline<T>(promise: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => {
        const description = "no access token came in time";
        reject(
          new PartnerCenterError({
            action: "get an access token",
            method: "POST",
            path: "",
            reason: "auth",
            description,
          }),
        );
      },
      Math.min(Math.max(0, ms), MAX_TIMER_MS),
    );
    // The request that is waited for keeps the process alive; a limit alone has nothing to wait for.
    timer.unref();
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
