import { linesOf } from "./carts";
import { pointOf } from "./points";
import type { World } from "./world";

export const EIGHT_DAYS_MS = 8 * 24 * 60 * 60_000;
const LISTED_MS = 16 * 60_000;
/** Less than anything costs. */
const NOTHING_FITS = { maxTotal: { amount: 1, currency: "USD" } };
const MORE_SEATS = 20;

/** Lives through what has happened before the run that is interrupted. Throws when it happened otherwise. */
export async function liveThrough(world: World): Promise<void> {
  const { past, edits } = pointOf(world.scenario.point);
  const { emulator, scenario } = world;
  if (past === "nothing") return;
  if (past === "refusedGroup") await refuseGroup(world);
  if (past === "lostAnswers")
    await emulator.fault({ operation: "checkout", phase: "after", times: "always", action: { kind: "cut" } });
  const stops = past === "stopped" || past === "stoppedLongAgo";
  if (stops) declareAll(world, { limits: NOTHING_FITS });

  const { ok, output } = await world.run("up");
  if (ok !== (past === "bought")) throw new Error(`The run before went otherwise than planned: ${output}`);
  await emulator.clearFaults();
  if (stops) declareAll(world, { limits: undefined });
  if (past === "refusedCheckout" || past === "refusedLongAgo")
    for (const id of new Set(world.carts.map(({ customerId }) => customerId)))
      await emulator.addCustomer({ id, agreementAccepted: true });
  if (past === "refusedGroup" && scenario.refusals === "always")
    await emulator.groupFails(cartIdOfTarget(world) ?? "", "1", "always");
  if (past === "stoppedLongAgo" || past === "refusedLongAgo") await world.advance(EIGHT_DAYS_MS);
  if (edits) {
    // A cart of several orders gets other lines only when every order of it would be in the list.
    await world.advance(LISTED_MS);
    editTarget(world);
  }
}

/** Refuses the second group of the target. Its cart has to be made for that, and not yet to be bought. */
export async function refuseGroup(world: World): Promise<void> {
  const { emulator, scenario, project } = world;
  if (cartIdOfTarget(world) === undefined) {
    project.setEnv({ PARTNERCENTER_ALLOW_PURCHASES: "false" });
    await world.run("up");
    project.setEnv({ PARTNERCENTER_ALLOW_PURCHASES: "true" });
  }
  await emulator.groupFails(cartIdOfTarget(world) ?? "", "1", scenario.refusals);
}

/** The target's cart; undefined as long as the stack doesn't know one. */
export function cartIdOfTarget({ target, project }: World): string | undefined {
  const stored = project.stored("Cart").find(({ name }) => name === target.name);
  return target.cartId ?? (stored?.outputs["cartId"] as string | undefined);
}

/** Wants more of what the target holds. What it held before must not be bought any more. */
function editTarget(world: World): void {
  const { target, scenario, carts } = world;
  const { quantity = 0, name, customerId, groups } = target;
  target.quantity = quantity + MORE_SEATS;
  const lineItems = linesOf(name, carts.indexOf(target), scenario.items, target.quantity);
  world.declare(name, { lineItems });
  carts.push({ name: `${name} before its change`, customerId, quantity, groups, forbidden: true });
}

function declareAll(world: World, change: Record<string, unknown>): void {
  for (const { name } of world.carts) world.declare(name, change);
}
