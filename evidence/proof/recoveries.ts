import type { RecoveryName, Victim } from "./points";

/** What a user does after the crash, in the words of the table, and after which crashes it makes sense. */
export const RECOVERIES: Record<RecoveryName, { what: string; after: readonly Victim[] }> = {
  up: { what: "up", after: ["host", "cli", "program", "machine", "emulator"] },
  refreshThenUp: { what: "refresh, then up", after: ["host", "cli", "program", "machine"] },
  besideOrphan: { what: "up beside the orphaned host, which is then ended", after: ["cli"] },
  eightDays: {
    what: "eight days later: up, with the orders that its errors list",
    after: ["host", "cli", "machine"],
  },
  destroyThenUp: { what: "destroy (the engine's limit), then up", after: ["host", "cli", "machine"] },
  otherCart: {
    what: "up, another cart in the same resource (refused), the old one again",
    after: ["host", "cli"],
  },
  newName: {
    what: "a quarter of an hour later: up under another name, which is told to take the purchase over",
    after: ["host", "machine"],
  },
};

export const RECOVERY_NAMES = Object.keys(RECOVERIES) as RecoveryName[];
