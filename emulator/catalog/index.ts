import { AZURE_PLANS, RESERVATIONS, SAVINGS_PLANS } from "./azure";
import { type CatalogItem, item, type ProductKind } from "./catalogItem";
import { LICENCES } from "./licences";
import { MARKETPLACE_SAAS } from "./marketplace";
import { PERPETUAL_SOFTWARE, SOFTWARE_SUBSCRIPTIONS } from "./software";

export { SEGMENTS } from "./catalogItem";
export type { CatalogItem, CatalogTerm, ProductKind, Segment } from "./catalogItem";

/** Offers of the older catalogue: carts take them, the product calls don't list them. They have no prices. */
const LEGACY_OFFERS = [
  item("MS-AZR-0145P", { kind: "legacy", title: "Microsoft Azure", terms: [] }),
  item("796b6b5f-613c-4e24-a17c-eba730d49c02", { kind: "legacy", title: "Office 365 E3", terms: [] }),
  item("031c9e47-4802-4248-838e-778fb1d2cc05", {
    kind: "legacy",
    title: "Office 365 Business Premium",
    terms: [],
  }),
  item("2828be95-46ba-4f91-b2fd-0bef192ecf60", {
    kind: "legacy",
    title: "Exchange Online Archiving for Exchange Online",
    addonOf: ["796b6b5f-613c-4e24-a17c-eba730d49c02"],
    terms: [],
  }),
];

/** Everything on sale when an emulator starts. Ids have the documented form; most of them are made up. */
export const CATALOG: readonly CatalogItem[] = [
  ...LICENCES,
  ...AZURE_PLANS,
  ...SAVINGS_PLANS,
  ...RESERVATIONS,
  ...PERPETUAL_SOFTWARE,
  ...SOFTWARE_SUBSCRIPTIONS,
  ...MARKETPLACE_SAAS,
  ...LEGACY_OFFERS,
];

const SKUS = new Map([...CATALOG].reverse().map((entry) => [skuKey(entry.catalogItemId), entry]));
const PRODUCTS = new Set(CATALOG.map((entry) => entry.productId.toUpperCase()));

/** The SKU that a catalogue item id names, whatever its availability; undefined for one not in the catalog. */
export function skuOf(catalogItemId: string): CatalogItem | undefined {
  return SKUS.get(skuKey(catalogItemId));
}

/** Whether the catalog has the product at all. Items of other products are none of its business. */
export function isListed(catalogItemId: string): boolean {
  return PRODUCTS.has((catalogItemId.split(":")[0] ?? "").toUpperCase());
}

const LEGACY = /^(MS-AZR-\w+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** The kind of an item: the catalog's, or for one that isn't listed a guess by the form of its id. */
export function kindOf({
  catalogItemId,
  billingCycle,
}: {
  catalogItemId: string;
  billingCycle: string;
}): ProductKind {
  const listed = skuOf(catalogItemId);
  if (listed) return listed.kind;
  if (LEGACY.test(catalogItemId)) return "legacy";
  if (/^CFQ7TTC0/i.test(catalogItemId)) return "licence";
  const oneTime = billingCycle === "one_time";
  if (/^DG7G/i.test(catalogItemId)) return oneTime ? "perpetual" : "softwareSubscription";
  return oneTime ? "reservation" : "saas";
}

/** Whether Microsoft itself publishes the item. */
export function isMicrosoft(line: { catalogItemId: string; billingCycle: string }): boolean {
  const publisher = skuOf(line.catalogItemId)?.publisher;
  return publisher === undefined ? kindOf(line) !== "saas" : publisher === "Microsoft Corporation";
}

/** Whether what is bought becomes a subscription: all but what is bought at one time, and the Azure plan always. */
export function hasSubscription(line: { catalogItemId: string; billingCycle: string }): boolean {
  return line.billingCycle !== "one_time" || kindOf(line) === "azurePlan";
}

function skuKey(catalogItemId: string): string {
  return catalogItemId.split(":").slice(0, 2).join(":").toUpperCase();
}
