import { createPartnerCenter } from "../client/partnerCenterClient";
import type { Partner, PartnerCenter } from "../client/partnerCenter";
import type { CheckoutSurroundings } from "../lifecycle/checkoutSurroundings";
import { RunMemory } from "../lifecycle/runMemory";
import { partnerOf, readSettings } from "../settings";

/** Stack configuration as the dynamic host hands it over: full keys, secrets decrypted. */
export interface StackConfig {
  get(key: string): string | undefined;
}

/**
 * What all resources of one run share: the settings, one client (so one token and one throttle), and the memory of
 * what was bought. One session a host process.
 */
export class Session {
  private config: StackConfig | undefined;
  private client: PartnerCenter | undefined;

  constructor(private readonly env: NodeJS.ProcessEnv) {}

  /**
   * Keeps the stack's configuration and nothing else. It must not await and must not throw: the host puts a provider
   * to use before its configure has ended, and goes on using one whose configure failed.
   */
  configure(config: StackConfig | undefined): void {
    this.config ??= config;
  }

  /** Throws a SettingsError that lists every missing setting. */
  partnerCenter(): PartnerCenter {
    this.client ??= createPartnerCenter(readSettings(this.sources()));
    return this.client;
  }

  partner(): Partner | undefined {
    return partnerOf(this.sources());
  }

  private sources() {
    return { env: this.env, config: (key: string) => this.config?.get(key) };
  }
}

/** The world as a host process has it. The host shows what goes to the console, without the resource's name. */
export function hostSurroundings(session: Session): CheckoutSurroundings {
  return {
    now: () => Date.now(),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    info: (line) => console.log(line),
    warn: (line) => console.error(line),
    partnerCenter: () => session.partnerCenter(),
    partner: () => session.partner(),
    memory: new RunMemory(),
  };
}
