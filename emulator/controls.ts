import * as v from "valibot";
import { addCart, cartBody, editCart } from "./carts";
import { withdraw } from "./catalog/sale";
import type { EmulatorCore } from "./emulator";
import { errorText } from "./errors";
import { addForeignOrder } from "./foreignOrders";
import { cartModesSchema, modesSchema } from "./modeChecks";
import { DEFAULT_MODES, type Modes } from "./modes";
import { cancelOrder, provision, settled } from "./orders";
import { orderOtherwise } from "./otherOrders";
import { setPrice } from "./prices";
import type { Service } from "./service";
import type { CartRecord, Store } from "./store";
import { setSubscription, subscriptionsOf } from "./subscriptions";

/** What a test does to an emulator, and sees of it, other than by requests. */
export function controls(service: Service): Omit<EmulatorCore, "request" | "save" | "restore" | "env"> {
  const { store } = service;

  /** Every change is in the file before its call returns. */
  function saved<T>(act: () => T): T {
    const result = act();
    save();
    return result;
  }
  function save(): void {
    store.touch();
    store.save();
  }
  const cartRecord = (cartId: string): CartRecord => {
    const cart = store.state.carts[cartId.toLowerCase()];
    if (!cart) throw new Error(`There is no cart ${cartId}.`);
    return cart;
  };
  const records = () => Object.values(store.state.orders).map((order) => settled(service, order));

  return {
    clock: service.clock,
    faults: service.faults,
    journal: service.journal,
    modes: () => structuredClone(store.state.modes),
    setModes: (modes) => saved(() => setModes(store, modes)),
    addCustomer: ({ id, companyName = "Contoso", agreementAccepted = true, country, segment }) => {
      const customerId = id.toLowerCase();
      store.state.customers[customerId] = {
        id: customerId,
        companyName,
        agreementAccepted,
        country,
        segment,
      };
      save();
    },
    addCart: (cart) => {
      const { customerId, id } = addCart(service, {
        ...cart,
        modes: v.parse(cartModesSchema, cart.modes ?? {}),
      });
      save();
      return { customerId, cartId: id };
    },
    cart: (cartId) => {
      const cart = store.state.carts[cartId.toLowerCase()];
      return cart && structuredClone(cartBody(service, cart));
    },
    setCartModes: (cartId, modes) => {
      Object.assign(cartRecord(cartId).modes, v.parse(cartModesSchema, modes));
      save();
    },
    editCart: (cartId, lineItems) => saved(() => editCart(service, cartRecord(cartId), lineItems)),
    ordersOtherwise: (cartId, difference) =>
      saved(() => orderOtherwise(cartRecord(cartId), { ...difference })),
    groupFails: (cartId, group, { code = 800020, description, times = 1 } = {}) => {
      cartRecord(cartId).failures[group] = {
        code,
        description: description ?? errorText(code) ?? "The order could not be placed.",
        remaining: times === "always" ? null : times,
      };
      save();
    },
    itemFails: (catalogItemId, error) => {
      store.state.itemErrors[catalogItemId] = error;
      save();
    },
    setPrice: (catalogItemId, price) => saved(() => setPrice(service, catalogItemId, price)),
    withdraw: (catalogItemId, { replacedBy } = {}) =>
      saved(() => withdraw(store.state, catalogItemId, replacedBy)),
    addOrder: (order) => {
      const { customerId, body } = addForeignOrder(service, order);
      save();
      return { customerId, orderId: body.id };
    },
    cancelOrder: (orderId, lineItemNumber) => saved(() => cancelOrder(service, orderId, lineItemNumber)),
    setSubscription: (subscriptionId, change) =>
      saved(() => setSubscription(service, subscriptionId, change)),
    subscriptions: (customerId) => structuredClone(subscriptionsOf(service, customerId)),
    order: (orderId) => {
      const order = store.state.orders[orderId];
      return order && structuredClone(settled(service, order).body);
    },
    orders: (cartId) =>
      records()
        .filter((order) => cartId === undefined || order.cartId === cartId.toLowerCase())
        .map((order) => structuredClone(order.body)),
    provision: (orderId, status) => {
      const order = store.state.orders[orderId];
      if (!order) throw new Error(`There is no order ${orderId}.`);
      provision(service, order, status);
      save();
    },
    provisionAll: (status) => {
      for (const order of records()) if (!order.provisioned) provision(service, order, status);
      save();
    },
    issueToken: (token) => service.tokens.issue(token),
    revokeTokens: () => {
      store.state.tokenGeneration += 1;
      save();
    },
    requests: () => service.log.list(),
    clearRequests: () => service.log.clear(),
  };
}

/** Changes switches after checking them, so that a misspelt one is an error. */
export function setModes(store: Store, modes: Partial<Modes>): void {
  store.state.modes = { ...DEFAULT_MODES, ...store.state.modes, ...v.parse(modesSchema, modes) };
  store.touch();
}
