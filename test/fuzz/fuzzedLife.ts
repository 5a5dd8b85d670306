import { createPartnerCenter } from "../../provider/client/partnerCenterClient";
import { CartCheckoutLifecycle } from "../../provider/lifecycle/checkout/checkoutLifecycle";
import { parseCheckoutState, type CheckoutState } from "../../provider/lifecycle/checkout/state";
import type { Refused } from "../../provider/lifecycle/core/lifecycle";
import { DEFAULT_RULES } from "../../provider/lifecycle/core/purchaseRules";
import { RunMemory } from "../../provider/lifecycle/core/runMemory";
import { cartId, customerId, tenantId } from "../support/partnerCenterClient";
import { SimulatedTime } from "../support/simulatedTime";
import { FuzzedService, type Answers } from "./answers";
import { complaintsOf, endOf, faultsOf, isPlainJson, stateIn } from "./claims";

const MOST_REQUESTS = 400;
const RANDOM_ID = "0f8fad5b-d9cb-469f-a165-70867728950e";

/** A run against a service whose every answer may be damaged. */
function run(all: Answers) {
  const time = new SimulatedTime();
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
  const lifecycle = new CartCheckoutLifecycle({
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

/** How an operation ended: its state, and whether it may go on as it is. */
interface Ended {
  state?: CheckoutState;
  isFine: boolean;
  faults: string[];
}

async function ended(act: () => Promise<{ state: CheckoutState } | Refused>): Promise<Ended> {
  const end = await endOf(act);
  const faults = faultsOf(end);
  return {
    state: stateIn<CheckoutState>(end),
    isFine: faults.length + complaintsOf(end).length === 0,
    faults,
  };
}

/** What an operation claims wrongly, in words. */
function wrong(
  { state, isFine, faults }: Ended,
  { service, lines }: ReturnType<typeof run>,
  buys: boolean,
): string[] {
  const found = [...faults];
  if (service.given > MOST_REQUESTS) found.push(`${service.given} requests`);
  if (!buys && service.checkouts.length > 0) found.push("a checkout was sent");
  if (new Set(service.checkouts).size > 1) found.push("two request ids in one run");
  if (buys && service.checkouts.length > 0 && !state) found.push("a checkout left, and there is no state");
  if (lines.some((line) => /undefined|NaN|\[object/.test(line))) found.push(`printed: ${lines.join()}`);
  if (!state) return found;
  if (!isPlainJson(state)) found.push("state is not plain JSON");
  const settled = !["unknown", "notPlaced", "partiallyFailed"].includes(state.status);
  if (settled && state.orders.length === 0) found.push(`${state.status} without an order`);
  if (isFine && !settled) found.push(`success with ${state.status}`);
  const stored = JSON.parse(JSON.stringify(state)) as Record<string, unknown>;
  if (JSON.stringify(parseCheckoutState(stored)) !== JSON.stringify(state))
    found.push("state reads differently");
  return found;
}

/** Create, refresh and update against three services; how many answers they gave, and what went wrong. */
export async function fuzzedLife(
  first: Answers,
  second: Answers,
  third: Answers,
): Promise<{ given: number; breaches: string[] }> {
  const news = { customerId, cartId };
  const id = `${customerId}/${cartId}`;
  const creating = run(first);
  const created = await ended(() => creating.lifecycle.create(news));
  const breaches = wrong(created, creating, true).map((w) => `create: ${w}`);
  if (!created.state) return { given: creating.service.given, breaches };

  const { orderIds } = created.state;
  const stored = JSON.parse(JSON.stringify(created.state)) as Record<string, unknown>;
  const lost = ({ state }: Ended) => orderIds.filter((o) => state && !state.orderIds.includes(o));
  const reading = run(second);
  const read = await ended(() => reading.lifecycle.read(id, stored));
  breaches.push(...wrong({ ...read, state: undefined }, reading, false).map((w) => `read: ${w}`));
  breaches.push(...lost(read).map((o) => `read lost ${o}`));

  const updating = run(third);
  const updated = await ended(() => updating.lifecycle.update(id, stored, news));
  breaches.push(...wrong(updated, updating, true).map((w) => `update: ${w}`));
  breaches.push(...lost(updated).map((o) => `update lost ${o}`));
  const given = creating.service.given + reading.service.given + updating.service.given;
  return { given, breaches };
}
