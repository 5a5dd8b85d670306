import { expect } from "chai";
import { readSettings, SettingsError, type SettingSources } from "../../provider/settings/settings";

export const tenantId = "5B0E2F6A-7D41-4C39-9F1E-0A6C2D8E4B11";
export const clientId = "8d5c3b1a-f0e9-4d87-a6c5-b4e3f2d1c0a9";
/** The least that must be set. */
export const config = { tenantId, clientId, clientSecret: "s3cr3t" };

/** Sources from plain objects; configuration without its namespace. */
export function sources(
  stack: Record<string, string>,
  env: Record<string, string> = {},
  explicit?: SettingSources["explicit"],
): SettingSources {
  return { explicit, env, config: (key) => stack[key.replace("partnercenter:", "")] };
}

/** Sources with full keys, for a profile. */
export const ofProfile = (
  profile: string,
  stack: Record<string, string>,
  env: Record<string, string> = {},
): SettingSources => ({ env, config: (key) => stack[key], profile });

/** The error that reading these settings ends with. */
export function errorOf(
  from: SettingSources,
  read: (from: SettingSources) => unknown = readSettings,
): SettingsError {
  try {
    read(from);
  } catch (error) {
    if (error instanceof SettingsError) return error;
    throw error;
  }
  return expect.fail("the settings were accepted");
}
