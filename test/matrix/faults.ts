import type { FaultAction, FaultScript } from "../../emulator";
import { OPERATIONS, type Facts, type MatrixOperation, type SetUp, type Trouble } from "./trouble";

type Fault = Omit<FaultScript, "operation">;
type Lasts = Facts["lasts"];

const TIMES = { once: 1, several: 3, forever: "always" } as const;
const AFTER_LIST_LAG = 14 * 60_000;
const CHECKOUT = ["checkout"] as const;
/** A token has no purchase behind it, and an API token no refusal by itself. */
const API = ["checkout", "read", "wait"] as const;

const fault = (action: FaultAction, lasts: Lasts, phase?: Fault["phase"]): Fault => ({
  action,
  times: TIMES[lasts],
  ...(phase && { phase }),
});
const respond = (status: number, more: Partial<Extract<FaultAction, { kind: "respond" }>> = {}) =>
  ({ kind: "respond", status, ...more }) as const;

function row(
  name: string,
  facts: Partial<Facts>,
  setUp: SetUp,
  operations: readonly MatrixOperation[] = OPERATIONS,
): Trouble {
  return {
    name,
    operations,
    facts: { answer: "none", lasts: "once", leaves: true, buys: "no", ...facts },
    setUp,
  };
}

/** Trouble that settles nothing, once or for ever, before or after the purchase. */
function silence(name: string, action: FaultAction, lasts: Lasts, after: boolean): Trouble {
  const setUp = { faults: [fault(action, lasts, after ? "after" : "before")] };
  const operations = after ? CHECKOUT : OPERATIONS;
  return row(name, { lasts, buys: after ? "yes" : "no", cut: action.kind === "cut" }, setUp, operations);
}

/** An answer that says everything, in a form that takes some reading. */
const oddForm = (name: string, action: FaultAction): Trouble =>
  row(name, { answer: "oddForm", lasts: "forever", buys: "yes" }, { faults: [fault(action, "forever")] });

const cut: FaultAction = { kind: "cut" };
const hold: FaultAction = { kind: "hold" };

const NETWORK: Trouble[] = [
  row("time-out before the purchase, once", {}, { detour: { to: "silence", times: 1 }, silent: true }),
  row(
    "time-out before the purchase, for ever",
    { lasts: "forever" },
    { detour: { to: "silence", times: "always" }, silent: true },
  ),
  row("time-out after it, once", { buys: "yes" }, held("once", "after"), CHECKOUT),
  row("time-out after it, for ever", { lasts: "forever", buys: "yes" }, held("forever", "after"), CHECKOUT),
  row(
    "time-out, and the purchase comes true later",
    { lasts: "forever", buys: "later" },
    held("once", "before"),
    CHECKOUT,
  ),
  silence("connection cut before the purchase, once", cut, "once", false),
  silence("connection cut before the purchase, for ever", cut, "forever", false),
  silence("connection cut after it, once", cut, "once", true),
  silence("connection cut after it, for ever", cut, "forever", true),
  row(
    "connection cut after it, for ever, and the list of orders lags",
    { lasts: "forever", buys: "yes", listLags: true, cut: true },
    { faults: [fault(cut, "forever", "after")], modes: { ordersLagMs: AFTER_LIST_LAG } },
    CHECKOUT,
  ),
  row("connection refused, once", { leaves: false }, { detour: { to: "closedPort", times: 1 } }),
  row(
    "connection refused, for ever",
    { leaves: false, lasts: "forever" },
    { detour: { to: "closedPort", times: "always" } },
  ),
  row(
    "unknown host name",
    { leaves: false, lasts: "forever" },
    { detour: { to: "unknownHost", times: "always" } },
  ),
  row(
    "no TLS connection",
    { leaves: false, lasts: "forever", hopeless: true },
    { detour: { to: "tls", times: "always" } },
  ),
  row(
    "idle connection closed by the server",
    { atOnce: true },
    { faults: [{ ...fault(cut, "once", "arrival"), reusedConnection: true }] },
    API,
  ),
];

const STATUSES: Trouble[] = [
  silence("408", respond(408), "once", false),
  throttled("429, Retry-After in seconds", 7, 7_000),
  throttled("429, Retry-After as a date", "Sun, 15 Nov 2026 12:00:09 GMT", 8_000),
  throttled("429 without Retry-After", undefined, undefined),
  silence("429, for ever", respond(429, { shape: "gateway", retryAfter: 2 }), "forever", false),
  silence("500, once", respond(500, { code: 800003 }), "once", false),
  silence("503, several times", respond(503, { shape: "html" }), "several", false),
  silence("500, for ever", respond(500, { code: 900192 }), "forever", false),
  silence("502 after the purchase, once", respond(502, { shape: "html" }), "once", true),
  silence("500 after the purchase, for ever", respond(500, { code: 800005 }), "forever", true),
  row(
    "403, definite",
    { answer: "refusal", lasts: "forever" },
    { faults: [fault(respond(403, { code: 20002 }), "forever")] },
  ),
  row(
    "404 for an order",
    { answer: "unknownOrder", lasts: "forever" },
    { faults: [fault(respond(404, { code: 20000 }), "forever")] },
    ["read"],
  ),
  row(
    "403 after a try without an answer that bought nothing",
    { answer: "refusal", lasts: "forever", afterSilence: true, cut: true },
    { faults: [fault(cut, "once"), fault(respond(403, { code: 20002 }), "forever")] },
    CHECKOUT,
  ),
  row(
    "403 after a try without an answer that bought",
    { answer: "refusal", lasts: "forever", afterSilence: true, cut: true, buys: "yes" },
    {
      faults: [fault(cut, "once", "after"), { ...fault(respond(403, { code: 20002 }), "forever"), skip: 1 }],
    },
    CHECKOUT,
  ),
  row(
    "403 with the page of a gateway",
    { answer: "gatewayPage", lasts: "forever" },
    { faults: [fault(respond(403, { shape: "html" }), "forever")] },
  ),
  row(
    "redirect to another host",
    { answer: "redirect", lasts: "forever" },
    {
      faults: [
        fault(respond(302, { shape: "html", headers: { Location: "http://127.0.0.1:9/" } }), "forever"),
      ],
    },
  ),
  row(
    "401, once",
    { answer: "unauthorised", atOnce: true },
    { faults: [fault(respond(401, { shape: "gateway" }), "once")] },
    API,
  ),
  row(
    "401, for ever",
    { answer: "unauthorised", lasts: "forever", atOnce: true },
    { faults: [fault(respond(401, { code: 900420 }), "forever")] },
  ),
];

const CARTS: Trouble[] = [
  row(
    "409 800064 (busy), once",
    { answer: "busy" },
    { faults: [fault(respond(409, { code: 800064 }), "once")] },
    CHECKOUT,
  ),
  row(
    "409 800064 (busy), for ever",
    { answer: "busy", lasts: "forever" },
    { faults: [fault(respond(409, { code: 800064 }), "forever")] },
    CHECKOUT,
  ),
  row(
    "409 800060 (in progress), and it is ordered",
    { answer: "busy", buys: "yes" },
    { faults: [fault(respond(409, { code: 800060 }), "once", "after")] },
    CHECKOUT,
  ),
  row(
    "409 800060 (in progress), it is ordered, and the list of orders lags",
    { answer: "busy", buys: "yes", listLags: true },
    {
      faults: [fault(respond(409, { code: 800060 }), "once", "after")],
      modes: { ordersLagMs: AFTER_LIST_LAG },
    },
    CHECKOUT,
  ),
  row(
    "400 800065 (submitted) instead of the first answer",
    { answer: "submitted", lasts: "forever", afterSilence: true, cut: true, buys: "yes" },
    { faults: [fault(cut, "once", "after")], modes: { repeatCheckout: "800065" } },
    CHECKOUT,
  ),
  row(
    "400 800065 (submitted), and the list of orders lags",
    { answer: "submitted", lasts: "forever", afterSilence: true, cut: true, buys: "yes", listLags: true },
    {
      faults: [fault(cut, "once", "after")],
      modes: { repeatCheckout: "800065", ordersLagMs: AFTER_LIST_LAG },
    },
    CHECKOUT,
  ),
  row(
    "one order group refused",
    { answer: "someRefused", lasts: "forever" },
    { refusedGroups: "0" },
    CHECKOUT,
  ),
  row(
    "every order group refused",
    { answer: "allRefused", lasts: "forever" },
    { refusedGroups: "all" },
    CHECKOUT,
  ),
  row(
    "every order group refused, as a plain error",
    { answer: "refusal", lasts: "forever" },
    { refusedGroups: "all", modes: { allFailed: "error" } },
    CHECKOUT,
  ),
];

const MISSING_FIELDS: FaultAction = {
  kind: "alter",
  without: ["status", "creationDate", "billingCycle", "alternateId", "links", "attributes", "client"],
};

const FORMS: Trouble[] = [
  ...(["once", "forever"] as const).flatMap((lasts) => {
    const often = lasts === "once" ? "once" : "for ever";
    return [
      unreadable(`body cut off with its connection, ${often}`, { kind: "truncate" }, lasts),
      unreadable(`body cut off cleanly, ${often}`, { kind: "truncate", end: "clean" }, lasts),
      unreadable(`page of a proxy with 200, ${often}`, respond(200, { shape: "html" }), lasts),
      unreadable(`2xx without a body, ${often}`, respond(200, { shape: "empty" }), lasts),
    ];
  }),
  row(
    "2xx that carries an error",
    { answer: "errorInside", lasts: "forever" },
    { faults: [fault(respond(200, { code: 400072 }), "forever")] },
  ),
  row(
    "2xx that carries an error, though it bought",
    { answer: "errorInside", lasts: "forever", buys: "yes" },
    { faults: [fault(respond(200, { code: 400072 }), "forever", "after")] },
    CHECKOUT,
  ),
  row(
    "checkout without orders, for ever",
    { lasts: "forever", buys: "yes" },
    { faults: [fault({ kind: "alter", without: ["orders"] }, "forever")] },
    CHECKOUT,
  ),
  row(
    "orders without ids",
    { lasts: "forever", buys: "yes", atOnce: true },
    { faults: [fault({ kind: "alter", withoutOrderIds: true }, "forever")] },
    CHECKOUT,
  ),
  oddForm("gzip", { kind: "send", gzip: true }),
  oddForm("byte order mark", { kind: "send", bom: true }),
  oddForm("wrong Content-Type", { kind: "send", contentType: "text/plain" }),
  oddForm("slow body", { kind: "send", slow: { chunkBytes: 512, pauseMs: 1 } }),
  oddForm("body of 4 MB", { kind: "send", padBytes: 4_000_000 }),
  unreadable("body of 25 MB", { kind: "send", padBytes: 25_000_000 }, "once"),
  { ...oddForm("orders listed twice", { kind: "alter", duplicateOrders: true }), operations: CHECKOUT },
  { ...oddForm("missing fields", MISSING_FIELDS), operations: ["checkout", "read"] },
];

const ORDERS: Trouble[] = [
  row(
    "a status that no document names",
    { answer: "staysPending", lasts: "forever" },
    { faults: [fault({ kind: "alter", orderStatus: "in_the_works" }, "forever")] },
    ["read", "wait"],
  ),
  row(
    "orders whose status never comes",
    { answer: "staysPending", lasts: "forever" },
    { faults: [fault(MISSING_FIELDS, "forever")] },
    ["wait"],
  ),
  row(
    "orders that never complete",
    { answer: "staysPending", lasts: "forever" },
    { modes: { provisioning: "command" } },
    ["wait"],
  ),
  row(
    "orders that wait for a person",
    { answer: "needsPerson", lasts: "forever" },
    { faults: [fault({ kind: "alter", orderStatus: "pending_po_upload" }, "forever")] },
    ["read", "wait"],
  ),
  row(
    "orders that end badly",
    { answer: "endsBadly", lasts: "forever" },
    { faults: [fault({ kind: "alter", orderStatus: "error" }, "forever")] },
    ["read", "wait"],
  ),
];

/** Every class of trouble, in the order in which the documentation shows them. */
export const TROUBLES: readonly Trouble[] = [...NETWORK, ...STATUSES, ...CARTS, ...FORMS, ...ORDERS];

function held(lasts: Lasts, phase: "before" | "after"): SetUp {
  return { faults: [fault(hold, lasts, phase)], silent: true };
}

function throttled(name: string, retryAfter: number | string | undefined, retryAfterMs: number | undefined) {
  const action = respond(429, { shape: "gateway", ...(retryAfter !== undefined && { retryAfter }) });
  return row(name, { retryAfterMs }, { faults: [fault(action, "once")] });
}

/** What was done can't be read from the answer: of a checkout, that is a purchase. */
function unreadable(name: string, action: FaultAction, lasts: Lasts): Trouble {
  const facts: Partial<Facts> = { lasts, buys: "yes", cut: action.kind === "truncate" };
  return row(name, facts, { faults: [fault(action, lasts, "after")] });
}
