import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";

const CLI = ["--require", "tsx/cjs", join(__dirname, "../../emulator/cli.ts")];

/** The command as it runs. */
export interface Launched {
  child: ChildProcess;
  url: string;
  env: Record<string, string>;
  refreshToken: string;
  /** The next line of its output. */
  line(): Promise<string>;
}

/** Gives each test of the suite ways to start the command, which ends with the test. */
export function commands() {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
  });

  /** Resolves to what it prints, line by line. */
  function run(...options: string[]): Pick<Launched, "child" | "line"> {
    const child = spawn(process.execPath, [...CLI, ...options], { stdio: ["ignore", "pipe", "inherit"] });
    children.push(child);
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const line = async () => {
      const next = await lines.next();
      if (next.done) throw new Error("The emulator printed nothing more.");
      return next.value;
    };
    return { child, line };
  }

  /** Resolves once it listens. */
  async function launch(...options: string[]): Promise<Launched> {
    const { child, line } = run("--json", ...options);
    const settings = JSON.parse(await line()) as Pick<Launched, "url" | "env" | "refreshToken">;
    return { child, line, ...settings };
  }
  return { run, launch };
}
