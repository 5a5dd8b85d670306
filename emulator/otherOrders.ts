import { linesByGroup } from "./cartLines";
import { repriced } from "./completeLines";
import type { OtherOrders } from "./inputs";
import type { Service } from "./service";
import type { CartRecord } from "./store";
import type { CartLineItem } from "./wire";

/** The next checkout that buys places orders that differ from the cart. Throws where no line could be dropped. */
export function orderOtherwise(cart: CartRecord, difference: OtherOrders): void {
  if (difference.dropLine && ![...linesByGroup(cart.lineItems).values()].some((lines) => lines.length > 1))
    throw new Error(`No order of cart ${cart.id} has a line to spare.`);
  cart.otherwise = difference;
}

/** The lines that are ordered for those of a group: the same, unless the orders are to differ. */
export function linesOfOrder(service: Service, cart: CartRecord, lines: CartLineItem[]): CartLineItem[] {
  if (!cart.otherwise) return lines;
  const { quantity, offerId, termDuration, dropLine } = cart.otherwise;
  const kept = dropLine && lines.length > 1 ? lines.slice(0, -1) : lines;
  return kept.map((line, position) =>
    position > 0 || (quantity ?? offerId ?? termDuration) === undefined
      ? line
      : repriced(service, cart.customerId, {
          ...line,
          quantity: quantity ?? line.quantity,
          catalogItemId: offerId ?? line.catalogItemId,
          termDuration: termDuration ?? line.termDuration,
        }),
  );
}
