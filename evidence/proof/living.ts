import { linesOf } from "./carts";
import type { LifeName } from "./lives";
import { cartIdOfTarget, liveThrough } from "./past";
import { OURS } from "./scenario";
import type { World } from "./world";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const OTHER_AVAILABILITY = "DG7GMGF0AAAA";
const OTHER_QUANTITY = 250;

/** What the product says where it refuses. */
const REFUSES: Record<LifeName, RegExp> = {
  sameElsewhere: /would buy what customer \S+ has already/,
  listedLate: /would buy what customer \S+ has already/,
  otherAvailability: /would buy what customer \S+ has already/,
  fortyDays: /would buy what customer \S+ has already/,
  editedCart: /holds something else than is declared/,
};

/**
 * Lives a life to its last `up`. Throws where the product refuses nothing, or for another reason.
 * @returns whether that `up` ended well, as it does only with a broken provider.
 */
export async function live(world: World, name: LifeName): Promise<boolean> {
  const { target, emulator, scenario, carts } = world;
  const { customerId } = target;
  const position = carts.indexOf(target);
  const lines = linesOf(target.name, position, scenario.items);
  const ordered = async (
    lineItems: typeof lines,
    more: { placedAt?: number; withoutSubscriptions?: true } = {},
  ) => {
    // Each line is billed differently, so each comes in an order of its own.
    for (const line of lineItems) await emulator.addOrder({ customerId, lineItems: [line], ...more });
    target.forbidden = true;
  };
  // Only the list of orders can tell of it, and doesn't yet.
  if (name === "listedLate") await ordered(lines.slice(0, 1), { withoutSubscriptions: true });
  await liveThrough(world);
  switch (name) {
    case "sameElsewhere":
      await ordered(lines);
      break;
    case "otherAvailability":
      await ordered(
        lines.slice(-1).map((line) => ({
          ...line,
          catalogItemId: line.catalogItemId.replace(/[^:]+$/, OTHER_AVAILABILITY),
        })),
      );
      break;
    case "fortyDays":
      await world.advance(40 * DAY_MS);
      target.resource = `renamed-${target.name}`;
      world.declare(target.name, { name: target.resource });
      break;
    case "editedCart": {
      const quantity = OTHER_QUANTITY;
      await emulator.editCart(
        cartIdOfTarget(world) ?? "",
        lines.map((line) => ({ ...line, quantity })),
      );
      carts.push({ ...target, name: `${target.name}, edited`, quantity, forbidden: true });
    }
  }
  if (name !== "fortyDays") await world.advance(DAY_MS);
  const { ok, output } = await world.run("up");
  if (scenario.provider === OURS && (ok || !REFUSES[name].test(output.replace(/\s+/g, " "))))
    throw new Error(`The last run went otherwise than planned: ${output}`);
  // What was refused under a new name is still held under the old one.
  if (!ok) target.resource = undefined;
  return ok;
}
