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
/** What a program gets to end in good order (Pulumi finishes the step it is in and unlocks the stack). */
const GRACE_MS = 15_000;

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
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  createInterface(child.stdout).on("line", (line) => options.onOutputLine?.(line));
  const lastLines: string[] = [];
  createInterface(child.stderr).on("line", (line) => {
    options.onErrorLine?.(line);
    if (line.trim() !== "") lastLines.push(line);
    if (lastLines.length > KEPT_LINES) lastLines.shift();
  });

  let timedOut = false as boolean;
  const ending = new Ending(child);
  const timer = setTimeout(() => {
    timedOut = true;
    ending.begin("SIGTERM");
  }, options.timeoutMs);
  const outcome = await new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) =>
      resolve(code === 0 ? "" : `ended with ${signal ?? `code ${code}`}`),
    );
  });
  clearTimeout(timer);
  ending.done();

  if (outcome === "" && !timedOut) return { ok: true, stdout, failure: "" };
  const reason = timedOut ? `took longer than ${Math.round(options.timeoutMs / 1000)} s` : outcome;
  return { ok: false, stdout, failure: [reason, ...lastLines].join("\n    ") };
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Ends a program: asked first, then, after a grace, forced. A process group of its own misses the terminal's Ctrl-C,
 * so signals to this process are handed on; this process then lives on until the program has ended, since a program
 * whose output nobody takes any more dies at once and in disorder. A second signal forces it.
 */
class Ending {
  private grace: NodeJS.Timeout | undefined;
  private received: NodeJS.Signals | undefined;

  constructor(private readonly child: ChildProcess) {
    process.on("exit", this.force);
    for (const signal of SIGNALS) process.on(signal, this.onSignal);
  }

  begin(signal: NodeJS.Signals): void {
    this.send(signal);
    this.grace ??= setTimeout(this.force, GRACE_MS);
  }

  /** The program has ended. Without another listener the signal would have ended this process: let it. */
  done(): void {
    clearTimeout(this.grace);
    process.off("exit", this.force);
    for (const signal of SIGNALS) process.off(signal, this.onSignal);
    const { received } = this;
    if (received && process.listenerCount(received) === 0) process.kill(process.pid, received);
  }

  private readonly force = (): void => this.send("SIGKILL");

  private readonly onSignal = (signal: NodeJS.Signals): void => {
    if (this.received) {
      this.force();
      return;
    }
    this.received = signal;
    this.begin(signal);
  };

  private send(signal: NodeJS.Signals): void {
    if (this.child.pid === undefined) return;
    try {
      if (process.platform === "win32") this.child.kill(signal);
      else process.kill(-this.child.pid, signal);
    } catch {
      // The whole group has ended in between.
    }
  }
}
