import { CartCheckoutLifecycle } from "../../../provider/lifecycle/checkout/checkoutLifecycle";
import { RunMemory } from "../../../provider/lifecycle/core/runMemory";
import { brokenProviders } from "./brokenSession";

/** Buys whatever the cart holds: nobody compares that with what was declared. */
class Unaware extends CartCheckoutLifecycle {
  override create({ lineItems: _, ...news }: Record<string, unknown>) {
    return super.create(news);
  }

  override update(
    id: string,
    olds: Record<string, unknown>,
    { lineItems: _, ...news }: Record<string, unknown>,
  ) {
    return super.update(id, olds, news);
  }
}

export const { cartCheckout, cart } = brokenProviders({
  lifecycle: (around) => new Unaware({ ...around, memory: new RunMemory() }),
});
