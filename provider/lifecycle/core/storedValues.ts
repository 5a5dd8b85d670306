import * as v from "valibot";
import type { Partner } from "../../client/partnerCenter";

/**
 * What the schemas of stored state are made of. Each member is read as older versions stored it, or as somebody damaged
 * it: nothing here throws, and what makes no sense becomes what its reader says.
 */
export const stored = <T>(read: (value: unknown) => T) =>
  v.optional(v.pipe(v.unknown(), v.transform(read)), null);

/** A member that a state may do without. */
const maybe = <T>(read: (value: unknown) => T | undefined) =>
  stored(read) as unknown as v.OptionalSchema<v.GenericSchema<unknown, T>, undefined>;

export const text = maybe(storedText);

export const textOr = (other: string) => stored((value) => storedText(value) ?? other);

export const number = maybe((value) => (typeof value === "number" ? value : undefined));

export const flag = maybe((value) => (typeof value === "boolean" ? value : undefined));

/** Something that is kept only where it is so. */
export const yes = maybe((value): boolean | undefined => (value === true ? true : undefined));

export const texts = stored(storedTexts);

/** Texts of which there is at least one. */
export const someTexts = maybe((value) => {
  const found = storedTexts(value);
  return found.length > 0 ? found : undefined;
});

/** The objects of a list, each read for itself. */
export const each = <T>(schema: v.GenericSchema<unknown, T>) =>
  stored((value): T[] => records(value).map((one) => v.parse(schema, one)));

/** The same, of a list that a state may do without. */
export const some = <T>(schema: v.GenericSchema<unknown, T>) =>
  maybe((value): T[] | undefined => {
    const read = records(value).map((one) => v.parse(schema, one));
    return read.length > 0 ? read : undefined;
  });

/** An object that a state may do without. */
export const part = <T>(schema: v.GenericSchema<unknown, T>) =>
  maybe((value): T | undefined => records([value]).map((one) => v.parse(schema, one))[0]);

/** Text as it was stored, or a number as text; undefined for anything that can be neither. */
export function storedText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "number" && Number.isFinite(value) ? String(value) : undefined;
}

function storedTexts(value: unknown): string[] {
  const all: unknown[] = Array.isArray(value) ? value : [];
  return all.filter((one): one is string => typeof one === "string");
}

/** The plain objects in a stored list; anything else in it is passed over. */
export function records(value: unknown): Record<string, unknown>[] {
  if (!Array.isArray(value)) return [];
  return value.filter(
    (v): v is Record<string, unknown> => typeof v === "object" && v !== null && !Array.isArray(v),
  );
}

/** Whose purchase it is; empty texts where that can't be read. */
export const partner = stored((value): Partner => {
  const [read = {}] = records([value]);
  return {
    tenantId: storedText(read["tenantId"]) ?? "",
    cloud: (storedText(read["cloud"]) ?? "") as Partner["cloud"],
  };
});
