import { expect } from "chai";
import fc from "fast-check";
import { checkoutRequestIds } from "../../provider/lifecycle/core/requestIds";
import type { CheckoutState } from "../../provider/lifecycle/checkout/state";
import type { StoredResource } from "../support/stackEngine";
import { blows, damaged, type Blow } from "./damage";
import { endOf, faultsOf, isPlainJson, stateIn } from "./claims";
import { Afterlife, keptStates } from "./storedStates";

const numRuns = Number(process.env["FUZZ_RUNS"] ?? 600);
const seed = Number(process.env["FUZZ_SEED"] ?? 20261115);

const resources = Object.values(keptStates()).flatMap((states) => Object.values(states));
const operations = ["diff", "read", "update", "delete"] as const;

describe("damaged state", () => {
  for (const operation of operations)
    it(`in ${operation} never crashes, never buys by itself and never loses (${numRuns} states)`, async function () {
      this.timeout(60_000 + numRuns * 50);
      const property = fc.asyncProperty(fc.constantFrom(...resources), blows, async (resource, hits) => {
        expect(await breaches(operation, resource, hits)).to.deep.equal([]);
      });
      await fc.assert(property, { numRuns, seed });
    });
});

export async function breaches(
  operation: (typeof operations)[number],
  resource: StoredResource,
  hits: Blow[],
): Promise<string[]> {
  const life = new Afterlife(resource);
  const { id } = resource;
  const { __provider: _text, ...news } = resource.inputs;
  const whole = damaged(resource.outputs, hits);
  // The engine stores an object or nothing.
  const stored = typeof whole === "object" && whole !== null ? (whole as Record<string, unknown>) : {};
  const end = await endOf<object>(() => {
    if (operation === "diff") return life.lifecycle.diff(id, stored, news);
    if (operation === "read") return life.lifecycle.read(id, stored);
    if (operation === "update") return life.lifecycle.update(id, stored, news);
    return life.lifecycle.delete(id, stored);
  });
  const found = faultsOf(end);
  const state = stateIn<CheckoutState>(end);
  if ("deleted" in end && mayHaveBought(stored)) found.push("what may have been bought was forgotten");
  if (life.checkouts.length > 0 && !saysOpen(stored)) found.push("damage alone sent a checkout");
  if (life.checkouts.length > 0 && operation !== "update") found.push(`${operation} sent a checkout`);
  const ids = [1, 2, 3].map((n) => checkoutRequestIds(...(id.split("/") as [string, string]), n).requestId);
  if (numberIsWhole(stored) && life.checkouts.some((sent) => !ids.includes(sent)))
    found.push("a checkout of another cart, or under another id");
  if (state && !isPlainJson(state)) found.push("state is not plain JSON");
  const lost = storedOrderIds(stored).filter((order) => state && !state.orderIds.includes(order));
  if (lost.length > 0) found.push(`orders ${lost.join()} were lost`);
  return found;
}

/** The words under which a run of `up` may send a checkout; no readable word and no order count as unknown. */
function saysOpen({ status, orders }: Record<string, unknown>): boolean {
  const settled = ["failed", "actionRequired", "missing", "pending", "cancelled", "completed"];
  return !(typeof status === "string" && settled.includes(status)) || storedOrderIds({ orders }).length === 0;
}

/** Without an order, only a state that says so itself is known not to have bought. */
function mayHaveBought(stored: Record<string, unknown>): boolean {
  const { status } = stored;
  return storedOrderIds(stored).length === 0 && status !== "notPlaced" && status !== "partiallyFailed";
}

function numberIsWhole({ attempt }: Record<string, unknown>): boolean {
  return attempt === 1;
}

function storedOrderIds({ orders }: Record<string, unknown>): string[] {
  const list: unknown[] = Array.isArray(orders) ? orders : [];
  return list.flatMap((order) => {
    const id: unknown = (order as { id?: unknown } | null)?.id;
    return typeof id === "string" && id !== "" ? [id] : [];
  });
}
