import { mkdirSync, rmSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { startEmulator, type Emulator, type Modes, type NewCartLine } from "../../emulator";
import type { Ended } from "./command";
import type { Fault } from "./faults";
import type { Attempt, ReadyPeer } from "./peer";
import { seen, verdictOf, type RunSeen, type Verdict } from "./verdict";

/** One field of the comparison. */
export interface Measured {
  runs: RunSeen[];
  verdict: Verdict;
}

/** A cart of two order groups: two orders to buy. */
const LINES: NewCartLine[] = [
  { catalogItemId: "CFQ7TTC0E101:0001:CFQ7TTC0E1A1", billingCycle: "monthly" },
  { catalogItemId: "DG7GMGF0DWM3:0002:DG7GMGF0DT1M", billingCycle: "one_time" },
];
/** Of every tool and for every request; a busy machine answers well within it. */
const REQUEST_TIMEOUT_SECONDS = 5;
const REACHES_CHECKOUT_MS = 60_000;
const EIGHT_DAYS_MS = 8 * 24 * 3_600_000;

/** Lets one tool buy one cart under one fault. Undefined: the fault has no meaning for it. */
export async function measure(
  peer: ReadyPeer,
  fault: Fault,
  mode: Modes["idempotency"],
  folder: string,
): Promise<Measured | undefined> {
  const emulator = await startEmulator({ samples: false, modes: { idempotency: mode } });
  try {
    mkdirSync(folder, { recursive: true });
    const ids = emulator.addCart({ lineItems: LINES });
    if (fault.refusedGroup !== undefined) emulator.groupFails(ids.cartId, fault.refusedGroup);
    const attempt = peer.attempt(folder, {
      ...ids,
      partnerCenter: emulator.env(),
      timeoutSeconds: REQUEST_TIMEOUT_SECONDS,
    });
    if (fault.between === "rename" && !attempt.rename) return undefined;

    const journal = () => emulator.journal.purchases(ids.cartId);
    const look = ({ exit, output }: Ended) => seen(exit, journal(), { state: attempt.state(), output });
    const first = look(await firstRun(attempt, fault, emulator));
    const runs = [first];
    if (fault.runs === 2) {
      between(attempt, fault, emulator);
      runs.push(look(await attempt.run().ended));
    }
    const groups = new Set(emulator.cart(ids.cartId)?.lineItems.map(({ orderGroup }) => String(orderGroup)));
    return { runs, verdict: verdictOf([...groups], journal(), runs.at(-1) ?? first) };
  } finally {
    await emulator.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function firstRun(attempt: Attempt, { trouble, killed }: Fault, emulator: Emulator): Promise<Ended> {
  if (!trouble && !killed) return attempt.run().ended;
  const scripted = emulator.faults.script({
    operation: "checkout",
    ...(trouble ?? { phase: "after", action: { kind: "hold" } }),
  });
  const command = attempt.run();
  if (killed) {
    await scripted.held(REACHES_CHECKOUT_MS);
    await command.kill();
    await attempt.afterKill?.();
  }
  const ended = await command.ended;
  if (scripted.hits() !== 1) throw new Error(`The fault hit ${scripted.hits()} requests:\n${ended.output}`);
  scripted.remove();
  await wait(0); // what was held is let go, to nobody
  return ended;
}

function between(attempt: Attempt, fault: Fault, emulator: Emulator): void {
  if (fault.between === "loseState") attempt.loseState();
  if (fault.between === "rename") attempt.rename?.();
  if (fault.between === "eightDays") emulator.clock.advance(EIGHT_DAYS_MS);
}
