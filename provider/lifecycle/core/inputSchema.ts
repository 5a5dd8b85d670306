import * as v from "valibot";
import { GUID, normaliseId, normaliseIds } from "./ids";
import { isSame, show } from "./json";
import { type CheckFailure, type CheckResult } from "./lifecycle";
import { holdsUnknown, UNKNOWN_VALUE } from "./unknown";

/**
 * What inputs are made of. A kind's schema is an object of these: its type, what is said of a wrong value, the names of
 * its arguments, their defaults and the form in which they are stored all come from it. A value that isn't known yet
 * passes: the same question comes again with it.
 */
type Input<T> = v.GenericSchema<T>;

/** A value with a test of its own, and words that follow "must be " (or all of what is wrong with it). */
export function must<T>(isFine: (value: unknown) => boolean, words: string | ((value: unknown) => string)) {
  const problem = (value: unknown) =>
    typeof words === "string" ? `must be ${words}; got ${show(value)}` : words(value);
  return v.custom<T>(
    (value) => holdsUnknown(value) || isFine(value),
    ({ input }) => problem(input),
  ) as Input<T>;
}

export const isText = (value: unknown): value is string => typeof value === "string" && value.trim() !== "";

/** Text that matches a pattern; what is said of other text may depend on it. */
export function textLike(pattern: RegExp, words: string) {
  return must<string>(
    (value) => isText(value) && pattern.test(value),
    (value) => {
      if (typeof value !== "string") return `must be text; got ${show(value)}`;
      return isText(value) ? `must be ${words}; got ${show(value)}` : "must not be empty";
    },
  );
}

export const flag = must<boolean>((value) => typeof value === "boolean", "true or false");

export function oneOf<const T extends string>(allowed: readonly T[]) {
  const words = allowed.map((one) => `"${one}"`).join(allowed.length === 2 ? " or " : ", ");
  return must<T>(
    (value) => (allowed as readonly unknown[]).includes(value),
    words.replace(/, ([^,]*)$/, " or $1"),
  );
}

export function list<T>(item: Input<T>): Input<T[]> {
  return known(v.array(item, ({ input }) => `must be a list; got ${show(input)}`));
}

/** An object with no members but these. `is` and `has` are the words for what is no such object, or no such member. */
export function object<const Entries extends v.ObjectEntries>(
  entries: Entries,
  { is = "an object", has }: { is?: string; has: string },
) {
  const names = Object.keys(entries);
  const foreign = v.never(`${has} ${names.join(names.length === 2 ? " and " : ", ")}`);
  const isObject = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value);
  return known(
    v.lazy((input) => {
      if (!isObject(input)) return v.never(`must be ${is}; got ${show(input)}`);
      const others = Object.entries(input as object).filter(
        ([name, value]) => !names.includes(name) && (value ?? undefined) !== undefined,
      );
      const refused = Object.fromEntries(others.map(([name]) => [name, foreign]));
      return v.object({ ...entries, ...refused }, "is required");
    }),
  ) as v.GenericSchema<
    v.InferInput<v.ObjectSchema<Entries, undefined>>,
    v.InferOutput<v.ObjectSchema<Entries, undefined>>
  >;
}

/** A value that isn't known yet has no parts to judge. */
export function known<Given, T>(schema: v.GenericSchema<Given, T>): v.GenericSchema<Given, T> {
  return v.lazy((input) => (input === UNKNOWN_VALUE ? v.any() : schema));
}

/** The form in which a value is stored, whatever is wrong with it: by it, a change is told from a repetition. */
function storedAs<T>(schema: Input<T>, form: (value: unknown) => unknown): Input<T> {
  return v.pipe(schema, v.metadata({ form }));
}

/** Ids become part of a URL and of the resource id, so nothing that would need escaping or could end a path segment. */
const id = (pattern: RegExp, words: string) =>
  storedAs(textLike(pattern, words), (value) =>
    typeof value === "string" ? normaliseId(value.trim()) : value,
  );

export const customerIdInput = id(GUID, "the customer's tenant id, a GUID");

export const cartIdInput = id(
  /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/,
  "the id of a cart as Partner Center returned it",
);

const isOrderId = (value: unknown) => typeof value === "string" && /^[A-Za-z0-9_-]{1,100}$/.test(value);

/** A list of ids of orders, each once; subscriptions are spelled alike. `words` say what is no such list. */
export function orderIdsInput(least: number, words: string, kind: string) {
  const ids = must<string[]>(
    (value) => Array.isArray(value) && value.length >= least && value.every(isOrderId),
    (value) => {
      if (!Array.isArray(value) || value.length < least) return `must be ${words}; got ${show(value)}`;
      return `holds ${show(value.find((one) => !isOrderId(one)))}, which is not an ${kind} id`;
    },
  );
  return storedAs(ids, normaliseIds);
}

/** The first thing that is wrong with a value, in words that follow its name. */
export function problemOf(schema: v.GenericSchema, value: unknown): string | undefined {
  return v.safeParse(schema, value).issues?.[0].message;
}

/** Everything that is wrong with a value, each with its path, such as `lineItems[0].quantity`. */
export function problemsOf(schema: v.GenericSchema, property: string, value: unknown): CheckFailure[] {
  return (v.safeParse(schema, value).issues ?? []).map(({ path = [], message }) => {
    const parts = path.map(({ key }) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`));
    const whole = [property, ...parts].join("");
    return { property: whole, reason: `${whole} ${message}` };
  });
}

/**
 * Validates inputs and brings them into the form in which they are stored. Values that aren't known yet are let through,
 * and so is every input that did not change: what was bought under older rules must stay manageable.
 * @param kind what the kind is called in "is not a property of".
 */
export function checkInputs(
  kind: string,
  entries: v.ObjectEntries,
  olds: Record<string, unknown>,
  news: Record<string, unknown>,
): CheckResult {
  const inputs: Record<string, unknown> = {};
  const failures: CheckFailure[] = [];
  for (const [property, value] of Object.entries(news)) {
    if (value === undefined || value === null) continue;
    const entry = Object.hasOwn(entries, property) ? entries[property] : undefined;
    inputs[property] = entry && !holdsUnknown(value) ? storedForm(entry, value) : value;
    if (isSame(inputs[property], olds[property])) continue;
    const names = Object.keys(entries).join(", ");
    const foreign = { property, reason: `${property} is not a property of ${kind}; it has ${names}` };
    failures.push(...(entry ? problemsOf(entry, property, value) : [foreign]));
  }
  for (const [property, entry] of Object.entries(entries))
    if (inputs[property] === undefined && !v.is(entry, undefined))
      failures.push({ property, reason: `${property} is required` });
  return { inputs, failures };
}

function storedForm(entry: v.ObjectEntries[string], value: unknown): unknown {
  const { wrapped = entry } = entry as { wrapped?: v.GenericSchema };
  const { form } = v.getMetadata(wrapped) as { form?: (value: unknown) => unknown };
  return form ? form(value) : value;
}
