import { createRoundTrip, type RoundTrip } from "../../provider/client/http/exchange";
import { createPartnerCenter } from "../../provider/client/partnerCenterClient";
import { dynamicProvider, type DynamicProvider } from "../../provider/hosts/dynamic/adapter";
import { Session } from "../../provider/hosts/dynamic/session";
import { CartLifecycle } from "../../provider/lifecycle/cart/cartLifecycle";
import { CartCheckoutLifecycle } from "../../provider/lifecycle/checkout/checkoutLifecycle";
import type { RunMemory } from "../../provider/lifecycle/core/runMemory";
import { readPurchaseRules } from "../../provider/settings/purchaseSettings";
import { partnerOf, readSettings } from "../../provider/settings/settings";
import { runContext } from "./runContext";
import { Network, type NetworkOptions } from "./network";
import type { SimulatedTime } from "./simulatedTime";

/** What one `pulumi` command starts: a provider host with a client, a token and a memory of its own. */
export interface Host {
  /** Of checkouts. */
  provider: DynamicProvider;
  cart: DynamicProvider;
  network: Network;
  /** What it printed. */
  lines: string[];
  memory: RunMemory;
}

export interface HostOptions extends NetworkOptions {
  /** Settings besides those that lead to the emulator. */
  env?: Record<string, string>;
}

/** An emulator, over real HTTP unless it says how else it is reached. */
interface Reachable {
  env(): Record<string, string>;
  roundTrip?: RoundTrip;
}

/** A host in this process, whose client reaches an emulator on the simulated clock. */
export function startHost(emulator: Reachable, time: SimulatedTime, options: HostOptions = {}): Host {
  const network = new Network(emulator.roundTrip ?? createRoundTrip(time.now), time, options);
  const sources = { env: { ...emulator.env(), ...options.env }, config: () => undefined };
  const { now, sleep } = time;
  const client = createPartnerCenter(readSettings(sources), {
    now,
    sleep,
    random: () => 0.5,
    roundTrip: network.roundTrip,
  });
  const { context, lines } = runContext(client, time, {
    partner: () => partnerOf(sources),
    rules: () => readPurchaseRules(sources),
  });
  return {
    provider: dynamicProvider(new Session({}), new CartCheckoutLifecycle(context)),
    cart: dynamicProvider(new Session({}), new CartLifecycle(context)),
    network,
    lines,
    memory: context.memory,
  };
}
