import { holdsUnknown, InitFailure, Refusal, type Lifecycle } from "./lifecycle";

const PROFILE_NAME = /^[a-z][a-z0-9-]{0,30}$/;

type Properties = Record<string, unknown>;

/**
 * What is wrong with a profile's name, in words that follow "profile "; undefined for none and for a good one. The
 * name becomes part of configuration keys and of environment variables.
 */
export function profileProblem(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (holdsUnknown(value)) return "must be known at preview: give it as plain text, not as an output";
  if (typeof value === "string" && PROFILE_NAME.test(value)) return undefined;
  const shown = typeof value === "string" ? JSON.stringify(value.slice(0, 60)) : typeof value;
  return `must be a letter followed by up to 30 letters, digits or "-", all in lower case, such as "emea"; got ${shown}`;
}

/**
 * One lifecycle that is many: each profile (and none) has a lifecycle of its own, with its own client, token and
 * memory, made when it is first needed. New resources go by the program's `profile`, existing ones by that of their
 * state. The lifecycles themselves see no `profile`; inputs and state carry it where it is set.
 */
export function perProfile<I, S>(make: (profile: string | undefined) => Lifecycle<I, S>): Lifecycle<I, S> {
  const made = new Map<string | undefined, Lifecycle<I, S>>();
  const of = (properties: Properties) => {
    const profile = profileOf(properties);
    const lifecycle = made.get(profile) ?? make(profile);
    made.set(profile, lifecycle);
    return { lifecycle, back: <T>(value: T): T => withProfile(value, profile) };
  };
  return {
    check: async (olds, news) => {
      const problem = profileProblem(news["profile"]) ?? movedInInputs(olds, news);
      if (problem !== undefined)
        return { inputs: news, failures: [{ property: "profile", reason: `profile ${problem}` }] };
      const { lifecycle, back } = of(news);
      const { inputs, failures } = await lifecycle.check(without(olds), without(news));
      return { inputs: back(inputs), failures };
    },
    diff: (id, olds, news) => {
      refuseMove(olds, news);
      return of(olds).lifecycle.diff(id, without(olds), without(news));
    },
    create: async (news) => {
      const { lifecycle, back } = of(news);
      const { id, state } = await failingWith(back, () => lifecycle.create(without(news)));
      return { id, state: back(state) };
    },
    read: async (id, stored) => {
      const { lifecycle, back } = of(stored);
      const read = await failingWith(back, () => lifecycle.read(id, without(stored)));
      return { ...read, state: back(read.state), ...(read.inputs && { inputs: back(read.inputs) }) };
    },
    update: async (id, olds, news) => {
      refuseMove(olds, news);
      const { lifecycle, back } = of(olds);
      const { state } = await failingWith(back, () => lifecycle.update(id, without(olds), without(news)));
      return { state: back(state) };
    },
    delete: async (id, stored) => of(stored).lifecycle.delete(id, without(stored)),
    compact: (state, mostBytes) => {
      const { lifecycle, back } = of(state as Properties);
      const added = JSON.stringify(back({})).length;
      return back(lifecycle.compact(without(state as Properties) as S, mostBytes - added));
    },
  };
}

/** The profile that is written down. A name that can't be one is refused: whose purchase it is would be a guess. */
function profileOf(properties: Properties): string | undefined {
  const problem = profileProblem(properties["profile"]);
  if (problem !== undefined)
    throw new Refusal(`profile ${problem}. Nothing was sent and nothing was changed.`);
  return (properties["profile"] as string | null | undefined) ?? undefined;
}

function without({ profile: _profile, ...rest }: Properties): Properties {
  return rest;
}

function withProfile<T>(value: T, profile: string | undefined): T {
  return profile === undefined ? value : { ...value, profile };
}

async function failingWith<T>(back: <V>(value: V) => V, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof InitFailure)) throw error;
    throw new InitFailure(error.id, back(error.state as unknown), error.reasons);
  }
}

/** Asked already in check, since the engine replaces without asking diff when it is told to. */
function movedInInputs(olds: Properties, news: Properties): string | undefined {
  if (Object.keys(olds).length === 0) return undefined;
  return moved(olds["profile"], news["profile"]);
}

function refuseMove(olds: Properties, news: Properties): void {
  const problem = profileProblem(news["profile"]) ?? moved(olds["profile"], news["profile"]);
  if (problem !== undefined)
    throw new Refusal(`profile ${problem}. Nothing was sent and nothing was changed.`);
}

function moved(old: unknown, wanted: unknown): string | undefined {
  if ((old ?? undefined) === (wanted ?? undefined)) return undefined;
  return (
    `can't change from ${named(old)} to ${named(wanted)}: a purchase stays with the partner that made it. ` +
    `Put it back, and declare a purchase through another partner as a resource of its own`
  );
}

function named(profile: unknown): string {
  return profile === undefined || profile === null ? "none" : JSON.stringify(profile);
}
