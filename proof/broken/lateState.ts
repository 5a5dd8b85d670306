import { CartCheckoutLifecycle } from "../../provider/lifecycle/checkout/checkoutLifecycle";
import { InitFailure } from "../../provider/lifecycle/core/lifecycle";
import { brokenProviders } from "./brokenSession";

/** Keeps a purchase out of state until all is well: what is not well yet becomes a plain error. */
class Late extends CartCheckoutLifecycle {
  override create(news: Record<string, unknown>) {
    return super.create(news).catch((error: unknown) => {
      throw error instanceof InitFailure ? new Error(error.message) : error;
    });
  }
}

export const { cartCheckout, cart } = brokenProviders({ lifecycle: (around) => new Late(around) });
