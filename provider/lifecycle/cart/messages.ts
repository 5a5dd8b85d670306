import { lineErrorRemedy } from "../../client/remedies/cartLineRemedies";
import { besidesLine, orderIdsLine } from "../orders/alreadyOrderedMessages";
import type { CartState } from "./state";
import { cartName } from "../core/words";
import { listed } from "../orders/orderWords";
import type { OrderState } from "../orders/order";

/** The name that the program gave the resource: the seed ends with it. */
export function resourceName(seed: string): string {
  return seed.slice(seed.lastIndexOf("/") + 1) || "cart";
}

/** Why a cart must not be checked out as it is; empty when it may. Each is shown alone. */
export function cartTroubles(state: CartState): string[] {
  if (state.status === "ordered") return [];
  const wrong = state.lines.flatMap(({ lineItemNumber, catalogItemId, error }) => {
    if (!error) return [];
    const remedy = lineErrorRemedy(error.code);
    const told = [error.code, error.description]
      .filter(Boolean)
      .join(", ")
      .replace(/[.\s]+$/, "");
    const what = `lineItems[${lineItemNumber}] (${catalogItemId ?? "no catalog item"})`;
    return [`${what}: ${told || "no reason given"}.${remedy ? ` ${remedy}` : ""}`];
  });
  const elsewhere = state.generation === 0 && wrong.length === 0;
  const orCart = elsewhere ? ", or the cart where it was made," : "";
  const after = `Nothing was bought. Correct lineItems${orCart} and run \`pulumi up\` again.`;
  return [
    ...(wrong.length > 0
      ? [
          `Partner Center can't order every line of ${cartName(state)}, so it is not checked out. ${wrong.join(" ")} ${after}`,
        ]
      : []),
    ...(state.deviations.length > 0
      ? [
          `${cartName(state)} holds something else than was declared, so it is not checked out: ` +
            `${state.deviations.join("; ")}. ${after}`,
        ]
      : []),
  ];
}

export function changedDetails(state: CartState, details: string[]): string {
  return (
    `warning: ${resourceName(state.seed)}: Partner Center did not take everything over into ${cartName(state)}: ` +
    `${details.join("; ")}. That keeps it from nothing: it can be checked out as it is.`
  );
}

export function madeAndOrdered(state: CartState): string {
  return (
    `${resourceName(state.seed)} was bought before: ${cartName(state)}, which an earlier run made for it, reads Ordered, ` +
    `though the stack doesn't know it any more. Nothing was sent that buys. If the resource was renamed, give it an alias to ` +
    `its old name (\`aliases: [{ name: "<old name>" }]\`). To take the purchase over, set \`ifAlreadyOrdered: "adopt"\`. To ` +
    `buy on top of it, declare a purchase under another name, which says so in \`besides\`.`
  );
}

/** @param changed the properties that the program changed. */
export function boughtCartStays(
  state: CartState,
  changed: string[],
  orders: OrderState[],
  besides: string[] = [],
): string {
  const known =
    orders.length > 0
      ? ` Orders that it can have become: ${listed(orders)}. If they are another purchase: \`${besidesOrders(orders, besides)}\`.`
      : "";
  const other = changed.includes("existingCartId")
    ? ` If its order is somebody else's, run \`pulumi state delete\` on this resource, and name the other cart then.`
    : "";
  return (
    `${cartName(state)} was ordered, so ${changed.join(" and ")} can't change any more.${known} Put the old value back. ` +
    `More seats or another product are another purchase: declare it as a resource of its own.${other} Nothing was ` +
    `changed or bought.`
  );
}

/** @param besides what the program names already: the line that is offered takes its place. */
function besidesOrders(orders: OrderState[], besides: string[]): string {
  return besidesLine(
    besides,
    orders.map(({ id }) => ({ id })),
  );
}

/** A cart that can still be changed, and of which a part may have been ordered. */
export function partlyOrdered(state: CartState, orders: OrderState[], besides: string[] = []): string {
  return (
    `${cartName(state)} can have been ordered in part: since it was made, ${listed(orders)}. Changing its lines now could ` +
    `buy that part again, so lineItems stay as they are, and nothing was changed or bought. Put the old ones back and ` +
    `declare what else is wanted as a resource of its own (with onOrderErrors: "accept", the checkout leaves out what was ` +
    `refused). If they are this purchase, and the rest of it isn't wanted any more: \`${orderIdsLine(orders.map(({ id }) => id))}\`. If none of ` +
    `them came from this cart, say so: \`${besidesOrders(orders, besides)}\`.`
  );
}

/** A cart that can still be changed, of a purchase that can have taken orders over instead. */
export function adoptedInstead(state: CartState, orders: OrderState[]): string {
  return (
    `${cartName(state)} was made with ifAlreadyOrdered: "adopt", and the customer has ${listed(orders)}, which the purchase ` +
    `can have taken over. So lineItems stay as they are, and nothing was changed or bought. Put the old ones back, and ` +
    `declare what else is wanted as a resource of its own.`
  );
}

export function partCannotBeTold(state: CartState, why: string): string {
  return (
    `Whether a part of ${cartName(state)} was ordered already can't be told, so it stays as it is; nothing was ` +
    `changed or bought. ${why} Run \`pulumi up\` again.`
  );
}

export function partMayBeLate(state: CartState, readyAt: number): string {
  return (
    `${cartName(state)} becomes several orders, and was made or changed in the last 15 minutes. If a run was interrupted ` +
    `meanwhile, it can have ordered a part that no list shows yet, and other lines, or another cart, could buy that again. ` +
    `So it stays as it is; nothing was changed or bought. Run \`pulumi up\` again after ${isoText(readyAt)}.`
  );
}

export function staysWithItsCart(state: CartState, changed: string[]): string {
  return (
    `${changed.join(" and ")} of another cart: this resource stays with ${cartName(state)}. Put the old value back, and ` +
    `declare the other cart as a resource of its own. Nothing was changed or bought.`
  );
}

export function endUnsure(state: CartState, readyAt: number | undefined): string {
  const gone = `${cartName(state)} is gone (carts live 7 days), and whether it was ordered before can't be told`;
  if (readyAt === undefined)
    return (
      `${gone}: state doesn't say when it was made or what it held. Nothing was made or bought. Look in Partner Center ` +
      `whether the customer has its order; to declare the cart anew, run \`pulumi state delete\` on this resource first.`
    );
  return (
    `${gone} yet: new orders take up to 15 minutes to appear. Run \`pulumi up\` again after ${isoText(readyAt)}. ` +
    `Nothing was made or bought.`
  );
}

function isoText(ms: number): string {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? "its 7 days are over" : date.toISOString();
}

/** @param orders that hold its items in another quantity or for another term. */
export function endUnclear(state: CartState, orders: OrderState[], besides: string[]): string {
  return (
    `${resourceName(state.seed)}: ${cartName(state)} is gone, and whether it was ordered isn't clear: since it was made, the ` +
    `customer ordered its items in another quantity or for another term: ${listed(orders)}. No other cart is made and ` +
    `nothing is bought. If they are this purchase, whose seats were changed: \`${orderIdsLine(orders.map(({ id }) => id))}\`. ` +
    `If they are other purchases: \`${besidesOrders(orders, besides)}\`.`
  );
}

/** The end of a cart isn't certain where only the customer's orders tell of it, so the words leave that open. */
export function foundOrdered(state: CartState, orders: OrderState[], besides: string[] = []): string {
  return (
    `${resourceName(state.seed)}: ${cartName(state)} is gone, and counts as ordered: since it was made, the customer ` +
    `ordered what it held: ${listed(orders)}. No other cart is made and nothing more is bought. If the checkout doesn't hold ` +
    `them, name them there: \`${orderIdsLine(orders.map(({ id }) => id))}\`. If none of these is this ` +
    `purchase, run \`pulumi state delete\` on this resource and say so: \`${besidesOrders(orders, besides)}\`.`
  );
}

export function onlyOldCarts(seed: string): string {
  return (
    `Partner Center goes on returning old carts for ${resourceName(seed)}, none of which can be used. No cart was made ` +
    `and nothing was bought. Run \`pulumi up\` again, or declare the cart under another name.`
  );
}

export function notACart(id: string): string {
  return `"${id}" does not name a cart; its form is <customerId>/<cartId>. Nothing was changed.`;
}

export function unknownCart(state: CartState, why: string): string {
  return (
    `Partner Center does not know ${cartName(state)}: the id is wrong, or the cart expired (7 days after it was made). ` +
    `${why} Nothing was changed.`
  );
}

export function endNotTold(state: CartState, why: string): string {
  return (
    `warning: ${resourceName(state.seed)}: ${cartName(state)} is gone, and whether it was ordered can't be told now, so ` +
    `its status stays "${state.status}". ${why} Refresh again later; nothing was changed or bought.`
  );
}

export function madeAnew(state: CartState, gone: string): string {
  return (
    `${resourceName(state.seed)}: cart ${gone} expired without having been ordered (the customer's orders since ` +
    `it was made hold none of its items); cart ${state.cartId} takes its place.`
  );
}
