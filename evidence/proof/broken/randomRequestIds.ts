import { randomUUID } from "node:crypto";
import { brokenProviders } from "./brokenSession";

/** Draws the request id of every checkout: the run after a crash can't send the same one. */
export const { cartCheckout, cart } = brokenProviders({
  client: (sound) => ({
    ...sound,
    checkoutCart: (call) => sound.checkoutCart({ ...call, requestId: randomUUID() }),
  }),
});
