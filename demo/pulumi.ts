import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { localEngineEnvironment, type Engine } from "../engine";
import { run } from "../engine/run";

/** Longer than a first run takes on a slow machine. */
const COMMAND_TIMEOUT_MS = 10 * 60_000;

/** Runs the plain `pulumi` CLI on the root project: stack `demo`, state in a local directory. */
export class PulumiCli {
  private readonly env: NodeJS.ProcessEnv;
  private readonly program: string;

  /** @param partnerCenter The PARTNERCENTER_* variables to run with; those of this process are kept out. */
  constructor(
    { binDir }: Engine,
    private readonly projectDirectory: string,
    stateDirectory: string,
    partnerCenter: Record<string, string>,
  ) {
    mkdirSync(stateDirectory, { recursive: true });
    this.program = join(binDir, "pulumi");
    this.env = {
      ...foreignVariablesRemoved(process.env),
      ...localEngineEnvironment(binDir, stateDirectory),
      ...partnerCenter,
    };
  }

  /** Runs a command that people watch: its output is passed on, indented. Throws when it fails. */
  async show(...args: string[]): Promise<void> {
    const print = (line: string) => {
      if (line.trim() !== "") console.log(`  ${line}`);
    };
    console.log(`$ pulumi ${args.join(" ")}`);
    await this.execute(args, { onOutputLine: print, onErrorLine: print });
  }

  /** Runs a command for what it prints on standard output. Throws when it fails. */
  async read(...args: string[]): Promise<string> {
    return this.execute(args, {});
  }

  private async execute(
    args: string[],
    listeners: { onOutputLine?: (line: string) => void; onErrorLine?: (line: string) => void },
  ): Promise<string> {
    const result = await run(this.program, [...args, "--stack", "demo", "--non-interactive"], {
      cwd: this.projectDirectory,
      env: this.env,
      timeoutMs: COMMAND_TIMEOUT_MS,
      ...listeners,
    });
    if (!result.ok) throw new Error(`pulumi ${args.join(" ")} ${result.failure}`);
    return result.stdout;
  }
}

/** Real credentials must not reach the emulator, nor another stack or passphrase this demo. */
function foreignVariablesRemoved(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const foreign = /^(PARTNERCENTER_|PULUMI_STACK$|PULUMI_CONFIG_PASSPHRASE_FILE$|PULUMI_CONFIG$)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !foreign.test(name)));
}
