import * as v from "valibot";

/*
 * Fields as Partner Center really sends them: numbers as strings, null or "" for absent, values that no document names.
 * A field that makes no sense becomes undefined, so that it can't hide the rest of an answer about money.
 */

/** Text, or a number as text. Empty text counts as absent. */
export function asText(value: unknown): string | undefined {
  if (typeof value === "number") {
    return asDecimal(value);
  }
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

/** An opaque id. A number too large to be exact is no id. */
export function asId(value: unknown): string | undefined {
  const text = typeof value === "number" && !Number.isSafeInteger(value) ? undefined : asText(value);
  // It goes into addresses and headers, and people copy it.
  return text !== undefined && /^[\x21-\x7e]{1,200}$/.test(text) ? text : undefined;
}

/** A whole number. */
export function asCount(value: unknown): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) ? number : undefined;
}

/** Money as a decimal string: what JSON says, never in scientific notation. */
export function asMoney(value: unknown): string | undefined {
  if (typeof value === "string") {
    const text = value.trim();
    return /^-?\d+(\.\d+)?$/.test(text) ? text : undefined;
  }
  return typeof value === "number" ? asDecimal(value) : undefined;
}

function asDecimal(value: number): string | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value));
  if (!match) {
    return undefined;
  }
  const [, sign = "", whole = "", fraction = "", exponent] = match;
  if (exponent === undefined) {
    return String(value);
  }
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  return point <= 0
    ? `${sign}0.${"0".repeat(-point)}${digits}`
    : `${sign}${digits.padEnd(point, "0").slice(0, point)}`;
}

const optional = <T>(read: (value: unknown) => T | undefined) =>
  v.optional(v.pipe(v.unknown(), v.transform(read)));

export const text = optional(asText);
export const id = optional(asId);
export const count = optional(asCount);
export const money = optional(asMoney);
export const flag = optional((value) => (typeof value === "boolean" ? value : undefined));
/** A list of texts, without what is no text. */
export const texts = optional((value) =>
  Array.isArray(value) ? value.flatMap((item) => asText(item) ?? []) : undefined,
);
/** Names with texts; what is no text is left out, and an empty one counts as absent. */
export const record = optional((value) => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const texts = Object.entries(value).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return texts.length > 0 ? Object.fromEntries(texts) : undefined;
});
/** An id without which the object is of no use. */
export const requiredId = v.pipe(v.unknown(), v.transform(asId), v.string());

/** An object whose absent fields are left out, so that results are plain JSON. */
export function object<const TEntries extends v.ObjectEntries>(entries: TEntries) {
  return v.pipe(v.object(entries), v.transform(withoutUndefined));
}

export function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}

/** An object that may be absent or of no use. */
export function part<T>(schema: v.GenericSchema<unknown, T>) {
  return optional((value) => read(schema, value));
}

/** Every element that can be read; none when it is no array. */
export function list<T>(schema: v.GenericSchema<unknown, T>) {
  return v.optional(
    v.pipe(
      v.unknown(),
      v.transform((value) => readAll(schema, value)),
    ),
    [],
  );
}

export function readAll<T>(schema: v.GenericSchema<unknown, T>, value: unknown): T[] {
  return Array.isArray(value) ? value.flatMap((item) => read(schema, item) ?? []) : [];
}

/** The value in the schema's form, or undefined. */
export function read<T>(schema: v.GenericSchema<unknown, T>, value: unknown): T | undefined {
  const result = v.safeParse(schema, value);
  return result.success ? result.output : undefined;
}
