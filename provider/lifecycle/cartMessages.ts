import { lineErrorRemedy } from "../client/cartLineRemedies";
import type { CartState } from "./cartState";
import { cartName, listed } from "./checkoutMessages";
import type { OrderState } from "./orderState";

/** The name that the program gave the resource: the seed ends with it. */
export function resourceName(seed: string): string {
  return seed.slice(seed.lastIndexOf("/") + 1) || "cart";
}

/** Why a cart must not be checked out as it is; empty when it may. Each is shown alone. */
export function cartTroubles(state: CartState): string[] {
  const wrong = state.lines.flatMap(({ lineItemNumber, catalogItemId, error }) => {
    if (!error) return [];
    const remedy = lineErrorRemedy(error.code);
    const what = [error.code, error.description]
      .filter(Boolean)
      .join(", ")
      .replace(/[.\s]+$/, "");
    return [
      `lineItems[${lineItemNumber}] (${catalogItemId ?? "no catalog item"}): ${what}.${remedy ? ` ${remedy}` : ""}`,
    ];
  });
  const after = `Nothing was bought. Correct lineItems and run \`pulumi up\` again.`;
  return [
    ...(wrong.length > 0
      ? [
          `Partner Center can't order every line of ${cartName(state)}, so it is not checked out. ${wrong.join(" ")} ${after}`,
        ]
      : []),
    ...(state.deviations.length > 0
      ? [
          `Partner Center made something else of ${cartName(state)} than was declared, so it is not checked out: ` +
            `${state.deviations.join("; ")}. ${after}`,
        ]
      : []),
  ];
}

export function changedDetails(state: CartState, details: string[]): string {
  return `warning: ${resourceName(state.seed)}: Partner Center did not take everything over into ${cartName(state)}: ${details.join("; ")}.`;
}

const WAYS_OUT =
  `If that is this purchase under another name, give the resource an alias to its old one ` +
  `(\`aliases: [{ name: "<old name>" }]\`), or take it over with \`adopt: true\`; if it is to be bought once more, set ` +
  `\`allowDuplicate: true\`. Nothing was sent that buys.`;

export function boughtLately(seed: string, customerId: string, orders: OrderState[]): string {
  return (
    `${resourceName(seed)} would buy for customer ${customerId} what was ordered within the last 30 days: ` +
    `${listed(orders)}. ${WAYS_OUT}`
  );
}

export function madeAndOrdered(state: CartState): string {
  return (
    `${resourceName(state.seed)} was bought before: ${cartName(state)}, which an earlier run made for it, reads Ordered, ` +
    `though the stack doesn't know it any more. ${WAYS_OUT}`
  );
}

export function lookFailed(seed: string, customerId: string, why: string): string {
  return (
    `${resourceName(seed)}: whether customer ${customerId} ordered the same within the last 30 days can't be told, so ` +
    `no cart was made. ${why} Try again, or set \`allowDuplicate: true\` if it is to be bought in any case.`
  );
}

export function twiceInProgram(seed: string, other: string): string {
  return (
    `lineItems are those of ${resourceName(other)}, for the same customer: one purchase would be made twice. ` +
    `If both are wanted, set allowDuplicate: true on ${resourceName(seed)}.`
  );
}

export function boughtCartStays(state: CartState, orders: OrderState[]): string {
  const known = orders.length > 0 ? ` Orders that it can have become: ${listed(orders)}.` : "";
  return (
    `${cartName(state)} was ordered, so its line items can't change any more.${known} Put the old ones back. More seats ` +
    `or another product are another purchase: declare it as a resource of its own. Nothing was changed.`
  );
}

export function endUnsure(state: CartState, readyAt: number): string {
  return (
    `${cartName(state)} is gone (carts live 7 days), and whether it was ordered before can't be told yet: new orders ` +
    `take up to 15 minutes to appear. Run \`pulumi up\` again after ${new Date(readyAt).toISOString()}. Nothing was made or bought.`
  );
}

export function foundOrdered(state: CartState, orders: OrderState[]): string {
  return `${resourceName(state.seed)}: ${cartName(state)} is gone, and was ordered before: ${listed(orders)}. No other cart is made.`;
}

export function madeAnew(state: CartState, gone: string): string {
  return `${resourceName(state.seed)}: cart ${gone} expired without having been ordered; cart ${state.cartId} takes its place.`;
}

export function forgotten(state: CartState): string {
  const end = state.expiresAt ? ` at ${state.expiresAt}` : " 7 days after it was made";
  return state.status === "active"
    ? `${resourceName(state.seed)}: Partner Center has no way to delete carts; ${cartName(state)} expires by itself${end}.`
    : `${resourceName(state.seed)}: ${cartName(state)} is forgotten; nothing was cancelled.`;
}
