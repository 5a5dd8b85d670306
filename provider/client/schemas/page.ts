import * as v from "valibot";
import { asText, list, object, read } from "./scalars";

const collectionSchema = v.object({
  items: v.array(v.unknown()),
  links: v.optional(v.unknown()),
});

/** One page of a list, or undefined. */
export interface Page {
  items: unknown[];
  next?: NextLink;
}

/** The link of a page to the page behind it. */
export interface NextLink {
  uri: string;
  headers: { key: string; value: string }[];
}

const linkSchema: v.GenericSchema<unknown, NextLink> = object({
  uri: v.pipe(v.unknown(), v.transform(asText), v.string()),
  headers: list(v.object({ key: v.string(), value: v.string() })),
});

/** Reads a collection `{items, links: {next}}`. Something without items is no collection. */
export function readPage(body: unknown): Page | undefined {
  const collection = read(collectionSchema, body);
  const links = read(v.object({ next: linkSchema }), collection?.links);
  return collection && { items: collection.items, next: links?.next };
}
