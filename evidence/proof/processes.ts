import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

/** What a process of a Pulumi run is. `host` carries out creates and updates; `program` is the user's. */
export type Role = "cli" | "host" | "program" | "other";

/** A process that is known for certain: pids are used again, a pid with its start is not. */
export interface KnownProcess {
  pid: number;
  /** Clock ticks from the machine's start to the process's. */
  startedAt: string;
  role: Role;
}

interface Stat {
  state: string;
  startedAt: string;
}

/** Reads `/proc/<pid>/stat`; the command in it may hold anything, so everything is counted from its last bracket. */
function statOf(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { state: fields[0] ?? "", startedAt: fields[19] ?? "" };
  } catch {
    return undefined; // ended meanwhile
  }
}

function roleOf(pid: number): Role {
  try {
    const script = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0")[1] ?? "";
    if (script.endsWith("/cmd/dynamic-provider/index.js")) return "host";
    return script.endsWith("/cmd/run/index.js") ? "program" : "other";
  } catch {
    return "other";
  }
}

/** Whether processes can be found and told apart here: it takes Linux's `/proc`. */
export function canSeeProcesses(): boolean {
  return statOf(process.pid) !== undefined;
}

/**
 * Every process that the proof starts, and whatever those start in turn, carries a mark in its environment. The chain
 * of parents would not do: an orphan has lost it.
 */
const VARIABLE = "PROOF_PROCESS";
const OWN_MARK = `${randomUUID()}/`;
let marks = 0;

/** A new mark, as an environment variable for a child. */
export function newMark(): Record<string, string> {
  if (marks === 0) process.once("exit", () => endMarked({ [VARIABLE]: OWN_MARK }));
  return { [VARIABLE]: `${OWN_MARK}${++marks}/` };
}

/** The living processes that carry a mark. */
export function marked(mark: Record<string, string>): KnownProcess[] {
  const wanted = `${VARIABLE}=${mark[VARIABLE] ?? ""}`;
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid && environmentOf(pid).some((entry) => entry.startsWith(wanted)))
    .flatMap((pid) => processOf(pid) ?? [])
    .filter(isAlive);
}

function environmentOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
  } catch {
    return []; // ended meanwhile, or another user's
  }
}

/** One process, or undefined when it has ended. */
export function processOf(pid: number): KnownProcess | undefined {
  const stat = statOf(pid);
  return stat && { pid, startedAt: stat.startedAt, role: roleOf(pid) };
}

export function isAlive({ pid, startedAt }: KnownProcess): boolean {
  const stat = statOf(pid);
  return stat !== undefined && stat.startedAt === startedAt && stat.state !== "Z" && stat.state !== "X";
}

/** Sends a signal to this very process; false when it has ended before. */
export function send(to: KnownProcess, signal: NodeJS.Signals): boolean {
  if (!isAlive(to)) return false;
  try {
    return process.kill(to.pid, signal);
  } catch {
    return false;
  }
}

const END_TIMEOUT_MS = 5_000;

/** Kills a process and waits until it has gone. False when it had ended before. */
export async function kill(victim: KnownProcess): Promise<boolean> {
  const struck = send(victim, "SIGKILL");
  for (const end = Date.now() + END_TIMEOUT_MS; isAlive(victim);) {
    if (Date.now() > end) throw new Error(`Process ${victim.pid} is alive in spite of SIGKILL.`);
    await wait(10);
  }
  return struck;
}

/** Ends all processes with a mark by their ids, also the ones that these still start; how many there were. */
export function endMarked(mark: Record<string, string>): number {
  let ended = 0;
  for (let round = 0; round < 20; round++) {
    const living = marked(mark);
    if (living.length === 0) break;
    for (const one of living) if (send(one, "SIGKILL")) ended += 1;
  }
  return ended;
}
