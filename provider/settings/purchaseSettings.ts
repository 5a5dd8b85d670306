import { limitsProblem, parseLimits } from "../lifecycle/limits/limitInputs";
import { DEFAULT_RULES, type NamedLimits, type PurchaseRules } from "../lifecycle/core/purchaseRules";
import {
  checkProfileName,
  findEverywhere,
  SettingsError,
  wrongSetting,
  type FoundSetting,
  type SettingProblem,
  type SettingSources,
} from "./settingSources";

const LIMITS_EXAMPLE = `'{"maxQuantity": 25}'`;

/**
 * Reads the rules that hold for all purchases, from `allowPurchases`, `limits` (JSON), `duplicateDays`,
 * `listSubscriptions` and `previewChecks`. Unlike other settings, those of a profile come on top of the general ones, and
 * the environment comes on top of the stack's configuration: a rule can't be lifted by setting it elsewhere.
 * `allowPurchases: false` anywhere forbids, all limits hold, the largest `duplicateDays` holds, and of the other two the
 * nearest wins (the profile's, then the general one).
 *
 * @throws SettingsError for anything malformed, so that nothing is bought under rules that nobody can read.
 */
export function readPurchaseRules(sources: SettingSources): PurchaseRules {
  checkProfileName(sources);
  const problems: SettingProblem[] = [];
  const found = (setting: string) => [
    ...findEverywhere(sources, setting),
    ...(sources.profile === undefined ? [] : findEverywhere({ ...sources, profile: undefined }, setting)),
  ];
  const flags = (setting: string) =>
    found(setting).map((one) => {
      if (one.value !== "true" && one.value !== "false")
        problems.push(wrongSetting(setting, one, "must be true or false", "<true or false>"));
      return one.value === "true";
    });
  const days = () =>
    found("duplicateDays").flatMap((one) => {
      if (/^[1-9]\d{0,3}$/.test(one.value)) return [Number(one.value)];
      problems.push(
        wrongSetting("duplicateDays", one, "must be a whole number of days from 1 to 9999", "30"),
      );
      return [];
    });
  const allowed = flags("allowPurchases");
  const forbidden = found("allowPurchases").find(({ value }) => value === "false");
  const rules = {
    allowPurchases: allowed.every((one) => one),
    ...(forbidden?.source !== undefined && { forbiddenBy: forbidden.source }),
    previewChecks: flags("previewChecks")[0] ?? true,
    duplicateDays: Math.max(...days(), 0) || DEFAULT_RULES.duplicateDays,
    listSubscriptions: flags("listSubscriptions")[0] ?? true,
    limits: found("limits").flatMap((one) => limitsIn(one, problems)),
  };
  if (problems.length > 0) throw new SettingsError(problems, sources.profile);
  return rules;
}

function limitsIn(found: FoundSetting, problems: SettingProblem[]): NamedLimits[] {
  const value = parsedJson(found.value);
  const problem = value === undefined ? "is not JSON" : limitsProblem(value);
  const limits = problem === undefined ? parseLimits(value) : undefined;
  if (limits) return [{ source: found.source ?? "limits", limits }];
  problems.push(wrongSetting("limits", found, problem ?? "must be an object", LIMITS_EXAMPLE));
  return [];
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
