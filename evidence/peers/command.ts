import { spawn } from "node:child_process";
import { join } from "node:path";
import { endMarked, newMark } from "../proof/processes";
import { run } from "../../engine/run";
import { MissingTool } from "./peer";

/** Longer than any run takes here with all its retries. */
const TIMEOUT_MS = 120_000;
const VERSION_TIMEOUT_MS = 30_000;

/** How a run ended. */
export interface Ended {
  /** The exit code; null after a signal. */
  exit: number | null;
  /** Everything it printed. */
  output: string;
}

/** A run that was started. */
export interface Command {
  readonly ended: Promise<Ended>;
  /** Kills it with everything that it has started, each by its id, as when a machine goes down. */
  kill(): Promise<void>;
}

/** Starts a program that is bounded in time and ends with this process. */
export function start(
  program: string,
  args: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv },
): Command {
  const mark = newMark();
  const env = { ...options.env, ...mark };
  const child = spawn(program, args, { ...options, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const strike = () => endMarked(mark);
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  const timer = setTimeout(() => {
    output += `\nended: it took longer than ${TIMEOUT_MS / 1000} s\n`;
    strike();
  }, TIMEOUT_MS);
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exit) => {
      clearTimeout(timer);
      resolve({ exit, output });
    });
  });
  const kill = async () => {
    strike();
    await ended;
  };
  return { ended, kill };
}

/** The first match of a pattern in what a program prints about itself. @throws MissingTool */
export async function versionOf(program: string, args: readonly string[], pattern: RegExp): Promise<string> {
  const result = await run(program, args, { env: toolEnvironment(), timeoutMs: VERSION_TIMEOUT_MS });
  const version = pattern.exec(result.stdout)?.[1];
  if (!result.ok || version === undefined) throw new MissingTool(`\`${program}\` is not on this machine`);
  return version;
}

/** Everything of a comparison is in here: what is kept between comparisons, and what tools leave lying about. */
export const FOLDER = join(__dirname, "..", "..", ".work", "peers");
/** For temporary files; a killed tool doesn't tidy up after itself. */
export const TEMPORARY = join(FOLDER, "tmp");

/** What a tool sees of this process's environment: nothing that could change what it does. */
export function toolEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env["PATH"], HOME: process.env["HOME"], TMPDIR: TEMPORARY };
}
