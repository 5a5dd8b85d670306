import type { Context } from "../../provider/lifecycle/core/context";
import { DEFAULT_RULES, type PurchaseRules } from "../../provider/lifecycle/core/purchaseRules";
import { RunMemory } from "../../provider/lifecycle/core/runMemory";
import { FakeClock } from "./fakeClock";
import { FakePartnerCenter } from "./fakePartnerCenter";

/** A world for one run: a fake Partner Center, a clock, a memory, and the lines that were printed. */
export interface FakeWorld extends Context {
  fake: FakePartnerCenter;
  clock: FakeClock;
  infos: string[];
  warnings: string[];
  /** The stack's rules; a test changes them. They stay for the next run. */
  purchaseRules: PurchaseRules;
  /** The same Partner Center and clock for another run: nothing is remembered. */
  nextRun(): FakeWorld;
}

export function fakeWorld(
  clock = new FakeClock(),
  fake = new FakePartnerCenter(clock),
  purchaseRules: PurchaseRules = { ...DEFAULT_RULES },
): FakeWorld {
  const infos: string[] = [];
  const warnings: string[] = [];
  let randomIds = 0;
  return {
    fake,
    clock,
    infos,
    warnings,
    memory: new RunMemory(),
    preview: { unreachable: false },
    newId: () => `random-${++randomIds}`,
    now: clock.now,
    sleep: clock.sleep,
    info: (line) => infos.push(line),
    warn: (line) => warnings.push(line),
    partnerCenter: () => fake,
    partner: () => fake.partner,
    rules: () => purchaseRules,
    purchaseRules,
    nextRun: () => fakeWorld(clock, fake, purchaseRules),
  };
}
