import type { StoredCheckout } from "./checkouts";

/** What a run of the demo has seen. */
export interface DemoRun {
  /** Purchases in the emulator's journal before and after the run. */
  before: number;
  after: number;
  /** Orders in the journal. */
  bought: readonly string[];
  /** Order groups that were bought more than once. */
  duplicates: number;
  /** The stack's purchases after the refresh. */
  checkouts: readonly StoredCheckout[];
}

/** Everything that must not be, one sentence each. Empty when the run is right. */
export function problemsOf({ after, bought, duplicates, checkouts }: DemoRun): string[] {
  const problems: string[] = [];
  const orders = checkouts.flatMap((checkout) => checkout.orders);
  const stored = orders.map((order) => order.id);

  if (after === 0) problems.push("Nothing was bought.");
  if (duplicates > 0) problems.push(`${duplicates} order groups were bought more than once.`);
  for (const id of bought.filter((id) => !stored.includes(id))) {
    problems.push(`Order ${id} was bought, but the stack doesn't hold it.`);
  }
  for (const id of stored.filter((id) => !bought.includes(id))) {
    problems.push(`Order ${id} is in the stack, but was never bought.`);
  }
  for (const { id, status } of orders.filter((order) => order.status !== "completed")) {
    problems.push(`Order ${id} is ${status} after the refresh, not completed.`);
  }
  return problems;
}

/** What to say about a right run, in one line. An earlier run that was interrupted may have bought a part only. */
export function summaryOf({ before, after }: Pick<DemoRun, "before" | "after">): string {
  if (before === after) {
    return `Nothing was bought again: the emulator's journal held ${before} purchases before this run and holds ${after} now.`;
  }
  const earlier = before === 0 ? "" : `, ${before} of them from earlier runs`;
  return `The emulator's journal holds ${after} purchases${earlier}, none of them twice. Run it again: nothing will be bought again.`;
}
