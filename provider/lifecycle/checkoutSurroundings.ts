import type { Partner, PartnerCenter } from "../client/partnerCenter";
import type { Surroundings } from "./lifecycle";
import type { PurchaseRules } from "./purchaseRules";
import type { RunMemory } from "./runMemory";

/** What a checkout's life needs from its host. */
export interface CheckoutSurroundings extends Surroundings {
  /** The client of this run. Throws when settings are missing, so it is asked for only when a call is needed. */
  partnerCenter(): PartnerCenter;
  /** Whose Partner Center the settings point to, as far as they say. Never throws. */
  partner(): Partner | undefined;
  /** What the stack's settings say about purchases. Throws when they are malformed: nothing is bought under a guess. */
  rules(): PurchaseRules;
  memory: RunMemory;
  /** Set by a preview once a look failed that no other one can do better, so that it does not wait for each of them. */
  preview: { unreachable: boolean };
  /** A random GUID. */
  newId(): string;
}
