import { expect } from "chai";
import {
  createThrottle,
  isOwnWait,
  LONGEST_SHARED_PAUSE_MS,
  RETRY_SPACING_MS,
} from "../../../../provider/client/http/throttle";

describe("the throttle of a client", () => {
  it("keeps the longest pause that was asked for", () => {
    const throttle = createThrottle();
    throttle.pauseUntil(5_000);
    throttle.pauseUntil(3_000);
    expect(throttle.remaining(1_000)).to.equal(4_000);
    expect(throttle.remaining(6_000)).to.equal(0);
  });

  it("starts retries that are due at the same time one after another", () => {
    const throttle = createThrottle();
    const starts = Array.from({ length: 5 }, () => throttle.reserveRetry(1_000, 0));
    expect(starts).to.deep.equal([0, 1, 2, 3, 4].map((n) => 1_000 + n * RETRY_SPACING_MS));
  });

  it("does not make a retry wait for one that is due much later", () => {
    const throttle = createThrottle();
    throttle.reserveRetry(60_000, 0);
    expect(throttle.reserveRetry(1_000, 0)).to.equal(1_000);
  });

  it("forgets the moments that have passed", () => {
    const throttle = createThrottle();
    throttle.reserveRetry(1_000, 0);
    expect(throttle.reserveRetry(1_000, 2_000)).to.equal(1_000);
  });
});

describe("isOwnWait", () => {
  const cases: [ms: number, expected: boolean][] = [
    [0, false],
    [57_000, false],
    [LONGEST_SHARED_PAUSE_MS, false],
    [LONGEST_SHARED_PAUSE_MS + 1_000, true],
    [3_600_000, true],
    [Infinity, true],
  ];
  for (const [ms, expected] of cases) {
    it(`says that a wait of ${ms / 1000} s concerns ${expected ? "one call" : "all calls"}`, () => {
      expect(isOwnWait(ms)).to.equal(expected);
    });
  }
});
