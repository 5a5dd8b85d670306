import {
  isRefused,
  refusable,
  Refusal,
  type Refused,
  type Properties,
  type ResourceLifecycle,
  type Settled,
} from "./lifecycle";
import { holdsUnknown } from "./unknown";

const PROFILE_NAME = /^[a-z][a-z0-9-]{0,30}$/;

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
export function perProfile<I, S>(
  make: (profile: string | undefined) => ResourceLifecycle<I, S>,
): ResourceLifecycle<I, S> {
  const made = new Map<string | undefined, ResourceLifecycle<I, S>>();
  const of = (properties: Properties) => {
    const profile = profileOf(properties);
    const lifecycle = made.get(profile) ?? make(profile);
    made.set(profile, lifecycle);
    return { lifecycle, back: <T>(value: T): T => withProfile(value, profile) };
  };
  /** A name that can't be one is refused: to guess the partner could be to buy from another one. */
  const on = async <T>(
    properties: Properties,
    act: (lifecycle: ResourceLifecycle<I, S>, back: <V>(value: V) => V) => Promise<T>,
  ): Promise<T | Refused> => {
    const found = await refusable(() => of(properties));
    return isRefused(found) ? found : act(found.lifecycle, found.back);
  };
  return {
    check: async (olds, news, asked) => {
      const problem = profileProblem(news["profile"]) ?? movedInInputs(olds, news);
      if (problem !== undefined)
        return { inputs: news, failures: [{ property: "profile", reason: `profile ${problem}` }] };
      const { lifecycle, back } = of(news);
      const { inputs, failures } = await lifecycle.check(without(olds), without(news), asked);
      return { inputs: back(inputs), failures };
    },
    diff: async (id, olds, news) =>
      refusedMove(olds, news) ?? on(olds, (lifecycle) => lifecycle.diff(id, without(olds), without(news))),
    create: (news) => on(news, async (lifecycle, back) => kept(await lifecycle.create(without(news)), back)),
    read: (id, stored) =>
      on(stored, async (lifecycle, back) => {
        const end = kept(await lifecycle.read(id, without(stored)), back);
        return isRefused(end) || !end.inputs ? end : { ...end, inputs: back(end.inputs) };
      }),
    update: async (id, olds, news) =>
      refusedMove(olds, news) ??
      on(olds, async (lifecycle, back) =>
        kept(await lifecycle.update(id, without(olds), without(news)), back),
      ),
    delete: (id, stored) => on(stored, (lifecycle) => lifecycle.delete(id, without(stored))),
    compact: (state, mostBytes) => {
      const { lifecycle, back } = of(state as Properties);
      const added = JSON.stringify(back({})).length;
      return back(lifecycle.compact(without(state as Properties) as S, mostBytes - added));
    },
  };
}

/** The end of an operation, with the profile in its state. */
function kept<E extends Settled<unknown>>(end: E | Refused, back: <V>(value: V) => V): E | Refused {
  return isRefused(end) ? end : { ...end, state: back(end.state) };
}

/** The profile that is written down. */
function profileOf(properties: Properties): string | undefined {
  const problem = profileProblem(properties["profile"]);
  if (problem !== undefined) throw new Refusal(nothingDone(problem));
  return (properties["profile"] as string | null | undefined) ?? undefined;
}

function without({ profile: _profile, ...rest }: Properties): Properties {
  return rest;
}

function withProfile<T>(value: T, profile: string | undefined): T {
  return profile === undefined ? value : { ...value, profile };
}

/** Asked already in check, since the engine replaces without asking diff when it is told to. */
function movedInInputs(olds: Properties, news: Properties): string | undefined {
  if (Object.keys(olds).length === 0) return undefined;
  return moved(olds["profile"], news["profile"]);
}

function refusedMove(olds: Properties, news: Properties): Refused | undefined {
  const problem = profileProblem(news["profile"]) ?? moved(olds["profile"], news["profile"]);
  return problem === undefined ? undefined : { refused: nothingDone(problem) };
}

function nothingDone(problem: string): string {
  return `profile ${problem}. Nothing was sent and nothing was changed.`;
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
