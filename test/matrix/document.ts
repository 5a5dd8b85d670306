import { expectation, GROUPS, type Expectation } from "./expectation";
import { TROUBLES } from "./faults";
import { OPERATIONS, type MatrixOperation } from "./trouble";

/** Where the table is committed, from the root of the repository. */
export const DOCUMENT = "docs/fault-matrix.md";

const HEADS: Record<MatrixOperation, string> = {
  checkout: "the checkout (`up`)",
  guardOrders: "GET orders (before the checkout, `up`)",
  guardSubscriptions: "GET subscriptions (before the checkout, `up`)",
  listOrders: "GET orders (before POST cart, `up`)",
  listSubscriptions: "GET subscriptions (before POST cart, `up`)",
  createCart: "POST cart (`up`)",
  updateCart: "PUT cart (`up`)",
  preview: "GET cart (`preview`)",
  read: "GET order (`refresh`)",
  wait: "GET order (waiting in `up`)",
  token: "the token request (`up`)",
};

const INTRODUCTION = `# Fault matrix

What happens when trouble hits a request, for a cart of ${GROUPS} order groups. Every cell is derived from the [rules of a purchase](how-a-purchase-stays-single.md) and run as a test: the provider against the emulator, first with the trouble, then without it. At the end of every cell the cart is bought exactly once and all its orders are in state. In the columns of the lists before the checkout the program names a cart that somebody made. In those of the lists before POST, of POST and of PUT it declares line items, which a new cart, or a cart that isn't bought yet, is to hold; there, looking, making or changing the cart takes the place of the purchase in the name of a trouble.

A cell reads: how the run ends and the status in state; orders bought so far; checkouts tried, always under one request id, and whether there are pauses between tries; what to do once the trouble is over. In all these columns the tries are those of the request, and no checkout leaves unless the run succeeds. "Refused" leaves state as it was. An empty cell: the trouble can't hit that request.

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
  const { run, status, purchases, checkouts, cartTries, told, waits, waitsMs, then } = expected;
  const ends = run === "ok" ? "succeeds" : run === "refused" ? "refused" : "fails";
  if (operation === "preview")
    return run === "refused"
      ? "fails, naming the cart"
      : told
        ? "tells what is bought"
        : "goes on, with a warning";
  const bought = operation === "read" || operation === "wait" ? "" : `; ${purchases} bought`;
  const counted = operation === "checkout" ? checkouts : cartTries;
  const tries = counted && counted !== "none" ? `; ${counted} tried` : "";
  const pause = waitsMs !== undefined ? `, after ${waitsMs / 1000} s` : waits ? ", with pauses" : "";
  const shown = counted === "several" ? pause : "";
  const next = then === "nothing to do" ? "" : `; then ${THEN[then]}`;
  return `${ends}${status ? ` \`${status}\`` : ""}${bought}${tries}${shown}${next}`;
}

const THEN: Record<Exclude<Expectation["then"], "nothing to do">, string> = {
  up: "`up`",
  "up within or after 15 minutes": "`up`, at the latest after 15 minutes",
  refresh: "`refresh`",
};
