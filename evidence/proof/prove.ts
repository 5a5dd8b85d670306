/** `npm run prove`: crashes real Pulumi runs, recovers as a user does, and compares what was bought with the state. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { format } from "prettier";
import { CONTROLS, controlRuns, type Control } from "./controls";
import { FIXED_CONTROLS, fixedRuns } from "./fixed";
import { isLife } from "./lives";
import { POINT_NAMES, type PointName } from "./points";
import { inLanes } from "./pool";
import { canSeeProcesses } from "./processes";
import { Workshop } from "./project";
import { crashRun, triedRun, type Outcome } from "./run";
import { DEFAULT_RUNS, OURS, planned, type Scenario } from "./scenario";
import { failuresOf, summaryOf, type Demand } from "./summary";
import { controlsTable, engineLimits, findingText, pointsTable, progressLine } from "./tables";

interface Options {
  runs: number;
  seed: number;
  jobs: number;
  only?: PointName;
  fixed?: true;
  repeat?: Scenario;
}

/** Misses of a moment are made up for, so many times at most. */
const MOST_TOP_UPS = 3;
const HITS_PER_POINT = 5;

const program = new Command("prove")
  .description(
    "Kills real Pulumi runs at every point of a purchase and proves that nothing is bought twice or lost.",
  )
  .option("--runs <number>", "kill runs with the product", whole, DEFAULT_RUNS)
  .option(
    "--seed <number>",
    "repeats what was drawn (default: drawn, and printed)",
    whole,
    Date.now() % 1_000_000,
  )
  .option("--jobs <number>", "runs at the same time", whole, 2)
  .addOption(new Option("--only <point>", "this point alone, without negative controls").choices(POINT_NAMES))
  .option("--fixed", "the fixed set of every CI")
  .option(
    "--repeat <scenario>",
    "one run again, by the JSON that a finding shows",
    (text) => JSON.parse(text) as Scenario,
  );

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
void main(program.parse().opts<Options>()).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

async function main(options: Options): Promise<void> {
  if (!canSeeProcesses()) throw new Error("The proof needs Linux: it finds the processes to kill in /proc.");
  const { runs, controls, demand } = workOf(options);
  const workshop = await Workshop.open();
  process.once("exit", () => workshop.close());
  console.log(
    `Pulumi ${workshop.engineVersion}, seed ${options.seed}, ${runs.length} runs, ${options.jobs} at a time`,
  );

  const outcomes: Outcome[] = [];
  const run = async (scenarios: readonly Scenario[]) => {
    const total = outcomes.length + scenarios.length;
    await inLanes(
      options.jobs,
      scenarios,
      // What the product missed is made up for below, under a seed of its own.
      (scenario) => (scenario.provider === OURS ? crashRun : triedRun)(scenario, workshop),
      (outcome) => console.log(progressLine(outcomes.push(outcome), total, outcome)),
    );
  };
  await run(runs);
  for (let round = 1; round <= MOST_TOP_UPS && !options.repeat; round++)
    await run(topUp(outcomes, demand, options, round));

  const summary = summaryOf(outcomes, controls);
  for (const finding of [...summary.findings, ...summary.missed]) console.log(`\n${findingText(finding)}`);
  console.log(`\n${pointsTable(summary)}`);
  console.log(engineLimits(summary));
  if (controls.length > 0) console.log(controlsTable(summary));
  const failures = failuresOf(summary, demand);
  const { seed, fixed, only } = options;
  if (!fixed && !only && !options.repeat) {
    const findings = summary.findings.map(({ scenario, verdict, recovered }) => ({
      scenario,
      verdict,
      recovered,
    }));
    const { missed: _missed, ...figures } = summary;
    const results = { engine: workshop.engineVersion, seed, ...figures, findings, failures };
    const text = await format(JSON.stringify(results), { parser: "json", printWidth: 110 });
    writeFileSync(join(__dirname, "results.json"), text);
  }
  for (const failure of failures) console.error(failure);
  console.log(
    `${summary.kills - summary.lives} kill runs, ${summary.lives} lives: ${failures.length === 0 ? "the promise held" : "FAILED"} (seed ${seed})`,
  );
  process.exitCode = failures.length === 0 ? 0 : 1;
}

function workOf({ runs, seed, only, fixed, repeat }: Options): {
  runs: Scenario[];
  controls: readonly Control[];
  demand: Demand;
} {
  if (repeat) return { runs: [repeat], controls: [], demand: { kills: 1, hitsPerPoint: 0 } };
  if (only)
    return { runs: planned(runs, seed, only), controls: [], demand: { kills: runs, hitsPerPoint: 0 } };
  const broken = controlRuns();
  const ofOurs = (scenarios: readonly Scenario[]) => scenarios.filter(({ provider }) => provider === OURS);
  const lives = ofOurs(broken).filter(({ point }) => isLife(point)).length;
  if (fixed) {
    const all = fixedRuns();
    return { runs: all, controls: FIXED_CONTROLS, demand: { kills: ofOurs(all).length, hitsPerPoint: 1 } };
  }
  return {
    runs: [...planned(Math.max(0, runs + lives - ofOurs(broken).length), seed), ...broken],
    controls: CONTROLS,
    demand: { kills: runs + lives, hitsPerPoint: HITS_PER_POINT },
  };
}

/** Runs in place of those that missed their moment; every one of them counts anew. */
function topUp(
  outcomes: readonly Outcome[],
  { kills, hitsPerPoint }: Demand,
  options: Options,
  round: number,
): Scenario[] {
  const missed = outcomes.filter(
    ({ scenario, hit }) => scenario.provider === OURS && !hit && !isLife(scenario.point),
  );
  const summary = summaryOf(outcomes, []);
  const lacking = summary.points
    .filter(({ point, hits }) => !isLife(point) && hits < hitsPerPoint)
    .map(({ point }) => point);
  if (summary.kills >= kills && lacking.length === 0) return [];
  if (options.fixed) return missed.map(({ scenario }) => scenario);
  const points = lacking.length > 0 ? lacking : [...new Set(missed.map(({ scenario }) => scenario.point))];
  const each = Math.ceil(Math.max(kills - summary.kills, points.length) / Math.max(1, points.length));
  return points.flatMap((point) => planned(each, options.seed + round, point));
}

function whole(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("Expected a whole number.");
  return Number(text);
}
