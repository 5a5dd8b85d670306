import { expectation, GROUPS, type Expectation } from "./expectation";
import { TROUBLES } from "./faults";
import { OPERATIONS, type MatrixOperation } from "./trouble";

/** Where the table is committed, from the root of the repository. */
export const DOCUMENT = "docs/fault-matrix.md";

const HEADS: Record<MatrixOperation, string> = {
  checkout: "the checkout (`up`)",
  read: "GET order (`refresh`)",
  wait: "GET order (waiting in `up`)",
  token: "the token request (`up`)",
};

const INTRODUCTION = `# Fault matrix

What happens when trouble hits a request, for a cart of ${GROUPS} order groups. Every cell is derived from the [rules of a purchase](how-a-purchase-stays-single.md) and run as a test: the provider against the emulator, first with the trouble, then without it. At the end of every cell the cart is bought exactly once and all its orders are in state.

A cell reads: how the run ends and the status in state; orders bought so far; checkouts tried, always under one request id, and whether there are pauses between tries; what to do once the trouble is over. "Refused" leaves state as it was. An empty cell: the trouble can't hit that request.

This file is written by \`npm run matrix\`.
`;

/** The matrix as Markdown. */
export function matrixDocument(): string {
  const head = ["Trouble", ...OPERATIONS.map((operation) => HEADS[operation])];
  const rows = TROUBLES.map(({ name, operations, facts }) => [
    name,
    ...OPERATIONS.map((operation) =>
      operations.includes(operation) ? cellText(expectation(facts, operation), operation) : "",
    ),
  ]);
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  return [INTRODUCTION, line(head), line(head.map(() => "---")), ...rows.map(line), ""].join("\n");
}

function cellText(expected: Expectation, operation: MatrixOperation): string {
  const { run, status, purchases, checkouts, waits, waitsMs, then } = expected;
  const ends = run === "ok" ? "succeeds" : run === "refused" ? "refused" : "fails";
  const bought = operation === "checkout" || operation === "token" ? `; ${purchases} bought` : "";
  const tries = operation === "checkout" && checkouts !== "none" ? `; ${checkouts} tried` : "";
  const pause = waitsMs !== undefined ? `, after ${waitsMs / 1000} s` : waits ? ", with pauses" : "";
  const shown = operation === "checkout" && checkouts === "several" ? pause : "";
  const next = then === "nothing to do" ? "" : `; then ${THEN[then]}`;
  return `${ends}${status ? ` \`${status}\`` : ""}${bought}${tries}${shown}${next}`;
}

const THEN: Record<Exclude<Expectation["then"], "nothing to do">, string> = {
  up: "`up`",
  "up within or after 15 minutes": "`up`, at the latest after 15 minutes",
  refresh: "`refresh`",
};
