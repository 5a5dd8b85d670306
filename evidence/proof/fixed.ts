import { CONTROLS, controlRuns, type Control } from "./controls";
import { scenario, type Scenario } from "./scenario";

/** The runs of every CI: each point once, each victim and each recovery at least once, and the modes that hurt most. */
export const FIXED_RUNS: readonly Scenario[] = [
  scenario("beforeToken", "machine", "up"),
  scenario("beforePost", "program", "refreshThenUp"),
  scenario("beforeCommit", "cli", "besideOrphan", { holds: "all" }),
  scenario("beforeCommit", "host", "up", { mode: "byRequestId", release: "besideRecovery" }),
  scenario("afterCommit", "cli", "refreshThenUp", { mode: "submitted", customers: "one" }),
  scenario("afterCommit", "host", "eightDays", { mode: "expiredIs400" }),
  scenario("afterCommit", "emulator", "up", { mode: "byRequestId", holds: "all" }),
  scenario("partlyBought", "machine", "up", { mode: "remembered" }),
  scenario("afterAnswer", "host", "destroyThenUp", { holds: "all" }),
  scenario("polling", "cli", "up"),
  scenario("beforeState", "cli", "up", { mode: "byRequestId", items: "alike" }),
  scenario("retryWait", "program", "up"),
  scenario("retryWaitBought", "machine", "up", { mode: "byRequestId" }),
  scenario("unknownRetry", "host", "up"),
  scenario("partialRetry", "emulator", "up"),
  scenario("partialRetryBought", "cli", "eightDays"),
  scenario("refusedThenBought", "host", "otherCart", { mode: "remembered" }),
  scenario("refreshing", "machine", "up"),
  scenario("beforeCart", "host", "up", { carts: 2 }),
  scenario("cartMade", "machine", "newName", { carts: 2, mode: "cartsForgotten" }),
  scenario("cartChanged", "cli", "besideOrphan", { carts: 2 }),
  scenario("cartReplaced", "host", "destroyThenUp", { carts: 2 }),
];

/** The broken providers of every CI, where they do harm. */
export const FIXED_CONTROLS: readonly Control[] = CONTROLS.filter(({ provider }) =>
  [
    "randomRequestIds",
    "forgetfulRefresh",
    "renewedCart",
    "rememberedVerdict",
    "youngerOrders",
    "sameAvailability",
    "thirtyDays",
    "undeclaredCarts",
  ].includes(provider),
);

/** Everything that CI runs: the broken providers in the first way of Partner Center in which they do harm. */
export function fixedRuns(): Scenario[] {
  const broken = FIXED_CONTROLS.flatMap((control) => controlRuns([control], control.harmfulIn.slice(0, 1)));
  return [...FIXED_RUNS, ...broken];
}
