import type { Cart } from "../../../provider/client/schemas";
import { brokenProviders } from "./brokenSession";
import { lessSeen } from "./lessSeen";

const isYounger = ({ creationDate = "" }: { creationDate?: string }, cart: Cart | undefined) =>
  cart === undefined || Date.parse(creationDate) >= Date.parse(cart.creationTimestamp ?? "");

/** Looks before the checkout only at what is younger than the cart. */
export const { cartCheckout, cart } = brokenProviders({
  client: lessSeen({ order: isYounger, subscription: isYounger }),
});
