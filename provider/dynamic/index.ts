/**
 * The frozen entry "pulumi-partnercenter/dynamic". The text in every stack's state names it and its exports, so both
 * stay for ever, and what it exports accepts the state written by every older version. It never loads @pulumi/pulumi.
 */
import { CartCheckoutLifecycle } from "../lifecycle/cartCheckout";
import { dynamicProvider } from "./adapter";
import { hostSurroundings, Session } from "./session";

const session = new Session(process.env);

export const cartCheckout = dynamicProvider(session, new CartCheckoutLifecycle(hostSurroundings(session)));
