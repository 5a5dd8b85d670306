import { expect } from "chai";
import { loadOf } from "../../../../evidence/bench/requestLoad";
import type { RecordedRequest } from "../../../../emulator";

/** A request so many milliseconds after the start. */
function request(
  ms: number,
  requestId: string | undefined,
  more: Partial<RecordedRequest> = {},
): RecordedRequest {
  const at = new Date(Date.parse("2026-11-21T10:00:00Z") + ms).toISOString();
  const rest = { method: "GET", path: "/", query: "", headers: {}, bodyLength: 0, cut: false };
  return { sequence: 1, at, operation: "getCart", requestId, status: 200, ...rest, ...more };
}

describe("loadOf", () => {
  it("calls the same operation with the same request id a retry, and nothing else", () => {
    const checkout = { operation: "checkout" as const };
    const requests = [
      request(0, "a"),
      request(1, "a"),
      request(2, "a", checkout),
      request(3, "b"),
      request(4, undefined),
      request(5, undefined),
    ];
    expect(loadOf(requests)).to.include({ requests: 6, retries: 1 });
  });

  it("counts what was throttled", () => {
    expect(loadOf([request(0, "a", { status: 429 }), request(1, "a")])).to.include({ throttled: 1 });
  });

  it("finds the busiest second, wherever it starts, in any order", () => {
    const at = [1900, 0, 900, 1500, 1899, 2500].map((ms, i) => request(ms, `${i}`));
    expect(loadOf(at).mostPerSecond).to.equal(3);
    expect(loadOf([]).mostPerSecond).to.equal(0);
  });

  it("finds the busiest second of retries", () => {
    const retries = [0, 100, 200, 1300].map((ms) => request(ms, "a"));
    expect(loadOf(retries)).to.include({ mostPerSecond: 3, mostRetriesPerSecond: 2 });
  });
});
