import { expect } from "chai";
import fc from "fast-check";
import type { Caller } from "../../../provider/client/caller";
import { PartnerCenterError } from "../../../provider/client/errors";
import type { Accept } from "../../../provider/client/http/judge";
import { pagesProblem, readList } from "../../../provider/client/listing";
import type { ReadCall } from "../../../provider/client/readCall";
import { readPage, type Page } from "../../../provider/client/schemas";

const link = { uri: "/customers/c/orders?page=2", headers: [] };

describe("readPage", () => {
  const read = { items: [{ id: "a" }], next: undefined, totalCount: undefined };
  const cases: [title: string, body: object, expected: Partial<Page>][] = [
    ["no links", {}, {}],
    ["links of null", { links: null }, {}],
    ["links without a next one", { links: { self: link } }, {}],
    ["an empty list of links", { links: [] }, {}],
    ["a next link of null", { links: { next: null } }, {}],
    ["a next link", { links: { next: { ...link, method: "GET" } } }, { next: link }],
    ["a next link without headers", { links: { next: { uri: link.uri } } }, { next: link }],
    ["a next link without an address", { links: { next: {} } }, { next: "unreadable" }],
    ["a next link with an empty address", { links: { next: { uri: "" } } }, { next: "unreadable" }],
    ["a next link that is a text", { links: { next: link.uri } }, { next: "unreadable" }],
    ["a next link that is false", { links: { next: false } }, { next: "unreadable" }],
    ["links that are a text", { links: link.uri }, { next: "unreadable" }],
    ["links that are a list", { links: [{ rel: "next", ...link }] }, { next: "unreadable" }],
    ["a total", { totalCount: 2 }, { totalCount: 2 }],
    ["a total as text", { totalCount: "2" }, { totalCount: 2 }],
    ["a total that is no number", { totalCount: "many" }, {}],
    ["a total of null", { totalCount: null }, {}],
  ];
  for (const [title, body, expected] of cases) {
    it(`reads a page with ${title}`, () => {
      expect(readPage({ items: [{ id: "a" }], ...body })).to.deep.equal({ ...read, ...expected });
    });
  }

  for (const body of [{}, { totalCount: 0 }, { items: null }, [], null]) {
    it(`finds no page in ${JSON.stringify(body)}`, () => {
      expect(readPage(body)).to.equal(undefined);
    });
  }
});

describe("pagesProblem", () => {
  const page = (ids: string, facts: Partial<Page> = {}): Page => ({
    items: Array.from(ids, (id) => ({ id })),
    ...facts,
  });
  const cases: [title: string, pages: Page[], problem: string | undefined][] = [
    ["a page without a total", [page("ab")], undefined],
    ["a page with its total", [page("ab", { totalCount: 2 })], undefined],
    ["an empty list", [page("", { totalCount: 0 })], undefined],
    ["a page with a total that is too small", [page("ab", { totalCount: 1 })], undefined],
    ["a page with a negative total", [page("ab", { totalCount: -5 })], undefined],
    [
      "pages that each count themselves",
      [page("ab", { totalCount: 2 }), page("c", { totalCount: 1 })],
      undefined,
    ],
    ["pages that count the list", [page("ab", { totalCount: 3 }), page("c", { totalCount: 3 })], undefined],
    ["a first page that leads on", [page("ab", { totalCount: 3, next: link })], undefined],
    ["elements without an id", [{ items: [{}, {}, null], totalCount: 3 }], undefined],
    [
      "a page that lacks an element",
      [page("ab", { totalCount: 3 })],
      "the list promises 3 elements, but 2 came",
    ],
    ["an empty page of a list", [page("", { totalCount: 1 })], "the list promises 1 elements, but 0 came"],
    [
      "pages that lack an element",
      [page("ab", { totalCount: 4, next: link }), page("c")],
      "the list promises 4 elements, but 3 came",
    ],
    [
      "pages that overlap",
      [page("ab", { totalCount: 4, next: link }), page("bc", { totalCount: 4 })],
      "the list promises 4 elements, but 3 came",
    ],
    [
      "a link that can't be read",
      [page("ab", { totalCount: 2, next: "unreadable" })],
      "the list has a link to a next page that can't be read",
    ],
  ];
  for (const [title, pages, problem] of cases) {
    it(`${problem === undefined ? "accepts" : "refuses"} ${title}`, () => {
      const found = pagesProblem(pages);
      if (problem === undefined) expect(found).to.equal(undefined);
      else expect(found).to.contain(problem);
    });
  }
});

/** Reads a list whose pages are these bodies, each asked for by its number. */
async function readBodies(bodies: readonly object[]): Promise<unknown[]> {
  const call: ReadCall = { action: "list", segments: ["customers", "c", "orders"] };
  const caller = {
    urlOf: () => "https://api.example/v1/customers/c/orders",
    deadlineOf: () => 0,
  } as unknown as Caller;
  const get = async <T>({ query = "?page=0" }: ReadCall, accept: Accept<T>) => ({
    value: accept(bodies[Number(query.replace("?page=", ""))]) as T,
    meta: { status: 200, requestId: "r", correlationId: "c" },
  });
  return (await readList(call, caller, get)).value;
}

describe("a list", () => {
  const sizes = fc.array(fc.nat(4), { minLength: 1, maxLength: 6 });
  const total = fc.constantFrom("list", "page", "text", "none");
  const linkTo = (page: number) => ({ uri: `/customers/c/orders?page=${page}`, headers: [] });

  /** The pages of a list of numbered orders. */
  function pagesOf(lengths: readonly number[], count: string) {
    const all = lengths.flatMap((length, page) => Array.from({ length }, (_, n) => ({ id: `${page}-${n}` })));
    const bodies = lengths.map(
      (length, page): { items: { id: string }[]; totalCount: unknown; links: unknown } => ({
        items: all.filter(({ id }) => id.startsWith(`${page}-`)),
        totalCount: { list: all.length, page: length, text: String(all.length) }[count],
        links: page + 1 < lengths.length ? { next: linkTo(page + 1) } : {},
      }),
    );
    return { all, bodies };
  }

  it("is read whole, however it is cut into pages and counted", () =>
    fc.assert(
      fc.asyncProperty(sizes, total, async (lengths, count) => {
        const { all, bodies } = pagesOf(lengths, count);
        expect(await readBodies(bodies)).to.deep.equal(all);
      }),
    ));

  const oddLinks = fc.constantFrom<unknown>("next", 1, [{}], { next: {} }, { next: "?page=1" }, { next: [] });
  const strayLinks = fc.constantFrom(
    { next: { uri: "https://attacker.example/v1/customers/c/orders?page=1" } },
    { next: { uri: "/customers/c/subscriptions?page=1" } },
  );
  const damages = fc.oneof(
    fc.record({ kind: fc.constant("links" as const), links: fc.oneof(oddLinks, strayLinks) }),
    fc.record({ kind: fc.constant("element" as const) }),
    fc.record({ kind: fc.constant("end" as const) }),
  );

  it("is never taken for a whole one when a part of it is missing", () =>
    fc.assert(
      fc.asyncProperty(sizes, fc.nat(), damages, async (lengths, where, damage) => {
        const { all, bodies } = pagesOf(lengths, "list");
        const body = bodies[where % bodies.length];
        if (body && damage.kind === "links") body.links = damage.links;
        if (body && damage.kind === "element") body.items.shift();
        if (body && damage.kind === "end") body.links = {};
        const outcome = await readBodies(bodies).catch((error: unknown) => error);
        if (outcome instanceof PartnerCenterError) expect(outcome.facts.reason).to.equal("unreadable");
        else expect(outcome).to.deep.equal(all);
      }),
    ));
});
