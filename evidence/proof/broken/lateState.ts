import { CartCheckoutLifecycle } from "../../../provider/lifecycle/checkout/checkoutLifecycle";
import { isRefused } from "../../../provider/lifecycle/core/lifecycle";
import { brokenProviders } from "./brokenSession";

/** Keeps a purchase out of state until all is well: what is not well yet becomes a plain error. */
class Late extends CartCheckoutLifecycle {
  override async create(news: Record<string, unknown>) {
    const end = await super.create(news);
    return isRefused(end) || end.problems.length === 0 ? end : { refused: end.problems.join("\n") };
  }
}

export const { cartCheckout, cart } = brokenProviders({ lifecycle: (around) => new Late(around) });
