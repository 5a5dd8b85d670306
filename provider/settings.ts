import { addressProblem, cloudNames, isCloudName } from "./client/clouds";
import type { ClientSettings } from "./client/clientSettings";
import type { CloudName, Partner } from "./client/partnerCenter";

/** Where settings come from. Explicit ones win, then the environment, then stack configuration. */
export interface SettingSources {
  /** Given by a program that uses the client itself. */
  explicit?: RawSettings;
  /** The environment, such as `process.env`. */
  env: Readonly<Record<string, string | undefined>>;
  /** Reads a key of stack configuration with its namespace, such as `partnercenter:tenantId`. */
  config: (key: string) => string | undefined;
}

/** Settings that were read and checked. */
export type Settings = ClientSettings & Required<Pick<ClientSettings, "cloud">>;

/** Names of settings. Stack configuration has them behind `partnercenter:`. */
export type SettingName = Exclude<keyof ClientSettings, "callTimeoutSeconds">;

/** Settings as they were found: not checked, possibly missing. */
export type RawSettings = { [Name in SettingName]?: string | number };

interface SettingRule {
  env: string;
  required?: boolean;
  secret?: boolean;
  /** What stands for the value where it is said how to set it. */
  placeholder: string;
  /** What is wrong with a value, in words that follow the setting's name; never the value of a secret or a URL. */
  problem?: (value: string, raw: RawSettings) => string | undefined;
}

const GUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const LOCALE = /^[a-z]{2,3}(-[a-z\d]{2,8})*$/i;
const MAX_TIMEOUT_SECONDS = 3600;

const isGuid = (value: string) =>
  GUID.test(value) ? undefined : "must be a GUID, such as 00000000-0000-0000-0000-000000000000";

const rules: Readonly<Record<SettingName, SettingRule>> = {
  cloud: {
    env: "PARTNERCENTER_CLOUD",
    placeholder: "global",
    problem: (value) => (isCloudName(value) ? undefined : `must be one of ${cloudNames.join(", ")}`),
  },
  tenantId: {
    env: "PARTNERCENTER_TENANT_ID",
    required: true,
    placeholder: "<guid>",
    problem: isGuid,
  },
  clientId: {
    env: "PARTNERCENTER_CLIENT_ID",
    required: true,
    placeholder: "<guid>",
    problem: isGuid,
  },
  clientSecret: {
    env: "PARTNERCENTER_CLIENT_SECRET",
    required: true,
    secret: true,
    placeholder: "<secret>",
  },
  refreshToken: {
    env: "PARTNERCENTER_REFRESH_TOKEN",
    secret: true,
    placeholder: "<token>",
  },
  endpoint: {
    env: "PARTNERCENTER_ENDPOINT",
    placeholder: "<url>",
    problem: (value, raw) => addressProblem(value, "endpoint", cloudOf(raw) ?? "global"),
  },
  authority: {
    env: "PARTNERCENTER_AUTHORITY",
    placeholder: "<url>",
    problem: (value, raw) => addressProblem(value, "authority", cloudOf(raw) ?? "global"),
  },
  authVersion: {
    env: "PARTNERCENTER_AUTH_VERSION",
    placeholder: "v2",
    problem: (value) => (/^v[12]$/.test(value) ? undefined : "must be v1 or v2"),
  },
  locale: {
    env: "PARTNERCENTER_LOCALE",
    placeholder: "en-US",
    problem: (value) => (LOCALE.test(value) ? undefined : "must be a language tag, such as en-US"),
  },
  requestTimeoutSeconds: {
    env: "PARTNERCENTER_REQUEST_TIMEOUT_SECONDS",
    placeholder: "60",
    problem: (value) =>
      Number(value) > 0 && Number(value) <= MAX_TIMEOUT_SECONDS
        ? undefined
        : `must be a number of seconds above 0 and up to ${MAX_TIMEOUT_SECONDS}`,
  },
};

const entries = Object.entries(rules) as [SettingName, SettingRule][];

/** One setting that is missing or malformed. */
export interface SettingProblem {
  setting: SettingName;
  /** What is wrong, and how to set it. */
  problem: string;
}

/** Says everything that is wrong with the settings at once. Holds no value of a secret. */
export class SettingsError extends Error {
  readonly problems: readonly SettingProblem[];

  constructor(problems: readonly SettingProblem[]) {
    const lines = problems.map(({ setting, problem }) => `  - ${setting} ${problem}`);
    super(["The settings for Partner Center are not complete or not valid:", ...lines].join("\n"));
    this.name = "SettingsError";
    this.problems = problems;
  }
}

/** Reads every setting where it is found first. Empty text counts as missing; nothing is checked. */
export function findSettings({ explicit, env, config }: SettingSources): RawSettings {
  const found = entries.flatMap(([name, { env: variable }]) => {
    const candidates = [explicit?.[name], env[variable], config(`partnercenter:${name}`)];
    const value = candidates.map((text) => String(text ?? "").trim()).find((text) => text !== "");
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(found);
}

/**
 * Reads and checks all settings.
 *
 * @throws SettingsError that names every missing and malformed setting and how to set it.
 */
export function readSettings(sources: SettingSources): Settings {
  const raw = findSettings(sources);
  const problems = entries.flatMap(([setting, rule]): SettingProblem[] => {
    const value = raw[setting];
    const problem = value === undefined ? rule.required && "is missing" : rule.problem?.(String(value), raw);
    return problem ? [{ setting, problem: `${problem}: ${howToSet(setting, rule)}` }] : [];
  });
  if (problems.length > 0) {
    throw new SettingsError(problems);
  }
  const { requestTimeoutSeconds, ...texts } = raw;
  return {
    ...(texts as Omit<Settings, "requestTimeoutSeconds">),
    ...(requestTimeoutSeconds !== undefined && { requestTimeoutSeconds: Number(requestTimeoutSeconds) }),
    tenantId: String(raw.tenantId).toLowerCase(),
    cloud: cloudOf(raw) ?? "global",
  };
}

/** Whose Partner Center the settings are for, or undefined when they don't say it (well enough). Never throws. */
export function partnerOf(sources: SettingSources): Partner | undefined {
  const raw = findSettings(sources);
  const tenantId = String(raw.tenantId ?? "");
  const cloud = cloudOf(raw);
  return cloud && GUID.test(tenantId) ? { tenantId: tenantId.toLowerCase(), cloud } : undefined;
}

/** The cloud, `global` when none is named, undefined when there is no such cloud. */
function cloudOf({ cloud }: RawSettings): CloudName | undefined {
  const name = String(cloud ?? "global");
  return isCloudName(name) ? name : undefined;
}

function howToSet(setting: SettingName, { env, secret, placeholder }: SettingRule): string {
  const option = secret ? "--secret " : "";
  return `set ${env}, or run \`pulumi config set ${option}partnercenter:${setting} ${placeholder}\``;
}
