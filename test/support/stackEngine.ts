import type { CartState } from "../../provider/lifecycle/cart/state";
import type { CheckoutState } from "../../provider/lifecycle/checkout/state";
import type { DynamicProvider } from "../../provider/hosts/dynamic/adapter";
import { providerText } from "../../provider/resources/dynamicResource";
import type { Host } from "./emulatedHost";

type Properties = Record<string, unknown>;

/**
 * A program: the arguments of each resource by its name, in the order in which they depend on each other. A resource
 * is a checkout unless {@link asCart} made it a cart.
 */
export type Program = Record<string, Properties>;

/** Makes the arguments those of a cart, as its class does. */
export function asCart(args: Properties): Properties {
  return { ...args, __provider: providerText("Cart") };
}

/** An output of another resource as an argument. */
export class OutputOf {
  constructor(
    readonly resource: string,
    readonly property: string,
  ) {}
}

/** A resource as the engine stores it. */
export interface StoredResource {
  id: string;
  inputs: Properties;
  outputs: Properties;
  initErrors: string[];
  /** Resources of which it takes outputs. */
  dependsOn?: string[];
}

/** What a stack's state holds. */
export interface StackCopy {
  readonly resources: readonly [string, StoredResource][];
  readonly leaving: readonly StoredResource[];
}

/** How `pulumi up` is called. */
export interface UpOptions {
  /** `--target`: only these. */
  target?: string[];
  /** `--replace`. */
  replace?: string[];
  /** `--continue-on-error`: what is no longer declared is deleted after an error all the same. */
  continueOnError?: boolean;
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

  /** A copy of the stack's state. */
  save(): StackCopy {
    return structuredClone({ resources: [...this.resources], leaving: this.leaving });
  }

  restore(copy: StackCopy): void {
    const { resources, leaving } = structuredClone(copy);
    this.resources.clear();
    for (const [name, stored] of resources) this.resources.set(name, stored);
    this.leaving.splice(0, Infinity, ...leaving);
  }

  /** The checkout that a resource holds; undefined when it is not in state. */
  state(name: string): CheckoutState | undefined {
    return this.resources.get(name)?.outputs as CheckoutState | undefined;
  }

  /** The cart that a resource holds; undefined when it is not in state. */
  cart(name: string): CartState | undefined {
    return this.resources.get(name)?.outputs as CartState | undefined;
  }

  up(host: Host, program: Program, options: UpOptions = {}): Promise<RunEnd> {
    const { target, replace = [], continueOnError = false } = options;
    const failed = new Set<string>();
    return this.run(host, [...Object.keys(program), LEAVING], async (name, step) => {
      if (name === LEAVING) {
        await this.deleteLeaving(host, step);
        // Nothing is deleted after an error.
        const deletes = (failed.size === 0 || continueOnError) && !target;
        return deletes ? this.deleteUndeclared(host, program, step) : undefined;
      }
      // What is no target stays as it is, and isn't even checked.
      if (target && !target.includes(name)) return;
      const dependsOn = Object.values(program[name] ?? {}).flatMap((arg) =>
        arg instanceof OutputOf ? [arg.resource] : [],
      );
      // A program never gets to a resource whose arguments failed.
      if (dependsOn.some((other) => failed.has(other))) return void failed.add(name);
      try {
        const isReplaced = replace.includes(name);
        await this.declare(host, name, this.resolved(program[name] ?? {}), { dependsOn, isReplaced }, step);
      } catch (error) {
        failed.add(name);
        throw error;
      }
    });
  }

  /** What a rename with an alias does to state. */
  rename(name: string, as: string): void {
    const renamed = [...this.resources].map(([key, stored]): [string, StoredResource] => [
      key === name ? as : key,
      { ...stored, dependsOn: stored.dependsOn?.map((other) => (other === name ? as : other)) },
    ]);
    this.resources.clear();
    for (const [key, stored] of renamed) this.resources.set(key, stored);
  }

  private async declare(
    host: Host,
    name: string,
    given: Properties,
    { dependsOn, isReplaced }: { dependsOn: string[]; isReplaced: boolean },
    step: Step,
  ): Promise<void> {
    const stored = this.resources.get(name);
    const args = clone({ ...PROVIDER, ...given });
    const { __provider } = args;
    const provider = providerOf(host, args);
    const checked = await step(provider.check(stored?.inputs ?? {}, args));
    if (checked.failures.length > 0) throw new Error(checked.failures.map((f) => f.reason).join("; "));
    const inputs = clone({ ...checked.inputs, __provider });
    const as = { inputs, ...(dependsOn.length > 0 && { dependsOn }) };
    const create = () => this.storing(name, undefined, as, () => step(provider.create(inputs)));
    if (!stored) return create();
    const { changes, replaces } = await step(provider.diff(stored.id, stored.outputs, inputs));
    if (replaces.length > 0 || isReplaced) {
      await create();
      return void this.leaving.push(stored);
    }
    // Without a change the engine stores the new inputs, and leaves outputs and errors as they were.
    if (!changes && stored.initErrors.length === 0)
      return void this.resources.set(name, { ...stored, ...as });
    await this.storing(name, stored.id, as, async () => {
      const { outs } = await step(provider.update(stored.id, stored.outputs, inputs));
      return { id: stored.id, outs };
    });
  }

  private resolved(args: Properties): Properties {
    const value = (arg: unknown) =>
      arg instanceof OutputOf ? this.resources.get(arg.resource)?.outputs[arg.property] : arg;
    return Object.fromEntries(Object.entries(args).map(([key, arg]) => [key, value(arg)]));
  }

  refresh(host: Host): Promise<RunEnd> {
    return this.run(host, [...this.resources.keys()], async (name, step) => {
      const stored = this.resources.get(name);
      if (!stored) return;
      const { id, props } = await step(providerOf(host, stored.inputs).read(stored.id, stored.outputs));
      const { __provider } = stored.inputs;
      this.resources.set(name, { ...stored, id, outputs: clone({ __provider, ...props }), initErrors: [] });
    });
  }

  destroy(host: Host): Promise<RunEnd> {
    return this.run(host, this.dependentsFirst(), (name, step) => this.delete(host, name, step));
  }

  private async deleteUndeclared(host: Host, program: Program, step: Step): Promise<void> {
    for (const name of this.dependentsFirst().filter((one) => !(one in program)))
      await this.delete(host, name, step);
  }

  private dependentsFirst(): string[] {
    const left = [...this.resources.keys()].reverse();
    const sorted: string[] = [];
    while (left.length > 0) {
      const isNeeded = (name: string) =>
        left.some((one) => this.resources.get(one)?.dependsOn?.includes(name));
      const next = left.findIndex((name) => !isNeeded(name));
      sorted.push(...left.splice(Math.max(0, next), 1));
    }
    return sorted;
  }

  /** What something else in state depends on stays. */
  private async delete(host: Host, name: string, step: Step): Promise<void> {
    const stored = this.resources.get(name);
    const needed = [...this.resources.values()].some(({ dependsOn = [] }) => dependsOn.includes(name));
    if (!stored || needed) return;
    await step(providerOf(host, stored.inputs).delete(stored.id, stored.outputs));
    this.resources.delete(name);
  }

  private async deleteLeaving(host: Host, step: Step): Promise<void> {
    for (const stored of [...this.leaving]) {
      await step(providerOf(host, stored.inputs).delete(stored.id, stored.outputs));
      this.leaving.splice(this.leaving.indexOf(stored), 1);
    }
  }

  private async storing(
    name: string,
    knownId: string | undefined,
    as: Pick<StoredResource, "inputs" | "dependsOn">,
    act: () => Promise<{ id: string; outs: Properties }>,
  ): Promise<void> {
    try {
      const { id, outs } = await act();
      const { __provider } = as.inputs;
      this.resources.set(name, { id, ...as, outputs: clone({ __provider, ...outs }), initErrors: [] });
    } catch (error) {
      const failure = error as Error & { id?: string; properties?: Properties; reasons?: string[] };
      const { id = knownId, properties, reasons = [] } = failure;
      if (properties && id !== undefined)
        this.resources.set(name, { id, ...as, outputs: clone(properties), initErrors: reasons });
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

/** The text that the program gave says which code a resource belongs to. */
function providerOf(host: Host, { __provider }: Properties): DynamicProvider {
  return __provider === providerText("Cart") ? host.cart : host.provider;
}

type Step = <T>(promise: Promise<T>) => Promise<T>;

/** State goes to disk and back between two steps. */
function clone<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
