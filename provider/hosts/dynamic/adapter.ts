import {
  isRefused,
  type CheckFailure,
  type Properties,
  type Refused,
  type ResourceLifecycle,
  type Settled,
} from "../../lifecycle/core/lifecycle";
import type { Session, StackConfig } from "./session";

/** The part of the dynamic host's protocol that is used; it mirrors `pulumi.dynamic.ResourceProvider`. */
export interface DynamicProvider {
  configure(request: { config?: StackConfig }): Promise<void>;
  check(
    olds: Properties,
    news: Properties,
  ): Promise<{ inputs: Properties; failures: { property: string; reason: string }[] }>;
  diff(id: string, olds: Properties, news: Properties): Promise<{ changes: boolean; replaces: string[] }>;
  create(inputs: Properties): Promise<{ id: string; outs: Properties }>;
  read(id: string, props: Properties): Promise<{ id: string; props: Properties; inputs?: Properties }>;
  update(id: string, olds: Properties, news: Properties): Promise<{ outs: Properties }>;
  delete(id: string, props: Properties): Promise<void>;
}

/** The input that holds the provider's text. As what the class says of the question, it is no input to lifecycles. */
const PROVIDER_KEY = "__provider";

/**
 * The host sends an initialisation failure as a header of its answer, in base64, and a header of more than 64 KiB
 * never leaves it: the engine would wait for ever, and the purchase would be in no state.
 */
const MOST_STATE_BYTES = 24_000;
const MOST_REASON_CHARACTERS = 6_000;

/**
 * Speaks the dynamic host's protocol for a lifecycle. The host's needs that nothing else may depend on are met here:
 * plain JSON out, `__provider` in the properties of an initialisation failure, errors whose stack is their message.
 */
export function dynamicProvider<Inputs, State>(
  session: Session,
  lifecycle: ResourceLifecycle<Inputs, State>,
): DynamicProvider {
  return {
    // eslint-disable-next-line @typescript-eslint/require-await -- Not an await in it, see Session.configure.
    configure: async ({ config }) => session.configure(config),
    check: async (olds, news) => {
      const { previewChecks, resourceKey, alikeCart, ...declared } = own(news);
      const asked = {
        inPreview: previewChecks === true,
        ...(typeof resourceKey === "string" && { resourceKey }),
        ...(typeof alikeCart === "string" && { alikeCart }),
      };
      const { inputs, failures } = await plainErrors(() => lifecycle.check(own(olds), declared, asked));
      return { inputs: json(inputs), failures: failures.map((failure) => shownWell(failure, news)) };
    },
    diff: (id, olds, news) =>
      plainErrors(async () => accepted(await lifecycle.diff(id, own(olds), own(news)))),
    create: async (inputs) => {
      const { id, state } = await settledEnd(lifecycle, inputs, () => lifecycle.create(own(inputs)));
      return { id, outs: json(state) };
    },
    read: async (id, props) => {
      const read = await plainErrors(async () => accepted(await lifecycle.read(id, own(props))));
      return { id: read.id, props: json(read.state), inputs: read.inputs && json(read.inputs) };
    },
    update: async (id, olds, news) => {
      const { state } = await settledEnd(lifecycle, news, () => lifecycle.update(id, own(olds), own(news)));
      return { outs: json(state) };
    },
    delete: async (id, props) => {
      await plainErrors(async () => accepted(await lifecycle.delete(id, own(props))));
    },
  };
}

/** What was not refused. The host knows a refusal as an error: it leaves state as it was. */
function accepted<T extends object>(end: T | Refused): T {
  if (isRefused(end)) throw new Error(end.refused);
  return end;
}

/**
 * An end without problems, or an initialisation failure in the form in which the host stores it. The host does not add
 * `__provider` itself, and state without it can be neither refreshed nor destroyed.
 */
async function settledEnd<Inputs, State>(
  lifecycle: ResourceLifecycle<Inputs, State>,
  inputs: Properties,
  act: () => Promise<Settled<State> | Refused>,
): Promise<Settled<State>> {
  const end = await plainErrors(async () => accepted(await act()));
  if (end.problems.length === 0) return end;
  const state = json(lifecycle.compact(end.state, MOST_STATE_BYTES));
  const properties = { ...state, [PROVIDER_KEY]: inputs[PROVIDER_KEY] };
  const reasons = end.problems.map((problem) => shortened(problem));
  // People are shown the reasons; the message travels in a header as well.
  throw Object.assign(new Error("initialization failed"), { id: end.id, properties, reasons });
}

/**
 * The engine prints the value of the property that a failure names, as Go prints it: a help for an id, noise for a list,
 * and `<nil>` for a path into one. Every reason names its property itself.
 */
function shownWell({ property, reason }: CheckFailure, news: Properties): CheckFailure {
  const isScalar = ["string", "number", "boolean"].includes(typeof news[property]);
  return { property: isScalar ? property : "", reason };
}

/** Keeps the beginning (what happened) and the end (what to do, the ids for support). */
function shortened(reason: string): string {
  if (reason.length <= MOST_REASON_CHARACTERS) return reason;
  const half = MOST_REASON_CHARACTERS / 2;
  return `${reason.slice(0, half)} [...] ${reason.slice(-half)}`;
}

/**
 * The host prints what check, diff, read and delete throw, stack and all, and the engine shows the message once more
 * as the resource's error. So what the host prints is kept to a line that points there.
 */
async function plainErrors<T>(act: () => T | Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Error)
      Object.assign(error, {
        message: shortened(error.message),
        stack: "",
        toString: () => "Refused by a resource of this stack, or failed; its error says why",
      });
    throw error;
  }
}

function own(properties: Properties): Properties {
  const { [PROVIDER_KEY]: _provider, ...rest } = properties;
  return rest;
}

/** The engine takes plain JSON only: no undefined, no dates, no numbers that aren't finite. */
function json(value: unknown): Properties {
  return JSON.parse(JSON.stringify(value)) as Properties;
}
