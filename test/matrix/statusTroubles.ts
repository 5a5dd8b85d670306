import { API, CHECKOUT, cut, fault, respond, row, silence, throttled } from "./rows";
import type { Trouble } from "./trouble";

/** What Partner Center, a gateway or the token service answers instead. */
export const STATUSES: Trouble[] = [
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
