import { errorBody, Refusal } from "./errors";
import type { FaultAction, FaultPhase, FaultScript } from "./faultScript";
import type { Target } from "./operations";

/** The facts of a request that faults are matched by. */
export interface FaultRequest extends Target {
  method: string;
  path: string;
  reusedConnection: boolean;
}

/** Actions that need an answer to work on. */
export type AnswerAction = Extract<FaultAction, { kind: "truncate" | "alter" | "send" }>;

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

/** Whether there has to be an answer before it can be done. */
export function needsAnswer(action: FaultAction): action is AnswerAction {
  return action.kind === "truncate" || action.kind === "alter" || action.kind === "send";
}

/** The refusal that answers instead. */
export function refusalOf(action: Extract<FaultAction, { kind: "respond" }>): Refusal {
  const { status, shape = "documented", code, description } = action;
  const body = "body" in action ? action.body : errorBody(shape, { status, code, description });
  return new Refusal(status, body, {
    ...(action.retryAfter !== undefined && { "Retry-After": String(action.retryAfter) }),
    ...action.headers,
  });
}
