import { expect } from "chai";
import type { Exchange } from "../../../../provider/client/http/exchange";
import { judge, type Arrival, type CallKind } from "../../../../provider/client/http/judge";

type Verdict = ReturnType<typeof judge>["verdict"];

const json = (value: unknown): Body => ({ kind: "json", value });
type Body = (Exchange & { kind: "answer" })["body"];
const empty: Body = { kind: "unreadable", why: "an empty body", empty: true };
const page: Body = { kind: "unreadable", why: "an HTML or XML page", empty: false };
const error = json({ code: 1, description: "No." });

/** Accepts `{"good": …}` only. */
const accept = (body: unknown) =>
  typeof body === "object" && body !== null && "good" in body ? body : undefined;

const answer = (status: number, body: Body): Exchange => ({
  kind: "answer",
  meta: { status, requestId: "r", correlationId: "c" },
  body,
});
const noAnswer = (
  reason: (Exchange & { kind: "noAnswer" })["reason"],
  mayHaveArrived: boolean,
): Exchange => ({ kind: "noAnswer", reason, mayHaveArrived, description: "" });

describe("judge", () => {
  const cases: [
    title: string,
    exchange: Exchange,
    read: Verdict,
    checkout: Verdict,
    arrival?: Arrival,
    reason?: string,
  ][] = [
    ["200 of the right form", answer(200, json({ good: 1 })), "done", "done"],
    ["201 of the right form", answer(201, json({ good: 1 })), "done", "done"],
    ["200 with an error body", answer(200, error), "final", "final", "answered", "answer"],
    ["200 of another form", answer(200, json({})), "retry", "retry", "unknown", "unreadable"],
    ["200 with a page", answer(200, page), "retry", "retry", "unknown", "unreadable"],
    ["204 without a body", answer(204, empty), "retry", "retry", "unknown", "unreadable"],
    ["302", answer(302, page), "final", "final", "unknown", "unreadable"],
    ["304", answer(304, empty), "final", "final", "unknown", "unreadable"],
    ["400 with an error", answer(400, error), "final", "final", "answered", "answer"],
    ["400 without a body", answer(400, empty), "final", "final", "answered", "answer"],
    ["401 with an error", answer(401, error), "renewToken", "renewToken", "answered", "answer"],
    ["401 without a body", answer(401, empty), "renewToken", "renewToken", "answered", "answer"],
    ["403 with an error", answer(403, error), "final", "final", "answered", "answer"],
    ["403 with a page", answer(403, page), "final", "retry", "unknown", "unreadable"],
    ["404 with an error", answer(404, error), "final", "final", "answered", "answer"],
    ["407 with a page", answer(407, page), "final", "final", "answered", "answer"],
    ["408", answer(408, empty), "retry", "retry", "unknown", "answer"],
    ["409 with an error", answer(409, error), "final", "final", "answered", "answer"],
    ["429", answer(429, json({ statusCode: 429, message: "" })), "retry", "retry", "unknown", "answer"],
    ["500 with an error", answer(500, error), "retry", "retry", "unknown", "answer"],
    ["501 with an error", answer(501, error), "retry", "retry", "unknown", "answer"],
    ["502 with a page", answer(502, page), "retry", "retry", "unknown", "answer"],
    ["503 without a body", answer(503, empty), "retry", "retry", "unknown", "answer"],
    ["a refused connection", noAnswer("refused", false), "retry", "retry", "no", "refused"],
    ["an unknown host", noAnswer("dns", false), "retry", "retry", "no", "dns"],
    ["a bad certificate", noAnswer("tls", false), "final", "final", "no", "tls"],
    ["TLS trouble after the handshake", noAnswer("tls", true), "final", "final", "unknown", "tls"],
    ["a time-out", noAnswer("timeout", true), "retry", "retry", "unknown", "timeout"],
    ["a time-out while connecting", noAnswer("timeout", false), "retry", "retry", "no", "timeout"],
    ["a cut connection", noAnswer("cut", true), "retry", "retry", "unknown", "cut"],
    ["a malformed answer", noAnswer("unreadable", true), "retry", "retry", "unknown", "unreadable"],
    ["a request that can't be formed", noAnswer("settings", false), "final", "final", "no", "settings"],
  ];
  for (const [title, exchange, read, checkout, arrival, reason] of cases) {
    const verdicts: [CallKind, Verdict][] = [
      ["read", read],
      ["checkout", checkout],
    ];
    for (const [kind, verdict] of verdicts) {
      it(`calls ${title} ${verdict} for a ${kind}`, () => {
        const judgement = judge(exchange, accept, kind);
        expect(judgement.verdict).to.equal(verdict);
        if (judgement.verdict !== "done") {
          expect(judgement.failure).to.include({ arrival, reason });
        }
      });
    }
  }

  it("keeps code, description, ids and Retry-After of an answer", () => {
    const exchange = { ...answer(429, error), retryAfterMs: 5000 };
    expect(judge(exchange, accept, "read")).to.deep.equal({
      verdict: "retry",
      failure: {
        arrival: "unknown",
        reason: "answer",
        code: "1",
        description: "No.",
        meta: { status: 429, requestId: "r", correlationId: "c" },
        retryAfterMs: 5000,
      },
    });
  });
});
