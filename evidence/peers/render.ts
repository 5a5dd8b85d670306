import Table from "cli-table3";
import type { Modes } from "../../emulator";
import type { Measured } from "./measure";
import type { RunSeen, Verdict } from "./verdict";

/** Everything that was measured, as it is kept. */
export interface Results {
  measuredOn: string;
  peers: PeerResult[];
  rows: Row[];
}

export interface PeerResult {
  name: string;
  title: string;
  how: string;
  /** Undefined: not measured. */
  version?: string;
  /** Why it was not measured. */
  missing?: string;
}

export interface Row {
  fault: string;
  title: string;
  mode: Modes["idempotency"];
  /** By the peer's name; null where the fault has no meaning for it. */
  cells: Record<string, Measured | null>;
}

/** What the verdicts mean, in the words of the tables. */
export const VERDICTS: Record<Verdict, { short: string; meaning: string }> = {
  once: {
    short: "once",
    meaning: "both orders were bought once, the state has them, and the last run succeeded",
  },
  twice: { short: "TWICE", meaning: "an order was bought again" },
  lost: { short: "lost", meaning: "an order was bought whose id is neither in the state nor in the output" },
  named: {
    short: "named",
    meaning:
      "the state has not every order, but the output of the last run names the missing ones, to be taken over by hand",
  },
  incomplete: { short: "incomplete", meaning: "the last run succeeded, but only a part was bought" },
  failed: {
    short: "failed",
    meaning: "the last run failed; nothing was bought twice, and the state has every order",
  },
};

const MODES: Record<Modes["idempotency"], string> = { cart: "cart", requestId: "request id" };

/** The comparison for a terminal. */
export function terminalTable({ peers, rows }: Results): string {
  const measured = peers.filter(({ version }) => version !== undefined);
  const table = new Table({
    head: ["fault", "known by", ...measured.map(({ title }) => title)],
    colWidths: [32, 9, ...measured.map(() => 22)],
    wordWrap: true,
    style: { head: [], border: [] },
  });
  for (const { title, mode, cells } of rows)
    table.push([title, MODES[mode], ...measured.map(({ name }) => cellText(cells[name], "\n"))]);
  return table.toString();
}

/** One field: the verdict, the orders, and how the runs ended. */
export function cellText(cell: Measured | null | undefined, newLine: string): string {
  const last = cell?.runs.at(-1);
  if (!cell || !last) return "–";
  const named = last.named > 0 ? `, ${last.named} named` : "";
  const orders = `${last.bought} bought, ${last.known} in state${named}`;
  return [VERDICTS[cell.verdict].short, orders, `exit ${cell.runs.map(exitText).join(", ")}`].join(newLine);
}

function exitText({ exit }: RunSeen): string {
  return exit === null ? "killed" : String(exit);
}

/** One sentence for each tool that is not on this machine. */
export function missingText({ peers }: Results): string[] {
  return peers.flatMap(({ title, missing }) => (missing ? [`${title} is left out: ${missing}.`] : []));
}

/** The comparison as a page of the documents. */
export function page(results: Results): string {
  const { peers, rows, measuredOn } = results;
  const measured = peers.filter(({ version }) => version !== undefined);
  const line = (fields: readonly string[]) => `| ${fields.join(" | ")} |`;
  const verdicts = Object.entries(VERDICTS).filter(([verdict]) =>
    rows.some(({ cells }) => Object.values(cells).some((cell) => cell?.verdict === verdict)),
  );
  return `# The same faults with other tools

What happens to one purchase of two orders with the tools that people use for it today, and with this package. Each was run on ${measuredOn} as a person would run it, against the same emulator of Partner Center, under the same faults; what was bought is read from the emulator's journal. Except for this package, none of the tools was made for purchases: what they lack here is the subject of this package, not a fault of theirs.

This file is written by \`npm run peers\`.

${line(["What happens", "Repeats are known by", ...measured.map(({ title }) => title)])}
${line(["---", "---", ...measured.map(() => "---")])}
${rows.map(({ title, mode, cells }) => line([title, MODES[mode], ...measured.map(({ name }) => cellText(cells[name], "<br>"))])).join("\n")}

A field reads: the verdict at the end; orders in the journal (there should be 2) and how many of them the tool's state has; the exit code of each run. A first run that bought and ended with another exit code than 0 is a purchase that the tool called failed. "–": the tool has nothing like it.

${verdicts.map(([, { short, meaning }]) => `- **${short}**: ${meaning}.`).join("\n")}

"Repeats are known by": the documents leave open by what Partner Center knows that a checkout is a repeat. With _cart_, a repeated checkout of a cart gets the first answer again; with _request id_, only a request with the same \`MS-RequestId\` does, and another one buys again. Rows that appear once were measured with _cart_ alone.

## How each was measured

${[...measured.map(({ title, version, how }) => `- **${title}** (${version ?? ""}): ${how}.`), ...missingText(results).map((text) => `- ${text}`)].join("\n")}

For all: one request may take 5 seconds; a fault strikes one checkout; "after the purchase" means that the orders are in the journal and the answer has not left; "killed" is SIGKILL to the tool and everything it has started, followed, for Pulumi, by the \`pulumi cancel\` that its makers advise; an order counts as "in state" when its id appears anywhere in what the tool has kept.

To repeat it: \`npm run peers\`. It needs Linux, and leaves out the columns of tools that are not there.
`;
}
