import type { EmulatorCore } from "../../emulator";
import { ITEMS, indexOf, linesOf, type DeclaredPurchase } from "./declaredPurchases";
import { ordersOf } from "./evidence";

/** What somebody else does to a customer of ours, or to a cart. */
export type Deed =
  /** Orders what a purchase declares: all of it, its first line, that and another one, or by another availability. */
  | { buys: "same" | "part" | "more" | "otherAvailability" }
  /** Cancels in the portal what a purchase is, or what the same is that came from elsewhere. */
  | { cancels: "ours" | "theirs" }
  /** What becomes of every subscription of what a purchase declares. */
  | { subscriptions: "active" | "suspended" | "expired" | "disabled" | "deleted" }
  /** Sets other lines in its cart; `resellers`: the same, with a reseller where there was none, and without where there was. */
  | { edits: "more" | "other" | "resellers" };

/** A further line that is billed like the first one, so that it comes in the same order. */
const FURTHER: Record<string, { catalogItemId: string; billingCycle: string; termDuration?: string }> = {
  monthly: { catalogItemId: "CFQ7TTC0LF8R:0002:CFQ7TTC0K5DH", billingCycle: "monthly", termDuration: "P1Y" },
  annual: { catalogItemId: "CFQ7TTC0LF8S:0001:CFQ7TTC0N81H", billingCycle: "annual", termDuration: "P1Y" },
  one_time: { catalogItemId: "DG7GMGF0D5RK:0005:DG7GMGF0D3RL", billingCycle: "one_time" },
};
const RESELLER = [{ key: "transaction_reseller", value: "5550009" }];
const OTHER_AVAILABILITY = "DG7GMGF0AAAA";

export function somebody(
  emulator: EmulatorCore,
  purchase: DeclaredPurchase,
  cartId: string | undefined,
  deed: Deed,
): void {
  const { customerId } = purchase;
  if ("buys" in deed)
    for (const lineItems of ordersOfStranger(purchase, deed.buys))
      emulator.addOrder({ customerId, lineItems });
  else if ("cancels" in deed)
    for (const id of ordersAlike(emulator, purchase, deed.cancels)) emulator.cancelOrder(id);
  else if ("subscriptions" in deed)
    for (const { id, quantity } of emulator.subscriptions(customerId)) {
      if (indexOf(quantity) === purchase.index) emulator.setSubscription(id, { status: deed.subscriptions });
    }
  else if (cartId) editCart(emulator, purchase, cartId, deed.edits);
}

function ordersOfStranger(purchase: DeclaredPurchase, what: "same" | "part" | "more" | "otherAvailability") {
  const lines = linesOf(purchase);
  const first = lines[0]!;
  switch (what) {
    case "same":
      return lines.map((line) => [line]);
    case "part":
      return [[first]];
    case "more":
      return [[first, { ...FURTHER[first.billingCycle]!, quantity: 1 }]];
    case "otherAvailability":
      return lines.map((line) => [
        line.catalogItemId === ITEMS[0].catalogItemId
          ? line
          : { ...line, catalogItemId: line.catalogItemId.replace(/[^:]+$/, OTHER_AVAILABILITY) },
      ]);
  }
}

function ordersAlike(emulator: EmulatorCore, purchase: DeclaredPurchase, whose: "ours" | "theirs"): string[] {
  const ours = new Set(emulator.journal.purchases().map(({ orderId }) => orderId));
  return ordersOf(emulator, purchase.customerId)
    .filter(({ lineItems }) => lineItems.some(({ quantity }) => indexOf(quantity) === purchase.index))
    .map(({ id }) => id)
    .filter((id) => ours.has(id) === (whose === "ours"));
}

/** Somebody makes a cart of what a purchase declares, and the program names it. */
export function nameCart(emulator: EmulatorCore, purchase: DeclaredPurchase): void {
  const { customerId } = purchase;
  const lineItems = linesOf(purchase).map((line, group) => ({ ...line, orderGroup: String(group) }));
  purchase.existingCartId = emulator.addCart({ customerId, lineItems }).cartId;
}

/** A cart that is over, or was bought in part, can't be edited. */
function editCart(
  emulator: EmulatorCore,
  purchase: DeclaredPurchase,
  cartId: string,
  what: "more" | "other" | "resellers",
): void {
  const [first, ...others] = linesOf(purchase);
  const lines = {
    more: [first!, ...others].map((line) => ({ ...line, quantity: 250 })),
    other: [{ ...FURTHER["monthly"]!, quantity: first!.quantity }, ...others],
    resellers: [{ ...first!, participants: first!.participants ? [] : RESELLER }, ...others],
  }[what];
  try {
    emulator.editCart(cartId, lines);
  } catch {
    return;
  }
}
