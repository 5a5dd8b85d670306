/** Words that only a defect of ours puts into a message. */
const BLUNDERS =
  /undefined|\bNaN\b|\[object|Cannot (read|convert)|is not a function|Invalid (time|string)|not iterable|call stack|the provider failed|Unexpected token|defect/i;

/** The first of them in a text. Long runs of one letter are a fuzzer's own. */
export function blunderIn(text: string): string | undefined {
  return BLUNDERS.exec(text.replace(/x{20,}/g, ""))?.[0];
}
