import * as v from "valibot";
import { limitsInForce, limitsInput } from "../limits/limitInputs";
import type { CartRequest } from "../../client/schemas";
import { declaredLines, lineItemsInput } from "../core/lineItems";
import { alreadyOrderedInputs } from "../core/purchaseInputs";
import { cartIdInput, checkInputs, customerIdInput, flag, isText, must } from "../core/inputSchema";
import { isSame } from "../core/json";
import { holdsUnknown, type CheckResult } from "../core/lifecycle";
import { withoutAvailabilities } from "../core/items";
import { breachesOfLines } from "../limits/limitBreaches";
import { type NamedLimits } from "../core/purchaseRules";

/** The inputs of a cart. */
export const cartInputs = v.object({
  customerId: customerIdInput,
  lineItems: lineItemsInput,
  partnerOnRecordAttestationAccepted: v.optional(flag),
  /** A cart that was made elsewhere and is taken over. */
  existingCartId: v.optional(cartIdInput),
  ...alreadyOrderedInputs,
  limits: v.optional(limitsInput),
  /** Project, stack and name of the resource: what its request ids are derived from. The class sets it. */
  seed: must<string>((value) => isText(value), "text"),
});

/** The inputs of a cart as the engine stores them. */
export type CartInputs = v.InferInput<typeof cartInputs>;

/**
 * Validates and normalises the inputs of a cart. The seed is that of the first run for ever, whatever the resource is
 * called later: another seed would be another cart.
 * @param rules limits of the whole stack.
 */
export function checkCartInputs(
  olds: Record<string, unknown>,
  news: Record<string, unknown>,
  rules: NamedLimits[],
): CheckResult {
  const seed = olds["seed"] ?? news["seed"];
  const { inputs, failures } = checkInputs("a cart", cartInputs.entries, olds, { ...news, seed });
  // A renewed availability is no reason to judge anew what may have been bought long ago.
  const changed =
    !isSame(withoutAvailabilities(inputs["lineItems"]), withoutAvailabilities(olds["lineItems"])) ||
    !isSame(inputs["limits"], olds["limits"]);
  if (failures.length > 0 || !changed || holdsUnknown(inputs["lineItems"])) return { inputs, failures };
  const lines = declaredLines(inputs["lineItems"]);
  return { inputs, failures: breachesOfLines(lines, limitsInForce(inputs, rules)) };
}

/** What is sent to Partner Center. */
export function cartRequest(news: Record<string, unknown>): CartRequest {
  const attestation = news["partnerOnRecordAttestationAccepted"];
  return {
    lineItems: declaredLines(news["lineItems"]).map((line, id) => ({ id, ...line })),
    ...(typeof attestation === "boolean" && { partnerOnRecordAttestationAccepted: attestation }),
  };
}
