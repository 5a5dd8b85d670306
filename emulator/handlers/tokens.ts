import { tokenAnswer } from "../answer";
import type { Answer } from "../alterations";
import { audienceOf, RETIRED_AUDIENCE } from "../partner";
import { type Handler, modesOf, type Service } from "../service";

/** Why the token service refuses: status, OAuth error, number and text. */
type Denial = [status: number, error: string, number: number, text: string];

/** The token service: both forms of the endpoint, app-only and refresh grants. */
export const issueToken: Handler = (service, { params, body }) => {
  const { tenant = "", version } = params;
  const form = new URLSearchParams(body);
  const v2 = version !== undefined;
  const denial = denied(service, tenant, form, v2);
  return denial ? tokenAnswer(service, denial[0], denialBody(service, denial)) : granted(service, form, v2);
};

function denied(service: Service, tenant: string, form: URLSearchParams, v2: boolean): Denial | undefined {
  const { partner, tokens } = service;
  const audience = audienceAsked(form, v2);
  if (tenant.toLowerCase() !== partner.tenantId)
    return [400, "invalid_request", 90002, `Tenant '${tenant}' not found.`];
  if (form.get("client_id")?.toLowerCase() !== partner.clientId)
    return [400, "unauthorized_client", 700016, "Application was not found in the directory."];
  if (form.get("client_secret") !== partner.clientSecret)
    return [401, "invalid_client", 7000215, "Invalid client secret provided."];
  if (audience === undefined)
    return [
      400,
      v2 ? "invalid_scope" : "invalid_resource",
      v2 ? 70011 : 500011,
      "The resource was not found.",
    ];
  switch (form.get("grant_type")) {
    case "client_credentials":
      return undefined;
    case "refresh_token":
      return tokens.knowsRefreshToken(
        form.get("refresh_token") ?? "",
        modesOf(service).rotateRefreshTokens === "strict",
      )
        ? undefined
        : [400, "invalid_grant", 70000, "Provided grant is invalid or malformed."];
    default:
      return [400, "unsupported_grant_type", 70003, "The grant type is not supported."];
  }
}

function granted(service: Service, form: URLSearchParams, v2: boolean): Answer {
  const { clock, store, tokens } = service;
  const modes = modesOf(service);
  const byUser = form.get("grant_type") === "refresh_token";
  const audience = audienceAsked(form, v2);
  const lifetime = modes.tokenLifetimeSeconds;
  const now = Math.floor(clock.now() / 1000);
  let refreshToken: string | undefined;
  if (byUser && modes.rotateRefreshTokens !== "off") {
    store.state.refreshGeneration += 1;
    store.touch();
    refreshToken = tokens.refreshToken();
  }
  const number = (value: number) => (v2 ? value : String(value));
  return tokenAnswer(service, 200, {
    token_type: "Bearer",
    ...(byUser && { scope: v2 ? `${audience}/user_impersonation` : "user_impersonation" }),
    expires_in: number(lifetime),
    ext_expires_in: number(lifetime),
    ...(!v2 && { expires_on: String(now + lifetime), not_before: String(now - 300), resource: audience }),
    access_token: tokens.issue({
      kind: byUser ? "user" : "app",
      audience,
      mfa: modes.userTokens === "mfa",
      expiresInSeconds: lifetime,
    }),
    ...(refreshToken && { refresh_token: refreshToken }),
  });
}

/** The audience that a request names, if the token service knows it. */
function audienceAsked(form: URLSearchParams, v2: boolean): string | undefined {
  const asked = v2
    ? form
        .get("scope")
        ?.split(" ")
        .find((scope) => scope.startsWith("https://"))
        ?.replace(/\/(\.default|user_impersonation)$/, "")
    : form.get("resource")?.replace(/\/$/, "");
  return [audienceOf("global"), audienceOf("china"), RETIRED_AUDIENCE].find((known) => known === asked);
}

function denialBody(service: Service, [, error, number, text]: Denial): unknown {
  return {
    error,
    error_description: `AADSTS${number}: ${text}`,
    error_codes: [number],
    timestamp: new Date(service.clock.now()).toISOString().replace("T", " ").replace(/\..*/, "Z"),
    trace_id: service.ids.uuid(),
    correlation_id: service.ids.uuid(),
  };
}
