import type { Caller } from "./caller";
import { PartnerCenterError } from "./errors";
import type { Accept } from "./judge";
import type { Read } from "./partnerCenter";
import type { ReadCall } from "./readCall";
import { readPage, type NextLink, type Page } from "./schemas";

const MAX_PAGES = 100;

/**
 * Every element of a list, page by page. A list whose next page can't be followed is an error: half a list would look
 * like a whole one. `meta` is that of the last page.
 */
export async function readList(
  call: ReadCall,
  caller: Caller,
  get: <T>(call: ReadCall, accept: Accept<T>) => Promise<Read<T>>,
): Promise<Read<unknown[]>> {
  const listUrl = caller.urlOf(call.segments) + (call.query ?? "");
  const items: unknown[] = [];
  const visited = new Set<string>();
  let next: ReadCall = { ...call, deadline: caller.deadlineOf(call) };

  for (;;) {
    const page: Read<Page> = await get(next, readPage);
    items.push(...page.value.items);
    if (!page.value.next) {
      return { value: items, meta: page.meta };
    }
    const request = nextRequest(page.value.next, listUrl);
    const key = JSON.stringify(request);
    if (!request || visited.has(key) || visited.size + 1 >= MAX_PAGES) {
      throw new PartnerCenterError({
        action: call.action,
        method: "GET",
        path: new URL(listUrl).pathname,
        reason: "unreadable",
        description: request
          ? `the list doesn't end within ${MAX_PAGES} pages or repeats itself`
          : "the link to the next page leads to another host or another list",
        meta: page.meta,
      });
    }
    visited.add(key);
    next = { ...next, ...request };
  }
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
