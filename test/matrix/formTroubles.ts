import type { FaultAction } from "../../emulator";
import { CHECKOUT, fault, oddForm, respond, row, unreadable } from "./rows";
import type { Trouble } from "./trouble";

export const MISSING_FIELDS: FaultAction = {
  kind: "alter",
  without: ["status", "creationDate", "billingCycle", "alternateId", "links", "attributes", "client"],
};

/** What is wrong with a body, or only unusual about it. */
export const FORMS: Trouble[] = [
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
