import { MODE_NAMES, type ModeName } from "./modes";
import { pointOf, POINT_NAMES } from "./points";
import type { Declares, PointName, RecoveryName, Victim } from "./points";
import { Random } from "./random";
import { RECOVERIES, RECOVERY_NAMES } from "./recoveries";

/** When a request that the emulator holds goes on. */
export type Release =
  /** As soon as the victim is dead. */
  | "atOnce"
  /** While the first run of the recovery is at work on the same carts. */
  | "besideRecovery"
  /** After the first run of the recovery has ended. */
  | "afterRecovery";

/** One run of the harness, complete: the same scenario gives the same run, as far as processes allow. */
export interface Scenario {
  point: PointName;
  victim: Victim;
  recovery: RecoveryName;
  mode: ModeName;
  /** A broken provider of `broken/`, or the product. */
  provider: string;
  declares: Declares;
  /** Whether the request of one cart is held, or that of every cart. */
  holds: "one" | "all";
  /** Whether all carts hold the same items, so that their orders can't be told apart. */
  items: "different" | "alike";
  customers: "one" | "several";
  carts: number;
  release: Release;
  /** Two: the run after the first crash is killed at the same moment. */
  crashes: 1 | 2;
  /** How often the refused group is refused, where the point refuses one. */
  refusals: 1 | "always";
  /** The customer's orders can't be listed when the user has the purchase taken over. */
  blindTakeOver?: true;
  /** Of the moment and everything else that is drawn during the run. */
  seed: number;
}

export const OURS = "pulumi-partnercenter";
/** Kill runs of a whole proof: every point five times, beside the twins of the broken runs. */
export const DEFAULT_RUNS = 220;

/** A scenario that leaves everything else as simple as it can be. */
export function scenario(
  point: PointName,
  victim: Victim,
  recovery: RecoveryName,
  more: Partial<Scenario> = {},
): Scenario {
  return {
    point,
    victim,
    recovery,
    mode: pointOf(point).modes?.[0] ?? "documented",
    provider: OURS,
    declares: pointOf(point).declares ?? "carts",
    holds: "one",
    items: "different",
    customers: "several",
    carts: 3,
    release: recovery === "besideOrphan" ? "besideRecovery" : "atOnce",
    crashes: 1,
    refusals: 1,
    seed: 1,
    ...more,
  };
}

/** Every victim and recovery that a point knows. */
export function combinationsOf(point: PointName): { victim: Victim; recovery: RecoveryName }[] {
  return pointOf(point).victims.flatMap((victim) =>
    RECOVERY_NAMES.filter(
      (recovery) => RECOVERIES[recovery].after.includes(victim) && makesSense(point, recovery),
    ).map((recovery) => ({ victim, recovery })),
  );
}

/** A purchase gets another name only where its state holds no open checkout, which could not be let go. */
function makesSense(point: PointName, recovery: RecoveryName): boolean {
  const { declares, past } = pointOf(point);
  if (recovery === "otherCart") return declares !== "purchases";
  if (recovery === "newName")
    return declares !== "carts" && ["nothing", "stopped", "stoppedLongAgo"].includes(past);
  return true;
}

/** Random moments get more runs than a named point: they look for points that nobody has named yet. */
const RANDOM_SHARE = 3;

/**
 * Draws so many scenarios. Every point gets its turn again and again, and goes through all of its victims and
 * recoveries before it repeats one.
 */
export function planned(runs: number, seed: number, only?: PointName): Scenario[] {
  const random = new Random(seed);
  const points: PointName[] = only
    ? [only]
    : [...POINT_NAMES, ...Array<PointName>(RANDOM_SHARE - 1).fill("random")];
  const decks = new Map<PointName, { victim: Victim; recovery: RecoveryName }[]>();
  const scenarios: Scenario[] = [];
  while (scenarios.length < runs) {
    const point = points[scenarios.length % points.length] as PointName;
    let deck = decks.get(point) ?? [];
    if (deck.length === 0) deck = random.shuffled(combinationsOf(point));
    const combination = deck.pop();
    decks.set(point, deck);
    if (combination) scenarios.push(drawn(point, combination.victim, combination.recovery, random));
  }
  return scenarios;
}

function drawn(point: PointName, victim: Victim, recovery: RecoveryName, random: Random): Scenario {
  const { modes = MODE_NAMES, moment, past } = pointOf(point);
  const declares = declaredIn(point, recovery) ?? random.pick(["carts", "purchases"]);
  const heldChange =
    moment.kind === "held" && ["checkout", "createCart", "updateCart"].includes(moment.fault.operation ?? "");
  // The CLI can't end by itself while its host waits for an answer.
  const mayHoldOn = heldChange && victim !== "program" && victim !== "emulator" && recovery !== "newName";
  const mayCrashAgain = past === "nothing" && victim !== "program" && victim !== "emulator";
  const release: Release = random.pick(["atOnce", "atOnce", "besideRecovery", "afterRecovery"]);
  const customers = random.pick(["one", "several"] as const);
  const items = random.pick(["different", "different", "alike"] as const);
  const blind = declares === "purchases" && customers === "several" && random.below(4) === 0;
  return scenario(point, victim, recovery, {
    declares,
    mode: random.pick(modes),
    holds: random.pick(["one", "all"]),
    // The same items for the same customer, declared twice, are refused.
    items: customers === "one" ? "different" : items,
    customers,
    carts: 3 + random.below(3),
    crashes: mayCrashAgain && random.below(4) === 0 ? 2 : 1,
    ...(mayHoldOn && recovery !== "besideOrphan" && { release }),
    ...(blind && { blindTakeOver: true }),
    seed: random.below(2 ** 31),
  });
}

function declaredIn(point: PointName, recovery: RecoveryName): Declares | undefined {
  if (recovery === "otherCart") return "carts";
  if (recovery === "newName") return "purchases";
  return pointOf(point).declares;
}
