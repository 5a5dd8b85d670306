import type { CartLineRequest } from "../../client/schemas";
import { MAY_BE_LEFT_OUT } from "../core/cartDifferences";
import type { Context } from "../core/context";
import {
  isSameLine,
  itemOf,
  linesWithout,
  purchasedLine,
  withAddons,
  type PurchasedLine,
} from "../core/items";
import { canonical } from "../core/json";
import { cartName, lineInWords } from "../core/words";
import { linesOfOrder } from "../orders/orderLines";
import { declaredLines } from "./guard";
import type { DeclaredCheckout } from "./inputs";
import { isToBeSettled, type CheckoutState } from "./state";

/** A line with what else makes it another purchase, such as a commitment, as JSON. */
interface BoughtLine extends PurchasedLine {
  details?: string;
}

/** The state with what is declared, once the purchase is made or taken over and nothing of it is left to do. */
export function withBoughtLines(
  context: Pick<Context, "memory">,
  state: CheckoutState,
  declared: DeclaredCheckout,
): CheckoutState {
  if (state.orders.length === 0 || isToBeSettled(state)) return state;
  const lines = boughtLinesOf(declaredLines(context, { ...state, declared }));
  return lines.length > 0 ? { ...state, boughtLines: lines } : state;
}

/**
 * Why other lines can't be declared for what was bought; undefined where they are the ones of then, or what the orders
 * hold now. A cart that was ordered says so itself; one that was made elsewhere, or whose orders came from elsewhere, doesn't.
 */
export function boughtLinesStay(
  state: CheckoutState,
  { lineItems, unknown }: DeclaredCheckout,
): string | undefined {
  const { boughtLines = [], orderIds } = state;
  // What isn't known yet in a preview comes again, with its value.
  if (lineItems === undefined || unknown.has("lineItems") || lineItems.length === 0) return undefined;
  if (state.orders.length === 0 || isToBeSettled(state) || state.differences) return undefined;
  const lines = boughtLinesOf(lineItems);
  if (areAlike(lines, boughtLines, isSameBought)) return undefined;
  const held = state.orders.flatMap(linesOfOrder);
  // A cancelled line doesn't tell how much it was.
  const isTold = held.length > 0 && held.every((line) => line.catalogItemId && line.quantity !== undefined);
  // Nor does an order tell what was refused beside it.
  if (boughtLines.length === 0 && (!isTold || state.orderErrors.length > 0)) return undefined;
  const going = held.filter(({ quantity }) => quantity !== undefined);
  const keepsDetails = lines.every((line) =>
    boughtLines.every(
      (one) => itemOf(one.catalogItemId) !== itemOf(line.catalogItemId) || haveSameDetails(line, one),
    ),
  );
  if (keepsDetails && areAlike(lines, going, isSameLine)) return undefined;
  const before = (boughtLines.length > 0 ? boughtLines : going).map(({ catalogItemId = "", quantity = 0 }) =>
    lineInWords({ catalogItemId, quantity }),
  );
  return (
    `The purchase of ${cartName(state)} is orders ${orderIds.join(", ")}, so its lineItems can't change any more. Put the ` +
    `old ones back (${before.join(", ")}). More seats or another product are another purchase: declare it as a resource ` +
    `of its own. Nothing was changed or bought.`
  );
}

function boughtLinesOf(lines: CartLineRequest[]): BoughtLine[] {
  return withAddons(lines).map((line) => {
    const declared = MAY_BE_LEFT_OUT.filter((key) => line[key] !== undefined);
    const details = Object.fromEntries(declared.map((key) => [key, line[key]]));
    return { ...purchasedLine(line), ...(declared.length > 0 && { details: canonical(details) }) };
  });
}

function isSameBought(a: BoughtLine, b: BoughtLine): boolean {
  return isSameLine(a, b) && haveSameDetails(a, b);
}

function haveSameDetails(a: BoughtLine, b: BoughtLine): boolean {
  return a.details === b.details;
}

/** Whether each line is one of the others, and the reverse, in any order. */
function areAlike(
  lines: BoughtLine[],
  others: BoughtLine[],
  isSame: (a: BoughtLine, b: BoughtLine) => boolean,
): boolean {
  return lines.length === others.length && linesWithout(lines, others, isSame).length === 0;
}
