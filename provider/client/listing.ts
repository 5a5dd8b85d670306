import * as v from "valibot";
import type { Caller } from "./caller";
import { PartnerCenterError } from "./errors";
import type { Accept } from "./http/judge";
import type { AnswerMeta, Read } from "./calls";
import type { ReadCall } from "./readCall";
import { read, readAll, readPage, type NextLink, type Page } from "./schemas";
import { requiredId } from "./schemas/scalars";

const MAX_PAGES = 100;
const idSchema = v.object({ id: requiredId });

/** Reads with a GET. */
type Get = <T>(call: ReadCall, accept: Accept<T>) => Promise<Read<T>>;

/**
 * Every element of a list, page by page. A list whose pages can't all be read, or that holds less than it promises, is
 * an error: half a list would look like a whole one. `meta` is that of the last page.
 */
export async function readList(call: ReadCall, caller: Caller, get: Get): Promise<Read<unknown[]>> {
  const listUrl = caller.urlOf(call.segments) + (call.query ?? "");
  const pages: Page[] = [];
  const visited = new Set<string>();
  let next: ReadCall = { ...call, deadline: caller.deadlineOf(call) };

  for (;;) {
    const { value: page, meta } = await get(next, readPage);
    pages.push(page);
    const problem = pagesProblem(pages);
    if (problem !== undefined) {
      throw unreadable(call, caller, problem, meta);
    }
    if (page.next === undefined || page.next === "unreadable") {
      return { value: pages.flatMap(({ items }) => items), meta };
    }
    const request = nextRequest(page.next, listUrl);
    if (!request) {
      throw unreadable(call, caller, "the link to the next page leads to another host or another list", meta);
    }
    const key = JSON.stringify(request);
    if (visited.has(key) || pages.length >= MAX_PAGES) {
      const description = `the list doesn't end within ${MAX_PAGES} pages or repeats itself`;
      throw unreadable(call, caller, description, meta);
    }
    visited.add(key);
    next = { ...next, ...request };
  }
}

/**
 * Every element of a list in the schema's form. An element that isn't, for want of an id, is an error: without it the
 * list would look like a whole one.
 * @param elements what they are, in the words of the error: `orders`.
 */
export async function readWhole<T>(
  schema: v.GenericSchema<unknown, T>,
  elements: string,
  call: ReadCall,
  caller: Caller,
  get: Get,
): Promise<Read<T[]>> {
  const { value, meta } = await readList(call, caller, get);
  const readable = readAll(schema, value);
  const lost = value.length - readable.length;
  if (lost > 0) {
    throw unreadable(call, caller, `the list holds ${lost} ${elements} without a readable id`, meta);
  }
  return { value: readable, meta };
}

/** Why these pages, the last of them just read, are not the list so far, or all of it when no link leads on. */
export function pagesProblem(pages: readonly Page[]): string | undefined {
  const next = pages[pages.length - 1]?.next;
  if (next === "unreadable") {
    return "the list has a link to a next page that can't be read";
  }
  const promised = Math.max(0, ...pages.map(({ totalCount }) => totalCount ?? 0));
  const came = countElements(pages);
  return next === undefined && promised > came
    ? `the list promises ${promised} elements, but ${came} came and no link leads to the others`
    : undefined;
}

/** Elements of all pages. One that an earlier page held, because the list changed meanwhile, stands in for no other. */
function countElements(pages: readonly Page[]): number {
  const earlier = new Set<string>();
  let count = 0;
  for (const { items } of pages) {
    const keys = items.map((item) => read(idSchema, item)?.id ?? JSON.stringify(item));
    count += keys.filter((key) => !earlier.has(key)).length;
    keys.forEach((key) => earlier.add(key));
  }
  return count;
}

function unreadable(call: ReadCall, caller: Caller, description: string, meta: AnswerMeta) {
  const { action, segments } = call;
  const path = new URL(caller.urlOf(segments)).pathname;
  return new PartnerCenterError({ action, method: "GET", path, reason: "unreadable", description, meta });
}

/** What the request for a next page has of its own. */
export type NextRequest = Required<Pick<ReadCall, "query" | "headers">>;

/**
 * Reads a link to a next page. Only its query and continuation token are used; the address is built from ids, because
 * links come without `/v1`, with it, or with it twice. Undefined for a link to another host or another list.
 */
export function nextRequest(link: NextLink, listUrl: string): NextRequest | undefined {
  const list = new URL(listUrl);
  let target: URL;
  try {
    target = new URL(link.uri, list);
  } catch {
    return undefined;
  }
  const resource = list.pathname.slice(list.pathname.indexOf("/v1/") + "/v1".length);
  const samePath = withoutSlash(target.pathname).toLowerCase().endsWith(resource.toLowerCase());
  if (target.origin !== list.origin || !samePath) {
    return undefined;
  }
  const query = new URLSearchParams(target.search);
  for (const [name, value] of list.searchParams) {
    query.set(name, value);
  }
  const token = link.headers.find(({ key }) => key.toLowerCase() === "ms-continuationtoken")?.value;
  const text = query.toString();
  return { query: text && `?${text}`, headers: token ? { "MS-ContinuationToken": token } : {} };
}

function withoutSlash(path: string): string {
  return path.replace(/\/+$/, "");
}
