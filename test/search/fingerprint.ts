import { createHash } from "node:crypto";
import { DAY_MS, MINUTE_MS } from "../support/simulatedTime";
import type { LifeCopy } from "../property/life";

/** Ages that the product, or Partner Center, treats otherwise than younger ones. */
const AGES_MS = [
  2 * MINUTE_MS,
  15 * MINUTE_MS,
  25 * MINUTE_MS,
  DAY_MS,
  7 * DAY_MS,
  8 * DAY_MS,
  30 * DAY_MS,
  366 * DAY_MS,
];
/** Members that differ between two lives of which the same can become. */
const PASSING = new Set([
  "ids",
  "tokenGeneration",
  "rateWindow",
  "sequence",
  "polls",
  "count",
  "correlationId",
]);
const ID_OR_MOMENT =
  /\d{4}-\d\d-\d\dT[\d:.]+Z|\b1[678]\d{11}\b|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9a-f]{12}\b/g;

/**
 * What a moment of a life comes to: two moments of the same fingerprint have the same future. Ids are called by their
 * first appearance, and of times their age counts.
 */
export function fingerprint({ time, said: _, ...life }: LifeCopy, more: object): string {
  const text = JSON.stringify({ ...life, ...more }, plain);
  const names = new Map<string, number>();
  const called = text.replace(ID_OR_MOMENT, (token) => {
    const moment = /^\d{13}$/.test(token) ? Number(token) : Date.parse(token);
    if (token.includes("T") || /^\d{13}$/.test(token)) return `age ${ageOf(time - moment)}`;
    const name = names.get(token) ?? names.size;
    names.set(token, name);
    return `id ${name}`;
  });
  return createHash("sha256").update(called).digest("base64");
}

function ageOf(age: number): number {
  const reached = AGES_MS.filter((limit) => Math.abs(age) >= limit).length;
  return age < 0 ? -1 - reached : reached;
}

function plain(key: string, value: unknown): unknown {
  if (PASSING.has(key)) return undefined;
  if (value instanceof Map || value instanceof Set) return [...(value as Iterable<unknown>)];
  return value;
}
