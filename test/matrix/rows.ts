import type { FaultAction, FaultScript } from "../../emulator";
import { OPERATIONS, type Facts, type MatrixOperation, type SetUp, type Trouble } from "./trouble";

type Fault = Omit<FaultScript, "operation">;
type Lasts = Facts["lasts"];

const TIMES = { once: 1, several: 3, forever: "always" } as const;
export const AFTER_LIST_LAG = 14 * 60_000;
export const CHECKOUT = ["checkout"] as const;
/** Requests that change something, so that trouble can come before or after it. */
export const CHANGES = ["checkout", "createCart", "updateCart"] as const;
/** A token request comes first on its connection, and its 401 is a refusal. */
export const API = OPERATIONS.filter((operation) => operation !== "token");

export const fault = (action: FaultAction, lasts: Lasts, phase?: Fault["phase"]): Fault => ({
  action,
  times: TIMES[lasts],
  ...(phase && { phase }),
});
export const respond = (status: number, more: Partial<Extract<FaultAction, { kind: "respond" }>> = {}) =>
  ({ kind: "respond", status, ...more }) as const;

export function row(
  name: string,
  facts: Partial<Facts>,
  setUp: SetUp,
  operations: readonly MatrixOperation[] = OPERATIONS,
): Trouble {
  return {
    name,
    operations,
    facts: { answer: "none", lasts: "once", leaves: true, buys: "no", ...facts },
    setUp,
  };
}

/** Trouble that settles nothing, once or for ever, before or after the purchase. */
export function silence(name: string, action: FaultAction, lasts: Lasts, after: boolean): Trouble {
  const setUp = { faults: [fault(action, lasts, after ? "after" : "before")] };
  const operations = after ? CHANGES : OPERATIONS;
  return row(name, { lasts, buys: after ? "yes" : "no", cut: action.kind === "cut" }, setUp, operations);
}

/** An answer that says everything, in a form that takes some reading. */
export const oddForm = (name: string, action: FaultAction): Trouble =>
  row(name, { answer: "oddForm", lasts: "forever", buys: "yes" }, { faults: [fault(action, "forever")] });

export const cut: FaultAction = { kind: "cut" };
const hold: FaultAction = { kind: "hold" };

export function held(lasts: Lasts, phase: "before" | "after"): SetUp {
  return { faults: [fault(hold, lasts, phase)], silent: true };
}

export function throttled(
  name: string,
  retryAfter: number | string | undefined,
  retryAfterMs: number | undefined,
) {
  const action = respond(429, { shape: "gateway", ...(retryAfter !== undefined && { retryAfter }) });
  return row(name, { retryAfterMs }, { faults: [fault(action, "once")] });
}

/** What was done can't be read from the answer: of a checkout, that is a purchase. */
export function unreadable(name: string, action: FaultAction, lasts: Lasts): Trouble {
  const facts: Partial<Facts> = { lasts, buys: "yes", cut: action.kind === "truncate" };
  return row(name, facts, { faults: [fault(action, lasts, "after")] });
}
