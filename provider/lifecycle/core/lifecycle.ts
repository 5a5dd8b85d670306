import { PartnerCenterError } from "../../client/errors";

/** Plain JSON, as hosts hand it over. */
export type Properties = Record<string, unknown>;

/**
 * What a host (the dynamic provider today, a plugin later) can ask of a resource kind. An operation returns how it
 * ended and does not throw: an exception is a defect. Once a call that buys has left, it can only be {@link Settled}.
 */
export interface ResourceLifecycle<Inputs, State> {
  check(olds: Properties, news: Properties, asked?: Asked): Promise<CheckResult>;
  diff(id: string, olds: Properties, news: Properties): Promise<Change | Refused>;
  create(inputs: Properties): Promise<Settled<State> | Refused>;
  /** `inputs` only where the state has none yet; otherwise the ones that the program gave stay. */
  read(id: string, state: Properties): Promise<(Settled<State> & { inputs?: Inputs }) | Refused>;
  update(id: string, olds: Properties, news: Properties): Promise<Settled<State> | Refused>;
  delete(id: string, state: Properties): Promise<Deleted | Refused>;
  /** The same resource in at most so many bytes of JSON, with everything that can be read again left out as needed. */
  compact(state: State, mostBytes: number): State;
}

/** What the program says of the question, and not of the resource: no input, and in no state. */
export interface Asked {
  /** A preview asks, and the program wants to be told what would be bought. */
  inPreview?: boolean;
  /** Tells resources of one name apart, which have parents of several types; absent for the first one of a name. */
  resourceKey?: string;
  /** Another cart that the program declares, which would buy a line of this one again. */
  alikeCart?: string;
}

export interface CheckFailure {
  property: string;
  reason: string;
}

export interface CheckResult {
  inputs: Properties;
  failures: CheckFailure[];
}

export interface Change {
  changes: boolean;
  /** Properties that force a replacement. For a purchase that means another purchase, so it is nearly always empty. */
  replaces: string[];
}

/** The resource exists and goes into state. Where there are problems, the run fails; each is shown alone and is complete. */
export interface Settled<State> {
  id: string;
  state: State;
  problems: string[];
}

/** The resource is out of state. */
export interface Deleted {
  deleted: true;
}

/** Nothing was sent that buys, and state stays as it was. */
export interface Refused {
  refused: string;
}

export function isRefused(end: object): end is Refused {
  return "refused" in end;
}

/** A step of an operation before anything is sent that buys stops it: the operation returns {@link Refused}. */
export class Refusal extends Error {
  constructor(message: string) {
    super(message);
    this.name = "Refusal";
  }
}

/**
 * Does what may be refused: a Refusal, or a call of Partner Center that failed, comes back as {@link Refused}. It never
 * encloses the sending of a checkout, so what comes after that can't be refused.
 */
export async function refusable<T>(act: () => T | Promise<T>): Promise<T | Refused> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Refusal || error instanceof PartnerCenterError) return { refused: error.message };
    throw error;
  }
}
