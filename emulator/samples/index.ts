import type { CartLineItem, Order } from "../wire";
import { SAMPLE_MIXED } from "./mixed";
import { SAMPLE_NEW_COMMERCE } from "./newCommerce";
import type { SampleCart } from "./sampleCart";

export { SAMPLE_MIXED, SAMPLE_NEW_COMMERCE };

export const SAMPLES: readonly SampleCart[] = [SAMPLE_MIXED, SAMPLE_NEW_COMMERCE];

/** The lines of the cart that its orders came from. */
export function sampleLines({ result, groups }: SampleCart): CartLineItem[] {
  return result.orders
    .flatMap((order, position) =>
      order.lineItems.map((line) => ({
        catalogItemId: line.offerId,
        ...(line.friendlyName && { friendlyName: line.friendlyName }),
        quantity: line.quantity,
        currencyCode: order.currencyCode,
        billingCycle: order.billingCycle,
        ...(line.termDuration && { termDuration: line.termDuration }),
        orderGroup: groups[position],
        ...(line.pricing && { pricing: line.pricing }),
      })),
    )
    .map((line, id) => ({ id, ...line }));
}

/** The documented orders of a cart by group; none for a cart that is not a sample. */
export function sampleOrders(cartId: string): Record<string, Order> {
  const sample = SAMPLES.find((candidate) => candidate.cartId === cartId);
  return Object.fromEntries(
    (sample?.result.orders ?? []).map((order, i) => [sample?.groups[i] ?? "", order]),
  );
}
