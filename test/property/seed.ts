import { randomInt } from "node:crypto";

/** The seed of random tests: a fixed one, what `PROPERTY_SEED` says, or with `PROPERTY_SEED=random` one that is drawn. */
export function propertySeed(fixed = 20261115): number {
  const wanted = process.env["PROPERTY_SEED"] ?? fixed;
  return wanted === "random" ? randomInt(2 ** 31) : Number(wanted);
}

/** How many lives are lived. */
export function propertyRuns(usual = 300): number {
  return Number(process.env["PROPERTY_RUNS"] ?? usual);
}
