import * as v from "valibot";
import { limitsInForce, limitsInput } from "../limits/limitInputs";
import type { CartRequest } from "../../client/schemas";
import { lineItemsInput } from "../core/lineItems";
import {
  alreadyOrderedInputs,
  declaredPurchase,
  idIn,
  idsIn,
  textIn,
  type DeclaredPurchase,
} from "../core/declaredPurchase";
import {
  cartIdInput,
  checkInputs,
  customerIdInput,
  flag,
  isText,
  must,
  orderIdsInput,
} from "../core/inputSchema";
import { isSame } from "../core/json";
import { type CheckResult } from "../core/lifecycle";
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
  /** Orders that are this purchase already. */
  orderIds: v.optional(orderIdsInput(0, "a list of order ids", "order")),
  limits: v.optional(limitsInput),
  /** Project, stack and name of the resource: what its request ids are derived from. The class sets it. */
  seed: must<string>((value) => isText(value), "text"),
});

/** The inputs of a cart as the engine stores them. */
export type CartInputs = v.InferInput<typeof cartInputs>;

/** What the program says of a cart. */
export interface DeclaredCart extends DeclaredPurchase {
  partnerOnRecordAttestationAccepted?: boolean;
  existingCartId?: string;
  /** Orders that are this purchase already: they speak against nothing, and their cart needs no successor. */
  orderIds: string[];
  seed: string;
}

/** What names orders: of a purchase that isn't made yet it can become known as late as in the run. */
export const ORDERS_NAMED = ["besides", "orderIds"];

export function declaredCart(inputs: Record<string, unknown>): DeclaredCart {
  const attested = inputs["partnerOnRecordAttestationAccepted"];
  const declared = declaredPurchase(inputs);
  const orderIds = idsIn(inputs["orderIds"]);
  return {
    ...declared,
    besides: [...declared.besides, ...orderIds],
    orderIds,
    partnerOnRecordAttestationAccepted: typeof attested === "boolean" ? attested : undefined,
    existingCartId: idIn(inputs["existingCartId"]),
    seed: textIn(inputs["seed"]) ?? "",
  };
}

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
  const declared = declaredCart(inputs);
  const { unknown, lineItems = [] } = declared;
  if (failures.length > 0 || !changed || unknown.has("lineItems")) return { inputs, failures };
  return { inputs, failures: breachesOfLines(lineItems, limitsInForce(declared, rules)) };
}

/** What is sent to Partner Center. */
export function cartRequest(declared: DeclaredCart): CartRequest {
  const { lineItems = [], partnerOnRecordAttestationAccepted: attested } = declared;
  return {
    lineItems: lineItems.map((line, id) => ({ id, ...line })),
    ...(attested !== undefined && { partnerOnRecordAttestationAccepted: attested }),
  };
}
