import * as v from "valibot";

/** What a request wants, independent of ids. */
export const OPERATIONS = [
  "token",
  "getCustomer",
  "createCart",
  "getCart",
  "updateCart",
  "checkout",
  "listOrders",
  "getOrder",
  "getProvisioningStatus",
  "getActivationLinks",
  "listSubscriptions",
  "getSubscription",
  "listProducts",
  "getProduct",
  "listSkus",
  "getSku",
  "listAvailabilities",
  "getAvailability",
] as const;

export type Operation = (typeof OPERATIONS)[number];

/**
 * When a fault strikes. "arrival": before anything is looked at, the token included. "before": the request is in
 * order and, for a checkout, the cart is locked, but nothing was bought. "after": it took effect (the purchase is in
 * the journal) and its answer is about to leave.
 */
export type FaultPhase = "arrival" | "before" | "after";

/** The form of an error body. The first four are those of Partner Center; "html" is the page of a proxy. */
export type BodyShape = "documented" | "gateway" | "validation" | "empty" | "html";

/** What a fault does. */
export type FaultAction =
  /** Answers this instead. After the effect, it replaces the answer. `body` wins over `shape`. */
  | {
      kind: "respond";
      status: number;
      shape?: BodyShape;
      code?: number | string;
      description?: string;
      body?: unknown;
      headers?: Record<string, string>;
      /** Seconds, or a date as text. */
      retryAfter?: number | string;
    }
  /** Waits real time. */
  | { kind: "delay"; ms: number }
  /** Waits until released. */
  | { kind: "hold" }
  /** Cuts the connection without an answer. */
  | { kind: "cut" }
  /** Sends the first part of the body (default half); then cuts, or ends as if that were all ("clean"). */
  | { kind: "truncate"; keepBytes?: number; end?: "cut" | "clean" }
  /** Changes the JSON body of the answer. */
  | {
      kind: "alter";
      /** Lists every order twice. */
      duplicateOrders?: boolean;
      /** Leaves these members out, at any depth, e.g. "orders" or "status". */
      without?: string[];
      /** Leaves the `id` of orders out. */
      withoutOrderIds?: boolean;
      /** Status of all orders. */
      orderStatus?: string;
      /** Total that a collection claims. */
      totalCount?: number;
      /** What a collection has as `links.next`, verbatim. */
      nextLink?: unknown;
    }
  /** Sends the answer in another form. */
  | {
      kind: "send";
      gzip?: boolean;
      contentType?: string;
      bom?: boolean;
      /** Adds a member of so many bytes to the JSON body. */
      padBytes?: number;
      /** Sends so many bytes, pauses, and so on. */
      slow?: { chunkBytes: number; pauseMs: number };
    };

/** Which requests a fault hits, when, how often, and what it does. All given conditions must hold. */
export interface FaultScript {
  operation?: Operation;
  /** In capitals. */
  method?: string;
  /** A regular expression that the path (without the query) must match. */
  path?: string;
  cartId?: string;
  customerId?: string;
  /** True: only requests on a connection that has served one before; false: only first ones. */
  reusedConnection?: boolean;
  /** Lets so many matching requests pass first. Default 0. */
  skip?: number;
  /** How many requests it hits. Default 1. */
  times?: number | "always";
  /** Default "before"; "after" for `truncate`, `alter` and `send`, which need an answer. */
  phase?: FaultPhase;
  action: FaultAction;
}

/** A scripted fault and what became of it. */
export interface FaultState {
  id: string;
  script: FaultScript;
  /** Requests it has hit. */
  hits: number;
  /** Requests it holds now. */
  holding: number;
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const actionSchema = v.variant("kind", [
  v.strictObject({
    kind: v.literal("respond"),
    status: v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599)),
    shape: v.optional(v.picklist(["documented", "gateway", "validation", "empty", "html"])),
    code: v.optional(v.union([v.number(), v.string()])),
    description: v.optional(v.string()),
    body: v.optional(v.unknown()),
    headers: v.optional(v.record(v.string(), v.string())),
    retryAfter: v.optional(v.union([v.number(), v.string()])),
  }),
  v.strictObject({ kind: v.literal("delay"), ms: count }),
  v.strictObject({ kind: v.literal("hold") }),
  v.strictObject({ kind: v.literal("cut") }),
  v.strictObject({
    kind: v.literal("truncate"),
    keepBytes: v.optional(count),
    end: v.optional(v.picklist(["cut", "clean"])),
  }),
  v.strictObject({
    kind: v.literal("alter"),
    duplicateOrders: v.optional(v.boolean()),
    without: v.optional(v.array(v.string())),
    withoutOrderIds: v.optional(v.boolean()),
    orderStatus: v.optional(v.string()),
    totalCount: v.optional(v.number()),
    nextLink: v.optional(v.unknown()),
  }),
  v.strictObject({
    kind: v.literal("send"),
    gzip: v.optional(v.boolean()),
    contentType: v.optional(v.string()),
    bom: v.optional(v.boolean()),
    padBytes: v.optional(count),
    slow: v.optional(v.strictObject({ chunkBytes: v.pipe(count, v.minValue(1)), pauseMs: count })),
  }),
]);

/** Checks a script, whoever wrote it. An unknown member is an error, so that a typo never disarms a test. */
export const faultScriptSchema = v.strictObject({
  operation: v.optional(v.picklist(OPERATIONS)),
  method: v.optional(v.string()),
  path: v.optional(v.string()),
  cartId: v.optional(v.string()),
  customerId: v.optional(v.string()),
  reusedConnection: v.optional(v.boolean()),
  skip: v.optional(count),
  times: v.optional(v.union([v.pipe(count, v.minValue(1)), v.literal("always")])),
  phase: v.optional(v.picklist(["arrival", "before", "after"])),
  action: actionSchema,
});
