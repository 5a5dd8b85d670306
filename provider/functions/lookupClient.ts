import * as pulumi from "@pulumi/pulumi";
import type { PartnerCenterLookups } from "../client/lookups";
import type { PartnerCenter } from "../client/partnerCenter";
import { readSettings } from "../settings/settings";

/** The client as look-ups use it. */
export type LookupClient = PartnerCenter & PartnerCenterLookups;

/** One client for a profile and its settings, so that all look-ups of a program share a token and a throttle. */
const clients = new Map<string, LookupClient>();

/**
 * The client for a profile. Settings are read at each call: importing this package needs none, and one process can run
 * programs of several stacks.
 *
 * @throws SettingsError that names every missing setting.
 */
export function lookupClient(profile: string | undefined): LookupClient {
  const settings = readSettings({
    env: process.env,
    config: (key) => pulumi.runtime.getConfig(key),
    profile,
  });
  const key = JSON.stringify([profile ?? "", settings]);
  const client = clients.get(key) ?? loadClient().createPartnerCenter(settings);
  clients.set(key, client);
  return client;
}

/** Loaded at the first look-up, because a program that only declares resources has no use for an HTTP library. */
function loadClient() {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load it with the program
  return require("../client/partnerCenterClient") as typeof import("../client/partnerCenterClient");
}
