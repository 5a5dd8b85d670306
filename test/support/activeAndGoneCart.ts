import { CART_INPUTS, CartLife, cartState, LINE } from "./cartLife";
import { cartLine, fakeCart, fakeOrder, ITEM } from "./cartsAndOrders";

/** The program of {@link CART_INPUTS} after an edit. */
export const EDITED = { ...CART_INPUTS, lineItems: [{ ...LINE, quantity: 30 }] };

/** The error of a line that can't be ordered. */
export const BAD_ITEM = { errorCode: "10001", errorDescription: "Catalog item ID is not valid." };

/** An order of what the cart holds. */
export const ORDER = fakeOrder("o-a", {
  lineItems: [{ lineItemNumber: 0, offerId: ITEM, quantity: 25, termDuration: "P1Y" }],
});

/** A program whose cart is active at Partner Center. */
export function withCart(lines: Parameters<typeof cartLine>[0][] = [{ id: 0, ...LINE }]): CartLife {
  const life = new CartLife();
  const { createdAt, expiresAt } = cartState();
  const lineItems = lines.map(cartLine);
  life.fake.hasCart(fakeCart({ lineItems, creationTimestamp: createdAt, expirationTimestamp: expiresAt }));
  return life;
}

/** The same, eight days later: the cart is gone. */
export function withoutCart(): CartLife {
  const life = new CartLife();
  life.clock.advance(8 * 24 * 60 * 60 * 1000);
  return life;
}
