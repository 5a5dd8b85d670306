import { setTimeout as wait } from "node:timers/promises";
import * as v from "valibot";
import { errorBody, Refusal } from "./errors";
import {
  type FaultAction,
  type FaultPhase,
  type FaultScript,
  type FaultState,
  faultScriptSchema,
} from "./faultScript";
import type { Faults as FaultsInterface, ScriptedFault } from "./emulator";
import type { Target } from "./operations";

/** Thrown to end a request by cutting its connection. */
export class ConnectionCut extends Error {}

/** The facts of a request that faults are matched by. */
export interface FaultRequest extends Target {
  method: string;
  path: string;
  reusedConnection: boolean;
}

/** Actions that need an answer to work on. */
export type AnswerAction = Extract<FaultAction, { kind: "truncate" | "alter" | "send" }>;

/** A request on its way past the phases. */
export interface Visit {
  /** Whether it came as far as the phase "before"; the phase "after" is only for such requests. */
  readonly reached: boolean;
  /** Applies the fault that is due, and returns what is left to do to the answer. Throws a refusal or a cut. */
  strike(phase: FaultPhase): Promise<AnswerAction | undefined>;
}

interface Entry extends FaultState {
  skipped: number;
  held: Set<{ resume: () => void; abort: () => void }>;
  waiters: Set<() => void>;
}

/** The scripted faults of an emulator. */
export class Faults implements FaultsInterface {
  private entries: Entry[] = [];
  private count = 0;
  private readonly closed = new AbortController();

  script(input: FaultScript): ScriptedFault {
    const parsed = v.safeParse(faultScriptSchema, input);
    if (!parsed.success)
      throw new TypeError(
        `Fault: ${parsed.issues.map((issue) => `${v.getDotPath(issue) ?? ""} ${issue.message}`).join("; ")}`,
      );
    const script = parsed.output as FaultScript;
    if (script.path !== undefined) new RegExp(script.path);
    if (needsAnswer(script.action) && (script.phase ?? "after") !== "after")
      throw new TypeError(`Fault: ${script.action.kind} needs the phase "after".`);
    const entry: Entry = {
      id: `fault-${++this.count}`,
      script,
      hits: 0,
      holding: 0,
      skipped: 0,
      held: new Set(),
      waiters: new Set(),
    };
    this.entries.push(entry);
    return this.handle(entry);
  }

  list(): FaultState[] {
    return this.entries.map(({ id, script, hits, held }) => ({ id, script, hits, holding: held.size }));
  }

  /** The handle of a fault by its id. */
  find(id: string): ScriptedFault | undefined {
    const entry = this.entries.find((candidate) => candidate.id === id);
    return entry && this.handle(entry);
  }

  clear(): void {
    for (const entry of this.entries.splice(0)) release(entry);
  }

  /** Ends everything that is held or delayed, without effect. */
  abort(): void {
    this.closed.abort();
    for (const entry of this.entries.splice(0)) for (const held of entry.held) held.abort();
  }

  visit(request: FaultRequest): Visit {
    let reached = false;
    const strike = async (phase: FaultPhase) => {
      const entry = this.due(phase, request);
      if (entry) {
        entry.hits += 1;
        const { action } = entry.script;
        if (action.kind === "delay") await this.delay(action.ms);
        if (action.kind === "hold") await hold(entry);
        if (action.kind === "cut") throw new ConnectionCut();
        if (action.kind === "respond") throw refusalOf(action);
        if (needsAnswer(action)) return action;
      }
      if (phase === "before") reached = true;
      return undefined;
    };
    return {
      strike,
      get reached() {
        return reached;
      },
    };
  }

  private async delay(ms: number): Promise<void> {
    try {
      await wait(ms, undefined, { signal: this.closed.signal });
    } catch {
      throw new ConnectionCut();
    }
  }

  private due(phase: FaultPhase, request: FaultRequest): Entry | undefined {
    return this.entries.find((entry) => {
      if (!matches(entry.script, phase, request)) return false;
      if (entry.skipped < (entry.script.skip ?? 0)) {
        entry.skipped += 1;
        return false;
      }
      const times = entry.script.times ?? 1;
      return times === "always" || entry.hits < times;
    });
  }

  private handle(entry: Entry): ScriptedFault {
    return {
      id: entry.id,
      hits: () => entry.hits,
      held: (timeoutMs = 10_000) => held(entry, timeoutMs),
      release: () => release(entry),
      remove: () => {
        this.entries = this.entries.filter((other) => other !== entry);
        release(entry);
      },
    };
  }
}

/** Whether a script is about this request in this phase. */
export function matches(script: FaultScript, phase: FaultPhase, request: FaultRequest): boolean {
  const phaseOfScript = script.phase ?? (needsAnswer(script.action) ? "after" : "before");
  return (
    phaseOfScript === phase &&
    (script.operation ?? request.operation) === request.operation &&
    (script.method ?? request.method) === request.method &&
    (script.cartId?.toLowerCase() ?? request.cartId) === request.cartId &&
    (script.customerId?.toLowerCase() ?? request.customerId) === request.customerId &&
    (script.reusedConnection ?? request.reusedConnection) === request.reusedConnection &&
    (script.path === undefined || new RegExp(script.path).test(request.path))
  );
}

function needsAnswer(action: FaultAction): action is AnswerAction {
  return action.kind === "truncate" || action.kind === "alter" || action.kind === "send";
}

function refusalOf(action: Extract<FaultAction, { kind: "respond" }>): Refusal {
  const { status, shape = "documented", code, description } = action;
  const body = "body" in action ? action.body : errorBody(shape, { status, code, description });
  return new Refusal(status, body, {
    ...(action.retryAfter !== undefined && { "Retry-After": String(action.retryAfter) }),
    ...action.headers,
  });
}

function hold(entry: Entry): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = {
      resume: () => {
        entry.held.delete(request);
        resolve();
      },
      abort: () => {
        entry.held.delete(request);
        reject(new ConnectionCut());
      },
    };
    entry.held.add(request);
    for (const waiter of entry.waiters) waiter();
  });
}

function release(entry: Entry): void {
  for (const request of [...entry.held]) request.resume();
}

function held(entry: Entry, timeoutMs: number): Promise<void> {
  if (entry.held.size > 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const done = () => {
      clearTimeout(timer);
      entry.waiters.delete(done);
      resolve();
    };
    const timer = setTimeout(() => {
      entry.waiters.delete(done);
      reject(new Error(`No request was held by ${entry.id} within ${timeoutMs} ms.`));
    }, timeoutMs);
    entry.waiters.add(done);
  });
}
