import { PartnerCenterError } from "../../provider/client/errors";
import { InitFailure, Refusal } from "../../provider/lifecycle/core/lifecycle";

/** Words that only a defect of ours puts into a message. */
const BLUNDERS =
  /undefined|\bNaN\b|\[object|Cannot (read|convert)|is not a function|Invalid (time|string)|not iterable|call stack|the provider failed|Unexpected token/i;

/** What is wrong with a thrown error: its kind, or words that name nothing. Empty when it is as it should be. */
export function faultsOf(error: unknown): string[] {
  const expected =
    error instanceof Refusal || error instanceof PartnerCenterError || error instanceof InitFailure;
  if (!expected) return [`threw ${error instanceof Error ? (error.stack ?? error.name) : typeof error}`];
  const texts = error instanceof InitFailure ? error.reasons : [error.message];
  return texts.flatMap((text) => {
    if (!/cart|order|checkout|token|customer/i.test(text)) return [`names nothing: ${text.slice(0, 200)}`];
    const blunder = BLUNDERS.exec(text.replace(/x{20,}/g, ""));
    return blunder ? [`says "${blunder[0]}": ${text.slice(0, 300)}`] : [];
  });
}

/** Whether a value is what it is after a trip through JSON. */
export function isPlainJson(value: unknown): boolean {
  const stripped = JSON.stringify(value);
  return stripped !== undefined && JSON.stringify(JSON.parse(stripped)) === stripped;
}
