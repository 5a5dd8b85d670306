import type { Context } from "../core/context";
import { haveLineInCommon, purchasedLine, withAddons, withoutAvailabilities } from "../core/items";
import { isSame } from "../core/json";
import { cartName, lineInWords } from "../core/words";
import { linesOfOrder } from "../orders/orderLines";
import { declaredLines } from "./guard";
import type { DeclaredCheckout } from "./inputs";
import { isToBeSettled, type CheckoutState } from "./state";

/** The state with what is declared, once the purchase is made or taken over and nothing of it is left to do. */
export function withBoughtLines(
  context: Pick<Context, "memory">,
  state: CheckoutState,
  declared: DeclaredCheckout,
): CheckoutState {
  if (state.orders.length === 0 || isToBeSettled(state)) return state;
  const lines = withAddons(declaredLines(context, { ...state, declared }));
  return lines.length > 0 ? { ...state, boughtLines: lines.map(purchasedLine) } : state;
}

/**
 * Why other lines can't be declared for what was bought; undefined where they are the ones of then, or what the orders
 * hold now. A cart that was ordered says so itself; one that was made elsewhere, or whose orders came from elsewhere, doesn't.
 */
export function boughtLinesStay(
  state: CheckoutState,
  { lineItems, unknown }: DeclaredCheckout,
): string | undefined {
  const { boughtLines = [], orders, orderIds } = state;
  // What isn't known yet in a preview comes again, with its value.
  if (boughtLines.length === 0 || lineItems === undefined || unknown.has("lineItems")) return undefined;
  const lines = withAddons(lineItems).map(purchasedLine);
  if (isSame(withoutAvailabilities(lines), withoutAvailabilities(boughtLines))) return undefined;
  const held = orders.flatMap(linesOfOrder);
  if (lines.every((line) => haveLineInCommon([line], held))) return undefined;
  const before = boughtLines.map(({ catalogItemId = "", quantity = 0 }) =>
    lineInWords({ catalogItemId, quantity }),
  );
  return (
    `The purchase of ${cartName(state)} is orders ${orderIds.join(", ")}, so its lineItems can't change any more. Put the ` +
    `old ones back (${before.join(", ")}). More seats or another product are another purchase: declare it as a resource ` +
    `of its own. Nothing was changed or bought.`
  );
}
