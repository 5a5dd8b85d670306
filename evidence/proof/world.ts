import { join } from "node:path";
import { linesOf, wantedCarts } from "./carts";
import { EmulatorProcess } from "./emulatorProcess";
import { MODES } from "./modes";
import { pointOf } from "./points";
import { brokenProviderText } from "./program";
import type { Project, Workshop } from "./project";
import type { Ended } from "./pulumi";
import { Random } from "./random";
import { OURS, type Scenario } from "./scenario";
import { falseClaims, verdictOf, type Evidence, type ProofCart, type Verdict } from "./verdict";

/** Long enough for a retry and a restart, short enough to wait for where a checkout can't be settled. */
const CHECKOUT_TIMEOUT_SECONDS = 8;
/** What a person, or a pipeline, takes at least between two commands, and between making a cart and buying it. */
const BETWEEN_COMMANDS_MS = 5_000;
/** When nothing is to wait for provisioning, orders stay pending, so that a refresh has something to do. */
const POLLS_TO_PROVISION = 3;

/** Everything of one run: an emulator in its own process, a project, and what was seen. */
export class World {
  readonly random: Random;
  /** What was done and how it ended, for the report of a find. */
  readonly steps: string[] = [];
  /** False claims that a later command may have taken back. */
  private readonly claims = new Set<string>();

  private constructor(
    readonly scenario: Scenario,
    readonly emulator: EmulatorProcess,
    readonly project: Project,
    readonly carts: ProofCart[],
  ) {
    this.random = new Random(scenario.seed);
  }

  static async create(scenario: Scenario, workshop: Workshop): Promise<World> {
    const point = pointOf(scenario.point);
    const project = workshop.project();
    if (scenario.provider !== OURS) project.setEnv({ PROOF_PROVIDER: brokenProviderText(scenario.provider) });
    let emulator: EmulatorProcess | undefined;
    try {
      emulator = await EmulatorProcess.start({
        dataFile: join(project.folder, "emulator.json"),
        modes: {
          ...MODES[scenario.mode],
          provisioning: { afterPolls: POLLS_TO_PROVISION },
          ...(point.moment.kind === "random" && { latencyMs: 60 }),
        },
      });
      project.setEnv(emulator.env);
      const carts = await wantedCarts(emulator, scenario);
      project.declared = carts.map(({ name, customerId, cartId }, position) => ({
        name,
        customerId,
        ...(cartId === undefined ? { lineItems: linesOf(name, position, scenario.items) } : { cartId }),
        waitForProvisioning: point.waitsForProvisioning ?? false,
        checkoutTimeoutSeconds: CHECKOUT_TIMEOUT_SECONDS,
      }));
      return new World(scenario, emulator, project, carts);
    } catch (error) {
      project.remove();
      emulator?.stop();
      throw error;
    }
  }

  /** The cart that faults are about; the other ones are there to be disturbed by it. */
  get target(): ProofCart {
    return this.carts[this.scenario.seed % this.scenario.carts] as ProofCart;
  }

  /** By what requests for the target can be known; empty where only the first one can be taken. */
  get marksOfTarget(): { cartId?: string; customerId?: string } {
    const { cartId, customerId } = this.target;
    if (cartId !== undefined) return { cartId };
    return this.scenario.customers === "several" ? { customerId } : {};
  }

  /** Lets time pass for Partner Center and the user's machine alike. */
  async advance(ms: number): Promise<void> {
    await this.emulator.advance(ms);
    this.project.advance(ms);
  }

  /** Changes what the program says about a resource. */
  declare(name: string, change: Record<string, unknown>): void {
    this.project.declared = this.project.declared.map((one) =>
      one.name === name ? { ...one, ...change } : one,
    );
  }

  /** Lets the time pass that lies in front of every command. The processes of a test follow each other faster. */
  async beforeCommand(): Promise<void> {
    await this.advance(BETWEEN_COMMANDS_MS);
  }

  /** Runs a command to its end and looks for false claims in what it leaves. */
  async run(command: "up" | "refresh" | "destroy"): Promise<Ended> {
    await this.beforeCommand();
    const ended = await this.project.run(command, "--yes", "--skip-preview");
    this.note(command, ended);
    await this.lookForClaims(command === "up" && ended.ok);
    return ended;
  }

  note(what: string, { ok, output }: Ended): void {
    this.steps.push(`${what}: ${ok ? "succeeded" : `failed\n${errorsIn(output)}`}`);
  }

  async lookForClaims(succeeded: boolean): Promise<void> {
    const evidence = await this.evidence(this.project.stored(), succeeded);
    for (const claim of falseClaims(evidence)) this.claims.add(claim);
  }

  /** The end of the run, by the state as the engine exports it. */
  async verdict(succeeded: boolean): Promise<Verdict> {
    const verdict = verdictOf(await this.evidence(await this.project.exported(), succeeded));
    for (const claim of this.claims)
      if (!verdict.wrongClaims.includes(claim)) verdict.wrongClaims.push(`${claim} (for a while)`);
    return verdict;
  }

  /** How many of the orders bought so far are not in the state file. */
  async lostNow(): Promise<number> {
    const stored = this.project
      .stored()
      .flatMap(({ outputs }) => (outputs["orderIds"] as string[] | undefined) ?? []);
    return (await this.emulator.purchases()).filter(({ orderId }) => !stored.includes(orderId)).length;
  }

  close(): void {
    this.emulator.stop();
    this.project.remove();
  }

  private async evidence(stored: Evidence["stored"], succeeded: boolean): Promise<Evidence> {
    const [purchases, orders] = await Promise.all([this.emulator.purchases(), this.emulator.orders()]);
    return { carts: this.carts, purchases, orders, stored, succeeded };
  }
}

/** The part of a command's output that tells what went wrong. */
function errorsIn(output: string): string {
  const lines = output
    .split("\n")
    .filter((line) => /error|warning|locked|killed|ended by|^\s*\* /i.test(line));
  return lines.slice(-8).join("\n").slice(-3000);
}
