import { CartLifecycle } from "../../../provider/lifecycle/cart/cartLifecycle";
import { isRefused } from "../../../provider/lifecycle/core/lifecycle";
import type { Context } from "../../../provider/lifecycle/core/context";
import { brokenProviders } from "./brokenSession";
import { nothingSeen } from "./lessSeen";

/** Does the obvious when a cart is gone: makes another one. Nobody asks what became of the old one, or what the customer has. */
class Renewing extends CartLifecycle {
  constructor(private readonly world: Context) {
    super(world);
  }

  override async read(id: string, stored: Record<string, unknown>) {
    const end = await super.read(id, stored);
    if (isRefused(end)) return end;
    const { state, ...rest } = end;
    const over = Date.parse(state.expiresAt ?? "") <= Date.now();
    return { ...rest, state: { ...state, status: over ? ("expired" as const) : state.status } };
  }

  override async update(id: string, olds: Record<string, unknown>, news: Record<string, unknown>) {
    try {
      await this.world.partnerCenter().getCart(String(olds["customerId"]), String(olds["cartId"]));
    } catch {
      return this.create(news);
    }
    return super.update(id, olds, news);
  }
}

export const { cartCheckout, cart } = brokenProviders({
  client: nothingSeen,
  cartLifecycle: (around) => new Renewing(around),
});
