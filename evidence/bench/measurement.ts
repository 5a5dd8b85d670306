import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";
import type { Emulator } from "../../emulator";
import { folderInRepo, PulumiProject } from "../../test/support/pulumiProject";
import { LICENCE } from "../../test/support/purchase";
import { othersCpu } from "./othersCpu";

/** A program's name in evidence/bench/programs. */
export type Program = "checkouts" | "noops";

export interface CartIds {
  customerId: string;
  cartId: string;
}

/** One `pulumi up` of a fresh stack. */
export interface UpMeasurement {
  /** The whole command, as a person waits for it. */
  ms: number;
  /** What the engine wrote as the stack's state in the end. */
  stateBytes: number;
  /** CPU time that the emulator took meanwhile; it shares the machine, which the real Partner Center would not. */
  emulatorCpuMs: number;
  /** How much of the machine other programs took just before or just after, from 0 to 1, whichever was more. */
  othersCpu: number;
}

const UP_TIMEOUT_MS = 5 * 60_000;

/** Runs the programs, each time with a fresh stack and fresh carts. */
export class UpBench {
  /** What the no-op provider answers with: the outputs of a checkout, made longer where its state is. */
  private outputs: Record<string, unknown> | undefined;

  constructor(private readonly emulator: Emulator) {}

  /**
   * Has to come first: it brings the outputs that no-ops answer with. A checkout's state also names the place in this
   * package where it was declared, which no-ops make up for in length, so that the engine writes as much for them.
   */
  async warmUp(): Promise<{ checkouts: UpMeasurement; noops: UpMeasurement }> {
    const checkouts = await this.up("checkouts", 1);
    const noops = await this.up("noops", 1);
    const missing = Math.max(0, checkouts.stateBytes - noops.stateBytes);
    this.outputs = {
      ...this.outputs,
      correlationId: `${String(this.outputs?.["correlationId"])}${" ".repeat(missing)}`,
    };
    return { checkouts, noops };
  }

  /** Throws when the run fails or did not buy exactly what it declares: such a time means nothing. */
  async up(program: Program, resources: number): Promise<UpMeasurement> {
    const carts = Array.from({ length: resources }, () => this.emulator.addCart({ lineItems: [LICENCE] }));
    const folder = this.writeProject(program, carts);
    const project = await PulumiProject.create(folder, this.emulator.env(), UP_TIMEOUT_MS);
    try {
      const othersBefore = await othersCpu();
      const purchasesBefore = this.emulator.journal.purchases().length;
      const cpuBefore = process.cpuUsage();
      const start = performance.now();
      const { ok, output } = await project.up();
      const ms = performance.now() - start;
      const { user, system } = process.cpuUsage(cpuBefore);
      const others = Math.max(othersBefore, await othersCpu());

      if (!ok) throw new Error(`\`pulumi up\` of ${resources} ${program} failed:\n${output}`);
      const purchases = this.emulator.journal.purchases().length - purchasesBefore;
      if (
        purchases !== (program === "checkouts" ? resources : 0) ||
        this.emulator.journal.duplicates().length
      )
        throw new Error(`\`pulumi up\` of ${resources} ${program} made ${purchases} purchases.`);
      if (program === "checkouts") this.outputs ??= await cannedOutputs(project);
      const state = join(folder, "state", ".pulumi", "stacks", "bench", "test.json");
      const emulatorCpuMs = (user + system) / 1000;
      return { ms, stateBytes: statSync(state).size, emulatorCpuMs, othersCpu: others };
    } finally {
      project.remove();
    }
  }

  private writeProject(program: Program, carts: CartIds[]): string {
    const folder = folderInRepo();
    const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
    write("Pulumi.yaml", "name: bench\nruntime: nodejs\n");
    write("package.json", JSON.stringify({ private: true, main: `${program}.js` }));
    write("carts.json", JSON.stringify(carts));
    write(`${program}.js`, compiled(program));
    if (program === "noops") {
      if (!this.outputs) throw new Error("The warm-up has to come before the first run of no-ops.");
      write("outputs.json", JSON.stringify(this.outputs));
      write("noopProvider.js", compiled("noopProvider"));
    }
    return folder;
  }
}

/** The outputs of a checkout in state, without what the engine's own code adds. */
async function cannedOutputs(project: PulumiProject): Promise<Record<string, unknown>> {
  const [checkout] = await project.checkouts();
  const { __provider: _text, ...outputs } = checkout?.outputs ?? {};
  return outputs;
}

function compiled(program: string): string {
  const source = readFileSync(join(__dirname, "programs", `${program}.ts`), "utf8");
  const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2021 };
  return transpileModule(source, { compilerOptions }).outputText;
}
