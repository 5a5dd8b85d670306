import { brokenProviders } from "./brokenSession";

const NOTHING = { value: [], meta: { status: 200, requestId: "", correlationId: "" } };

/** Takes lists that can't be read for empty ones: what was to be taken over is bought. */
export const { cartCheckout, cart } = brokenProviders({
  client: (sound) => ({
    ...sound,
    listOrders: (...call) => sound.listOrders(...call).catch(() => NOTHING),
    listSubscriptions: (...call) => sound.listSubscriptions(...call).catch(() => NOTHING),
  }),
});
