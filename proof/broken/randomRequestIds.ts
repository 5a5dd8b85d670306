import { randomUUID } from "node:crypto";
import { brokenProvider } from "./brokenSession";

/** Draws the request id of every checkout: the run after a crash can't send the same one. */
export const cartCheckout = brokenProvider({
  client: (sound) => ({
    ...sound,
    checkoutCart: (call) => sound.checkoutCart({ ...call, requestId: randomUUID() }),
  }),
});
