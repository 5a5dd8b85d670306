import { spawn } from "node:child_process";
import { join } from "node:path";
import { MUTANTS, type Mutant } from "./mutants";
import type { Bound, Searched } from "./search";

/** What a search came to with one guard taken out. */
export interface Hunted {
  without: string;
  cause?: string;
  depth?: number;
  history?: string[];
  breach?: string;
}

/** Searches with each guard taken out. */
export async function huntAll(
  bound: Bound,
  named: string,
  jobs: number,
  print: (line: string) => void,
): Promise<Hunted[]> {
  const wanted = MUTANTS.filter(({ without }) => without.includes(named));
  const all = new Map<string, Hunted>();
  const lane = async () => {
    for (let next = wanted.shift(); next; next = wanted.shift()) {
      const hunted = await hunt(next, bound);
      all.set(next.without, hunted);
      print(JSON.stringify(hunted));
    }
  };
  await Promise.all(Array.from({ length: jobs }, lane));
  return MUTANTS.flatMap(({ without }) => all.get(without) ?? []);
}

/** Searches where the guard is known to be missed, and else everywhere. */
export async function hunt(mutant: Mutant, bound: Bound): Promise<Hunted> {
  const known = mutant.cause === undefined ? undefined : await huntIn(mutant, bound, mutant.cause);
  return known?.history ? known : huntIn(mutant, bound, "");
}

/** One search in a process of its own, whose source lacks the guard. */
export async function huntIn(mutant: Mutant, { states, depth }: Bound, cause: string): Promise<Hunted> {
  const run = join(__dirname, "run.ts");
  const options = ["--states", String(states), "--depth", String(depth), "--cause", cause];
  const args = [
    "--require",
    join(__dirname, "mutate.cjs"),
    "--require",
    "tsx/cjs",
    run,
    "--json",
    "--until-found",
  ];
  const child = spawn(process.execPath, [...args, ...options], {
    env: { ...process.env, SEARCH_MUTANT: JSON.stringify(mutant) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
  await new Promise((resolve) => child.once("close", resolve));
  const searched = JSON.parse(text) as Searched[];
  const { without } = mutant;
  const last = searched.find(({ found }) => found);
  if (!last?.found) return { without };
  const { history, breaches } = last.found;
  return { without, cause: last.cause, depth: history.length, history, breach: breaches[0] };
}
