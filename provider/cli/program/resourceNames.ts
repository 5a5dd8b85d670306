import { createHash } from "node:crypto";
import { normaliseId } from "../../lifecycle/core/ids";
import type { OrderState } from "../../lifecycle/orders/order";
import { dayPlaced } from "./orderDates";

const MOST_ITEM_CHARACTERS = 40;
const SHORT_ID = /^[0-9a-z]{1,12}$/;

/**
 * The name of an order's resource, such as `office-365-e5-2026-01-14-a3f09c5d7e12`. It depends on the order alone, not
 * on the customer's other orders, so that it is the same in every run.
 */
export function suggestedName(order: OrderState): string {
  return `${itemPart(order)}${nameTail(order)}`;
}

/** The end of an order's name, which stays when the item is renamed. It tells the order from all others. */
export function nameTail(order: OrderState): string {
  return [dayPlaced(order), idPart(normaliseId(order.id))].map((part) => (part ? `-${part}` : "")).join("");
}

function itemPart({ lineItems }: OrderState): string {
  const [first] = [...lineItems].sort((a, b) => a.lineItemNumber - b.lineItemNumber);
  const letters = (first?.friendlyName ?? first?.offerId ?? "")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  if (letters.length <= MOST_ITEM_CHARACTERS) return letters || "order";
  return (
    letters.slice(0, MOST_ITEM_CHARACTERS + 1).replace(/-?[^-]*$/, "") ||
    letters.slice(0, MOST_ITEM_CHARACTERS)
  );
}

/** A short id as it is; of a long one, or one in which the case of letters counts, a fingerprint. */
function idPart(id: string): string {
  return SHORT_ID.test(id) ? id : createHash("sha256").update(id).digest("hex").slice(0, 12);
}
