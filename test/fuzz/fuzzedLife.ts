import { CartCheckoutLifecycle } from "../../provider/lifecycle/checkout/checkoutLifecycle";
import { parseCheckoutState, type CheckoutState } from "../../provider/lifecycle/checkout/state";
import { cartId, customerId } from "../support/partnerCenterClient";
import type { Answers } from "./answers";
import { isPlainJson } from "./claims";
import { ended, FuzzedRun, type Ended } from "./fuzzedRun";

function run(all: Answers) {
  const fuzzed = new FuzzedRun(all);
  return { fuzzed, service: fuzzed.service, lifecycle: new CartCheckoutLifecycle(fuzzed.context) };
}

/** What an operation claims wrongly, in words. */
function wrong(
  { state, isFine, faults }: Ended<CheckoutState>,
  { fuzzed, service }: ReturnType<typeof run>,
  buys: boolean,
): string[] {
  const found = [...faults, ...fuzzed.breaches()];
  if (!buys && service.checkouts.length > 0) found.push("a checkout was sent");
  if (new Set(service.checkouts).size > 1) found.push("two request ids in one run");
  if (buys && service.checkouts.length > 0 && !state) found.push("a checkout left, and there is no state");
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
  const lost = ({ state }: Ended<CheckoutState>) =>
    orderIds.filter((o) => state && !state.orderIds.includes(o));
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
