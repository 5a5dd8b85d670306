import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";

/** How a program is run. */
export interface RunOptions {
  cwd?: string;
  env: NodeJS.ProcessEnv;
  /** Milliseconds after which the program and everything it started are ended. */
  timeoutMs: number;
  /** Receives each line of standard output as it comes. */
  onOutputLine?: (line: string) => void;
  /** Receives each line of standard error as it comes. */
  onErrorLine?: (line: string) => void;
}

/** How a program ended. */
export interface RunResult {
  ok: boolean;
  stdout: string;
  /** Why it is not ok, in one sentence with the last lines that it printed. Empty when ok. */
  failure: string;
}

const KEPT_LINES = 12;
const GRACE_MS = 5_000;

/**
 * Runs a program to its end, bounded in time. Never throws: a program that can't start is a failure like any other.
 * The program leads a process group of its own, so that its children end with it; it also ends with this process.
 */
export async function run(command: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env,
    detached: process.platform !== "win32",
    stdio: ["ignore", "pipe", "pipe"],
  });
  const release = endWithThisProcess(child);
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  createInterface(child.stdout).on("line", (line) => options.onOutputLine?.(line));
  const lastLines: string[] = [];
  createInterface(child.stderr).on("line", (line) => {
    options.onErrorLine?.(line);
    if (line.trim() !== "") lastLines.push(line);
    if (lastLines.length > KEPT_LINES) lastLines.shift();
  });

  let timedOut = false;
  let forced: NodeJS.Timeout | undefined;
  const timer = setTimeout(() => {
    timedOut = true;
    end(child, "SIGTERM");
    forced = setTimeout(() => end(child, "SIGKILL"), GRACE_MS);
  }, options.timeoutMs);

  try {
    const outcome = await new Promise<string>((resolve) => {
      child.once("error", (error) => resolve(error.message));
      child.once("close", (code, signal) =>
        resolve(code === 0 ? "" : `ended with ${signal ?? `code ${code}`}`),
      );
    });
    if (outcome === "" && !timedOut) return { ok: true, stdout, failure: "" };
    const reason = timedOut ? `took longer than ${Math.round(options.timeoutMs / 1000)} s` : outcome;
    return { ok: false, stdout, failure: [reason, ...lastLines].join("\n    ") };
  } finally {
    clearTimeout(timer);
    clearTimeout(forced);
    release();
  }
}

function end(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // The whole group has ended in between.
  }
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** A process group of its own misses the terminal's Ctrl-C, so signals are handed on. Returns the undoing. */
function endWithThisProcess(child: ChildProcess): () => void {
  const onExit = () => end(child, "SIGKILL");
  const onSignal = (signal: NodeJS.Signals) => {
    release();
    end(child, "SIGTERM");
    // Without another listener the signal would have ended this process: let it.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const release = () => {
    process.off("exit", onExit);
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
  process.on("exit", onExit);
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return release;
}
