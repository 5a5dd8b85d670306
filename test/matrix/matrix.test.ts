import { expect } from "chai";
import { checkoutRequestIds } from "../../provider/lifecycle/requestIds";
import { Cell, NAME } from "./cell";
import { expectation, GROUPS, type Expectation } from "./expectation";
import { TROUBLES } from "./faults";
import { OPERATIONS } from "./trouble";

/** Shorter than any pause before another try; retries of one run are set apart by less. */
const LEAST_PAUSE_MS = 200;

describe("the fault matrix", () => {
  for (const operation of OPERATIONS)
    describe(`trouble during ${operation}`, () => {
      for (const trouble of TROUBLES.filter(({ operations }) => operations.includes(operation)))
        it(`${trouble.name}: as the rules say, and one purchase in state once it is over`, async () => {
          const cell = await Cell.start(operation, trouble.setUp);
          try {
            const expected = expectation(trouble.facts, operation);
            await expectStruck(cell, expected);
            await expectRecovered(cell, expected);
          } finally {
            await cell.end();
          }
        });
    });
});

async function expectStruck(cell: Cell, expected: Expectation): Promise<void> {
  const ran = await cell.strike();
  const state = cell.engine.state(NAME);
  const run = ran.end === "ok" ? "ok" : ran.refused ? "refused" : "initFailure";
  expect(cell.missed()).to.deep.equal([]);
  expect({ run, errors: ran.errors }, ran.errors.join("\n")).to.have.property("run", expected.run);
  if (expected.run !== "refused") expect(state?.status).to.equal(expected.status);
  else if (cell.operation === "read") expect(state?.status).to.equal("completed");
  else expect(state).to.equal(undefined);
  expect(cell.bought()).to.have.length(expected.purchases);

  const tries = cell.host.network.checkouts;
  expect(tries.length === 0 ? "none" : tries.length === 1 ? "one" : "several").to.equal(expected.checkouts);
  for (const id of tries) expect(id).to.equal(requestId(cell, 1));
  const waited = cell.time.sleeps.reduce((sum, ms) => sum + ms, 0);
  if (expected.waits !== undefined)
    expect(waited > LEAST_PAUSE_MS, `waited ${waited} ms`).to.equal(expected.waits);
  expect(waited).to.be.at.least(expected.waitsMs ?? 0);
  for (const error of ran.errors) expect(error).to.match(/cart|order|token/i);
}

/** The documented way out: run it again; where nobody knows, once more when the list must be complete. */
async function expectRecovered(cell: Cell, expected: Expectation): Promise<void> {
  await cell.over();
  const sent: string[] = [];
  if (expected.then === "refresh") await cell.refresh();
  let ran = await cell.up({ waitForProvisioning: true });
  sent.push(...cell.host.network.checkouts);
  if (ran.end !== "ok" && expected.then === "up within or after 15 minutes") {
    cell.time.advance(16 * 60_000);
    ran = await cell.up({ waitForProvisioning: true });
    sent.push(...cell.host.network.checkouts);
  }
  expect(ran.errors).to.deep.equal([]);
  expect(cell.engine.state(NAME)?.orderIds).to.have.members(cell.bought());
  expect(cell.engine.state(NAME)?.status).to.equal("completed");
  expect(cell.bought()).to.have.length(GROUPS);
  expect(cell.emulator.journal.duplicates()).to.deep.equal([]);
  const allowed = expected.nextAttempt === undefined ? [] : [requestId(cell, expected.nextAttempt)];
  expect(allowed).to.include.members(sent);
}

function requestId({ ids }: Cell, attempt: number): string {
  return checkoutRequestIds(ids.customerId, ids.cartId, attempt).requestId;
}
