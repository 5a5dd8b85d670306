import { createPartnerCenter } from "../../provider/client/partnerCenterClient";
import type { ClientEffects } from "../../provider/client/caller";
import type { PartnerCenter } from "../../provider/client/partnerCenter";
import { dynamicProvider, type DynamicProvider } from "../../provider/dynamic/adapter";
import { hostSurroundings, Session } from "../../provider/dynamic/session";
import { CartCheckoutLifecycle } from "../../provider/lifecycle/cartCheckout";
import type { CheckoutSurroundings } from "../../provider/lifecycle/checkoutSurroundings";
import { readSettings } from "../../provider/settings";

/** What a broken provider does otherwise than the product. Everything else is the product's own code. */
export interface Breakage {
  /** The client's outside world. */
  effects?: Partial<ClientEffects>;
  client?: (partnerCenter: PartnerCenter) => PartnerCenter;
  lifecycle?: (around: CheckoutSurroundings) => CartCheckoutLifecycle;
}

/** The product's provider with one thing broken. */
export function brokenProvider({ effects, client, lifecycle }: Breakage): DynamicProvider {
  const session = new Session(process.env);
  let shared: PartnerCenter | undefined;
  const partnerCenter = () => {
    const settings = readSettings({ env: process.env, config: () => undefined });
    const sound = createPartnerCenter(settings, effects);
    return (shared ??= client ? client(sound) : sound);
  };
  const around: CheckoutSurroundings = { ...hostSurroundings(session), partnerCenter };
  return dynamicProvider(session, lifecycle ? lifecycle(around) : new CartCheckoutLifecycle(around));
}
