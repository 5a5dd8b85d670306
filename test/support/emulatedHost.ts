import { randomUUID } from "node:crypto";
import type { Emulator } from "../../emulator";
import { createPartnerCenter } from "../../provider/client/partnerCenterClient";
import { dynamicProvider, type DynamicProvider } from "../../provider/dynamic/adapter";
import { Session } from "../../provider/dynamic/session";
import { CartLifecycle } from "../../provider/lifecycle/cart/cartLifecycle";
import { CartCheckoutLifecycle } from "../../provider/lifecycle/checkout/checkoutLifecycle";
import { RunMemory } from "../../provider/lifecycle/core/runMemory";
import { readPurchaseRules } from "../../provider/purchaseSettings";
import { partnerOf, readSettings } from "../../provider/settings";
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
}

export interface HostOptions extends NetworkOptions {
  /** Settings besides those that lead to the emulator. */
  env?: Record<string, string>;
}

/** A host in this process, whose client reaches an emulator over real HTTP on the simulated clock. */
export function startHost(emulator: Emulator, time: SimulatedTime, options: HostOptions = {}): Host {
  const network = new Network(time, options);
  const sources = { env: { ...emulator.env(), ...options.env }, config: () => undefined };
  const { now, sleep } = time;
  const client = createPartnerCenter(readSettings(sources), {
    now,
    sleep,
    random: () => 0.5,
    roundTrip: network.roundTrip,
  });
  const lines: string[] = [];
  const around = {
    now,
    sleep,
    info: (line: string) => void lines.push(line),
    warn: (line: string) => void lines.push(line),
    partnerCenter: () => client,
    partner: () => partnerOf(sources),
    rules: () => readPurchaseRules(sources),
    memory: new RunMemory(),
    preview: { unreachable: false },
    newId: randomUUID,
  };
  return {
    provider: dynamicProvider(new Session({}), new CartCheckoutLifecycle(around)),
    cart: dynamicProvider(new Session({}), new CartLifecycle(around)),
    network,
    lines,
  };
}
