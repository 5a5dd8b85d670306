import type { Purchase } from "../../emulator";

/** What was seen at the end of a run. */
export interface RunSeen {
  /** Null: killed. */
  exit: number | null;
  /** Orders in the journal. */
  bought: number;
  /** Those of them whose ids are in the tool's state. */
  known: number;
  /** Those of the others whose ids the run printed. */
  named: number;
}

/**
 * How an attempt ended, the worst that applies. `twice`: an order group was bought again. `lost`: an order was bought
 * and neither the state nor what the last run printed has its id. `named`: the state has it not, the output has.
 * `incomplete`: the last run succeeded, but not everything was bought. `failed`: nothing of the above, and the last run
 * failed. `once`: everything was bought once and is in state, and the last run succeeded.
 */
export type Verdict = "twice" | "lost" | "named" | "incomplete" | "failed" | "once";

/** Counts the journal's orders that a tool's state and output have. Texts are searched for ids, the same for every tool. */
export function seen(
  exit: number | null,
  purchases: readonly Pick<Purchase, "orderId">[],
  { state, output }: { state: string; output: string },
): RunSeen {
  const known = purchases.filter(({ orderId }) => state.includes(orderId));
  const named = purchases.filter(({ orderId }) => !state.includes(orderId) && output.includes(orderId));
  return { exit, bought: purchases.length, known: known.length, named: named.length };
}

/** @param groups The cart's order groups: each should be bought once. */
export function verdictOf(
  groups: readonly string[],
  purchases: readonly Pick<Purchase, "group">[],
  last: RunSeen,
): Verdict {
  const times = (group: string) => purchases.filter((purchase) => purchase.group === group).length;
  if (groups.some((group) => times(group) > 1)) return "twice";
  if (last.known + last.named < last.bought) return "lost";
  if (last.named > 0) return "named";
  if (last.exit !== 0) return "failed";
  return groups.every((group) => times(group) === 1) ? "once" : "incomplete";
}
