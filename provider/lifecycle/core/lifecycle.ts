/** What a host (the dynamic provider today, a plugin later) can ask of a resource kind. */
export interface Lifecycle<Inputs, State> {
  check(olds: Record<string, unknown>, news: Record<string, unknown>): CheckResult | Promise<CheckResult>;
  diff(
    id: string,
    olds: Record<string, unknown>,
    news: Record<string, unknown>,
  ): DiffResult | Promise<DiffResult>;
  create(inputs: Record<string, unknown>): Promise<{ id: string; state: State }>;
  /** `inputs` only where the state has none yet; otherwise the ones that the program gave stay. */
  read(id: string, state: Record<string, unknown>): Promise<{ id: string; state: State; inputs?: Inputs }>;
  update(id: string, olds: Record<string, unknown>, news: Record<string, unknown>): Promise<{ state: State }>;
  delete(id: string, state: Record<string, unknown>): Promise<void>;
  /** The same resource in at most so many bytes of JSON, with everything that can be read again left out as needed. */
  compact(state: State, mostBytes: number): State;
}

export interface CheckFailure {
  property: string;
  reason: string;
}

export interface CheckResult {
  inputs: Record<string, unknown>;
  failures: CheckFailure[];
}

export interface DiffResult {
  changes: boolean;
  /** Properties that force a replacement. For a purchase that means another purchase, so it is nearly always empty. */
  replaces: string[];
}

/**
 * The resource exists, but not everything about it is well: it goes into state and the run fails. Hosts must store
 * `state` under `id`; each reason is shown alone and is complete.
 */
export class InitFailure<State> extends Error {
  constructor(
    readonly id: string,
    readonly state: State,
    readonly reasons: string[],
  ) {
    super(reasons.join("\n"));
    this.name = "InitFailure";
  }
}

/** The operation is refused or failed and nothing was changed: neither state nor anything at Partner Center. */
export class Refusal extends Error {
  constructor(message: string) {
    super(message);
    this.name = "Refusal";
  }
}

/** Pulumi's stand-in for a value that isn't known yet, of whatever type. It reaches check and diff in previews. */
export const UNKNOWN_VALUE = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Whether a value is, or anywhere holds, a value that isn't known yet. */
export function holdsUnknown(value: unknown): boolean {
  if (value === UNKNOWN_VALUE) return true;
  if (Array.isArray(value)) return value.some(holdsUnknown);
  if (typeof value === "object" && value !== null) return Object.values(value).some(holdsUnknown);
  return false;
}
