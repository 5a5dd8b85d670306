import { spawn } from "node:child_process";
import { endMarked, marked, newMark, type KnownProcess } from "./processes";

/** How a command ended. A killed one is not ok. */
export interface Ended {
  ok: boolean;
  output: string;
}

export interface CommandOptions {
  program: string;
  cwd: string;
  env: NodeJS.ProcessEnv;
}

/** Longer than any command takes here with all its waits. */
const TIMEOUT_MS = 90_000;
/** What was printed before the end may still be on its way. */
const DRAIN_MS = 200;

/** One run of the plain `pulumi` command. */
export class PulumiCommand {
  output = "";
  readonly ended: Promise<Ended>;
  private readonly mark = newMark();
  private finished = false;

  constructor(
    readonly args: readonly string[],
    { program, cwd, env }: CommandOptions,
  ) {
    const child = spawn(program, [...args, "--non-interactive"], {
      cwd,
      env: { ...env, ...this.mark },
      detached: true, // a Ctrl-C for the proof must not interrupt it in its own way
      stdio: ["ignore", "pipe", "pipe"],
    });
    const pid = child.pid;
    if (pid === undefined) throw new Error(`${program} could not be started.`);
    this.pid = pid;
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => (this.output += text));
    const timer = setTimeout(() => {
      this.output += `\nended by the proof: it took longer than ${TIMEOUT_MS / 1000} s\n`;
      endMarked(this.mark);
    }, TIMEOUT_MS);
    this.ended = new Promise((resolve) => {
      const finish = (ok: boolean) => {
        clearTimeout(timer);
        // An orphan may hold these pipes for ever.
        for (const stream of [child.stdout, child.stderr]) stream.destroy();
        resolve({ ok, output: this.output });
      };
      child.once("exit", (code) => {
        this.finished = true;
        child.once("close", () => finish(code === 0));
        setTimeout(() => finish(code === 0), DRAIN_MS).unref();
      });
    });
  }

  readonly pid: number;

  get isRunning(): boolean {
    return !this.finished;
  }

  /** The living processes of this run, the CLI's orphans among them. */
  family(): KnownProcess[] {
    return marked(this.mark).map((one) => (one.pid === this.pid ? { ...one, role: "cli" } : one));
  }

  /** Ends whatever of this run is still alive; how many processes those were. */
  endRemains(): number {
    return endMarked(this.mark);
  }
}
