import type { FaultScript, FaultState } from "./faultScript";

/** A fault that was scripted. */
export interface ScriptedFault {
  readonly id: string;
  /** How many requests it has hit. */
  hits(): number;
  /** Waits until a request is being held by it. Rejects after `timeoutMs` (default 10000). */
  held(timeoutMs?: number): Promise<void>;
  /** Lets every request go on that is held by it. */
  release(): void;
  /** Takes the fault out, and lets go what it holds. */
  remove(): void;
}

/** Scripted trouble. */
export interface Faults {
  /** Adds a fault. In each phase a request is hit by the first one that matches, in the order of adding. */
  script(fault: FaultScript): ScriptedFault;
  /** What is scripted, with its hits so far. */
  list(): FaultState[];
  /** Takes all faults out, and lets go what they hold. */
  clear(): void;
}
