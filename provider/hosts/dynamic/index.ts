/**
 * The frozen entry "pulumi-partnercenter/dynamic". The text in every stack's state names it and its exports, so both
 * stay for ever, and what it exports accepts the state written by every older version. It never loads @pulumi/pulumi.
 */
import { CartLifecycle } from "../../lifecycle/cart/cartLifecycle";
import { CartCheckoutLifecycle } from "../../lifecycle/checkout/checkoutLifecycle";
import { perProfile } from "../../lifecycle/core/profiles";
import { dynamicProvider } from "./adapter";
import { engineLives } from "./engine";
import { hostContext, Session } from "./session";

const session = new Session(process.env, () => engineLives(process.argv));

export const cartCheckout = dynamicProvider(
  session,
  perProfile((profile) => new CartCheckoutLifecycle(hostContext(session, profile))),
);

export const cart = dynamicProvider(
  session,
  perProfile((profile) => new CartLifecycle(hostContext(session, profile))),
);
