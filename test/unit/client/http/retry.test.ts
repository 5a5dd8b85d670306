import { expect } from "chai";
import { nextStep, type RetryFacts, type RetryStep } from "../../../../provider/client/http/retry";
import { parseRetryAfter } from "../../../../provider/client/http/retryAfter";

describe("parseRetryAfter", () => {
  const now = Date.parse("2026-11-21T10:00:00Z");
  const cases: [header: unknown, expected: number | undefined][] = [
    ["57", 57_000],
    [" 57 ", 57_000],
    ["0", 0],
    ["1.5", 1_500],
    ["Sat, 21 Nov 2026 10:01:00 GMT", 60_000],
    ["Sat, 21 Nov 2026 09:00:00 GMT", 0],
    ["-5", undefined],
    ["soon", undefined],
    ["", undefined],
    [undefined, undefined],
    [["5"], undefined],
  ];
  for (const [header, expected] of cases) {
    it(`reads ${JSON.stringify(header)} as ${expected}`, () => {
      expect(parseRetryAfter(header, now)).to.equal(expected);
    });
  }
});

describe("nextStep", () => {
  const facts: RetryFacts = { tries: 1, now: 0, deadline: 1_000_000, random: 1 };
  const wait = (ms: number): RetryStep => ({ step: "wait", ms });
  const tooLate = (ms: number): RetryStep => ({ step: "stop", because: "deadline", ms });

  const cases: [title: string, facts: Partial<RetryFacts>, expected: RetryStep][] = [
    ["waits the base after the first try", {}, wait(500)],
    ["waits twice as long after each further try", { tries: 4 }, wait(4_000)],
    ["never waits longer than the cap", { tries: 7 }, wait(20_000)],
    ["takes half of the delay at most off as jitter", { tries: 4, random: 0 }, wait(2_000)],
    ["lets Retry-After win, without jitter", { retryAfterMs: 57_000, random: 0.3 }, wait(57_000)],
    ["takes a Retry-After of 0 at its word", { retryAfterMs: 0 }, wait(0)],
    ["does not wait for a new connection", { staleConnection: true }, wait(0)],
    ["lets Retry-After beyond the cap stand", { retryAfterMs: 600_000 }, wait(600_000)],
    ["stops after the last try", { tries: 8 }, { step: "stop", because: "tries" }],
    ["stops where Retry-After ends at the deadline", { retryAfterMs: 1_000_000 }, tooLate(1_000_000)],
    ["stops where its own delay ends after the deadline", { now: 999_900 }, tooLate(500)],
    ["waits where the delay just fits", { deadline: 501 }, wait(500)],
  ];
  for (const [title, special, expected] of cases) {
    it(title, () => {
      expect(nextStep({ ...facts, ...special })).to.deep.equal(expected);
    });
  }
});
