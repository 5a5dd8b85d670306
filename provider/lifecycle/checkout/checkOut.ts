import { checkoutTask, type CheckoutAttempt, type CheckoutEnd } from "./task";
import { CheckoutRun } from "./run";
import type { Context } from "../core/context";
import type { PartnerCenter } from "../../client/partnerCenter";

/**
 * Checks a cart out, if the guard lets it. It always has an end: a defect of ours after the POST must not lose the
 * purchase either, so it becomes an unknown one.
 */
export async function checkOut(
  context: Context,
  partnerCenter: PartnerCenter,
  purchase: CheckoutAttempt,
): Promise<CheckoutEnd> {
  const { id, state } = purchase;
  try {
    const end = await runOf(context, partnerCenter, purchase).run();
    if (end.kind === "notSent" || end.kind === "notPlaced") context.memory.unclaimLines(id);
    return end;
  } catch (error) {
    const problem = `The provider failed while checking out ${id}: ${error instanceof Error ? error.message : "defect"}.`;
    const since = new Date(context.now()).toISOString();
    const doubt = { lines: [], ...state.unsettled, unanswered: true, since };
    const { orderErrors } = state;
    const nothing = { orders: [], differences: [], candidates: [] };
    return { kind: "unknown", posted: true, ...nothing, orderErrors, problem, doubt };
  }
}

/** What became of an attempt whose end isn't known. Sends nothing that buys. */
export function observeOnly(
  context: Context,
  partnerCenter: PartnerCenter,
  purchase: Omit<CheckoutAttempt, "declared">,
): Promise<CheckoutEnd> {
  return runOf(context, partnerCenter, purchase).observeOnly();
}

function runOf(context: Context, partnerCenter: PartnerCenter, purchase: CheckoutAttempt): CheckoutRun {
  return new CheckoutRun(partnerCenter, context, checkoutTask(context, partnerCenter, purchase));
}
