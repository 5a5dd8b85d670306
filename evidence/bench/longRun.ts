/**
 * `npx tsx evidence/bench/longRun.ts --checkouts 500`: many checkouts in one program, first with a Partner Center that throttles,
 * then with one that fails for a while when all of them are under way. Everything is bought once, or it fails.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import Table from "cli-table3";
import { Command, InvalidArgumentError } from "commander";
import { bringEngine } from "../../engine";
import { fewestRequests, longRun, type LongRun } from "./longRunMeasurement";

interface Options {
  checkouts: number;
  rate: number;
  outage: number;
  timeout: number;
  out: string;
}

const options = new Command("longRun")
  .option("--checkouts <number>", "how many checkouts the program has", positive, 500)
  .option("--rate <number>", "requests a second that Partner Center takes", positive, 20)
  .option("--outage <seconds>", "how long it fails", positive, 20)
  .option("--timeout <seconds>", "when a run is given up", positive, 600)
  .option("--out <file>", "where the results are kept as JSON", join(__dirname, "results", "longRun.json"))
  .parse()
  .opts<Options>();

main(options).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

async function main({ checkouts, rate, outage, timeout, out }: Options): Promise<void> {
  const engine = await bringEngine({ log: (line) => console.log(`engine: ${line}`) });
  const common = { checkouts, timeoutSeconds: timeout };
  const runs: Record<string, LongRun> = {};
  const measure = async (name: string, more: Partial<Parameters<typeof longRun>[0]>) => {
    console.log(`${name} ...`);
    const run = await longRun({ ...common, ...more });
    runs[name] = run;
    if (!run.ok) console.log(run.output);
  };
  await measure("throttled", { rateLimit: { requests: rate, windowMs: 1000 } });
  await measure("throttled, all at once", {
    rateLimit: { requests: rate, windowMs: 1000 },
    parallel: checkouts,
  });
  await measure("outage, all at once", { outageSeconds: outage, parallel: checkouts });
  console.log(table(runs, checkouts));

  const kept = {
    measuredOn: new Date().toISOString().slice(0, 10),
    versions: { pulumi: engine.version, node: process.versions.node },
    machine: { platform: process.platform, arch: process.arch, cores: cpus().length },
    options: { checkouts, rate, outage },
    fewestRequests: fewestRequests(checkouts),
    runs: Object.fromEntries(Object.entries(runs).map(([name, { output: _, ...run }]) => [name, run])),
  };
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, `${JSON.stringify(kept, rounded, 2)}\n`);
  const bad = Object.values(runs).filter(
    (run) => !run.ok || run.boughtOnce !== checkouts || run.inState !== checkouts,
  );
  if (bad.length > 0) throw new Error(`${bad.length} of ${Object.keys(runs).length} runs did not end well.`);
}

function table(runs: Record<string, LongRun>, checkouts: number): string {
  const names = Object.keys(runs);
  const result = new Table({ head: [`${checkouts} checkouts`, ...names], style: { head: [], border: [] } });
  const row = (what: string, value: (run: LongRun) => string | number) =>
    result.push([what, ...Object.values(runs).map(value)]);
  row("up ends", ({ ok, seconds }) => `${ok ? "well" : "with FAILURES"} after ${seconds.toFixed(0)} s`);
  row("bought once / twice / in state", (run) => `${run.boughtOnce} / ${run.boughtTwice} / ${run.inState}`);
  row(`requests (fewest possible: ${fewestRequests(checkouts)})`, ({ load }) => load.requests);
  row("answered 429", ({ load }) => load.throttled);
  row("retries", ({ load }) => load.retries);
  row("most requests in a second", ({ load }) => load.mostPerSecond);
  row("most retries in a second", ({ load }) => load.mostRetriesPerSecond);
  row("most requests in a second from the outage on", (run) => run.loadFromOutage?.mostPerSecond ?? "");
  row(
    "host memory, min to max",
    ({ memory }) => `${memory.minMb.toFixed(0)} to ${memory.maxMb.toFixed(0)} MB`,
  );
  row("its growth in the second half", ({ memory }) => `${memory.slopeMbPerMinute.toFixed(1)} MB/min`);
  return result.toString();
}

function rounded(_key: string, value: unknown): unknown {
  return typeof value === "number" ? Math.round(value * 1000) / 1000 : value;
}

function positive(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError("Expected a number of at least 1.");
  return Number(text);
}
