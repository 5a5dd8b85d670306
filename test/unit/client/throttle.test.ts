import { expect } from "chai";
import { createThrottle, RETRY_SPACING_MS } from "../../../provider/client/throttle";

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
