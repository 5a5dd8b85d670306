import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bringEngine, localEngineEnvironment } from "../../engine";
import { QUICK_SDK, REPO } from "../../test/support/dynamicHost";
import { QUICK_ENGINE } from "../../test/support/engineCommand";
import { keyVault, type SecretsProvider } from "../../test/support/keyVault";
import { CLOCK, PROGRAM } from "./program";
import { PulumiCommand, type Ended } from "./pulumi";

/** What the program declares: the checkout of a cart, or, with line items, a purchase. */
export interface Declared {
  name: string;
  customerId: string;
  [option: string]: unknown;
}

/** A cart or a checkout as the engine stores it. */
export interface StoredResource {
  name: string;
  outputs: Record<string, unknown>;
  /** It was replaced, and is still to be deleted. */
  leaving?: boolean;
}

/** A folder for one proof, with a project and an empty stack in it that every run starts from. */
export class Workshop {
  private count = 0;

  private constructor(
    readonly folder: string,
    readonly engineVersion: string,
    private readonly binDir: string,
    private readonly vault: SecretsProvider,
  ) {}

  static async open(): Promise<Workshop> {
    const { binDir, version } = await bringEngine({ log: () => undefined });
    mkdirSync(join(REPO, ".work"), { recursive: true });
    const vault = await keyVault();
    const workshop = new Workshop(mkdtempSync(join(REPO, ".work", "proof-")), version, binDir, vault);
    const template = join(workshop.folder, "template");
    mkdirSync(join(template, "state"), { recursive: true });
    mkdirSync(join(workshop.folder, "tmp"));
    const runtime = "runtime:\n  name: nodejs\n  options:\n    typescript: false\n";
    writeFileSync(join(template, "Pulumi.yaml"), `name: proof\nmain: index.js\n${runtime}`);
    writeFileSync(join(template, "package.json"), `{ "private": true }\n`);
    writeFileSync(join(template, "index.js"), PROGRAM);
    writeFileSync(join(workshop.folder, "clock.js"), CLOCK);
    const { ok, output } = await new Project(template, workshop.env(template), binDir).run(
      "stack",
      "init",
      "test",
      "--secrets-provider",
      vault.url,
    );
    if (!ok) throw new Error(`pulumi stack init: ${output}`);
    return workshop;
  }

  /** A fresh project with an empty stack. */
  project(): Project {
    const folder = join(this.folder, `run-${++this.count}`);
    cpSync(join(this.folder, "template"), folder, { recursive: true });
    return new Project(folder, this.env(folder), this.binDir);
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }

  /** Nothing else of this process's environment reaches a run. What killed processes leave lying about stays here. */
  private env(folder: string): NodeJS.ProcessEnv {
    return {
      HOME: process.env["HOME"],
      TMPDIR: join(this.folder, "tmp"),
      PULUMI_HOME: join(folder, "home"),
      PULUMI_STACK: "test",
      NODE_OPTIONS: [QUICK_SDK, join(this.folder, "clock.js")]
        .map((file) => `--require ${JSON.stringify(file)}`)
        .join(" "),
      ...localEngineEnvironment(this.binDir, join(folder, "state")),
      ...this.vault.env,
      ...QUICK_ENGINE,
    };
  }
}

/** A project with one stack, driven by the plain command. */
export class Project {
  /** What the program declares at its next run. */
  declared: Declared[] = [];
  /** How often a killed CLI had left the file backend's note about the state half written. */
  tornNotes = 0;
  /** How far ahead the clock of its processes is. */
  private aheadMs = 0;
  private readonly commands: PulumiCommand[] = [];

  constructor(
    readonly folder: string,
    private env: NodeJS.ProcessEnv,
    private readonly binDir: string,
  ) {}

  setEnv(values: Record<string, string>): void {
    this.env = { ...this.env, ...values };
  }

  /** Lets time pass for the commands to come. */
  advance(ms: number): void {
    this.aheadMs += ms;
    this.setEnv({ PROOF_CLOCK_AHEAD_MS: String(this.aheadMs) });
  }

  start(...args: string[]): PulumiCommand {
    const program = join(this.binDir, "pulumi");
    const env = { ...this.env, PROOF_PROGRAM: JSON.stringify(this.declared) };
    const command = new PulumiCommand(args, { program, cwd: this.folder, env });
    this.commands.push(command);
    return command;
  }

  /**
   * Runs a command to its end, doing what a user does about the traces of a killed CLI: its lock is taken away with
   * `pulumi cancel`, and so is the file backend's note about the state where it was left half written.
   */
  async run(...args: string[]): Promise<Ended> {
    let ended = await this.start(...args).ended;
    if (!ended.ok && ended.output.includes("is currently locked")) {
      await this.start("cancel", "--yes").ended;
      ended = await this.start(...args).ended;
    }
    if (!ended.ok && ended.output.includes("failed to load checkpoint")) {
      this.dropTornNote();
      ended = await this.start(...args).ended;
    }
    return ended;
  }

  /** What the state file holds now, without asking the engine; nothing in one that can't be read. */
  stored(kind: Kind = "CartCheckout"): StoredResource[] {
    try {
      const { checkpoint } = JSON.parse(readFileSync(this.stateFile, "utf8")) as {
        checkpoint: { latest?: Deployment };
      };
      return resourcesOf(checkpoint.latest ?? {}, kind);
    } catch (error) {
      if (error instanceof SyntaxError) return [];
      throw error;
    }
  }

  /** The checkouts as the engine exports them. */
  async exported(): Promise<StoredResource[]> {
    const { ok, output } = await this.run("stack", "export");
    if (!ok) throw new Error(`pulumi stack export: ${output}`);
    return resourcesOf((JSON.parse(output) as { deployment: Deployment }).deployment, "CartCheckout");
  }

  /**
   * The file backend keeps a note of its own beside every file, and does not write it in one step. Without the note the
   * state, which is whole, can be read again.
   */
  private dropTornNote(): void {
    const note = `${this.stateFile}.attrs`;
    if (existsSync(note) && readFileSync(note, "utf8").trim() === "") rmSync(note);
    this.tornNotes += 1;
  }

  private get stateFile(): string {
    return join(this.folder, "state", ".pulumi", "stacks", "proof", "test.json");
  }

  /** Ends every process of this project and takes its folder away; how many processes were still alive. */
  remove(): number {
    const ended = this.commands.reduce((sum, command) => sum + command.endRemains(), 0);
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
    return ended;
  }
}

type Kind = "Cart" | "CartCheckout";

interface Deployment {
  resources?: { urn: string; type: string; delete?: boolean; outputs?: Record<string, unknown> }[];
}

function resourcesOf({ resources = [] }: Deployment, kind: Kind): StoredResource[] {
  return resources
    .filter(({ type }) => type.endsWith(`:${kind}`))
    .map(({ urn, outputs = {}, delete: leaving }) => ({
      name: urn.slice(urn.lastIndexOf("::") + 2),
      outputs,
      ...(leaving && { leaving }),
    }));
}
