import { CartLifecycle } from "../../provider/lifecycle/cart/cartLifecycle";
import { cartRequest, declaredCart } from "../../provider/lifecycle/cart/inputs";
import { parseCartState, type CartState } from "../../provider/lifecycle/cart/state";
import { canonical } from "../../provider/lifecycle/core/json";
import { cartRequestIds } from "../../provider/lifecycle/core/requestIds";
import { isDeepStrictEqual } from "node:util";
import { customerId } from "../support/partnerCenterClient";
import { DAY_MS, SimulatedTime } from "../support/simulatedTime";
import type { CartAnswers } from "./answers";
import { isPlainJson } from "./claims";
import { ended, FuzzedRun, RANDOM_ID, type Ended } from "./fuzzedRun";

const MOST_GENERATIONS = 60;
const SEED = "project/stack/licences";
/** What the sample `cart-created` holds. */
const LINE = {
  catalogItemId: "CFQ7TTC0E101:0001:CFQ7TTC0E1A1",
  quantity: 1,
  billingCycle: "monthly",
  termDuration: "P1Y",
};
export const NEWS = { customerId, lineItems: [LINE], seed: SEED };

function run(all: CartAnswers, days: number) {
  const time = new SimulatedTime();
  time.advance(days * DAY_MS);
  const fuzzed = new FuzzedRun(all, time);
  return { fuzzed, service: fuzzed.service, lifecycle: new CartLifecycle(fuzzed.context) };
}

/** What an operation claims or does wrongly, in words. */
function wrong(
  { state, faults }: Ended<CartState>,
  { fuzzed, service }: ReturnType<typeof run>,
  news: typeof NEWS,
): string[] {
  const { operations, checkouts, carts } = service;
  const found = [...faults, ...fuzzed.breaches()];
  if (checkouts.length > 0) found.push("a cart checked itself out");
  const [firstCart, firstLook] = [operations.indexOf("createCart"), operations.indexOf("listOrders")];
  if (firstCart >= 0 && !(firstLook >= 0 && firstLook < firstCart))
    found.push("a cart was made without a look at the customer's orders");
  const derived = Array.from(
    { length: MOST_GENERATIONS },
    (_, n) => cartRequestIds(SEED, customerId, n + 1, canonical(cartRequest(declaredCart(news)))).requestId,
  );
  if (carts.some((id) => id !== RANDOM_ID && !derived.includes(id)))
    found.push("a request id that is not derived");
  if (!state) return found;
  if (!isPlainJson(state)) found.push("state is not plain JSON");
  if (state.cartId === "") found.push("a cart without an id");
  const kept = JSON.parse(JSON.stringify(state)) as Record<string, unknown>;
  const again: unknown = JSON.parse(JSON.stringify(parseCartState(kept)));
  if (!isDeepStrictEqual(again, kept)) found.push("state reads differently");
  return found;
}

/** A cart that may be checked out holds what was declared: nothing else may be bought. */
function holdsOther({ state, isFine }: Ended<CartState>, { lineItems }: typeof NEWS): string[] {
  if (!state || !isFine || state.status !== "active") return [];
  const [wanted, got] = [lineItems, state.lines].map((lines) =>
    JSON.stringify(
      lines.map(({ catalogItemId = "", quantity, termDuration = "", billingCycle = "" }) =>
        [catalogItemId, quantity, termDuration, billingCycle].map((fact) => String(fact).toLowerCase()),
      ),
    ),
  );
  return wanted === got && state.lines.every((line) => !line.error) ? [] : [`may be checked out with ${got}`];
}

/** Create, refresh and update of other lines against three services, the last one days later. */
export async function fuzzedCart(
  first: CartAnswers,
  second: CartAnswers,
  third: CartAnswers,
  days: number,
): Promise<{ given: number; breaches: string[] }> {
  const creating = run(first, 0);
  const created = await ended(() => creating.lifecycle.create(NEWS));
  const breaches = [...wrong(created, creating, NEWS), ...holdsOther(created, NEWS)].map(
    (w) => `create: ${w}`,
  );
  if (!created.state) return { given: creating.service.given, breaches };

  const id = `${customerId}/${created.state.cartId}`;
  const stored = JSON.parse(JSON.stringify(created.state)) as Record<string, unknown>;
  const reading = run(second, 0);
  const read = await ended(() => reading.lifecycle.read(id, stored));
  breaches.push(...wrong(read, reading, NEWS).map((w) => `read: ${w}`));
  if (reading.service.carts.length > 0 || reading.service.operations.includes("updateCart"))
    breaches.push("read changed something");

  const edited = { ...NEWS, lineItems: [{ ...LINE, quantity: 3 }] };
  const updating = run(third, days);
  const updated = await ended(() => updating.lifecycle.update(id, stored, edited));
  breaches.push(
    ...[...wrong(updated, updating, edited), ...holdsOther(updated, edited)].map((w) => `update: ${w}`),
  );
  const given = creating.service.given + reading.service.given + updating.service.given;
  return { given, breaches };
}
