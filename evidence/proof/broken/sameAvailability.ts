import type { Cart } from "../../../provider/client/schemas";
import { brokenProviders } from "./brokenSession";
import { lessSeen } from "./lessSeen";

const holds = (cart: Cart | undefined, offerId: string | undefined) =>
  cart === undefined || cart.lineItems.some(({ catalogItemId }) => catalogItemId === offerId);

/** Takes another availability of the same SKU for another thing. */
export const { cartCheckout, cart } = brokenProviders({
  client: lessSeen({
    order: ({ lineItems }, read) => lineItems.some(({ offerId }) => holds(read, offerId)),
    subscription: ({ offerId }, read) => holds(read, offerId),
  }),
});
