import { repriced } from "./completeLines";
import type { NewPrice } from "./inputs";
import { overrideOf, type PriceOverride } from "./pricing";
import type { Service } from "./service";

/** Sets the price of an item, or takes the set ones back, also in carts that are still active. */
export function setPrice(service: Service, catalogItemId: string, price: NewPrice | undefined): void {
  const { state } = service.store;
  const others = (state.prices ?? []).filter((one) => !same(one.catalogItemId, catalogItemId));
  state.prices = price ? [...(state.prices ?? []), override(catalogItemId, price)] : others;
  for (const cart of Object.values(state.carts)) {
    if (cart.status !== "Active") continue;
    cart.lineItems = cart.lineItems.map((line) => {
      // A price for another term leaves the line as it is.
      const concerned =
        same(line.catalogItemId, catalogItemId) && (!price || overrideOf(line, state.prices ?? []));
      return concerned ? repriced(service, cart.customerId, line) : line;
    });
  }
}

function override(catalogItemId: string, { price, ...rest }: NewPrice): PriceOverride {
  const cents = Math.round(price * 100);
  if (!(price >= 0) || cents / 100 !== price)
    throw new TypeError(`A price has at most two decimals, not ${String(price)}.`);
  if (rest.currency !== undefined && !/^[A-Z]{3}$/.test(rest.currency))
    throw new TypeError(`A currency has three capitals, not "${rest.currency}".`);
  return { catalogItemId, cents, ...rest };
}

function same(a: string, b: string): boolean {
  return a.toUpperCase() === b.toUpperCase();
}
