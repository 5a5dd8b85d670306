import { randomUUID } from "node:crypto";
import { createRoundTrip } from "../../../provider/client/http/exchange";
import { brokenProviders } from "./brokenSession";

const roundTrip = createRoundTrip(Date.now);
const sent = new Set<string>();

/** Starts with the right request id, but draws a new one for every further try of a checkout. */
export const { cartCheckout, cart } = brokenProviders({
  effects: {
    roundTrip: (request) => {
      const first = !sent.has(request.url);
      sent.add(request.url);
      if (request.method === "GET" || first) return roundTrip(request);
      return roundTrip({ ...request, headers: { ...request.headers, "MS-RequestId": randomUUID() } });
    },
  },
});
