import Table from "cli-table3";
import type { EntryLoad } from "./entryLoad";
import type { UpMeasurement } from "./measurement";
import { MOST_OTHERS_CPU } from "./othersCpu";
import { spreadOf, type Spread } from "./spread";

/** What the product aims at. */
export const TARGETS = { ratio: { resources: 100, most: 1.15 }, entryLoadMs: 150 };

/** A run of checkouts and the run of no-ops right after it. */
export interface Pair {
  checkouts: UpMeasurement;
  noops: UpMeasurement;
}

/** All pairs of one size. */
export interface SizeResult {
  resources: number;
  pairs: Pair[];
}

/** The time of the checkouts' `pulumi up` over that of the no-ops. */
export function ratioOf({ checkouts, noops }: Pair): number {
  return checkouts.ms / noops.ms;
}

export function ratios({ pairs }: SizeResult): Spread {
  return spreadOf(pairs.map(ratioOf));
}

/** One row a pair, and below them the spread of the ratio. */
export function upTable(results: readonly SizeResult[]): string {
  const table = new Table({
    head: ["resources", "pair", "checkouts", "no-ops", "ratio", "extra each", "state bytes", "others' CPU"],
    style: { head: [], border: [] },
  });
  for (const result of results) {
    const { resources, pairs } = result;
    pairs.forEach((pair, i) => {
      const { checkouts, noops } = pair;
      table.push([
        resources,
        i + 1,
        seconds(checkouts.ms),
        seconds(noops.ms),
        ratioOf(pair).toFixed(2),
        `${((checkouts.ms - noops.ms) / resources).toFixed(1)} ms`,
        `${checkouts.stateBytes} / ${noops.stateBytes}`,
        `${Math.round(100 * othersCpuOf(pair))} %`,
      ]);
    });
    const { min, median, max } = ratios(result);
    const spread = `ratio min ${min.toFixed(2)}, median ${median.toFixed(2)}, max ${max.toFixed(2)}`;
    table.push([{ colSpan: 8, content: [spread, ratioVerdict(result)].join(" ").trim() }]);
  }
  return table.toString();
}

export function entryLoadTable(load: EntryLoad): string {
  const { emptyProcess, loadingProcess, requireCall, extraMs } = load;
  const table = new Table({
    head: ["loading the dynamic entry", "min", "median", "max"],
    style: { head: [], border: [] },
  });
  const row = (what: string, { min, median, max }: Spread) =>
    table.push([what, ...[min, median, max].map((ms) => `${ms.toFixed(0)} ms`)]);
  row("an empty Node process", emptyProcess);
  row("a process that loads it", loadingProcess);
  row("the require alone", requireCall);
  const verdict = verdictOn(Math.round(extraMs), TARGETS.entryLoadMs, load.othersCpu);
  table.push([{ colSpan: 4, content: `loading takes ${extraMs.toFixed(0)} ms ${verdict}` }]);
  return table.toString();
}

function ratioVerdict(result: SizeResult): string {
  if (result.resources !== TARGETS.ratio.resources) return "";
  const others = Math.max(...result.pairs.map(othersCpuOf));
  return verdictOn(ratios(result).median, TARGETS.ratio.most, others);
}

function othersCpuOf({ checkouts, noops }: Pair): number {
  return Math.max(checkouts.othersCpu, noops.othersCpu);
}

function verdictOn(value: number, most: number, others: number): string {
  const disturbed = `not judged: other programs took up to ${Math.round(100 * others)} % of the machine`;
  const verdict = value <= most ? "met" : "MISSED";
  return `(target: at most ${most}, ${others > MOST_OTHERS_CPU ? disturbed : verdict})`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
