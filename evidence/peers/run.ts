/** `npm run peers`: buys the same cart with other tools and with this package, under the same faults, and compares. */
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Command, Option } from "commander";
import { canSeeProcesses } from "../proof/processes";
import { FOLDER, TEMPORARY } from "./command";
import { CURL, CURL_RETRY } from "./curl";
import { keep, keptResults } from "./document";
import { FAULTS } from "./faults";
import { measure } from "./measure";
import { MissingTool, type Peer, type ReadyPeer } from "./peer";
import { OBVIOUS, OURS } from "./pulumi";
import { cellText, missingText, terminalTable, type PeerResult, type Results } from "./render";
import { TERRAFORM } from "./terraform";

const REPO = join(__dirname, "..", "..");
const PEERS: readonly Peer[] = [TERRAFORM, CURL, CURL_RETRY, OBVIOUS, OURS];

interface Options {
  peer?: string[];
  fault?: string[];
  render?: true;
}

const program = new Command("peers")
  .description("Measures what other tools make of a purchase under the faults that this package is made for.")
  .addOption(new Option("--peer <names...>", "these alone").choices(PEERS.map(({ name }) => name)))
  .addOption(new Option("--fault <names...>", "these alone").choices(FAULTS.map(({ name }) => name)))
  .option("--render", "measures nothing: writes the page from the kept results");

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
void main(program.parse().opts<Options>()).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

async function main(options: Options): Promise<void> {
  if (options.render) return keep(keptResults());
  if (!canSeeProcesses())
    throw new Error("The comparison needs Linux: it finds the processes to kill in /proc.");
  if (!existsSync(join(REPO, "dist"))) throw new Error("The package is not built: run `npm run build`.");
  const { peer = PEERS.map(({ name }) => name), fault = FAULTS.map(({ name }) => name) } = options;
  mkdirSync(TEMPORARY, { recursive: true });
  process.once("exit", () => rmSync(TEMPORARY, { recursive: true, force: true }));
  const { ready, peers } = await readyPeers(PEERS.filter(({ name }) => peer.includes(name)));
  const results: Results = { measuredOn: new Date().toISOString().slice(0, 10), peers, rows: [] };
  for (const text of missingText(results)) console.log(text);

  for (const one of FAULTS.filter(({ name }) => fault.includes(name)))
    for (const mode of one.modes) {
      const row: Results["rows"][number] = { fault: one.name, title: one.title, mode, cells: {} };
      for (const [name, tool] of ready) {
        const folder = join(FOLDER, `${process.pid}-${one.name}-${mode}-${name}`);
        const cell = (await measure(tool, one, mode, folder)) ?? null;
        row.cells[name] = cell;
        console.log(`${one.name} (${mode}), ${name}: ${cellText(cell, "; ")}`);
      }
      results.rows.push(row);
    }

  console.log(`\n${terminalTable(results)}`);
  const whole = ready.size === PEERS.length && fault.length === FAULTS.length;
  if (whole) await keep(results);
  else console.log("Not everything was measured: the kept results stay as they are.");
}

async function readyPeers(chosen: readonly Peer[]) {
  const ready = new Map<string, ReadyPeer>();
  const peers: PeerResult[] = [];
  for (const { name, title, how, ready: make } of chosen)
    try {
      const tool = await make(FOLDER);
      ready.set(name, tool);
      peers.push({ name, title, how, version: tool.version });
    } catch (error) {
      if (!(error instanceof MissingTool)) throw error;
      peers.push({ name, title, how, missing: error.message });
    }
  return { ready, peers };
}
