import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import {
  LocalWorkspace,
  PulumiCommand,
  type PulumiFn,
  type Stack,
  type UpOptions,
} from "@pulumi/pulumi/automation";
import * as sdkSettings from "@pulumi/pulumi/runtime/settings";
import { bringEngine } from "../../engine";
import type { Emulator } from "../../emulator";
import { REPO } from "./dynamicHost";

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
    env: Record<string, string> = {},
  ): Promise<TestStack> {
    const { binDir } = await bringEngine({ log: () => undefined });
    mkdirSync(join(REPO, ".work"), { recursive: true });
    const folder = mkdtempSync(join(REPO, ".work", "stack-"));
    mkdirSync(join(folder, "state"));
    const pulumiCommand = await PulumiCommand.get({ root: join(binDir, "..") });
    const envVars = {
      ...ENGINE_ENV,
      ...emulator.env(),
      PATH: `${binDir}:${process.env["PATH"]}`,
      PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
      PULUMI_HOME: join(folder, "home"),
      ...env,
    };
    const args = { projectName: "test", stackName: "test", program };
    const stack = await LocalWorkspace.createStack(args, { workDir: folder, pulumiCommand, envVars });
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

  async resources(): Promise<StoredResource[]> {
    const { deployment } = await this.stack.exportStack();
    return (deployment as { resources?: StoredResource[] }).resources ?? [];
  }

  /** Changes what is stored of the resources, as `pulumi stack export` and `import` do. */
  async changeState(change: (resources: StoredResource[]) => StoredResource[]): Promise<void> {
    const deployment = await this.stack.exportStack();
    const kept = deployment.deployment as { resources?: StoredResource[] };
    kept.resources = change(kept.resources ?? []);
    await this.stack.importStack(deployment);
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
