import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bringEngine, localEngineEnvironment } from "../engine";
import { PulumiCommand, type Ended } from "./pulumi";

const REPO = join(__dirname, "..");

/** What the program declares: one checkout for each. */
export interface Declared {
  name: string;
  customerId: string;
  cartId: string;
  [option: string]: unknown;
}

/** A checkout as the engine stores it. */
export interface StoredCheckout {
  name: string;
  outputs: Record<string, unknown>;
}

/** The user's program. Another provider text than the product's makes it a program with a broken provider. */
const PROGRAM = `
const pulumi = require("@pulumi/pulumi");
const { CartCheckout } = require("pulumi-partnercenter");
class BrokenCheckout extends pulumi.CustomResource {
  constructor(name, args) {
    const __provider = process.env.PROOF_PROVIDER;
    super("pulumi-nodejs:dynamic/partnercenter:CartCheckout", name, { ...args, __provider });
  }
}
const Checkout = process.env.PROOF_PROVIDER ? BrokenCheckout : CartCheckout;
for (const { name, ...args } of JSON.parse(process.env.PROOF_CARTS)) new Checkout(name, args);
`;

/** The provider text that loads a module of this folder's \`broken\` into the host, seen from a project's folder. */
export function brokenProviderText(name: string): string {
  const file = JSON.stringify(`../../../proof/broken/${name}.ts`);
  return `exports.handler=()=>require("tsx/cjs/api").require(${file},process.cwd()+"/index.js").cartCheckout`;
}

/** A folder for one proof, with a project and an empty stack in it that every run starts from. */
export class Workshop {
  private count = 0;

  private constructor(
    readonly folder: string,
    readonly engineVersion: string,
    private readonly binDir: string,
  ) {}

  static async open(): Promise<Workshop> {
    const { binDir, version } = await bringEngine({ log: () => undefined });
    mkdirSync(join(REPO, ".work"), { recursive: true });
    const workshop = new Workshop(mkdtempSync(join(REPO, ".work", "proof-")), version, binDir);
    const template = join(workshop.folder, "template");
    mkdirSync(join(template, "state"), { recursive: true });
    mkdirSync(join(workshop.folder, "tmp"));
    const runtime = "runtime:\n  name: nodejs\n  options:\n    typescript: false\n";
    writeFileSync(join(template, "Pulumi.yaml"), `name: proof\nmain: index.js\n${runtime}`);
    writeFileSync(join(template, "package.json"), `{ "private": true }\n`);
    writeFileSync(join(template, "index.js"), PROGRAM);
    const { ok, output } = await new Project(template, workshop.env(template), binDir).run(
      "stack",
      "init",
      "test",
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
      ...localEngineEnvironment(this.binDir, join(folder, "state")),
    };
  }
}

/** A project with one stack, driven by the plain command. */
export class Project {
  /** What the program declares at its next run. */
  carts: Declared[] = [];
  /** How often a killed CLI had left the file backend's note about the state half written. */
  tornNotes = 0;
  private readonly commands: PulumiCommand[] = [];

  constructor(
    readonly folder: string,
    private env: NodeJS.ProcessEnv,
    private readonly binDir: string,
  ) {}

  setEnv(values: Record<string, string>): void {
    this.env = { ...this.env, ...values };
  }

  start(...args: string[]): PulumiCommand {
    const program = join(this.binDir, "pulumi");
    const env = { ...this.env, PROOF_CARTS: JSON.stringify(this.carts) };
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

  /** The checkouts in the state file as it stands now, without asking the engine; none in one that can't be read. */
  stored(): StoredCheckout[] {
    try {
      const { checkpoint } = JSON.parse(readFileSync(this.stateFile, "utf8")) as {
        checkpoint: { latest?: Deployment };
      };
      return checkoutsOf(checkpoint.latest ?? {});
    } catch (error) {
      if (error instanceof SyntaxError) return [];
      throw error;
    }
  }

  /** The checkouts as the engine exports them. */
  async exported(): Promise<StoredCheckout[]> {
    const { ok, output } = await this.run("stack", "export");
    if (!ok) throw new Error(`pulumi stack export: ${output}`);
    return checkoutsOf((JSON.parse(output) as { deployment: Deployment }).deployment);
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

interface Deployment {
  resources?: { urn: string; type: string; outputs?: Record<string, unknown> }[];
}

function checkoutsOf({ resources = [] }: Deployment): StoredCheckout[] {
  return resources
    .filter(({ type }) => type.endsWith(":CartCheckout"))
    .map(({ urn, outputs = {} }) => ({ name: urn.slice(urn.lastIndexOf("::") + 2), outputs }));
}
