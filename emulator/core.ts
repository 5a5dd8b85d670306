import { addCart } from "./carts";
import { offsetClock } from "./clock";
import { controls, setModes } from "./controls";
import { restoreCopy, saveCopy } from "./copy";
import type { EmulatorCore } from "./emulator";
import { exchange } from "./exchange";
import { Faults } from "./faults";
import { Ids } from "./ids";
import type { CoreOptions } from "./options";
import { Journal } from "./journal";
import { type Partner, TEST_PARTNER } from "./partner";
import { RequestLog } from "./requests";
import { sampleLines, SAMPLES } from "./samples";
import type { Service } from "./service";
import { Store } from "./store";
import { Tokens } from "./tokens";

/** Makes an emulator that runs in process, without a socket. Throws for an unknown mode. */
export function createEmulatorCore(options: CoreOptions = {}): EmulatorCore {
  return coreOf(serviceOf(options));
}

/** What an emulator's handlers work with. */
export function serviceOf({
  store = Store.inMemory(),
  modes = {},
  now = Date.now,
  wait,
  ...options
}: CoreOptions): Service {
  const partner: Partner = { ...TEST_PARTNER, ...options.partner };
  setModes(store, modes);
  const clock = offsetClock(now, store);
  const service: Service = {
    partner,
    store,
    clock,
    ids: new Ids(store),
    journal: new Journal(store),
    log: new RequestLog(),
    faults: new Faults(wait),
    tokens: new Tokens(partner, clock, store),
    locks: new Map(),
  };
  if (options.samples !== false) addSamples(service);
  store.save();
  return service;
}

/** The emulator around a service. */
export function coreOf(service: Service): EmulatorCore {
  const { partner, tokens } = service;
  return {
    ...controls(service),
    request: (request) => exchange(service, request),
    save: () => saveCopy(service),
    restore: (copy) => restoreCopy(service, copy),
    env: ({ url, user = false }) => ({
      PARTNERCENTER_ENDPOINT: url,
      PARTNERCENTER_AUTHORITY: url,
      ...(partner.cloud !== "global" && { PARTNERCENTER_CLOUD: partner.cloud }),
      PARTNERCENTER_TENANT_ID: partner.tenantId,
      PARTNERCENTER_CLIENT_ID: partner.clientId,
      PARTNERCENTER_CLIENT_SECRET: partner.clientSecret,
      ...(user && { PARTNERCENTER_REFRESH_TOKEN: tokens.refreshToken() }),
    }),
  };
}

function addSamples(service: Service): void {
  for (const sample of SAMPLES) {
    if (service.store.state.carts[sample.cartId]) continue;
    addCart(service, { ...sample, lineItems: sampleLines(sample) });
  }
}
