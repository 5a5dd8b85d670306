import * as v from "valibot";
import { addCart, cartBody, editCart } from "./carts";
import { withdraw } from "./catalog/sale";
import { offsetClock } from "./clock";
import { control } from "./control";
import { errorText } from "./errors";
import { Faults } from "./faults";
import { addForeignOrder } from "./foreignOrders";
import { Journal } from "./journal";
import { cartModesSchema, modesSchema } from "./modeChecks";
import { DEFAULT_MODES, type Modes } from "./modes";
import { cancelOrder, provision, settled } from "./orders";
import { orderOtherwise } from "./otherOrders";
import { type Partner, TEST_PARTNER } from "./partner";
import { setPrice } from "./prices";
import { RequestLog } from "./requests";
import { sampleLines, SAMPLES } from "./samples";
import { listen } from "./server";
import type { Service } from "./service";
import { type CartRecord, type State, Store } from "./store";
import { setSubscription, subscriptionsOf } from "./subscriptions";
import { Tokens } from "./tokens";
import type { Emulator } from "./emulator";
import type { EmulatorOptions } from "./inputs";

/** Starts an emulator. Rejects when the port is taken, the data file is not one, or a mode is unknown. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const partner: Partner = { ...TEST_PARTNER, ...options.partner };
  const store = new Store(options.dataFile, freshState());
  const { state } = store;
  setModes(store, options.modes ?? {});
  const clock = offsetClock(options.now ?? Date.now, state.clock, () => saved(undefined));
  const service: Service = {
    partner,
    store,
    clock,
    journal: new Journal(state.purchases),
    log: new RequestLog(),
    faults: new Faults(),
    tokens: new Tokens(partner, clock, state),
  };
  if (options.samples !== false) addSamples(service);
  store.save();

  /** Every change is in the file before its call returns. */
  function saved<T>(result: T): T {
    store.touch();
    store.save();
    return result;
  }
  const cartRecord = (cartId: string): CartRecord => {
    const cart = state.carts[cartId.toLowerCase()];
    if (!cart) throw new Error(`There is no cart ${cartId}.`);
    return cart;
  };
  const records = () => Object.values(state.orders).map((order) => settled(service, order));

  const emulator: Omit<Emulator, "url" | "env" | "close"> = {
    clock,
    faults: service.faults,
    journal: service.journal,
    modes: () => structuredClone(state.modes),
    setModes: (modes) => saved(setModes(store, modes)),
    addCustomer: ({ id, companyName = "Contoso", agreementAccepted = true, country, segment }) => {
      const customerId = id.toLowerCase();
      state.customers[customerId] = { id: customerId, companyName, agreementAccepted, country, segment };
      saved(undefined);
    },
    addCart: (cart) => {
      const { customerId, id } = addCart(service, {
        ...cart,
        modes: v.parse(cartModesSchema, cart.modes ?? {}),
      });
      return saved({ customerId, cartId: id });
    },
    cart: (cartId) => {
      const cart = state.carts[cartId.toLowerCase()];
      return cart && structuredClone(cartBody(service, cart));
    },
    setCartModes: (cartId, modes) => {
      Object.assign(cartRecord(cartId).modes, v.parse(cartModesSchema, modes));
      saved(undefined);
    },
    editCart: (cartId, lineItems) => saved(editCart(service, cartRecord(cartId), lineItems)),
    ordersOtherwise: (cartId, difference) => saved(orderOtherwise(cartRecord(cartId), { ...difference })),
    groupFails: (cartId, group, { code = 800020, description, times = 1 } = {}) => {
      cartRecord(cartId).failures[group] = {
        code,
        description: description ?? errorText(code) ?? "The order could not be placed.",
        remaining: times === "always" ? null : times,
      };
      saved(undefined);
    },
    itemFails: (catalogItemId, error) => {
      state.itemErrors[catalogItemId] = error;
      saved(undefined);
    },
    setPrice: (catalogItemId, price) => saved(setPrice(service, catalogItemId, price)),
    withdraw: (catalogItemId, { replacedBy } = {}) => saved(withdraw(state, catalogItemId, replacedBy)),
    addOrder: (order) => {
      const { customerId, body } = addForeignOrder(service, order);
      return saved({ customerId, orderId: body.id });
    },
    cancelOrder: (orderId, lineItemNumber) => saved(cancelOrder(service, orderId, lineItemNumber)),
    setSubscription: (subscriptionId, change) => saved(setSubscription(service, subscriptionId, change)),
    subscriptions: (customerId) => structuredClone(subscriptionsOf(service, customerId)),
    order: (orderId) => {
      const order = state.orders[orderId];
      return order && structuredClone(settled(service, order).body);
    },
    orders: (cartId) =>
      records()
        .filter((order) => cartId === undefined || order.cartId === cartId.toLowerCase())
        .map((order) => structuredClone(order.body)),
    provision: (orderId, status) => {
      const order = state.orders[orderId];
      if (!order) throw new Error(`There is no order ${orderId}.`);
      saved(provision(service, order, status));
    },
    provisionAll: (status) => {
      for (const order of records()) if (!order.provisioned) provision(service, order, status);
      saved(undefined);
    },
    issueToken: (token) => service.tokens.issue(token),
    revokeTokens: () => {
      state.tokenGeneration += 1;
      saved(undefined);
    },
    requests: () => service.log.list(),
    clearRequests: () => service.log.clear(),
  };
  const { url, close } = await listen(service, control(emulator, service.faults), options.port ?? 0);
  return Object.assign(emulator, {
    url,
    close,
    env: ({ user = false } = {}) => ({
      PARTNERCENTER_ENDPOINT: url,
      PARTNERCENTER_AUTHORITY: url,
      ...(partner.cloud !== "global" && { PARTNERCENTER_CLOUD: partner.cloud }),
      PARTNERCENTER_TENANT_ID: partner.tenantId,
      PARTNERCENTER_CLIENT_ID: partner.clientId,
      PARTNERCENTER_CLIENT_SECRET: partner.clientSecret,
      ...(user && { PARTNERCENTER_REFRESH_TOKEN: service.tokens.refreshToken() }),
    }),
  });
}

function freshState(): State {
  return {
    version: 1,
    clock: { offsetMs: 0 },
    modes: { ...DEFAULT_MODES },
    customers: {},
    carts: {},
    orders: {},
    purchases: [],
    itemErrors: {},
    answers: {},
    tokenGeneration: 0,
    refreshGeneration: 0,
  };
}

/** Changes switches after checking them, so that a misspelt one is an error. */
function setModes(store: Store, modes: Partial<Modes>): void {
  store.state.modes = { ...DEFAULT_MODES, ...store.state.modes, ...v.parse(modesSchema, modes) };
  store.touch();
}

function addSamples(service: Service): void {
  for (const sample of SAMPLES) {
    if (service.store.state.carts[sample.cartId]) continue;
    addCart(service, { ...sample, lineItems: sampleLines(sample) });
  }
}
