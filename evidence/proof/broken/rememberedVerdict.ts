import { brokenProviders } from "./brokenSession";
import { lessSeen } from "./lessSeen";

const made = new Set<string>();

/** What the customer has is looked at when the cart is made; only the process that made it remembers the verdict. */
export const { cartCheckout, cart } = brokenProviders({
  client: (sound) => {
    const seen = (id: string | undefined) => id === undefined || made.has(id);
    const less = lessSeen({
      order: (_, read) => seen(read?.id),
      subscription: (_, read) => seen(read?.id),
    })(sound);
    return {
      ...less,
      createCart: async (call) => {
        const read = await sound.createCart(call);
        made.add(read.value.id);
        return read;
      },
    };
  },
});
