import * as v from "valibot";
import type { CartLineRequest } from "../../client/schemas";
import type { PurchaseRules } from "./purchaseRules";
import { normaliseId } from "./ids";
import { oneOf, orderIdsInput } from "./inputSchema";
import { declaredLines } from "./lineItems";
import { holdsUnknown, UNKNOWN_VALUE } from "./unknown";

/** What carts and checkouts say alike of what the customer has already. */
export const alreadyOrderedInputs = {
  /** Whether it is taken over or refused. */
  ifAlreadyOrdered: v.optional(oneOf(["refuse", "adopt"])),
  /** Orders and subscriptions that this purchase is known to come on top of. */
  besides: v.optional(orderIdsInput(0, "a list of order or subscription ids", "order or subscription")),
};

/**
 * What the program says of a purchase. It is read once, where an operation begins, from the inputs as the host hands them
 * over. What isn't known yet is absent, and so is what makes no sense: check refused that before.
 */
export interface DeclaredPurchase {
  /** In lower case. */
  customerId?: string;
  /** Absent while the whole list isn't known. In a preview, a part of it may be the host's stand-in. */
  lineItems?: CartLineRequest[];
  ifAlreadyOrdered: "refuse" | "adopt";
  /** Orders and subscriptions that the purchase is known to come on top of. */
  besides: string[];
  /** As they were given: whoever judges the purchase reads them, and refuses it where nobody can. */
  limits?: unknown;
  /** Names of inputs that aren't known yet, as a whole or in part. In previews alone there are any. */
  unknown: ReadonlySet<string>;
}

export function declaredPurchase(inputs: Record<string, unknown>): DeclaredPurchase {
  const { limits, lineItems } = inputs;
  return {
    customerId: idIn(inputs["customerId"]),
    lineItems: lineItems === UNKNOWN_VALUE ? undefined : declaredLines(lineItems),
    ifAlreadyOrdered: inputs["ifAlreadyOrdered"] === "adopt" ? "adopt" : "refuse",
    besides: idsIn(inputs["besides"]),
    limits: holdsUnknown(limits) ? undefined : limits,
    unknown: new Set(Object.keys(inputs).filter((name) => holdsUnknown(inputs[name]))),
  };
}

/** Whether everything but these inputs is known. */
export function isKnown({ unknown }: Pick<DeclaredPurchase, "unknown">, except: string[] = []): boolean {
  return [...unknown].every((name) => except.includes(name));
}

/** A text that is known. */
export function textIn(value: unknown): string | undefined {
  return typeof value === "string" && value !== UNKNOWN_VALUE ? value : undefined;
}

/** An id in the form in which ids are compared and stored. */
export function idIn(value: unknown): string | undefined {
  const text = textIn(value);
  return text === undefined ? undefined : normaliseId(text);
}

/** The ids of a list that are known. */
export function idsIn(value: unknown): string[] {
  const all: unknown[] = Array.isArray(value) ? value : [];
  return all.map(idIn).filter((id) => id !== undefined);
}

/** How the program, as it stands now, wants what the customer has already to be judged. */
export function duplicateRules(
  { rules }: { rules: () => PurchaseRules },
  { besides, ifAlreadyOrdered }: Pick<DeclaredPurchase, "besides" | "ifAlreadyOrdered">,
): { duplicateDays: number; besides: string[]; onlyAlive: boolean } {
  const { duplicateDays } = rules();
  return { duplicateDays, besides, onlyAlive: ifAlreadyOrdered === "adopt" };
}
