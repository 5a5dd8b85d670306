import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { localEngineEnvironment } from "../../engine";
import { run } from "../../engine/run";
import { REPO } from "./dynamicHost";
import { theEngine } from "./engineCommand";
import type { Run, StoredResource } from "./stack";

/** Longer than any command takes here, short enough for a test that hangs to say so. */
const COMMAND_TIMEOUT_MS = 60_000;

/** A fresh folder inside the repository, from where the package is found through the root's node_modules. */
export function folderInRepo(): string {
  mkdirSync(join(REPO, ".work"), { recursive: true });
  return mkdtempSync(join(REPO, ".work", "project-"));
}

/** A copy of one of the repository's examples. */
export function copyOfExample(name: string): string {
  const folder = folderInRepo();
  const installed = join(REPO, "examples", name, "node_modules");
  cpSync(join(REPO, "examples", name), folder, { recursive: true, filter: (file) => file !== installed });
  return folder;
}

/** A project whose program is this text. */
export function javaScriptProject(program: string): string {
  const folder = folderInRepo();
  writeFileSync(join(folder, "Pulumi.yaml"), "name: javascript\nruntime: nodejs\n");
  // Without one of its own, the nearest package.json above would name the program.
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, main: "index.js" }));
  writeFileSync(join(folder, "index.js"), program);
  return folder;
}

/** A Pulumi.yaml project and the plain `pulumi` command: one stack, its state and everything of Pulumi's in the folder. */
export class PulumiProject {
  private constructor(
    readonly folder: string,
    private readonly program: string,
    private readonly env: NodeJS.ProcessEnv,
    private readonly commandTimeoutMs: number,
  ) {}

  /** @param env What the command runs with besides PATH and HOME; nothing else of this process reaches it. */
  static async create(
    folder: string,
    env: Record<string, string>,
    commandTimeoutMs = COMMAND_TIMEOUT_MS,
  ): Promise<PulumiProject> {
    const { binDir } = await theEngine();
    const state = join(folder, "state");
    mkdirSync(state);
    const ownEnv = {
      HOME: process.env["HOME"],
      PULUMI_HOME: join(folder, "home"),
      ...localEngineEnvironment(binDir, state),
      ...env,
    };
    const project = new PulumiProject(folder, join(binDir, "pulumi"), ownEnv, commandTimeoutMs);
    await project.must("stack", "init", "test");
    return project;
  }

  /** Runs a command that may fail. */
  async run(...args: string[]): Promise<Run> {
    let output = "";
    const add = (line: string) => (output += `${line}\n`);
    const { ok, failure } = await run(this.program, [...args, "--non-interactive"], {
      cwd: this.folder,
      env: this.env,
      timeoutMs: this.commandTimeoutMs,
      onOutputLine: add,
      onErrorLine: add,
    });
    return { ok, output: `${output}${failure.split("\n", 1)[0]}` };
  }

  /** Runs a command that has to succeed, for what it prints. */
  async must(...args: string[]): Promise<string> {
    const { ok, output } = await this.run(...args);
    if (!ok) throw new Error(`pulumi ${args.join(" ")}: ${output}`);
    return output;
  }

  async config(values: Record<string, string>): Promise<void> {
    const settings = Object.entries(values).flatMap(([key, value]) => ["--plaintext", `${key}=${value}`]);
    await this.must("config", "set-all", "--path", ...settings);
  }

  up(): Promise<Run> {
    return this.run("up", "--yes", "--skip-preview");
  }

  preview(): Promise<Run> {
    return this.run("preview");
  }

  refresh(): Promise<Run> {
    return this.run("refresh", "--yes", "--skip-preview");
  }

  destroy(): Promise<Run> {
    return this.run("destroy", "--yes", "--skip-preview");
  }

  async checkouts(): Promise<StoredResource[]> {
    const exported = JSON.parse(await this.must("stack", "export")) as {
      deployment: { resources?: StoredResource[] };
    };
    return (exported.deployment.resources ?? []).filter(({ type }) => type.endsWith(":CartCheckout"));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
