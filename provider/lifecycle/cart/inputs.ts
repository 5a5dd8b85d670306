import { limitsInForce, limitsProblem } from "../limits/limitInputs";
import type { CartLineRequest, CartRequest } from "../../client/schemas";
import { declaredLines, lineItemFailures } from "../core/lineItems";
import { besidesRule, ifAlreadyOrderedRule, type IfAlreadyOrdered } from "../core/purchaseInputs";
import { cartIdRule, checkInputs, customerIdRule, trueOrFalse, type InputRules } from "../core/inputChecks";
import { isSame, show } from "../core/json";
import { normaliseId, normaliseIds } from "../core/ids";
import { holdsUnknown, type CheckResult } from "../core/lifecycle";
import { withoutAvailabilities } from "../core/items";
import { breachesOfLines } from "../limits/limitBreaches";
import { type NamedLimits } from "../core/purchaseRules";

/** The inputs of a cart as the engine stores them. */
export interface CartInputs {
  customerId: string;
  lineItems: CartLineRequest[];
  partnerOnRecordAttestationAccepted?: boolean;
  /** A cart that was made elsewhere and is taken over. */
  existingCartId?: string;
  ifAlreadyOrdered?: IfAlreadyOrdered;
  besides?: string[];
  limits?: unknown;
  /** Project, stack and name of the resource: what its request ids are derived from. The class sets it. */
  seed: string;
}

const RULES: InputRules = {
  kind: "a cart",
  required: ["customerId", "lineItems"],
  rules: {
    customerId: customerIdRule,
    lineItems: lineItemFailures,
    partnerOnRecordAttestationAccepted: trueOrFalse,
    existingCartId: cartIdRule,
    ifAlreadyOrdered: ifAlreadyOrderedRule,
    besides: besidesRule,
    limits: limitsProblem,
    seed: (value) =>
      typeof value === "string" && value !== "" ? undefined : `must be text; got ${show(value)}`,
  },
  normalise(property, value) {
    if (property === "customerId" || property === "existingCartId")
      return typeof value === "string" ? normaliseId(value.trim()) : value;
    return property === "besides" ? normaliseIds(value) : value;
  },
};

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
  const { inputs, failures } = checkInputs(RULES, olds, { ...news, seed });
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
