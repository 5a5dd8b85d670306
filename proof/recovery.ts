import { setTimeout as wait } from "node:timers/promises";
import { adviceFor } from "./advice";
import { addCart, linesOf } from "./carts";
import type { Crash } from "./crash";
import type { Ended } from "./pulumi";
import type { ProofCart } from "./verdict";
import type { World } from "./world";

const MINUTE_MS = 60_000;
const EIGHT_DAYS_MS = 8 * 24 * 60 * MINUTE_MS;
/** An order may be missing from the list for 15 minutes. */
const LIST_LAG_MS = 16 * MINUTE_MS;
/** How often a user runs `up` before giving up. */
const MOST_UPS = 6;
const BESIDE_TIMEOUT_MS = 8_000;

/** How a recovery ended. */
export interface Recovered {
  /** Whether the last `up` succeeded. */
  succeeded: boolean;
  /** Runs of `up` that it took. */
  ups: number;
  /** Orders that were not in state after a `destroy`: what the engine drops without asking. */
  droppedByDestroy?: number;
}

/** Does after a crash what a user does, as the scenario says. */
export async function recover(world: World, { command, heldBy }: Crash): Promise<Recovered> {
  const { recovery, release, victim } = world.scenario;
  const letGo = async () => {
    if (heldBy) await world.emulator.release(heldBy);
  };
  if (release === "atOnce" || victim === "program") await letGo();
  // Only a CLI that lives on ends by itself.
  if (victim !== "cli" && victim !== "machine") {
    world.note(`the interrupted ${command.args[0] ?? ""}`, await command.ended);
    await world.lookForClaims(false);
  }
  if (victim === "machine") command.endRemains();

  let droppedByDestroy: number | undefined;
  if (recovery === "refreshThenUp") await world.run("refresh");
  if (recovery === "destroyThenUp") {
    await world.run("destroy");
    droppedByDestroy = await world.lostNow();
  }
  if (recovery === "eightDays") {
    await letGo();
    await wait(300);
    await world.emulator.advance(EIGHT_DAYS_MS);
  }
  const first = release === "besideRecovery" ? await upBeside(world, letGo) : await world.run("up");
  if (release === "afterRecovery") await letGo();
  if (victim === "cli" && recovery === "besideOrphan") command.endRemains();
  const next = recovery === "otherCart" ? await tryOtherCart(world) : first;
  const settled = await settle(world, next);
  return { ...settled, ...(droppedByDestroy !== undefined && { droppedByDestroy }) };
}

/** The first `up`, during which the request of the dead or orphaned host goes on. */
async function upBeside(world: World, letGo: () => Promise<void>) {
  const before = (await world.emulator.requests()).length;
  const up = world.run("up");
  let over = false;
  void up.finally(() => (over = true));
  for (const end = Date.now() + BESIDE_TIMEOUT_MS; Date.now() < end && !over;) {
    const later = (await world.emulator.requests()).slice(before);
    if (later.some(({ operation }) => operation === "checkout")) break;
    await wait(50);
  }
  await wait(world.random.below(800));
  await letGo();
  return up;
}

/** Runs `up` again, following what its errors say, until it succeeds or nothing more can be done. */
async function settle(world: World, first: Ended): Promise<Recovered> {
  let last = first;
  let ups = 1;
  for (; !last.ok && ups < MOST_UPS; ups++) {
    for (const cart of world.carts) {
      const { gone, unknown, orderIds, mayAccept } = adviceFor(cart, last.output);
      const byHand = gone || (unknown && ups >= 3);
      if (byHand && orderIds.length > 0) world.declare(cart.name, { orderIds });
      else if (mayAccept && (gone || ups >= 4)) world.declare(cart.name, { onOrderErrors: "accept" });
      else if (gone) withdraw(world, cart);
      // The user knows what was in the cart, and that nothing more will be bought of it.
      if (byHand && orderIds.length < cart.groups.length) cart.givenUp = true;
    }
    if (ups === 2) await world.emulator.advance(LIST_LAG_MS);
    last = await world.run("up");
  }
  return { succeeded: last.ok, ups };
}

/** Nothing of the cart was ever bought, as far as anybody can see: the user takes it out of the program. */
function withdraw({ project }: World, { name }: ProofCart): void {
  project.carts = project.carts.filter((declared) => declared.name !== name);
}

/** Names another cart with the same items in the target's resource, which must be refused, and puts the old one back. */
async function tryOtherCart(world: World): Promise<Ended> {
  const { target, emulator, scenario } = world;
  const lines = linesOf(target.name, world.carts.indexOf(target), scenario.items);
  const other = await addCart(emulator, `another ${target.name}`, target.customerId, lines);
  world.carts.push({ ...other, forbidden: true });
  world.declare(target.name, { cartId: other.cartId });
  const swapped = await world.run("up");
  if (swapped.ok) return swapped;
  world.declare(target.name, { cartId: target.cartId });
  return world.run("up");
}
