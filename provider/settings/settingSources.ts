import type { ClientSettings } from "../client/clientSettings";
import { profileProblem } from "../lifecycle/core/profiles";

/** Where settings come from. Explicit ones win, then the environment, then stack configuration. */
export interface SettingSources {
  /** Given by a program that uses the client itself. */
  explicit?: RawSettings;
  /** The environment, such as `process.env`. */
  env: Readonly<Record<string, string | undefined>>;
  /** Reads a key of stack configuration with its namespace, such as `partnercenter:tenantId`. */
  config: (key: string) => string | undefined;
  /**
   * Reads the settings of a profile instead: for `emea` those in `PARTNERCENTER_EMEA_*` and `partnercenter-emea:*`.
   * The general ones are not asked where one is missing, so that no call goes out with a mixture of two partners.
   */
  profile?: string;
}

/** Names of settings. Stack configuration has them behind `partnercenter:`. */
export type SettingName = Exclude<keyof ClientSettings, "callTimeoutSeconds" | "profile">;

/** Settings as they were found: not checked, possibly missing. */
export type RawSettings = { [Name in SettingName]?: string | number };

/** A value and where it was found. */
export interface FoundSetting {
  value: string;
  /** The variable or the key that holds it; undefined when the program gave it. */
  source?: string;
}

/** The environment variable of a setting, such as `PARTNERCENTER_EMEA_TENANT_ID`. */
export function variableOf(setting: string, profile?: string): string {
  const name = setting.replace(/[A-Z]/g, "_$&");
  return ["partnercenter", ...(profile === undefined ? [] : [profile.replace(/-/g, "_")]), name]
    .join("_")
    .toUpperCase();
}

/** The key of a setting in stack configuration, such as `partnercenter-emea:tenantId`. */
export function configKeyOf(setting: string, profile?: string): string {
  return `${profile === undefined ? "partnercenter" : `partnercenter-${profile}`}:${setting}`;
}

/** A setting in every source that has it, the one that wins first. Empty text counts as missing. */
export function findEverywhere(sources: SettingSources, setting: string): FoundSetting[] {
  const { explicit, env, config, profile } = sources;
  const variable = variableOf(setting, profile);
  const key = configKeyOf(setting, profile);
  return [
    { value: (explicit as Record<string, unknown> | undefined)?.[setting] },
    { value: env[variable], source: variable },
    { value: config(key), source: key },
  ]
    .map((found) => ({ ...found, value: textOf(found.value ?? "") }))
    .filter(({ value }) => value !== "");
}

function textOf(value: unknown): string {
  return String(value).trim();
}

/** One setting that is missing or malformed. */
export interface SettingProblem {
  setting: string;
  /** What is wrong, where, and how to set it. */
  problem: string;
}

/** Says everything that is wrong with the settings at once. Holds no value of a secret. */
export class SettingsError extends Error {
  readonly problems: readonly SettingProblem[];

  constructor(problems: readonly SettingProblem[], profile?: string) {
    const lines = problems.map(({ setting, problem }) => `  - ${setting} ${problem}`);
    super([`${headOf(profile)}:`, ...lines].join("\n"));
    this.name = "SettingsError";
    this.problems = problems;
  }
}

function headOf(profile: string | undefined): string {
  if (profile === undefined) return "The settings for Partner Center are not complete or not valid";
  if (profileProblem(profile) !== undefined) return "The settings for Partner Center can't be read";
  return (
    `The settings of profile ${profile} for Partner Center are not complete or not valid. A profile has all its ` +
    `settings in ${variableOf("", profile)}* and ${configKeyOf("*", profile)}; the general ones don't stand in for them`
  );
}

/** A value that is wrong: where it is, and how to correct it there. */
export function wrongSetting(
  setting: string,
  found: FoundSetting,
  problem: string,
  example: string,
): SettingProblem {
  const { source } = found;
  const fromConfig = source !== undefined && source.includes(":");
  const remedy = fromConfig
    ? `run \`pulumi config set ${source} ${example}\``
    : source === undefined
      ? "correct it in the program"
      : "correct or unset it";
  return { setting, problem: `${source === undefined ? "" : `in ${source} `}${problem}: ${remedy}` };
}

/**
 * @throws SettingsError for a name that can't be a profile's.
 */
export function checkProfileName({ profile }: SettingSources): void {
  const problem = profileProblem(profile);
  if (problem !== undefined) throw new SettingsError([{ setting: "profile", problem }], profile);
}
