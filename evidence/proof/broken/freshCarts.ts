import { randomUUID } from "node:crypto";
import { brokenProviders } from "./brokenSession";
import { nothingSeen } from "./lessSeen";

/** Draws the request id of every new cart, so that none is recognised, and asks nobody what the customer has. */
export const { cartCheckout, cart } = brokenProviders({
  client: (sound) => ({
    ...nothingSeen(sound),
    createCart: (call) => sound.createCart({ ...call, requestId: randomUUID() }),
  }),
});
