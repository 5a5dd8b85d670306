import { expect } from "chai";
import fc from "fast-check";
import { isDeepStrictEqual } from "node:util";
import { parseCartState, type CartState } from "../../provider/lifecycle/cart/state";
import type { StoredResource } from "../support/stackEngine";
import { endOf, faultsOf, isPlainJson, stateIn } from "./claims";
import { blows, damaged, type Blow } from "./damage";
import { CartAfterlife } from "./storedCarts";
import { keptStates } from "./storedStates";

const numRuns = Number(process.env["FUZZ_RUNS"] ?? 600);
const seed = Number(process.env["FUZZ_SEED"] ?? 20261115);

const resources = Object.values(keptStates("cart")).flatMap((states) => Object.values(states));
const operations = ["diff", "read", "update", "delete"] as const;

describe("damaged state of carts", () => {
  for (const operation of operations)
    it(`in ${operation} never crashes and never makes a second cart of a purchase (${numRuns} states)`, async function () {
      this.timeout(60_000 + numRuns * 50);
      const arbitrary = [fc.constantFrom(...resources), blows, fc.boolean()] as const;
      const property = fc.asyncProperty(...arbitrary, async (resource, hits, gone) => {
        expect(await breaches(operation, resource, hits, gone)).to.deep.equal([]);
      });
      await fc.assert(property, { numRuns, seed });
    });
});

async function breaches(
  operation: (typeof operations)[number],
  resource: StoredResource,
  hits: Blow[],
  gone: boolean,
): Promise<string[]> {
  const life = new CartAfterlife(resource, gone);
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
  const state = stateIn<CartState>(end);
  const { changes } = life;
  if (operation !== "update" && changes.length > 0) found.push(`${operation} sent ${changes.join()}`);
  if (changes.includes("checkoutCart")) found.push("a cart checked itself out");
  if (life.whole.status === "ordered" && changes.length > 0)
    found.push(`a cart that was ordered was changed by ${changes.join()}`);
  if (!state) return found;
  if (!isPlainJson(state)) found.push("state is not plain JSON");
  const kept = JSON.parse(JSON.stringify(state)) as Record<string, unknown>;
  const again: unknown = JSON.parse(JSON.stringify(parseCartState(kept, id)));
  if (!isDeepStrictEqual(again, kept)) found.push("state reads differently");
  return found;
}
