import { expect } from "chai";
import { summaryOf } from "../../../../evidence/bench/hostMemory";

const samples = (...sizes: number[]) => sizes.map((mb, i) => ({ seconds: i, mb }));

describe("summaryOf", () => {
  it("has the smallest and the largest size, and the growth of the second half a minute", () => {
    const summary = summaryOf(samples(50, 150, 160, 100, 101, 102));
    expect(summary).to.include({ samples: 6, minMb: 50, maxMb: 160 });
    expect(summary.slopeMbPerMinute).to.be.closeTo(60, 1e-6);
  });

  it("has no growth where nothing grows, or where there is one sample", () => {
    expect(summaryOf(samples(10, 90, 90, 90)).slopeMbPerMinute).to.equal(0);
    expect(summaryOf(samples(90)).slopeMbPerMinute).to.equal(0);
  });

  it("refuses to speak of a host that was never seen", () => {
    expect(() => summaryOf([])).to.throw("never seen");
  });
});
