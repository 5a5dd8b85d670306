import type { PurchaseRules } from "./purchaseRules";
import { normaliseId } from "./ids";
import { idsRule, oneOf, type Rule } from "./inputChecks";

/** What to do about what the customer has already. */
export type IfAlreadyOrdered = "refuse" | "adopt";

/** Rules that carts and checkouts have in common. */
export const ifAlreadyOrderedRule: Rule = oneOf(["refuse", "adopt"]);

export const besidesRule: Rule = idsRule(0, "order or subscription");

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
  { rules }: { rules(): PurchaseRules },
  inputs: Record<string, unknown>,
): { duplicateDays: number; besides: string[]; onlyAlive: boolean } {
  const { duplicateDays } = rules();
  return { duplicateDays, besides: besidesOf(inputs), onlyAlive: isAdopting(inputs) };
}
