import { setTimeout as realTime } from "node:timers/promises";
import * as v from "valibot";
import type { Faults as FaultsInterface, ScriptedFault } from "./scriptedFaults";
import { ConnectionCut } from "./errors";
import { type AnswerAction, type FaultRequest, matches, needsAnswer, refusalOf } from "./faultMatch";
import { type FaultPhase, type FaultScript, type FaultState, faultScriptSchema } from "./faultScript";
import { HeldRequests } from "./heldRequests";
import type { Wait } from "./inputs";

/** A request on its way past the phases. */
export interface Visit {
  /** Whether it came as far as the phase "before"; the phase "after" is only for such requests. */
  readonly reached: boolean;
  /** Applies the fault that is due, and returns what is left to do to the answer. Throws a refusal or a cut. */
  strike(phase: FaultPhase): Promise<AnswerAction | undefined>;
  /** Takes so long. Throws a cut when the request is ended meanwhile. */
  pause(ms: number): Promise<void>;
}

/** What is kept of a fault in a copy of the emulator. */
interface KeptFault {
  id: string;
  script: FaultScript;
  hits: number;
  skipped: number;
}

/** The faults of a copy of the emulator. */
export interface FaultsCopy {
  /** How many were ever scripted; ids follow from it. */
  count: number;
  entries: KeptFault[];
}

interface Entry extends KeptFault {
  held: HeldRequests;
}

/** The scripted faults of an emulator. */
export class Faults implements FaultsInterface {
  private entries: Entry[] = [];
  private count = 0;
  private underWay = new AbortController();

  constructor(private readonly wait: Wait = (ms, signal) => realTime(ms, undefined, { signal })) {}

  script(input: FaultScript): ScriptedFault {
    const parsed = v.safeParse(faultScriptSchema, input);
    if (!parsed.success)
      throw new TypeError(
        `Fault: ${parsed.issues.map((issue) => `${v.getDotPath(issue) ?? ""} ${issue.message}`).join("; ")}`,
      );
    const script = parsed.output;
    if (script.path !== undefined) new RegExp(script.path);
    if (needsAnswer(script.action) && (script.phase ?? "after") !== "after")
      throw new TypeError(`Fault: ${script.action.kind} needs the phase "after".`);
    const id = `fault-${++this.count}`;
    const entry: Entry = { id, script, hits: 0, skipped: 0, held: new HeldRequests(id) };
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
    for (const { held } of this.entries.splice(0)) held.release();
  }

  /** Ends every request that is under way, without effect. */
  interrupt(): void {
    this.underWay.abort();
    this.underWay = new AbortController();
    for (const { held } of this.entries) held.abort();
  }

  save(): FaultsCopy {
    const entries = this.entries.map(({ held: _held, ...kept }) => kept);
    return structuredClone({ count: this.count, entries });
  }

  /** Goes on with the faults of a copy; handles stand for the faults of their ids. What is under way ends first. */
  restore(copy: FaultsCopy): void {
    this.interrupt();
    const { count, entries } = structuredClone(copy);
    const heldBy = new Map(this.entries.map(({ id, held }) => [id, held]));
    this.count = count;
    this.entries = entries.map((kept) => ({
      ...kept,
      held: heldBy.get(kept.id) ?? new HeldRequests(kept.id),
    }));
  }

  visit(request: FaultRequest): Visit {
    const { signal } = this.underWay;
    let reached = false;
    const goesOn = () => {
      if (signal.aborted) throw new ConnectionCut();
    };
    const pause = async (ms: number) => {
      await this.wait(ms, signal).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
      goesOn();
    };
    const strike = async (phase: FaultPhase) => {
      goesOn();
      const entry = this.due(phase, request);
      if (entry) {
        entry.hits += 1;
        const { action } = entry.script;
        if (action.kind === "delay") await pause(action.ms);
        if (action.kind === "hold") await entry.held.hold();
        if (action.kind === "cut") throw new ConnectionCut();
        if (action.kind === "respond") throw refusalOf(action);
        if (needsAnswer(action)) return action;
      }
      if (phase === "before") reached = true;
      return undefined;
    };
    return {
      strike,
      pause,
      get reached() {
        return reached;
      },
    };
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
    const { id } = entry;
    const current = () => this.entries.find((candidate) => candidate.id === id) ?? entry;
    return {
      id,
      hits: () => current().hits,
      held: (timeoutMs = 10_000) => current().held.arrived(timeoutMs),
      release: () => current().held.release(),
      remove: () => {
        const { held } = current();
        this.entries = this.entries.filter((other) => other.id !== id);
        held.release();
      },
    };
  }
}
