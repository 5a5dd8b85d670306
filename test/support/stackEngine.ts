import type { CheckoutState } from "../../provider/lifecycle/checkoutState";
import type { Host } from "./emulatedHost";

type Properties = Record<string, unknown>;

/** A program: the arguments of each resource by its name. */
export type Program = Record<string, Properties>;

/** A resource as the engine stores it. */
export interface StoredResource {
  id: string;
  inputs: Properties;
  outputs: Properties;
  initErrors: string[];
}

export interface RunEnd {
  /** `killed`: nothing of the step under way came into state. */
  end: "ok" | "failed" | "killed";
  /** What people are shown: errors and the reasons of initialisation failures. */
  errors: string[];
  /** Whether a plain error (one that leaves state as it was) was among them. */
  refused: boolean;
}

const PROVIDER = { __provider: "the provider's text" };

/** Stands for the end of a run, when replaced resources are deleted. */
const LEAVING = " replaced ";

class Killed extends Error {}

/**
 * What the Pulumi engine does with dynamic resources, as far as a purchase can depend on it: check, diff, then create,
 * update or replace; initialisation failures are stored, make the next run update, and are forgotten by a refresh.
 */
export class StackEngine {
  readonly resources = new Map<string, StoredResource>();
  /** Replaced resources whose delete is still to come; they stay in state until it succeeds. */
  readonly leaving: StoredResource[] = [];

  /** The checkout that a resource holds; undefined when it is not in state. */
  state(name: string): CheckoutState | undefined {
    return this.resources.get(name)?.outputs as CheckoutState | undefined;
  }

  up(host: Host, program: Program): Promise<RunEnd> {
    return this.run(host, [...Object.keys(program), LEAVING], async (name, step) => {
      if (name === LEAVING) return this.deleteLeaving(host, step);
      const stored = this.resources.get(name);
      const args = clone({ ...program[name], ...PROVIDER });
      const checked = await step(host.provider.check(stored?.inputs ?? {}, args));
      if (checked.failures.length > 0) throw new Error(checked.failures.map((f) => f.reason).join("; "));
      const inputs = clone({ ...checked.inputs, ...PROVIDER });
      if (!stored) return this.create(host, name, inputs, step);
      const { changes, replaces } = await step(host.provider.diff(stored.id, stored.outputs, inputs));
      if (replaces.length > 0) {
        await this.create(host, name, inputs, step);
        return void this.leaving.push(stored);
      }
      if (!changes && stored.initErrors.length === 0) return;
      await this.storing(name, stored.id, inputs, async () => {
        const { outs } = await step(host.provider.update(stored.id, stored.outputs, inputs));
        return { id: stored.id, outs };
      });
    });
  }

  refresh(host: Host): Promise<RunEnd> {
    return this.run(host, [...this.resources.keys()], async (name, step) => {
      const stored = this.resources.get(name);
      if (!stored) return;
      const { id, props } = await step(host.provider.read(stored.id, stored.outputs));
      this.resources.set(name, { ...stored, id, outputs: clone({ ...PROVIDER, ...props }), initErrors: [] });
    });
  }

  destroy(host: Host): Promise<RunEnd> {
    return this.run(host, [...this.resources.keys()], async (name, step) => {
      const stored = this.resources.get(name);
      if (!stored) return;
      await step(host.provider.delete(stored.id, stored.outputs));
      this.resources.delete(name);
    });
  }

  private async deleteLeaving(host: Host, step: Step): Promise<void> {
    for (const stored of [...this.leaving]) {
      await step(host.provider.delete(stored.id, stored.outputs));
      this.leaving.splice(this.leaving.indexOf(stored), 1);
    }
  }

  private create(host: Host, name: string, inputs: Properties, step: Step): Promise<void> {
    return this.storing(name, undefined, inputs, () => step(host.provider.create(inputs)));
  }

  private async storing(
    name: string,
    knownId: string | undefined,
    inputs: Properties,
    act: () => Promise<{ id: string; outs: Properties }>,
  ): Promise<void> {
    try {
      const { id, outs } = await act();
      this.resources.set(name, { id, inputs, outputs: clone({ ...PROVIDER, ...outs }), initErrors: [] });
    } catch (error) {
      const failure = error as Error & { id?: string; properties?: Properties; reasons?: string[] };
      const { id = knownId, properties, reasons = [] } = failure;
      if (properties && id !== undefined)
        this.resources.set(name, { id, inputs, outputs: clone(properties), initErrors: reasons });
      throw error;
    }
  }

  private async run(
    host: Host,
    names: string[],
    act: (name: string, step: Step) => Promise<void>,
  ): Promise<RunEnd> {
    const errors: string[] = [];
    let refused = false;
    const step: Step = async (promise) => {
      const end = await Promise.race([promise, host.network.killed]);
      if (end === "killed") throw new Killed();
      return end;
    };
    for (const name of names)
      try {
        await act(name, step);
      } catch (error) {
        if (error instanceof Killed) return { end: "killed", errors, refused };
        const { reasons, message } = error as Error & { reasons?: string[] };
        errors.push(...(reasons ?? [message]));
        refused ||= reasons === undefined;
      }
    return { end: errors.length > 0 ? "failed" : "ok", errors, refused };
  }
}

type Step = <T>(promise: Promise<T>) => Promise<T>;

/** State goes to disk and back between two steps. */
function clone<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
