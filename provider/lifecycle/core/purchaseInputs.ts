import * as v from "valibot";
import type { PurchaseRules } from "./purchaseRules";
import { normaliseId } from "./ids";
import { oneOf, orderIdsInput } from "./inputSchema";

/** What carts and checkouts say alike of what the customer has already. */
export const alreadyOrderedInputs = {
  /** Whether it is taken over or refused. */
  ifAlreadyOrdered: v.optional(oneOf(["refuse", "adopt"])),
  /** Orders and subscriptions that this purchase is known to come on top of. */
  besides: v.optional(orderIdsInput(0, "a list of order or subscription ids", "order or subscription")),
};

export function isAdopting(inputs: Record<string, unknown>): boolean {
  return inputs["ifAlreadyOrdered"] === "adopt";
}

/** What the purchase is known to come on top of. */
export function besidesOf(inputs: Record<string, unknown>): string[] {
  const ids: unknown[] = Array.isArray(inputs["besides"]) ? inputs["besides"] : [];
  return ids.filter((id): id is string => typeof id === "string").map(normaliseId);
}

/** How the program, as it stands now, wants what the customer has already to be judged. */
export function duplicateRules(
  { rules }: { rules: () => PurchaseRules },
  inputs: Record<string, unknown>,
): { duplicateDays: number; besides: string[]; onlyAlive: boolean } {
  const { duplicateDays } = rules();
  return { duplicateDays, besides: besidesOf(inputs), onlyAlive: isAdopting(inputs) };
}
