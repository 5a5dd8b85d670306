import { GUID } from "./ids";
import { show, isSame } from "./json";
import { holdsUnknown, type CheckFailure, type CheckResult } from "./lifecycle";

/** What is wrong with a value, in words that follow the property's name; or several such, each with its own path. */
export type Rule = (value: unknown) => string | undefined | CheckFailure[];

/** How the inputs of a resource kind are checked. */
export interface InputRules {
  /** What the kind is called in "is not a property of". */
  kind: string;
  rules: Record<string, Rule>;
  required: string[];
  /** The form in which a value goes into state. */
  normalise(property: string, value: unknown): unknown;
}

/**
 * Validates and normalises inputs. Values that aren't known yet are let through, and so is every input that did not
 * change: what was bought under older rules must stay manageable.
 */
export function checkInputs(
  { kind, rules, required, normalise }: InputRules,
  olds: Record<string, unknown>,
  news: Record<string, unknown>,
): CheckResult {
  const inputs: Record<string, unknown> = {};
  const failures: CheckFailure[] = [];
  for (const [property, value] of Object.entries(news)) {
    if (value === undefined || value === null) continue;
    inputs[property] = holdsUnknown(value) ? value : normalise(property, value);
    if (isSame(inputs[property], olds[property])) continue;
    const rule = Object.hasOwn(rules, property) ? rules[property] : undefined;
    const wrong = rule
      ? rule(value)
      : `is not a property of ${kind}; it has ${Object.keys(rules).join(", ")}`;
    if (typeof wrong === "string") failures.push({ property, reason: `${property} ${wrong}` });
    else failures.push(...(wrong ?? []));
  }
  for (const property of required)
    if (inputs[property] === undefined) failures.push({ property, reason: `${property} is required` });
  return { inputs, failures };
}

/** The rule for values that are known as a whole; one that holds an unknown part is looked at when it is known. */
export function whenKnown(rule: Rule): Rule {
  return (value) => (holdsUnknown(value) ? undefined : rule(value));
}

// Ids become part of a URL and of the resource id, so nothing that would need escaping or could end a path segment.
const CART_ID = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/;

export const customerIdRule: Rule = whenKnown(
  (v) =>
    text(v) ??
    (GUID.test(v as string) ? undefined : `must be the customer's tenant id, a GUID; got ${show(v)}`),
);

export const cartIdRule: Rule = whenKnown(
  (v) =>
    text(v) ??
    (CART_ID.test(v as string)
      ? undefined
      : `must be the id of a cart as Partner Center returned it; got ${show(v)}`),
);

export const trueOrFalse: Rule = whenKnown((v) =>
  typeof v === "boolean" ? undefined : `must be true or false; got ${show(v)}`,
);

const ORDER_ID = /^[A-Za-z0-9_-]{1,100}$/;

/** A list of ids of orders; subscriptions are spelled alike. */
export function idsRule(least: number, kind: string): Rule {
  return whenKnown((v) => {
    if (!Array.isArray(v) || v.length < least)
      return `must be a list of ${least > 0 ? `at least ${least === 1 ? "one" : least} ` : ""}${kind} id${least === 1 ? "" : "s"}; got ${show(v)}`;
    const bad: unknown = v.find((id) => typeof id !== "string" || !ORDER_ID.test(id));
    return bad === undefined ? undefined : `holds ${show(bad)}, which is not an ${kind} id`;
  });
}

export function oneOf(allowed: readonly string[]): Rule {
  return whenKnown((value) =>
    typeof value === "string" && allowed.includes(value)
      ? undefined
      : `must be ${allowed.map((a) => `"${a}"`).join(" or ")}; got ${show(value)}`,
  );
}

function text(value: unknown): string | undefined {
  if (typeof value !== "string") return `must be text; got ${show(value)}`;
  return value.trim() === "" ? "must not be empty" : undefined;
}
