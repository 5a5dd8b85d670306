import { randomUUID } from "node:crypto";
import { createPartnerCenter } from "../../client/partnerCenterClient";
import type { Partner, PartnerCenter } from "../../client/partnerCenter";
import type { Context } from "../../lifecycle/core/context";
import type { PurchaseRules } from "../../lifecycle/core/purchaseRules";
import { RunMemory } from "../../lifecycle/core/runMemory";
import { readPurchaseRules } from "../../settings/purchaseSettings";
import { partnerOf, readSettings } from "../../settings/settings";

/** Stack configuration as the dynamic host hands it over: full keys, secrets decrypted. */
export interface StackConfig {
  get(key: string): string | undefined;
}

/**
 * What all resources of one run share: the settings and, for each profile, one client (so one token and one throttle)
 * and the memory of what was bought. One session a host process.
 */
export class Session {
  private config: StackConfig | undefined;
  private readonly clients = new Map<string | undefined, PartnerCenter>();
  private readonly memories = new Map<string, RunMemory>();

  /** @param isAwaited whether the engine that runs this host still lives. Default: it does. */
  constructor(
    private readonly env: NodeJS.ProcessEnv,
    private readonly isAwaited?: () => Promise<boolean>,
  ) {}

  /**
   * Keeps the stack's configuration and nothing else. It must not await and must not throw: the host puts a provider
   * to use before its configure has ended, and goes on using one whose configure failed.
   */
  configure(config: StackConfig | undefined): void {
    this.config ??= config;
  }

  /** Throws a SettingsError that lists every missing setting. */
  partnerCenter(profile?: string): PartnerCenter {
    const client =
      this.clients.get(profile) ??
      createPartnerCenter(readSettings(this.sources(profile)), {
        tell: (line) => console.error(`warning: ${line}`),
        isAwaited: this.isAwaited,
      });
    this.clients.set(profile, client);
    return client;
  }

  partner(profile?: string): Partner | undefined {
    return partnerOf(this.sources(profile));
  }

  /** Throws a SettingsError when they are malformed. */
  rules(profile?: string): PurchaseRules {
    return readPurchaseRules(this.sources(profile));
  }

  /** What was bought from a partner tenant: profiles that share it share what must not be bought twice. */
  memory(profile?: string): RunMemory {
    const partner = this.partner(profile);
    const key = partner ? `${partner.tenantId} ${partner.cloud}` : `profile ${profile ?? ""}`;
    const memory = this.memories.get(key) ?? new RunMemory();
    this.memories.set(key, memory);
    return memory;
  }

  private sources(profile: string | undefined) {
    return { env: this.env, config: (key: string) => this.config?.get(key), profile };
  }
}

/** The world as a host process has it. The host shows what goes to the console, without the resource's name. */
export function hostContext(session: Session, profile?: string): Context {
  return {
    now: () => Date.now(),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    info: (line) => console.log(line),
    warn: (line) => console.error(line),
    partnerCenter: () => session.partnerCenter(profile),
    partner: () => session.partner(profile),
    rules: () => session.rules(profile),
    memory: session.memory(profile),
    preview: { unreachable: false },
    newId: () => randomUUID(),
  };
}
