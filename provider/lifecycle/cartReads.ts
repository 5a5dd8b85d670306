import { PartnerCenterError } from "../client/errors";
import type { PartnerCenter } from "../client/partnerCenter";
import { declaredLines } from "./cartLineInputs";
import { cartEnd } from "./cartEnd";
import { lookAtCart } from "./cartLook";
import { resourceName } from "./cartMessages";
import { describeLine } from "./cartPrices";
import { withCart, type CartState } from "./cartState";
import type { CheckoutSurroundings } from "./checkoutSurroundings";

const READ_MS = 60 * 1000;

/**
 * What Partner Center says of a cart now. Never reports it as gone: a cart's end is no reason to buy again. One that
 * was ordered long ago and can't be read any more stays `ordered`.
 */
export async function readCart(
  around: CheckoutSurroundings,
  partnerCenter: PartnerCenter,
  state: CartState,
): Promise<CartState> {
  const look = await lookAtCart(partnerCenter, state, around.now() + READ_MS);
  if (look.kind === "failed") throw look.error;
  if (look.kind !== "gone") return withCart(state, look.cart);
  if (state.status === "ordered") return state;
  try {
    const end = await cartEnd(partnerCenter, state, around.now());
    return end.kind === "unsure" ? state : { ...state, status: end.kind };
  } catch (error) {
    if (!(error instanceof PartnerCenterError)) throw error;
    around.warn(
      `warning: ${resourceName(state.seed)}: cart ${state.cartId} of customer ${state.customerId} is gone, and whether it ` +
        `was ordered can't be told now: ${error.message}`,
    );
    return state;
  }
}

/** Tells in a preview what a cart will hold. Its prices are known once it exists. */
export function announceCart(around: CheckoutSurroundings, inputs: Record<string, unknown>): void {
  const name = resourceName(String(inputs["seed"] ?? ""));
  const lines = declaredLines(inputs["lineItems"]);
  for (const line of lines)
    around.info(`${name}: ${describeLine(line)}; the price is known once the cart exists`);
}
