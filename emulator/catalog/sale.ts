import type { State } from "../store";
import { CATALOG, type CatalogItem, isListed, skuOf } from ".";

/** The part of the state that says what is on sale. */
export type SaleState = Pick<State, "withdrawn">;

/** What is on sale now: without what was withdrawn, and with what replaced it. */
export function itemsOnSale({ withdrawn = {} }: SaleState): CatalogItem[] {
  return CATALOG.flatMap((entry) => {
    let current = entry;
    for (;;) {
      const replacedBy = withdrawn[current.catalogItemId];
      if (replacedBy === undefined) return [current];
      if (replacedBy === "") return [];
      current = withAvailability(current, replacedBy);
    }
  });
}

/** The item on sale that a line names; undefined for one that is not on sale, or not in the catalog. */
export function itemOnSale(state: SaleState, catalogItemId: string): CatalogItem | undefined {
  const wanted = catalogItemId.toUpperCase();
  return itemsOnSale(state).find((entry) => entry.catalogItemId.toUpperCase() === wanted);
}

/** Whether a line can't be bought any more because its availability is gone. */
export function isGone(state: SaleState, catalogItemId: string): boolean {
  return state.withdrawn?.[canonicalId(state, catalogItemId)] !== undefined;
}

/**
 * Takes an item off the shelves; `replacedBy` is the id of the availability with which its SKU goes on. Throws for
 * an item that is not on sale.
 */
export function withdraw(state: SaleState, catalogItemId: string, replacedBy = ""): void {
  const listed = itemOnSale(state, catalogItemId);
  if (!listed && isListed(catalogItemId)) throw new Error(`${catalogItemId} is not on sale.`);
  if (replacedBy !== "" && !/^[0-9A-Z]{12}$/.test(replacedBy))
    throw new TypeError(`An availability id has 12 letters and digits, not "${replacedBy}".`);
  if (replacedBy !== "" && !skuOf(catalogItemId))
    throw new Error(`Only items of the catalog can be replaced: ${catalogItemId}.`);
  (state.withdrawn ??= {})[listed?.catalogItemId ?? catalogItemId.toUpperCase()] = replacedBy;
}

function canonicalId(state: SaleState, catalogItemId: string): string {
  const wanted = catalogItemId.toUpperCase();
  return Object.keys(state.withdrawn ?? {}).find((id) => id.toUpperCase() === wanted) ?? wanted;
}

function withAvailability(entry: CatalogItem, availabilityId: string): CatalogItem {
  const catalogItemId = `${entry.productId}:${entry.skuId}:${availabilityId}`;
  return { ...entry, availabilityId, catalogItemId };
}
