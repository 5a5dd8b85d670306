import type { PartnerCenter } from "../../../provider/client/partnerCenter";
import type { Cart, Order, Subscription } from "../../../provider/client/schemas";

/** What a broken look sees of a customer's lists. */
export interface Seen {
  order: (order: Order, cart: Cart | undefined) => boolean;
  subscription: (subscription: Subscription, cart: Cart | undefined) => boolean;
}

/** A client whose lists hold less. They are told the customer's cart once that was read, as it is before a checkout. */
export function lessSeen({ order, subscription }: Seen): (sound: PartnerCenter) => PartnerCenter {
  const carts = new Map<string, Cart>();
  return (sound) => ({
    ...sound,
    getCart: async (...call) => {
      const read = await sound.getCart(...call);
      carts.set(call[0], read.value);
      return read;
    },
    listOrders: async (...call) => {
      const { value, ...rest } = await sound.listOrders(...call);
      return { ...rest, value: value.filter((one) => order(one, carts.get(call[0]))) };
    },
    listSubscriptions: async (...call) => {
      const { value, ...rest } = await sound.listSubscriptions(...call);
      return { ...rest, value: value.filter((one) => subscription(one, carts.get(call[0]))) };
    },
  });
}

/** Nobody looks at what the customer has. */
export const nothingSeen = lessSeen({ order: () => false, subscription: () => false });
