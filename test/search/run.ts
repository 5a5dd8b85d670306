/** `npm run search`: lives every short history of each cause, or shows that the search finds what a missing guard lets through. */
import { Command, InvalidArgumentError } from "commander";
import { CAUSES } from "./causes";
import { search, type Searched } from "./search";
import { writeResults } from "./document";
import { huntAll } from "./hunt";

interface Options {
  states: number;
  depth: number;
  cause?: string;
  mutants?: true;
  mutant?: string;
  jobs: number;
  json?: true;
  write?: true;
  untilFound?: true;
}

const program = new Command("search")
  .description(
    "Lives every short history of each cause, and prints what breaks the promise as a story to run.",
  )
  .option("--states <number>", "moments of each cause at most", whole, 4000)
  .option("--depth <number>", "moves of a history at most", whole, 8)
  .option("--cause <text>", "only causes whose name holds this")
  .option("--mutants", "takes each guard out, one after the other: every one must be missed")
  .option("--mutant <text>", "the same for guards whose name holds this")
  .option("--jobs <number>", "guards at the same time", whole, 2)
  .option("--write", "writes what was found into docs/search.md")
  .option("--json", "prints what was searched as JSON")
  .option("--until-found", "ends with the first history that breaks the promise");

void main(program.parse().opts<Options>()).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

async function main({ states, depth, cause = "", ...options }: Options): Promise<void> {
  const bound = { states, depth };
  if (options.mutants || options.mutant !== undefined) {
    const hunted = await huntAll(bound, options.mutant ?? "", options.jobs, console.log);
    if (options.write) await writeResults({ hunted });
    if (hunted.some(({ history }) => !history)) process.exitCode = 1;
    return;
  }
  const all: Searched[] = [];
  for (const one of CAUSES.filter(({ name }) => name.includes(cause))) {
    const searched = await search(one, bound);
    all.push(searched);
    if (!options.json) console.log(inWords(searched));
    if (searched.found && options.untilFound) break;
  }
  if (options.write) await writeResults({ searched: all });
  if (options.json) console.log(JSON.stringify(all));
  if (all.some(({ found }) => found)) process.exitCode = 1;
}

function inWords({ cause, states, moves, depth, found }: Searched): string {
  const seen = `${cause}: ${states} moments, ${moves} moves, every history of ${depth}`;
  if (!found) return seen;
  return `${seen}\nFOUND ${found.history.join(" > ")}\n${found.breaches.join("\n")}\n${JSON.stringify(found.story)}`;
}

function whole(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("Expected a whole number.");
  return Number(text);
}
