import { brokenProviders } from "./brokenSession";

/** Takes a list of orders that can't be read for an empty one: what was to be taken over is bought. */
export const { cartCheckout, cart } = brokenProviders({
  client: (sound) => ({
    ...sound,
    listOrders: (customerId, options) =>
      sound.listOrders(customerId, options).catch(() => ({
        value: [],
        meta: { status: 200, requestId: "", correlationId: "" },
      })),
  }),
});
