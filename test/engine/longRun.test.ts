import { expect } from "chai";
import { fewestRequests, longRun, type LongRun } from "../../evidence/bench/longRunMeasurement";
import { canSeeProcesses } from "../../evidence/proof/processes";

const CHECKOUTS = 30;
/** The SDK alone takes about 120 MB. */
const MOST_HOST_MB = 300;
/** client/throttle.ts starts one every 100 ms; a busy machine shifts some into a neighbour's second. A storm is all at once. */
const MOST_RETRIES_PER_SECOND = 20;

/** What `npx tsx evidence/bench/longRun.ts` measures with hundreds of checkouts, with a few. */
describe("a long run", function () {
  this.timeout(120_000);
  const all = { checkouts: CHECKOUTS, parallel: CHECKOUTS, timeoutSeconds: 100 };
  before(function () {
    if (!canSeeProcesses()) this.skip();
  });

  function expectWell({ ok, output, memory, load, ...bought }: LongRun): void {
    expect(ok, output).to.equal(true);
    expect(bought).to.include({ boughtOnce: CHECKOUTS, boughtTwice: 0, inState: CHECKOUTS });
    expect(memory.maxMb).to.be.lessThan(MOST_HOST_MB);
    expect(load.mostRetriesPerSecond).to.be.at.most(MOST_RETRIES_PER_SECOND);
    // Not one call more than it takes: all else is a repetition.
    expect(load.requests - load.retries).to.equal(fewestRequests(CHECKOUTS));
  }

  it("under a Partner Center that throttles buys every cart once, and repeats nothing but what was throttled", async () => {
    // Enough for all to be over long before a look at the customer's orders is too old, after 15 seconds.
    const run = await longRun({ ...all, rateLimit: { requests: 20, windowMs: 1000 } });
    expectWell(run);
    expect(run.load.throttled).to.be.greaterThan(0);
    expect(run.load.retries).to.equal(run.load.throttled);
  });

  it("through an outage with everything under way buys every cart once, without a storm", async () => {
    const run = await longRun({ ...all, outageSeconds: 4 });
    expectWell(run);
    expect(run.loadFromOutage?.retries).to.be.greaterThan(CHECKOUTS / 2);
  });
});
