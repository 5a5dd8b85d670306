import { setTimeout as wait } from "node:timers/promises";
import { adviceFor } from "./advice";
import { addCart, linesOf, quantityOf } from "./carts";
import type { Crash } from "./crash";
import { EIGHT_DAYS_MS } from "./past";
import type { Ended } from "./pulumi";
import { resourceOf, type ProofCart } from "./verdict";
import type { World } from "./world";

const MINUTE_MS = 60_000;
/** An order may be missing from the list for 15 minutes. */
const LIST_LAG_MS = 16 * MINUTE_MS;
/** Units by which the cart that is named instead holds more. */
const MORE = 10;
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
    await world.advance(EIGHT_DAYS_MS);
  }
  if (recovery === "newName") await rename(world);
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
  let over = false as boolean;
  const note = () => (over = true);
  up.then(note, note);
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
    let refreshes = false;
    for (const cart of world.carts.filter(({ forbidden }) => !forbidden)) {
      const advice = adviceFor(cart, last.output);
      const { gone, unknown, orderIds, mayAccept, mayAdopt, mustName } = advice;
      refreshes ||= advice.mayRefresh;
      const byHand = gone || mustName || (unknown && ups >= 3);
      const resource = resourceOf(cart);
      if (mayAdopt) await takeOver(world, cart);
      if (byHand && orderIds.length > 0) world.declare(resource, { orderIds });
      else if (mayAccept && (gone || ups >= 4)) world.declare(resource, { onOrderErrors: "accept" });
      else if (gone && cart.cartId !== undefined) withdraw(world, cart);
      // The user knows what was in the cart, and that nothing more will be bought of it.
      // A declared purchase of which there is no order yet goes on with another cart.
      const settled = cart.cartId !== undefined || orderIds.length > 0;
      if (byHand && settled && orderIds.length < cart.groups.length) cart.givenUp = true;
    }
    if (ups === 2) await world.advance(LIST_LAG_MS);
    if (refreshes) await world.run("refresh");
    last = await world.run("up");
  }
  return { succeeded: last.ok, ups };
}

/** Nothing of the cart was ever bought, as far as anybody can see: the user takes it out of the program. */
function withdraw({ project }: World, { name }: ProofCart): void {
  project.declared = project.declared.filter((declared) => declared.name !== name);
}

/** The user knows the purchase that a refusal lists. */
async function takeOver(world: World, cart: ProofCart): Promise<void> {
  world.declare(resourceOf(cart), { ifAlreadyOrdered: "adopt" });
  if (world.scenario.blindTakeOver && cart === world.target)
    // The look for what is to be taken over fails, and the one before the checkout, too.
    for (const operation of ["listOrders", "listSubscriptions"] as const)
      await world.emulator.fault({
        operation,
        customerId: cart.customerId,
        times: 2,
        action: { kind: "respond", status: 403, code: 20002 },
      });
}

/** Gives the target another name without an alias, when the customer's list of orders is complete. */
async function rename(world: World): Promise<void> {
  const { target } = world;
  await world.advance(LIST_LAG_MS);
  target.resource = `renamed-${target.name}`;
  world.declare(target.name, { name: target.resource });
}

/** Names a cart with more of the same in the target's resource, which must be refused, and puts the old one back. */
async function tryOtherCart(world: World): Promise<Ended> {
  const { target, emulator, scenario } = world;
  const position = world.carts.indexOf(target);
  // The same once more would be refused for what the customer has, whatever the resource thinks of another cart.
  const lines = linesOf(target.name, position, scenario.items, MORE + quantityOf(position, scenario.items));
  const other = await addCart(emulator, `another ${target.name}`, target.customerId, lines);
  world.carts.push({ ...other, forbidden: true });
  world.declare(target.name, { cartId: other.cartId });
  const swapped = await world.run("up");
  if (swapped.ok) return swapped;
  world.declare(target.name, { cartId: target.cartId });
  return world.run("up");
}
