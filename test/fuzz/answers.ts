import fc from "fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Operation } from "../../emulator";
import { targetOf } from "../../emulator/operations";
import { parseBody } from "../../provider/client/http/body";
import type { Exchange, HttpRequest } from "../../provider/client/http/exchange";
import { blows, bytesOf, damaged, spoilings, type Blow, type Spoiling } from "./damage";

/** An answer made from a sample body of the documents. */
export interface FuzzedAnswer {
  sample: string;
  status: number;
  blows: Blow[];
  spoiling: Spoiling;
  /** Clock and advice of the service, as they come over the wire. */
  serverTime?: number;
  retryAfterMs?: number;
}

const CARTS = [
  "cart-created",
  "cart-ordered",
  "cart-created-mixed-groups",
  "cart-with-line-error",
  "cart-updated",
];
const CHECKOUTS = [
  "cart-checkout-result-nce",
  "cart-checkout-result-nce-no-subscription",
  "cart-checkout-result-multi-order",
  "cart-checkout-result-partial-failure",
  "cart-checkout-result-all-failed",
  "cart-checkout-savings-plan",
  "checkout-mixed",
];
const ORDERS = [
  "order-get-pending",
  "order-get-completed",
  "order-get-completed-no-price",
  "order-cancelled",
];
const LISTS = ["orders-list", "orders-list-onetime"];
const TOKENS = ["token-app-only-response", "token-refresh-response"];
const ERRORS: Record<string, number> = {
  "error-400-2000-bad-tenant-guid": 400,
  "error-400-800002-invalid-input": 400,
  "error-404-800008-cart-not-found": 404,
  "error-400-800009-cart-items": 400,
  "error-409-800060-order-in-progress": 409,
  "error-409-800064-cart-locked": 409,
  "error-400-800065-already-submitted": 400,
  "error-403-13605-mca": 403,
  "error-404-20000-order-not-found": 404,
  "error-401-900420-audience": 401,
  "error-500-800003": 500,
  "error-429-throttled": 429,
  "error-401-gateway": 401,
  "token-error-response": 401,
};

/** What a call is usually answered with. */
const USUAL: Partial<Record<Operation, { samples: string[]; status: number }>> = {
  token: { samples: TOKENS, status: 200 },
  getCart: { samples: CARTS, status: 200 },
  createCart: { samples: CARTS, status: 201 },
  updateCart: { samples: CARTS, status: 200 },
  checkout: { samples: CHECKOUTS, status: 201 },
  listOrders: { samples: LISTS, status: 200 },
  getOrder: { samples: ORDERS, status: 200 },
};
const ANY = [...CARTS, ...CHECKOUTS, ...ORDERS, ...LISTS, ...TOKENS];

const serverTime = fc.constantFrom(undefined, Date.parse("2026-11-15T12:00:00Z"), 0, 8.64e15);
const retryAfterMs = fc.constantFrom(undefined, undefined, 0, 2000, 1e15);

/** Answers to one call: mostly of the right kind, sometimes an error, sometimes something else altogether. */
function answersTo(operation: Operation): fc.Arbitrary<FuzzedAnswer> {
  const { samples, status } = USUAL[operation]!;
  const form = fc.oneof(
    { weight: 6, arbitrary: fc.record({ sample: fc.constantFrom(...samples), status: fc.constant(status) }) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(...Object.entries(ERRORS).map(([sample, s]) => ({ sample, status: s }))),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        sample: fc.constantFrom(...ANY, ...Object.keys(ERRORS)),
        status: fc.constantFrom(200, 201, 202, 204, 302, 400, 403, 404, 409, 500, 599),
      }),
    },
  );
  return fc
    .tuple(form, blows, spoilings, serverTime, retryAfterMs)
    .map(([chosen, hits, spoiling, time, wait]) => ({
      ...chosen,
      blows: hits,
      spoiling,
      serverTime: time,
      retryAfterMs: wait,
    }));
}

export type Answers = Record<"token" | "getCart" | "checkout" | "listOrders" | "getOrder", FuzzedAnswer[]>;
/** To the calls of a cart. */
export type CartAnswers = Record<
  "token" | "createCart" | "getCart" | "updateCart" | "listOrders",
  FuzzedAnswer[]
>;

const tokens = fc.oneof(
  { weight: 5, arbitrary: fc.constant<FuzzedAnswer[]>([plain("token-app-only-response", 200)]) },
  { weight: 1, arbitrary: fc.array(answersTo("token"), { minLength: 1, maxLength: 2 }) },
);

/** For each call the answers in their order; the last one is repeated. */
export const answers: fc.Arbitrary<Answers> = fc.record({
  token: tokens,
  getCart: fc.oneof(
    {
      weight: 2,
      arbitrary: fc.constantFrom<FuzzedAnswer[]>([plain("cart-created", 200)], [plain("cart-ordered", 200)]),
    },
    { weight: 1, arbitrary: fc.array(answersTo("getCart"), { minLength: 1, maxLength: 3 }) },
  ),
  checkout: fc.array(answersTo("checkout"), { minLength: 1, maxLength: 3 }),
  listOrders: fc.array(answersTo("listOrders"), { minLength: 1, maxLength: 2 }),
  getOrder: fc.array(answersTo("getOrder"), { minLength: 1, maxLength: 3 }),
});

/** The same for the life of a cart. Its customer mostly has no orders, since those forbid a cart. */
export const cartAnswers: fc.Arbitrary<CartAnswers> = fc.record({
  token: tokens,
  createCart: fc.array(answersTo("createCart"), { minLength: 1, maxLength: 3 }),
  getCart: fc.array(answersTo("getCart"), { minLength: 1, maxLength: 3 }),
  updateCart: fc.array(answersTo("updateCart"), { minLength: 1, maxLength: 2 }),
  listOrders: fc.oneof(
    { weight: 2, arbitrary: fc.constant<FuzzedAnswer[]>([plain("orders-list-onetime", 200)]) },
    { weight: 1, arbitrary: fc.array(answersTo("listOrders"), { minLength: 1, maxLength: 2 }) },
  ),
});

function plain(sample: string, status: number): FuzzedAnswer {
  return { sample, status, blows: [], spoiling: { kind: "none" } };
}

const bodies = new Map<string, unknown>();

function body(sample: string): unknown {
  const path = join(__dirname, "..", "fixtures", `${sample}.json`);
  if (!bodies.has(sample)) bodies.set(sample, JSON.parse(readFileSync(path, "utf8")));
  return bodies.get(sample);
}

/** A service that answers what it is told, whatever it is asked; it counts. */
export class FuzzedService {
  /** Request ids of the checkouts. */
  readonly checkouts: string[] = [];
  /** Request ids of new carts. */
  readonly carts: string[] = [];
  readonly operations: string[] = [];
  given = 0;
  private readonly next = new Map<string, number>();

  constructor(private readonly all: Answers | CartAnswers) {}

  readonly roundTrip = async (request: HttpRequest): Promise<Exchange> => {
    const { operation } = targetOf(request.method, new URL(request.url).pathname);
    if (operation === "checkout") this.checkouts.push(request.headers["MS-RequestId"] ?? "");
    if (operation === "createCart") this.carts.push(request.headers["MS-RequestId"] ?? "");
    this.operations.push(String(operation));
    const all = this.all as Partial<Record<string, FuzzedAnswer[]>>;
    const list = all[String(operation)] ?? this.all.getCart;
    const turn = this.next.get(String(operation)) ?? 0;
    this.next.set(String(operation), turn + 1);
    this.given += 1;
    const answer = list[Math.min(turn, list.length - 1)]!;
    const { sample, status, spoiling, serverTime: time, retryAfterMs: wait } = answer;
    return {
      kind: "answer",
      meta: { status, requestId: "r", correlationId: "c", ...(time !== undefined && { serverTime: time }) },
      body: parseBody(bytesOf(damaged(body(sample), answer.blows), spoiling)),
      ...(wait !== undefined && { retryAfterMs: wait }),
    };
  };
}
