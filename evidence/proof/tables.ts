import Table from "cli-table3";
import { CONTROL_COLUMNS } from "./controls";
import type { Outcome } from "./run";
import { findingsOf } from "./verdict";
import type { PointRow, Summary } from "./summary";

const PLAIN = { style: { head: [], border: [] } };

/** The points with their hits and what was wrong; zeros are what the promise wants to see. */
export function pointsTable({ points }: Summary): string {
  const table = new Table({
    ...PLAIN,
    head: [
      "killed at",
      "runs",
      "hits",
      "recovered",
      "most ups",
      "duplicates",
      "missing",
      "never bought",
      "wrong claims",
      "unknown left",
    ],
    colWidths: [40],
    wordWrap: true,
  });
  for (const row of points)
    table.push([
      `${row.point}: ${row.what}`,
      row.runs,
      row.hits,
      row.recovered,
      row.mostUps,
      row.duplicates,
      row.missing,
      row.unbought,
      row.wrongClaims,
      row.unknownLeft,
    ]);
  return table.toString();
}

/** What the engine itself does to state in a crash; none of it is lost for good. */
export function engineLimits({ points }: Summary): string {
  const sum = (count: (row: PointRow) => number) => points.reduce((total, row) => total + count(row), 0);
  const dropped = sum(({ droppedByDestroy }) => droppedByDestroy);
  const tornNotes = sum(({ tornNotes }) => tornNotes);
  return (
    `The engine's limits: ${dropped} orders were not in state after a destroy that followed a crash, until the next ` +
    `up took them over; ${tornNotes} times a killed CLI left the file backend's note beside the state half written; without the note the state is whole.`
  );
}

/** The broken providers, mode by mode. */
export function controlsTable({ controls }: Summary): string {
  const table = new Table({
    ...PLAIN,
    head: ["broken provider", ...CONTROL_COLUMNS],
    wordWrap: true,
    colWidths: [30],
  });
  for (const { what, results } of controls)
    table.push([what, ...CONTROL_COLUMNS.map((mode) => results[mode] ?? "-")]);
  return table.toString();
}

/** A run in which something is wrong, or nothing where something should be, with everything that it takes to repeat it. */
export function findingText({ scenario, verdict, recovered, problem, steps }: Outcome): string {
  const wrong = [
    ...findingsOf(verdict),
    ...verdict.unknown,
    ...(recovered ? [] : ["the last run of up did not succeed"]),
    ...(problem ? [`the harness failed: ${problem}`] : []),
  ];
  return [
    JSON.stringify(scenario),
    ...wrong.map((line) => `  - ${line}`),
    ...steps.map((step) => `  > ${step}`),
  ].join("\n");
}

/** One line while a proof runs. */
export function progressLine(
  done: number,
  all: number,
  { scenario, hit, seconds, verdict, problem }: Outcome,
): string {
  const { point, victim, recovery, mode, provider } = scenario;
  const found = findingsOf(verdict).length;
  const end = problem
    ? "harness failed"
    : !hit
      ? "missed its moment"
      : found > 0
        ? `${found} found`
        : "clean";
  return `${done}/${all} ${point} x ${victim} x ${recovery} (${mode}, ${provider}): ${end}, ${seconds} s`;
}
