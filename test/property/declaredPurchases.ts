import { asCart, OutputOf, type Program } from "../support/stackEngine";
import type { Setting } from "./story";

interface Item {
  catalogItemId: string;
  billingCycle: string;
  termDuration?: string;
  participants?: { key: string; value: string }[];
}

/** The first one's availabilities are fixed; of the others Partner Center has any number. */
export const ITEMS: readonly [Item, ...Item[]] = [
  { catalogItemId: "CFQ7TTC0LF8S:0001:CFQ7TTC0N81H", billingCycle: "monthly", termDuration: "P1Y" },
  { catalogItemId: "CFQ7TTC0E101:0001:CFQ7TTC0E1A1", billingCycle: "annual", termDuration: "P1Y" },
  { catalogItemId: "DG7GMGF0DWM3:0002:DG7GMGF0DT1M", billingCycle: "one_time" },
  // What makes it another purchase, and an answer may leave out.
  {
    catalogItemId: "CFQ7TTC0R201:0001:CFQ7TTC0R2A1",
    billingCycle: "monthly",
    termDuration: "P1Y",
    participants: [{ key: "transaction_reseller", value: "5550001" }],
  },
];

const CUSTOMERS = ["7c3a91d2-4e58-4b06-a1c7-93f2e5d80b64", "94cd6638-11b6-4323-8c9f-6ae3088adc59"];
const NOTHING_FITS = { maxTotal: { amount: 1, currency: "USD" } };
/** An id that no order has. */
export const WRONG_ID = "ffffffffffff";

/** A purchase as the program declares it at present. */
export interface DeclaredPurchase {
  index: number;
  /** Of the stack that declares it. */
  stack: number;
  /** What the program calls it. */
  name: string;
  /** The type of its parent, where that isn't the usual one: part of what the engine calls it. */
  parent?: string;
  customerId: string;
  items: number[];
  /** Units of each line; no other purchase ever has them. */
  quantity: number;
  adopt?: boolean;
  besides?: string[];
  /** The purchase whose orders it names in `besides`. */
  onTopOf?: number;
  orderIds?: string[];
  existingCartId?: string;
  /** It is a checkout alone, of that cart. */
  byId?: boolean | "silent";
  limited?: boolean;
  options: Record<string, unknown>;
  /** How often its state was let go: by another name, by `destroy`, or lost. */
  life: number;
}

export function declaredPurchases(setting: Setting): DeclaredPurchase[] {
  const { purchases, customers, stacks = [], alike = false, byId } = setting;
  return purchases.map((items, index) => ({
    index,
    stack: stacks[index] ?? 0,
    name: stacks[index] ? "purchase0" : `purchase${index}`,
    customerId: CUSTOMERS[customers === "one" ? 0 : index] ?? "",
    items,
    quantity: quantityOf(alike ? 0 : index, 0),
    options: { waitForProvisioning: false },
    byId,
    life: 1,
  }));
}

/** The quantities of purchase n are 10n + 11, 12 and 13. */
export function quantityOf(index: number, seats: number): number {
  return 10 * index + 11 + seats;
}

export function indexOf(quantity: number): number {
  return Math.floor(quantity / 10) - 1;
}

export function linesOf({ items, quantity }: Pick<DeclaredPurchase, "items" | "quantity">) {
  return items.map((item) => ({ ...ITEMS[item]!, quantity }));
}

/** What state calls its checkout. */
export function checkoutOf({ name, parent }: Pick<DeclaredPurchase, "name" | "parent">): string {
  return parent === undefined ? name : `${parent}$${name}`;
}

/** What state calls its cart. */
export function cartOf(purchase: Pick<DeclaredPurchase, "name" | "parent">): string {
  return `${checkoutOf(purchase)} cart`;
}

type Declared = [string, Program[string]];

/** What the component `Purchase` makes of its arguments, for all purchases. */
export function programOf(purchases: DeclaredPurchase[]): Program {
  return Object.fromEntries(
    purchases.flatMap((purchase): Declared[] => {
      const { name, stack, customerId, adopt, orderIds, options } = purchase;
      const other = purchases.find(({ index }) => index === purchase.onTopOf);
      const besides = other ? new OutputOf(checkoutOf(other), "orderIds") : purchase.besides;
      const alike = purchases.find((one) => one !== purchase && buysAgain(purchase, one));
      const common = {
        customerId,
        lineItems: purchase.byId === "silent" ? undefined : linesOf(purchase),
        ifAlreadyOrdered: adopt ? "adopt" : undefined,
        besides,
        limits: purchase.limited ? NOTHING_FITS : undefined,
      };
      const cart = {
        ...common,
        ...(orderIds && { ifAlreadyOrdered: "adopt", orderIds }),
        existingCartId: purchase.existingCartId,
        seed: `project/stack${stack || ""}/${name}`,
        alikeCart: alike?.name,
      };
      const { byId, existingCartId } = purchase;
      const cartId = byId ? existingCartId : new OutputOf(cartOf(purchase), "cartId");
      const checkout: Declared = [checkoutOf(purchase), { ...common, cartId, orderIds, ...options }];
      return byId ? [checkout] : [[cartOf(purchase), asCart(cart)], checkout];
    }),
  );
}

/** What the program itself sees of two carts. */
function buysAgain(purchase: DeclaredPurchase, other: DeclaredPurchase): boolean {
  const saysSo = other.onTopOf !== undefined || (other.besides ?? []).length > 0;
  if (saysSo || other.customerId !== purchase.customerId) return false;
  return other.quantity === purchase.quantity && other.items.some((item) => purchase.items.includes(item));
}
