import { crash, crashAgain } from "./crash";
import { isLife } from "./lives";
import { live } from "./living";
import { liveThrough } from "./past";
import type { Workshop } from "./project";
import { recover } from "./recovery";
import { OURS, type Scenario } from "./scenario";
import { findingsOf, type Verdict } from "./verdict";
import { World } from "./world";

/** One run of the harness and what it showed. */
export interface Outcome {
  scenario: Scenario;
  /** Whether the victim was killed at the moment that the point names. */
  hit: boolean;
  /** Orders bought, and checkouts sent, when it was killed. */
  boughtAtKill: number;
  sentAtKill: number;
  /** Runs of `up` until everything was settled. */
  ups: number;
  recovered: boolean;
  /** Orders that `destroy` left without a trace in state, before the next `up` found them again. */
  droppedByDestroy?: number;
  /** Notes of the file backend that the killed CLI left half written, which is the engine's doing as well. */
  tornNotes: number;
  verdict: Verdict;
  seconds: number;
  /** What was done and how each command ended. */
  steps: string[];
  /** The harness itself failed. */
  problem?: string;
}

/** A run whose moment did not come, on a machine under load, gets another chance. */
const MOST_TRIES = 3;

/** A run that is tried again when its moment did not come. */
export async function triedRun(scenario: Scenario, workshop: Workshop): Promise<Outcome> {
  let outcome = await crashRun(scenario, workshop);
  for (let tries = 1; tries < MOST_TRIES && !outcome.hit; tries++)
    outcome = await crashRun(scenario, workshop);
  return outcome;
}

/** Crashes one run of Pulumi and recovers as a user does, or lives without a crash, and compares the journal with the state. */
export async function crashRun(scenario: Scenario, workshop: Workshop): Promise<Outcome> {
  const startedAt = Date.now();
  const outcome: Outcome = {
    scenario,
    hit: false,
    boughtAtKill: 0,
    sentAtKill: 0,
    ups: 0,
    recovered: false,
    tornNotes: 0,
    verdict: { duplicates: [], missing: [], unbought: [], wrongClaims: [], unknown: [] },
    seconds: 0,
    steps: [],
  };
  let world: World | undefined;
  try {
    world = await World.create(scenario, workshop);
    if (isLife(scenario.point)) {
      const bought = await live(world, scenario.point);
      outcome.verdict = await world.verdict(false);
      // The refusal is what was wanted of the product. A broken provider that failed may have come to nothing else.
      outcome.hit = scenario.provider === OURS || bought || findingsOf(outcome.verdict).length > 0;
      outcome.recovered = true;
      outcome.ups = 2;
    } else await crashAndRecover(world, outcome);
    outcome.tornNotes = world.project.tornNotes;
  } catch (error) {
    outcome.problem = error instanceof Error ? error.message : String(error);
  } finally {
    world?.close();
  }
  outcome.seconds = Math.round((Date.now() - startedAt) / 100) / 10;
  outcome.steps = world?.steps ?? [];
  return outcome;
}

async function crashAndRecover(world: World, outcome: Outcome): Promise<void> {
  await liveThrough(world);
  let struck = await crash(world);
  outcome.hit = struck.hit;
  if (world.scenario.crashes === 2) struck = await crashAgain(world, struck);
  outcome.boughtAtKill = struck.bought;
  outcome.sentAtKill = struck.checkoutsSent;
  const { succeeded, ups, droppedByDestroy } = await recover(world, struck);
  outcome.recovered = succeeded;
  outcome.ups = ups;
  if (droppedByDestroy !== undefined) outcome.droppedByDestroy = droppedByDestroy;
  outcome.verdict = await world.verdict(succeeded);
}
