import { expect } from "chai";
import { readFileSync } from "node:fs";
import { formattedPage, keptResults, PAGE } from "../../../evidence/peers/document";
import { FAULTS } from "../../../evidence/peers/faults";
import { cellText, missingText, page, terminalTable, type Results } from "../../../evidence/peers/render";
import { seen, verdictOf, type RunSeen, type Verdict } from "../../../evidence/peers/verdict";

const GROUPS = ["0", "1"];
const purchase = (group: string, orderId = `order-${group}`) => ({ group, orderId });
const BOTH = [purchase("0"), purchase("1")];
const NOTHING = { state: "", output: "" };

describe("the comparison with other tools", () => {
  it("counts the orders that the state has, and of the others those that the output names", () => {
    const texts = { state: `{"orders":["order-0"]}`, output: "look at order-0 and order-1" };
    expect(seen(1, BOTH, texts)).to.deep.equal({ exit: 1, bought: 2, known: 1, named: 1 });
    expect(seen(null, BOTH, NOTHING)).to.deep.equal({ exit: null, bought: 2, known: 0, named: 0 });
    expect(seen(0, [], texts)).to.deep.equal({ exit: 0, bought: 0, known: 0, named: 0 });
  });

  const cases: [
    string,
    Verdict,
    { purchases: ReturnType<typeof purchase>[]; state?: string; output?: string; exit?: number },
  ][] = [
    [
      "everything bought once, in state, and the run succeeded",
      "once",
      { purchases: BOTH, state: "order-0 order-1" },
    ],
    [
      "a group bought again, although the state has all orders",
      "twice",
      { purchases: [...BOTH, purchase("1", "order-2")], state: "order-0 order-1 order-2" },
    ],
    [
      "a group bought again that the state has not",
      "twice",
      { purchases: [...BOTH, purchase("0", "order-2")] },
    ],
    ["an order that neither state nor output has", "lost", { purchases: BOTH, state: "order-0" }],
    ["one order named, another not", "lost", { purchases: BOTH, output: "order-0", exit: 1 }],
    ["orders that only the error names", "named", { purchases: BOTH, output: "order-0, order-1", exit: 1 }],
    ["a part bought and success claimed", "incomplete", { purchases: [purchase("0")], state: "order-0" }],
    ["a part bought and failure said", "failed", { purchases: [purchase("0")], state: "order-0", exit: 255 }],
    ["nothing bought and failure said", "failed", { purchases: [], exit: 1 }],
    ["nothing bought and success claimed", "incomplete", { purchases: [] }],
    [
      "all in state, but the last run failed",
      "failed",
      { purchases: BOTH, state: "order-0 order-1", exit: 1 },
    ],
  ];
  for (const [what, verdict, { purchases, state = "", output = "", exit = 0 }] of cases)
    it(`calls ${what} "${verdict}"`, () => {
      expect(verdictOf(GROUPS, purchases, seen(exit, purchases, { state, output }))).to.equal(verdict);
    });

  it("strikes only a first run, and changes only what lies before a second", () => {
    for (const { name, runs, trouble, killed, between } of FAULTS) {
      expect(trouble !== undefined && killed === true, name).to.equal(false);
      if (trouble ?? killed ?? between) expect(runs, name).to.equal(2);
    }
    expect(new Set(FAULTS.map(({ name }) => name))).to.have.length(FAULTS.length);
  });

  const run = (change: Partial<RunSeen>): RunSeen => ({ exit: 0, bought: 2, known: 2, named: 0, ...change });
  const results: Results = {
    measuredOn: "2031-05-06",
    peers: [
      { name: "there", title: "A tool", how: "with its defaults", version: "A tool 1.2.3" },
      { name: "absent", title: "Another tool", how: "somehow", missing: "`another` is not on this machine" },
    ],
    rows: [
      {
        fault: "killed",
        title: "killed, then a second run",
        mode: "requestId",
        cells: { there: { runs: [run({ exit: null, known: 0 }), run({ bought: 4 })], verdict: "twice" } },
      },
      { fault: "renamed", title: "renamed", mode: "cart", cells: { there: null } },
    ],
  };

  it("shows the verdict, the orders and how each run ended in one field", () => {
    expect(cellText(results.rows[0]?.cells["there"], "; ")).to.equal(
      "TWICE; 4 bought, 2 in state; exit killed, 0",
    );
    const named = { runs: [run({ exit: 1, known: 0, named: 2 })], verdict: "named" as const };
    expect(cellText(named, "; ")).to.equal("named; 2 bought, 0 in state, 2 named; exit 1");
    expect(cellText(null, "; ")).to.equal("–");
  });

  it("leaves out the columns of tools that are not there, and says so", () => {
    expect(missingText(results)).to.deep.equal([
      "Another tool is left out: `another` is not on this machine.",
    ]);
    const text = page(results);
    expect(text).to.include("| What happens | Repeats are known by | A tool |\n");
    expect(text).to.include(
      "| killed, then a second run | request id | TWICE<br>4 bought, 2 in state<br>exit killed, 0 |",
    );
    expect(text).to.include("- Another tool is left out: `another` is not on this machine.");
    expect(terminalTable(results)).to.include("A tool").and.not.include("Another tool");
  });

  it("names versions and explains the verdicts that occur, and no others", () => {
    const text = page(results);
    expect(text).to.include("**A tool** (A tool 1.2.3): with its defaults.").and.include("2031-05-06");
    expect(text).to.include("- **TWICE**: ").and.not.include("- **lost**: ");
  });

  it("is published as the kept results have it, and every row with every tool", async () => {
    const kept = keptResults();
    expect(readFileSync(PAGE, "utf8")).to.equal(await formattedPage(kept));
    const rows = FAULTS.flatMap(({ name, modes }) => modes.map((mode) => `${name} ${mode}`));
    expect(kept.rows.map(({ fault, mode }) => `${fault} ${mode}`)).to.deep.equal(rows);
    const names = kept.peers.map(({ name }) => name);
    for (const { cells, fault } of kept.rows) expect(Object.keys(cells), fault).to.deep.equal(names);
  });

  it("shows this package buying once, and naming every order where it can't take it over", () => {
    for (const { fault, mode, cells } of keptResults().rows)
      expect(cells["ours"]?.verdict, `${fault} ${mode}`).to.equal(fault === "expired" ? "named" : "once");
  });
});
