import { createPartnerCenter } from "../../provider/client/partnerCenterClient";
import { CartLifecycle } from "../../provider/lifecycle/cart/cartLifecycle";
import { cartRequest } from "../../provider/lifecycle/cart/inputs";
import { parseCartState, type CartState } from "../../provider/lifecycle/cart/state";
import { canonical } from "../../provider/lifecycle/core/json";
import type { Refused } from "../../provider/lifecycle/core/lifecycle";
import { DEFAULT_RULES } from "../../provider/lifecycle/core/purchaseRules";
import { cartRequestIds } from "../../provider/lifecycle/core/requestIds";
import { RunMemory } from "../../provider/lifecycle/core/runMemory";
import { isDeepStrictEqual } from "node:util";
import { customerId, tenantId } from "../support/partnerCenterClient";
import { DAY_MS, SimulatedTime } from "../support/simulatedTime";
import { FuzzedService, type CartAnswers } from "./answers";
import { complaintsOf, endOf, faultsOf, isPlainJson, stateIn } from "./claims";

const MOST_REQUESTS = 400;
const RANDOM_ID = "0f8fad5b-d9cb-469f-a165-70867728950e";
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

/** A run against a service whose every answer may be damaged. */
function run(all: CartAnswers, days: number) {
  const time = new SimulatedTime();
  time.advance(days * DAY_MS);
  const service = new FuzzedService(all);
  const settings = {
    tenantId,
    clientId: "8d5c3b1a-f0e9-4d87-a6c5-b4e3f2d1c0a9",
    clientSecret: "secret",
    endpoint: "http://127.0.0.1:1",
    authority: "http://127.0.0.1:1",
  };
  const { now, sleep } = time;
  const { roundTrip } = service;
  const client = createPartnerCenter(settings, { now, sleep, roundTrip, random: () => 0.5 });
  const lines: string[] = [];
  const print = (line: string) => void lines.push(line);
  const lifecycle = new CartLifecycle({
    now,
    sleep,
    info: print,
    warn: print,
    partnerCenter: () => client,
    partner: () => client.partner,
    rules: () => DEFAULT_RULES,
    memory: new RunMemory(),
    preview: { unreachable: false },
    newId: () => RANDOM_ID,
  });
  return { service, lifecycle, lines };
}

type Run = ReturnType<typeof run>;
/** How an operation ended: its state, and whether it may go on as it is. */
interface Ended {
  state?: CartState;
  isFine: boolean;
  faults: string[];
}

async function ended(act: () => Promise<{ state: CartState } | Refused>): Promise<Ended> {
  const end = await endOf(act);
  const faults = faultsOf(end);
  return { state: stateIn<CartState>(end), isFine: faults.length + complaintsOf(end).length === 0, faults };
}

/** What an operation claims or does wrongly, in words. */
function wrong({ state, faults }: Ended, { service, lines }: Run, news: typeof NEWS): string[] {
  const { operations, checkouts, carts } = service;
  const found = [...faults];
  if (service.given > MOST_REQUESTS) found.push(`${service.given} requests`);
  if (checkouts.length > 0) found.push("a cart checked itself out");
  const [firstCart, firstLook] = [operations.indexOf("createCart"), operations.indexOf("listOrders")];
  if (firstCart >= 0 && !(firstLook >= 0 && firstLook < firstCart))
    found.push("a cart was made without a look at the customer's orders");
  const derived = Array.from(
    { length: MOST_GENERATIONS },
    (_, n) => cartRequestIds(SEED, customerId, n + 1, canonical(cartRequest(news))).requestId,
  );
  if (carts.some((id) => id !== RANDOM_ID && !derived.includes(id)))
    found.push("a request id that is not derived");
  if (lines.some((line) => /undefined|NaN|\[object/.test(line))) found.push(`printed: ${lines.join()}`);
  if (!state) return found;
  if (!isPlainJson(state)) found.push("state is not plain JSON");
  if (state.cartId === "") found.push("a cart without an id");
  const kept = JSON.parse(JSON.stringify(state)) as Record<string, unknown>;
  const again: unknown = JSON.parse(JSON.stringify(parseCartState(kept)));
  if (!isDeepStrictEqual(again, kept)) found.push("state reads differently");
  return found;
}

/** A cart that may be checked out holds what was declared: nothing else may be bought. */
function holdsOther({ state, isFine }: Ended, { lineItems }: typeof NEWS): string[] {
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
