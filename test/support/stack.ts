import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { LocalWorkspace, type PulumiFn, type Stack, type UpOptions } from "@pulumi/pulumi/automation";
import * as sdkSettings from "@pulumi/pulumi/runtime/settings";
import type { Emulator } from "../../emulator";
import { REPO } from "./dynamicHost";
import { QUICK_BIN, QUICK_ENGINE, theCommand, theCommandAlone, theEngine } from "./engineCommand";
import { keyVault } from "./keyVault";
import { layStack, STACK, STACK_FILE } from "./preparedStack";

/** Settings that keep an engine on this machine and quiet. */
export const ENGINE_ENV = {
  PULUMI_CONFIG_PASSPHRASE: "test",
  PULUMI_SKIP_UPDATE_CHECK: "true",
  PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
};

/**
 * Every run has its engine on a port of its own, and gRPC shares connections of a process by address. Once a port comes
 * round again, a run would inherit the broken connection to an engine that ended, and its program might never start.
 */
const { grpcClientOptions } = sdkSettings as unknown as { grpcClientOptions: Record<string, unknown> };
grpcClientOptions["grpc.use_local_subchannel_pool"] = 1;

/** A run of the real engine: what it said and whether it succeeded. */
export interface Run {
  ok: boolean;
  output: string;
}

export interface StoredResource {
  urn: string;
  type: string;
  id?: string;
  inputs: Record<string, unknown>;
  outputs: Record<string, unknown>;
  initErrors?: string[];
  taint?: boolean;
}

interface StoredStack {
  checkpoint: { latest?: { resources?: StoredResource[]; pending_operations?: unknown } };
}

/** How a stack is made. */
export interface TestStackOptions {
  /** Environment variables besides the emulator's. */
  env?: Record<string, string>;
  /** Runs every command that the Automation API runs, in the processes that it starts for a user. */
  asUsed?: boolean;
}

/** A stack on a file backend in a folder of its own inside the repository, where the package can be found. */
export class TestStack {
  private constructor(
    readonly stack: Stack,
    readonly folder: string,
    private program: PulumiFn,
  ) {}

  static async create(
    emulator: Emulator,
    program: PulumiFn,
    { env, asUsed = false }: TestStackOptions = {},
  ): Promise<TestStack> {
    const { binDir } = await theEngine();
    const vault = await keyVault();
    mkdirSync(join(REPO, ".work"), { recursive: true });
    const folder = mkdtempSync(join(REPO, ".work", "stack-"));
    mkdirSync(join(folder, "state"));
    const envVars = {
      ...ENGINE_ENV,
      ...(!asUsed && { ...QUICK_ENGINE, ...vault.env }),
      ...emulator.env(),
      PATH: [...(asUsed ? [] : [QUICK_BIN]), binDir, process.env["PATH"]].join(delimiter),
      PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
      PULUMI_HOME: join(folder, "home"),
      ...env,
    };
    if (!asUsed) await layStack(folder, envVars, vault.url);
    const pulumiCommand = await (asUsed ? theCommand() : theCommandAlone());
    const make = asUsed ? LocalWorkspace.createStack : LocalWorkspace.selectStack;
    const stack = await make.call(
      LocalWorkspace,
      { ...STACK, program },
      { workDir: folder, pulumiCommand, envVars },
    );
    return new TestStack(stack, folder, program);
  }

  async up(
    options: Pick<UpOptions, "program" | "refresh" | "replace" | "target" | "continueOnError"> = {},
  ): Promise<Run> {
    if (options.program) this.program = options.program;
    return run((onOutput) =>
      this.stack.up({ ...options, program: this.program, onOutput, onError: onOutput }),
    );
  }

  async preview(options: { program?: PulumiFn } = {}): Promise<Run> {
    if (options.program) this.program = options.program;
    return run((onOutput) => this.stack.preview({ program: this.program, onOutput, onError: onOutput }));
  }

  async refresh(): Promise<Run> {
    return run((onOutput) => this.stack.refresh({ onOutput, onError: onOutput }));
  }

  async destroy(): Promise<Run> {
    return run((onOutput) => this.stack.destroy({ onOutput, onError: onOutput }));
  }

  setEnv(values: Record<string, string>): void {
    this.stack.workspace.envVars = { ...this.stack.workspace.envVars, ...values };
  }

  /** Sets a value in the stack's configuration, as `pulumi config set --plaintext` does. */
  async setConfig(name: string, value: string): Promise<void> {
    const { workspace } = this.stack;
    const settings = await workspace.stackSettings(STACK.stackName);
    await workspace.saveStackSettings(STACK.stackName, {
      ...settings,
      config: { ...settings.config, [name]: value },
    });
  }

  /** What is stored of the resources, as `pulumi stack export` tells it. */
  async resources(): Promise<StoredResource[]> {
    return this.read().checkpoint.latest?.resources ?? [];
  }

  /** Changes what is stored of the resources, as `pulumi stack export` and `import` do. */
  async changeState(change: (resources: StoredResource[]) => StoredResource[]): Promise<void> {
    const stored = this.read();
    const { latest } = stored.checkpoint;
    if (!latest) throw new Error("The stack has no state yet.");
    latest.resources = change(latest.resources ?? []);
    delete latest.pending_operations;
    writeFileSync(this.stateFile, JSON.stringify(stored));
  }

  /** A run that leaves no trace in state, as one that was killed before the engine wrote what it did. */
  async killed(run: () => Promise<unknown>): Promise<void> {
    const before = readFileSync(this.stateFile, "utf8");
    await run();
    writeFileSync(this.stateFile, before);
  }

  /** The file backend's own file, without a process that reads it; no secret is in these tests' state. */
  private read(): StoredStack {
    const text = readFileSync(this.stateFile, "utf8");
    if (text.includes('"ciphertext"')) throw new Error("There are secrets in the state.");
    return JSON.parse(text) as StoredStack;
  }

  private get stateFile(): string {
    return join(this.folder, "state", STACK_FILE);
  }

  /** The checkouts in state, in the order in which the engine stored them. */
  async checkouts(): Promise<StoredResource[]> {
    return (await this.resources()).filter((r) => r.type.endsWith(":CartCheckout"));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function run(act: (onOutput: (text: string) => void) => Promise<unknown>): Promise<Run> {
  let output = "";
  try {
    await act((text) => (output += text));
    return { ok: true, output };
  } catch (error) {
    return { ok: false, output: `${output}\n${error instanceof Error ? error.message : String(error)}` };
  }
}
