import { pointOf } from "./points";
import type { World } from "./world";

/** Lives through what has happened before the run that is interrupted. Throws when it happened otherwise. */
export async function liveThrough(world: World): Promise<void> {
  const { past } = pointOf(world.scenario.point);
  const { emulator, target, scenario } = world;
  if (past === "nothing") return;
  if (past === "refusedGroup") await refuseGroup(world);
  if (past === "lostAnswers")
    await emulator.fault({ operation: "checkout", phase: "after", times: "always", action: { kind: "cut" } });

  const { ok, output } = await world.run("up");
  if (ok !== (past === "bought")) throw new Error(`The run before went otherwise than planned: ${output}`);
  await emulator.clearFaults();
  if (past === "refusedCheckout")
    for (const id of new Set(world.carts.map(({ customerId }) => customerId)))
      await emulator.addCustomer({ id, agreementAccepted: true });
  if (past === "refusedGroup" && scenario.refusals === "always")
    await emulator.groupFails(target.cartId, "1", "always");
}

/** Refuses the second group of the target. */
export async function refuseGroup({ emulator, target, scenario }: World): Promise<void> {
  await emulator.groupFails(target.cartId, "1", scenario.refusals);
}
