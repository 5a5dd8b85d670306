import type { Partner, PartnerCenter } from "../../client/partnerCenter";
import type { PurchaseRules } from "./purchaseRules";
import type { RunMemory } from "./runMemory";

/** What a lifecycle needs from its host. Time, randomness and the network are passed in, so that tests need none. */
export interface Context {
  /** Milliseconds since 1970. */
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  info: (line: string) => void;
  warn: (line: string) => void;
  /** The client of this run. Throws when settings are missing, so it is asked for only when a call is needed. */
  partnerCenter: () => PartnerCenter;
  /** The partner tenant to which the settings point, as far as they say. Never throws. */
  partner: () => Partner | undefined;
  /** What the stack's settings say about purchases. Throws when they are malformed: nothing is bought under a guess. */
  rules: () => PurchaseRules;
  memory: RunMemory;
  /** A preview sets it once Partner Center can't be reached, so that it does not wait again for each resource. */
  preview: { unreachable: boolean };
  /** A random GUID. */
  newId: () => string;
}
