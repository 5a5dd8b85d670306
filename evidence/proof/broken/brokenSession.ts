import { createPartnerCenter } from "../../../provider/client/partnerCenterClient";
import type { ClientEffects } from "../../../provider/client/caller";
import type { PartnerCenter } from "../../../provider/client/partnerCenter";
import { dynamicProvider, type DynamicProvider } from "../../../provider/hosts/dynamic/adapter";
import { hostContext, Session } from "../../../provider/hosts/dynamic/session";
import { CartLifecycle } from "../../../provider/lifecycle/cart/cartLifecycle";
import { CartCheckoutLifecycle } from "../../../provider/lifecycle/checkout/checkoutLifecycle";
import type { Context } from "../../../provider/lifecycle/core/context";
import { readSettings } from "../../../provider/settings/settings";

/** What a broken provider does otherwise than the product. Everything else is the product's own code. */
export interface Breakage {
  /** The client's outside world. */
  effects?: Partial<ClientEffects>;
  client?: (partnerCenter: PartnerCenter) => PartnerCenter;
  lifecycle?: (around: Context) => CartCheckoutLifecycle;
  cartLifecycle?: (around: Context) => CartLifecycle;
}

/** The product's providers with one thing broken. */
export function brokenProviders({ effects, client, lifecycle, cartLifecycle }: Breakage): {
  cartCheckout: DynamicProvider;
  cart: DynamicProvider;
} {
  const session = new Session(process.env);
  let shared: PartnerCenter | undefined;
  const partnerCenter = () => {
    const settings = readSettings({ env: process.env, config: () => undefined });
    const sound = createPartnerCenter(settings, effects);
    return (shared ??= client ? client(sound) : sound);
  };
  const around: Context = { ...hostContext(session), partnerCenter };
  return {
    cartCheckout: dynamicProvider(session, lifecycle?.(around) ?? new CartCheckoutLifecycle(around)),
    cart: dynamicProvider(session, cartLifecycle?.(around) ?? new CartLifecycle(around)),
  };
}
