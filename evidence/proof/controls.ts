import type { LifeName } from "./lives";
import type { ModeName } from "./modes";
import { pointOf } from "./points";
import { OURS, scenario, type Scenario } from "./scenario";
import { findingsOf } from "./verdict";
import type { Outcome } from "./run";

/** A provider with one thing broken, and the crash that has to show it. */
export interface Control {
  /** The module of `broken/`. */
  provider: string;
  what: string;
  /** What is run, in each of the modes. */
  run: Scenario;
  /** The ways of Partner Center in which it is run; default: all that a breakage can depend on. */
  modes?: readonly ModeName[];
  /** Those in which the breakage does harm. In the others it may stay hidden. */
  harmfulIn: readonly ModeName[];
}

/** Every way of Partner Center that a breakage can depend on. */
export const CONTROL_MODES: readonly ModeName[] = [
  "documented",
  "byRequestId",
  "submitted",
  "remembered",
  "partlyOrdered",
  "lagging",
  "expiredIs400",
];
/** A broken cart harms in any way of ordering; what counts is how carts and lists of orders behave. */
const CART_MODES: readonly ModeName[] = ["documented", "lagging", "cartsForgotten", "expiredIs400"];
/** Every mode in which anything broken is run. */
export const CONTROL_COLUMNS: readonly ModeName[] = [...new Set([...CONTROL_MODES, ...CART_MODES])];
const PURCHASES = { declares: "purchases" } as const;
/** What nothing is killed for depends on lists alone. */
const LIFE_MODES: readonly ModeName[] = ["documented", "lagging"];

/** The target is the purchase of three order groups. */
function life(provider: string, what: string, name: LifeName): Control {
  const run = scenario(name, "nobody", "up", { ...PURCHASES, carts: 2, seed: 2 });
  const modes = pointOf(name).modes ?? LIFE_MODES;
  return { provider, what, run, modes, harmfulIn: modes };
}

export const CONTROLS: readonly Control[] = [
  {
    provider: "randomRequestIds",
    what: "random request ids",
    run: scenario("afterCommit", "host", "up"),
    harmfulIn: ["byRequestId"],
  },
  {
    provider: "newIdPerTry",
    what: "a retry with a new request id",
    run: scenario("retryWaitBought", "program", "up"),
    harmfulIn: ["byRequestId"],
  },
  {
    provider: "noGuard",
    what: "another cart replaces a purchase",
    run: scenario("afterCommit", "host", "otherCart"),
    harmfulIn: CONTROL_MODES,
  },
  {
    provider: "lateState",
    what: "purchases stay out of state until all is well",
    run: scenario("partlyBought", "host", "otherCart", { refusals: "always" }),
    harmfulIn: CONTROL_MODES,
  },
  {
    provider: "forgetfulRefresh",
    what: "a refresh forgets what was refused",
    run: scenario("partialRetry", "host", "refreshThenUp"),
    harmfulIn: CONTROL_MODES,
  },
  {
    provider: "renewedCart",
    what: "a cart that is gone is made anew",
    run: scenario("afterCommit", "host", "eightDays", PURCHASES),
    modes: CART_MODES,
    harmfulIn: CART_MODES,
  },
  {
    provider: "freshCarts",
    what: "random request ids of carts, no look at the orders: state is lost",
    run: scenario("afterCommit", "host", "destroyThenUp", PURCHASES),
    modes: CART_MODES,
    harmfulIn: CART_MODES,
  },
  {
    provider: "freshCarts",
    what: "the same, and the purchase gets another name",
    run: scenario("afterCommit", "host", "newName", PURCHASES),
    modes: CART_MODES,
    harmfulIn: CART_MODES,
  },
  {
    provider: "blindTakeOver",
    what: "adopt buys when the look at the orders fails",
    run: scenario("afterCommit", "host", "newName", { ...PURCHASES, blindTakeOver: true, seed: 2 }),
    modes: CART_MODES,
    harmfulIn: CART_MODES,
  },
  life(
    "rememberedVerdict",
    "only the run that made the cart looks at what the customer has",
    "sameElsewhere",
  ),
  life("youngerOrders", "only what is younger than the cart is looked at", "listedLate"),
  life("sameAvailability", "another availability is another thing", "otherAvailability"),
  life("thirtyDays", "thirty days are taken for never", "fortyDays"),
  life("undeclaredCarts", "what the cart holds isn't compared with what was declared", "editedCart"),
];

/**
 * The broken runs, each followed by the same run with the product: it has to be clean where the broken one is not.
 * @param only of the modes of each.
 */
export function controlRuns(controls = CONTROLS, only?: readonly ModeName[]): Scenario[] {
  return controls.flatMap(({ provider, run, modes = CONTROL_MODES }) =>
    (only ?? modes).flatMap((mode) => [
      { ...run, mode, provider },
      { ...run, mode, provider: OURS },
    ]),
  );
}

export type ControlResult = "found" | "hidden" | "missed" | "not run";

/** What the harness made of a broken run. `missed`: the breakage does harm there, and nothing was found. */
export function controlResult(control: Control, mode: ModeName, outcome: Outcome | undefined): ControlResult {
  if (!outcome || outcome.problem || !outcome.hit)
    return control.harmfulIn.includes(mode) ? "missed" : "not run";
  if (findingsOf(outcome.verdict).length > 0) return "found";
  return control.harmfulIn.includes(mode) ? "missed" : "hidden";
}
