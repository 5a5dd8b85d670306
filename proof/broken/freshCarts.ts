import { randomUUID } from "node:crypto";
import { CartLifecycle } from "../../provider/lifecycle/cart";
import { brokenProviders } from "./brokenSession";

/** Makes a cart without a look at what the customer has ordered. */
class Unlooking extends CartLifecycle {
  override create(news: Record<string, unknown>) {
    return super.create({ ...news, allowDuplicate: true });
  }
}

/** Draws the request id of every new cart, so that none is recognised, and asks nobody whether there was one. */
export const { cartCheckout, cart } = brokenProviders({
  cartLifecycle: (around) => new Unlooking(around),
  client: (sound) => ({
    ...sound,
    createCart: (call) => sound.createCart({ ...call, requestId: randomUUID() }),
  }),
});
