import { GUID } from "../lifecycle/core/ids";
import { addressProblem, cloudNames, isCloudName } from "../client/clouds";
import type { ClientSettings } from "../client/clientSettings";
import type { CloudName, Partner } from "../client/partnerCenter";
import {
  checkProfileName,
  configKeyOf,
  findEverywhere,
  SettingsError,
  variableOf,
  wrongSetting,
  type FoundSetting,
  type RawSettings,
  type SettingName,
  type SettingProblem,
  type SettingSources,
} from "./settingSources";

export { SettingsError, type SettingSources } from "./settingSources";

/** Settings that were read and checked. */
export type Settings = ClientSettings & Required<Pick<ClientSettings, "cloud">>;

interface SettingRule {
  required?: boolean;
  secret?: boolean;
  /** What stands for the value where it is said how to set it. */
  placeholder: string;
  /** What is wrong with a value, in words that follow the setting's name; never the value of a secret or a URL. */
  problem?: (value: string, raw: RawSettings) => string | undefined;
}

const LOCALE = /^[a-z]{2,3}(-[a-z\d]{2,8})*$/i;
const MAX_TIMEOUT_SECONDS = 3600;

const isGuid = (value: string) =>
  GUID.test(value) ? undefined : "must be a GUID, such as 00000000-0000-0000-0000-000000000000";

const rules: Readonly<Record<SettingName, SettingRule>> = {
  /**
   * The national cloud of the partner: `china` is the one operated by 21Vianet. What a stack bought belongs to its
   * cloud: after a change, resources of the other one are refused, and nothing is bought.
   */
  cloud: {
    placeholder: "global",
    problem: (value) => (isCloudName(value) ? undefined : `must be one of ${cloudNames.join(", ")}`),
  },
  /**
   * The partner's Entra tenant. What a stack bought belongs to it: after a change, resources of the other partner
   * are refused, and nothing is bought.
   */
  tenantId: {
    required: true,
    placeholder: "<guid>",
    problem: isGuid,
  },
  /** The application (client) id of the app registration. Changing it never buys. */
  clientId: {
    required: true,
    placeholder: "<guid>",
    problem: isGuid,
  },
  /**
   * The app registration's secret. Plain text in the stack's configuration is refused, because Pulumi copies the
   * configuration into state. Changing it never buys.
   */
  clientSecret: {
    required: true,
    secret: true,
    placeholder: "<secret>",
  },
  /**
   * Makes calls as App+User, which `getProvisioningStatus` needs. Without it, they are App-only. Plain text in the
   * stack's configuration is refused. Changing it never buys.
   */
  refreshToken: {
    secret: true,
    placeholder: "<token>",
  },
  /**
   * Base URL of the API. Default: the cloud's. It must be `https`, except on loopback, and not that of another
   * cloud.
   */
  endpoint: {
    placeholder: "<url>",
    problem: (value, raw) => addressProblem(value, "endpoint", cloudOf(raw) ?? "global"),
  },
  /**
   * Base URL of the token service. Default: the cloud's. It must be `https`, except on loopback, and not that of
   * another cloud.
   */
  authority: {
    placeholder: "<url>",
    problem: (value, raw) => addressProblem(value, "authority", cloudOf(raw) ?? "global"),
  },
  /**
   * The form of the token request: `v2` asks `/oauth2/v2.0/token` with a scope, `v1` asks `/oauth2/token` with a
   * resource. Changing it never buys.
   */
  authVersion: {
    placeholder: "v2",
    problem: (value) => (/^v[12]$/.test(value) ? undefined : "must be v1 or v2"),
  },
  /**
   * The language of texts, as `X-Locale` says it. Titles that `resolveCatalogItem` looks for are in it. Changing it
   * never buys.
   */
  locale: {
    placeholder: "en-US",
    problem: (value) => (LOCALE.test(value) ? undefined : "must be a language tag, such as en-US"),
  },
  /**
   * For how long one HTTP request may go on, in seconds. How long a checkout goes on asking is its resource's
   * `checkoutTimeoutSeconds`. Changing it never buys.
   */
  requestTimeoutSeconds: {
    placeholder: "60",
    problem: (value) =>
      Number(value) > 0 && Number(value) <= MAX_TIMEOUT_SECONDS
        ? undefined
        : `must be a number of seconds above 0 and up to ${MAX_TIMEOUT_SECONDS}`,
  },
};

const entries = Object.entries(rules) as [SettingName, SettingRule][];

/** Reads every setting where it is found first. Empty text counts as missing; nothing is checked. */
function findSettings(sources: SettingSources): Map<SettingName, FoundSetting> {
  return new Map(
    entries.flatMap(([name]) => {
      const [first] = findEverywhere(sources, name);
      return first ? [[name, first] as const] : [];
    }),
  );
}

function rawOf(found: Map<SettingName, FoundSetting>): RawSettings {
  return Object.fromEntries([...found].map(([name, { value }]) => [name, value]));
}

/**
 * Reads and checks all settings.
 *
 * @throws SettingsError that names every missing and malformed setting, where it is wrong and how to set it.
 */
export function readSettings(sources: SettingSources): Settings {
  checkProfileName(sources);
  const found = findSettings(sources);
  const raw = rawOf(found);
  const problems = entries.flatMap(([setting, rule]): SettingProblem[] => {
    const one = found.get(setting);
    if (!one)
      return rule.required ? [{ setting, problem: `is missing: ${howToSet(setting, rule, sources)}` }] : [];
    const problem = rule.problem?.(one.value, raw);
    return problem ? [wrongSetting(setting, one, problem, rule.placeholder)] : [];
  });
  if (problems.length > 0) throw new SettingsError(problems, sources.profile);
  const { requestTimeoutSeconds, ...texts } = raw;
  return {
    ...(texts as Omit<Settings, "requestTimeoutSeconds">),
    ...(requestTimeoutSeconds !== undefined && { requestTimeoutSeconds: Number(requestTimeoutSeconds) }),
    tenantId: String(raw.tenantId).toLowerCase(),
    cloud: cloudOf(raw) ?? "global",
    ...(sources.profile !== undefined && { profile: sources.profile }),
  };
}

/** Whose Partner Center the settings are for, or undefined when they don't say it (well enough). Never throws. */
export function partnerOf(sources: SettingSources): Partner | undefined {
  const raw = rawOf(findSettings(sources));
  const tenantId = String(raw.tenantId ?? "");
  const cloud = cloudOf(raw);
  return cloud && GUID.test(tenantId) ? { tenantId: tenantId.toLowerCase(), cloud } : undefined;
}

/** The cloud, `global` when none is named, undefined when there is no such cloud. */
function cloudOf({ cloud }: RawSettings): CloudName | undefined {
  const name = String(cloud ?? "global");
  return isCloudName(name) ? name : undefined;
}

function howToSet(
  setting: SettingName,
  { secret, placeholder }: SettingRule,
  { profile }: SettingSources,
): string {
  const command = `pulumi config set ${secret ? "--secret " : ""}${configKeyOf(setting, profile)} ${placeholder}`;
  return `set ${variableOf(setting, profile)}, or run \`${command}\``;
}
