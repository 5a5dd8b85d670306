import { CartCheckoutLifecycle } from "../../../provider/lifecycle/checkout/checkoutLifecycle";
import { brokenProviders } from "./brokenSession";

/** Lets another cart in the same resource replace the purchase. */
class Unguarded extends CartCheckoutLifecycle {
  override async diff(id: string, olds: Record<string, unknown>, news: Record<string, unknown>) {
    const replaces = ["customerId", "cartId"].filter((key) => olds[key] !== news[key]);
    return replaces.length > 0 ? { changes: true, replaces } : super.diff(id, olds, news);
  }
}

export const { cartCheckout, cart } = brokenProviders({ lifecycle: (around) => new Unguarded(around) });
