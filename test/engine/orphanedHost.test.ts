import { expect } from "chai";
import { readlinkSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import {
  canSeeProcesses,
  endMarked,
  isAlive,
  kill,
  marked,
  newMark,
  type KnownProcess,
} from "../../evidence/proof/processes";
import { Purchase } from "../support/purchase";

const RETRY_AFTER_SECONDS = 2;

function isEngine({ pid }: KnownProcess): boolean {
  return readlinkSync(`/proc/${pid}/exe`).endsWith("/pulumi");
}

/** A pipeline's time is up, or memory runs out: the engine alone is killed, and the host that it had started lives on. */
describe("a host whose engine was killed", function () {
  this.timeout(120_000);
  const mark = newMark();
  let purchase: Purchase;
  before(function () {
    if (!canSeeProcesses()) this.skip();
  });
  beforeEach(async () => (purchase = await Purchase.start({ env: mark, asUsed: true })));
  afterEach(async () => {
    endMarked(mark);
    await purchase.end();
  });

  it("sends no further checkout", async () => {
    purchase.emulator.faults.script({
      operation: "checkout",
      phase: "before",
      times: 1,
      action: { kind: "respond", status: 503, retryAfter: RETRY_AFTER_SECONDS },
    });
    const up = purchase.stack.up();
    for (let tries = 0; tries < 300 && purchase.checkoutsSent() === 0; tries++) await wait(100);
    const family = marked(mark);
    const hosts = family.filter(({ role }) => role === "host");
    for (const engine of family.filter(isEngine)) await kill(engine);
    expect((await up).ok).to.equal(false);
    expect(hosts.some(isAlive), "no host outlived its engine").to.equal(true);
    await wait((RETRY_AFTER_SECONDS + 2) * 1000);
    expect(purchase.checkoutsSent()).to.equal(1);
    expect(purchase.emulator.journal.purchases()).to.deep.equal([]);
  });
});
