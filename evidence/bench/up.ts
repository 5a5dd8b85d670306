/**
 * `npm run bench`: what the provider adds to `pulumi up`, as a ratio to dynamic resources of the same size that do
 * nothing, and what loading its dynamic entry costs. Runs alternate, so that a change of the machine's load meets both.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { version as sdkVersion } from "@pulumi/pulumi/package.json";
import { bringEngine } from "../../engine";
import { startEmulator } from "../../emulator";
import { version } from "../../package.json";
import { measureEntryLoad } from "./entryLoad";
import { UpBench } from "./measurement";
import { entryLoadTable, ratios, TARGETS, upTable, type SizeResult } from "./report";

interface Options {
  pairs: number;
  sizes: number[];
  loads: number;
  out: string;
}

const options = new Command("bench")
  .option("--pairs <number>", "runs of checkouts and of no-ops, for each size", positive, 5)
  .option("--sizes <numbers>", "how many resources a stack has, separated by commas", sizes, [1, 20, 100])
  .option("--loads <number>", "how many times the dynamic entry is loaded", positive, 10)
  .option("--out <file>", "where the results are kept as JSON", join(__dirname, "results", "up.json"))
  .parse()
  .opts<Options>();

main(options).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

async function main({ pairs, sizes, loads, out }: Options): Promise<void> {
  const engine = await bringEngine({ log: (line) => console.log(`engine: ${line}`) });
  const entryLoad = await measureEntryLoad(loads);
  console.log(entryLoadTable(entryLoad));
  const results = await measureUps(pairs, sizes);
  console.log(upTable(results));

  const kept = {
    measuredOn: new Date().toISOString().slice(0, 10),
    versions: { package: version, pulumi: engine.version, sdk: sdkVersion, node: process.versions.node },
    machine: { platform: process.platform, arch: process.arch, cores: cpus().length },
    targets: TARGETS,
    entryLoad,
    ups: results.map((result) => ({
      resources: result.resources,
      ratio: ratios(result),
      pairs: result.pairs,
    })),
  };
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, `${JSON.stringify(kept, rounded, 2)}\n`);
}

async function measureUps(pairs: number, sizes: number[]): Promise<SizeResult[]> {
  const emulator = await startEmulator({ samples: false });
  try {
    const bench = new UpBench(emulator);
    await bench.warmUp();
    const results: SizeResult[] = [];
    for (const resources of sizes) {
      const result: SizeResult = { resources, pairs: [] };
      for (let pair = 1; pair <= pairs; pair++) {
        console.log(`${resources} resources, pair ${pair} of ${pairs} ...`);
        const checkouts = await bench.up("checkouts", resources);
        result.pairs.push({ checkouts, noops: await bench.up("noops", resources) });
      }
      results.push(result);
    }
    return results;
  } finally {
    await emulator.close();
  }
}

function rounded(_key: string, value: unknown): unknown {
  return typeof value === "number" ? Math.round(value * 1000) / 1000 : value;
}

function positive(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError("Expected a number of at least 1.");
  return Number(text);
}

function sizes(text: string): number[] {
  return text.split(",").map(positive);
}
