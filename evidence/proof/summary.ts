import { CONTROL_MODES, controlResult, type Control, type ControlResult } from "./controls";
import type { ModeName } from "./modes";
import { isLife, LIFE_NAMES } from "./lives";
import { POINT_NAMES, pointOf, type PointName } from "./points";
import type { Outcome } from "./run";
import { OURS } from "./scenario";
import { findingsOf, isSound } from "./verdict";

/** What all runs of one point came to. */
export interface PointRow {
  point: PointName;
  what: string;
  runs: number;
  /** Runs in which the victim died at this very moment. */
  hits: number;
  /** Runs whose last `up` succeeded. */
  recovered: number;
  /** The most runs of `up` that one recovery took. */
  mostUps: number;
  duplicates: number;
  missing: number;
  unbought: number;
  wrongClaims: number;
  /** Carts that were `unknown` in the end. */
  unknownLeft: number;
  /** Orders that `destroy` dropped from state for a while, which is the engine's doing. */
  droppedByDestroy: number;
  /** Notes of the file backend that a killed CLI left half written: the engine's doing. */
  tornNotes: number;
}

/** What all runs with one broken provider came to. */
export interface ControlRow {
  provider: string;
  what: string;
  /** By mode. */
  results: Partial<Record<ModeName, ControlResult>>;
  /** Modes in which the same run with the product found something, too. */
  oursNotClean: ModeName[];
}

/** A whole proof. */
export interface Summary {
  /** Runs of the product that came to the moment that was meant: there something was killed, or lived on. */
  kills: number;
  /** How many of them were lives without a crash. */
  lives: number;
  points: PointRow[];
  controls: ControlRow[];
  /** Runs of the product in which something is wrong, most serious first. */
  findings: Outcome[];
  /** Runs of broken providers that should have shown something and didn't. */
  missed: Outcome[];
}

export function summaryOf(outcomes: readonly Outcome[], controls: readonly Control[]): Summary {
  const ours = outcomes.filter(({ scenario }) => scenario.provider === OURS);
  return {
    kills: ours.filter(({ hit }) => hit).length,
    lives: ours.filter(({ hit, scenario }) => hit && isLife(scenario.point)).length,
    points: [...POINT_NAMES, ...LIFE_NAMES]
      .map((point) => pointRow(point, ours))
      .filter(({ runs }) => runs > 0),
    controls: controls.map((control) => controlRow(control, outcomes)),
    findings: ours.filter(isWrong).sort((a, b) => cost(b) - cost(a)),
    missed: controls.flatMap((control) =>
      control.harmfulIn.flatMap((mode) => {
        const outcome = runOf(control, mode, control.provider, outcomes);
        return outcome && controlResult(control, mode, outcome) === "missed" ? [outcome] : [];
      }),
    ),
  };
}

function isWrong({ verdict, recovered, problem }: Outcome): boolean {
  return problem !== undefined || !recovered || !isSound(verdict);
}

function cost({ verdict }: Outcome): number {
  const { duplicates, missing, unbought, wrongClaims } = verdict;
  return ((duplicates.length * 100 + missing.length) * 100 + unbought.length) * 100 + wrongClaims.length;
}

function pointRow(point: PointName, outcomes: readonly Outcome[]): PointRow {
  const runs = outcomes.filter(({ scenario }) => scenario.point === point);
  const sum = (count: (outcome: Outcome) => number) => runs.reduce((total, run) => total + count(run), 0);
  return {
    point,
    what: pointOf(point).what,
    runs: runs.length,
    hits: sum(({ hit }) => Number(hit)),
    recovered: sum(({ recovered }) => Number(recovered)),
    mostUps: Math.max(0, ...runs.map(({ ups }) => ups)),
    duplicates: sum(({ verdict }) => verdict.duplicates.length),
    missing: sum(({ verdict }) => verdict.missing.length),
    unbought: sum(({ verdict }) => verdict.unbought.length),
    wrongClaims: sum(({ verdict }) => verdict.wrongClaims.length),
    unknownLeft: sum(({ verdict }) => verdict.unknown.length),
    droppedByDestroy: sum(({ droppedByDestroy = 0 }) => droppedByDestroy),
    tornNotes: sum(({ tornNotes }) => tornNotes),
  };
}

function controlRow(control: Control, outcomes: readonly Outcome[]): ControlRow {
  const runIn = (mode: ModeName, provider: string) => runOf(control, mode, provider, outcomes);
  const modes = (control.modes ?? CONTROL_MODES).filter((mode) => runIn(mode, control.provider));
  return {
    provider: control.provider,
    what: control.what,
    results: Object.fromEntries(
      modes.map((mode) => [mode, controlResult(control, mode, runIn(mode, control.provider))]),
    ),
    oursNotClean: modes.filter((mode) => findingsOf(runIn(mode, OURS)?.verdict ?? NOTHING).length > 0),
  };
}

function runOf(control: Control, mode: ModeName, provider: string, outcomes: readonly Outcome[]) {
  return outcomes.find(
    ({ scenario }) =>
      scenario.provider === provider &&
      scenario.mode === mode &&
      scenario.point === control.run.point &&
      scenario.recovery === control.run.recovery &&
      scenario.seed === control.run.seed,
  );
}

const NOTHING = { duplicates: [], missing: [], unbought: [], wrongClaims: [], unknown: [] };

/** What was asked of a proof. */
export interface Demand {
  kills: number;
  /** Hits of every point that was run. */
  hitsPerPoint: number;
}

/** Why the proof fails, a sentence each; empty when it holds. */
export function failuresOf({ kills, points, controls, findings }: Summary, demand: Demand): string[] {
  const failures: string[] = [];
  if (findings.length > 0) failures.push(`Something is wrong in ${findings.length} runs.`);
  if (kills < demand.kills) failures.push(`Only ${kills} of ${demand.kills} kill runs hit their moment.`);
  for (const { point, hits } of points)
    if (hits < (isLife(point) ? 1 : demand.hitsPerPoint))
      failures.push(`${point} was hit ${hits} times, not ${demand.hitsPerPoint}.`);
  for (const { what, results, oursNotClean } of controls) {
    const all = Object.entries(results);
    const missed = all.filter(([, result]) => result === "missed").map(([mode]) => mode);
    if (missed.length > 0)
      failures.push(`The harness missed a broken provider (${what}) in ${missed.join(", ")}.`);
    if (!all.some(([, result]) => result === "found"))
      failures.push(`A broken provider was never found: ${what}.`);
    if (oursNotClean.length > 0)
      failures.push(
        `Beside the broken provider (${what}) ours is not clean either in ${oursNotClean.join(", ")}.`,
      );
  }
  return failures;
}
