import { addressProblem, clouds } from "./clouds";
import { PartnerCenterError } from "./errors";
import type { CloudName } from "./partnerCenter";

/** Which form of the token endpoint is used: `/oauth2/v2.0/token` with a scope, or `/oauth2/token` with a resource. */
export type AuthVersion = "v1" | "v2";

/** Whose Partner Center a client talks to, and how. */
export interface ClientSettings {
  /** Entra tenant id of the partner. */
  tenantId: string;
  /** Application (client) id of the app registration. */
  clientId: string;
  /** The app registration's secret. */
  clientSecret: string;
  /** Makes calls as App+User. Default: App-only. */
  refreshToken?: string;
  /** Default `global`. */
  cloud?: CloudName;
  /** Base URL of the API. Default: the cloud's. */
  endpoint?: string;
  /** Base URL of the token service. Default: the cloud's. */
  authority?: string;
  /** Default `v2`. */
  authVersion?: AuthVersion;
  /** `X-Locale`, default `en-US`. */
  locale?: string;
  /** Seconds for one HTTP round trip, default 60. */
  requestTimeoutSeconds?: number;
  /** Seconds for one call with all its tries and waits, where the caller sets no deadline. Default 300. */
  callTimeoutSeconds?: number;
  /** The profile that these settings were read for: what an error advises to set is then named after it. */
  profile?: string;
}

/** Settings with every default filled in; base URLs end without a slash. */
export type CompleteSettings = Required<Omit<ClientSettings, "refreshToken" | "profile">> &
  Pick<ClientSettings, "refreshToken" | "profile"> & { audience: string };

/**
 * Fills the defaults in.
 *
 * @throws PartnerCenterError with reason `settings` for a base URL that would expose credentials: without https off
 *   loopback, or of another cloud.
 */
export function completeSettings(settings: ClientSettings): CompleteSettings {
  const name = settings.cloud ?? "global";
  const cloud = clouds[name];
  const complete = {
    authVersion: "v2" as const,
    locale: "en-US",
    requestTimeoutSeconds: 60,
    callTimeoutSeconds: 300,
    ...withoutAbsent(settings),
    tenantId: settings.tenantId.toLowerCase(),
    cloud: name,
    audience: cloud.audience,
    endpoint: withoutSlash(settings.endpoint || cloud.apiBase),
    authority: withoutSlash(settings.authority || cloud.authority),
  };
  for (const kind of ["endpoint", "authority"] as const) {
    const problem = addressProblem(complete[kind], kind, name);
    if (problem) {
      throw new PartnerCenterError({
        action: "use these settings",
        method: "",
        path: "",
        reason: "settings",
        description: `${kind} ${problem}`,
      });
    }
  }
  return complete;
}

function withoutSlash(address: string): string {
  return address.replace(/\/+$/, "");
}

function withoutAbsent(settings: ClientSettings): ClientSettings {
  const present = Object.entries(settings).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present) as unknown as ClientSettings;
}
