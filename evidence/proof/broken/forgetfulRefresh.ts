import { CartCheckoutLifecycle } from "../../../provider/lifecycle/checkout/checkoutLifecycle";
import { isRefused } from "../../../provider/lifecycle/core/lifecycle";
import { rollUp } from "../../../provider/lifecycle/orders/orderProgress";
import { brokenProviders } from "./brokenSession";

/** Makes a refresh that looks at the orders alone: what was refused is forgotten. */
class Forgetful extends CartCheckoutLifecycle {
  override async read(id: string, stored: Record<string, unknown>) {
    const end = await super.read(id, stored);
    if (isRefused(end)) return end;
    const { state, ...rest } = end;
    const status = state.orders.length > 0 ? rollUp(state.orders) : state.status;
    return { ...rest, state: { ...state, orderErrors: [], status } };
  }
}

export const { cartCheckout, cart } = brokenProviders({ lifecycle: (around) => new Forgetful(around) });
