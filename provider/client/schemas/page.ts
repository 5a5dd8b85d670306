import * as v from "valibot";
import { asText, count, list, object, read } from "./scalars";

const collectionSchema = v.object({
  items: v.array(v.unknown()),
  links: v.optional(v.unknown()),
  totalCount: count,
});

/** One page of a list, or undefined. */
export interface Page {
  items: unknown[];
  /** Absent on the last page; "unreadable" when the page has a link that can't be read. */
  next?: NextLink | "unreadable";
  /** How many elements are promised, of the whole list or of this page alone. */
  totalCount?: number;
}

/** The link of a page to the page behind it. */
export interface NextLink {
  uri: string;
  headers: { key: string; value: string }[];
}

const pageLinkSchema: v.GenericSchema<unknown, NextLink> = object({
  uri: v.pipe(v.unknown(), v.transform(asText), v.string()),
  headers: list(v.object({ key: v.string(), value: v.string() })),
});

/** Reads a collection `{totalCount, items, links: {next}}`. Something without items is no collection. */
export function readPage(body: unknown): Page | undefined {
  const collection = read(collectionSchema, body);
  return (
    collection && {
      items: collection.items,
      next: nextOf(collection.links),
      totalCount: collection.totalCount,
    }
  );
}

/** Links in an unknown form may hide one to a next page, so that only their absence says that there is none. */
function nextOf(links: unknown): Page["next"] {
  if (links === undefined || links === null || (Array.isArray(links) && links.length === 0)) {
    return undefined;
  }
  if (typeof links !== "object" || Array.isArray(links)) {
    return "unreadable";
  }
  const { next } = links as { next?: unknown };
  return next === undefined || next === null ? undefined : (read(pageLinkSchema, next) ?? "unreadable");
}
