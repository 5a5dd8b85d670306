import type { Cart, CartLineItem } from "../../client/schemas";
import { limitsInForce } from "./limitInputs";
import { withAddons } from "../core/items";
import type { CartKey } from "../core/observedCart";
import { describeLine, describeTotal } from "./priceWords";
import { cartName } from "../core/words";
import type { Context } from "../core/context";
import { Refusal } from "../core/lifecycle";
import { breachesOfLines, breachesOfTotal } from "./limitBreaches";
import { type LimitBreach } from "./limitedLine";
import { type NamedLimits } from "../core/purchaseRules";

/** What speaks against buying these lines. `unknown`: what can't be judged, such as a price that isn't given. */
export function judgeLines(
  lines: CartLineItem[],
  limits: NamedLimits[],
): { breaches: LimitBreach[]; unknown: LimitBreach[] } {
  const { breaches, unknown } = breachesOfTotal(lines, limits);
  return { breaches: [...breachesOfLines(lines, limits), ...breaches], unknown };
}

/** Set while the stack's rules switch purchases off. */
export function purchasesForbidden(context: Context, whose: CartKey): string | undefined {
  const { allowPurchases, forbiddenBy: by = "partnercenter:allowPurchases" } = context.rules();
  if (allowPurchases) return undefined;
  return (
    `Purchases are switched off (${by} is false): ${notCheckedOut(whose)} ` +
    `To buy, ${by.includes(":") ? `run \`pulumi config set ${by} true\`` : `unset ${by}`} and run \`pulumi up\` again.`
  );
}

/** Without its lines there is nothing that could be too much, or too often. */
export function emptyCart(whose: CartKey, cart: Cart): string | undefined {
  if (cart.lineItems.length > 0) return undefined;
  return `Partner Center's answer doesn't tell what the cart holds: ${notCheckedOut(whose)} Run \`pulumi up\` again.`;
}

/** The limits that the cart crosses as it reads now. Fails closed: what can't be judged counts as too much. */
export function beyondLimits(
  context: Context,
  whose: CartKey,
  declared: { limits?: unknown },
  cart: Cart,
): string | undefined {
  let limits;
  try {
    limits = limitsInForce(declared, context.rules().limits);
  } catch (error) {
    // Limits of an older version that nobody can read: nothing was sent, so this is a refusal and no uncertain end.
    if (error instanceof Refusal) return `${error.message} ${notCheckedOut(whose)}`;
    throw error;
  }
  const { breaches, unknown } = judgeLines(cart.lineItems, limits);
  const reasons = [...breaches, ...unknown].map(({ reason }) => reason);
  if (reasons.length === 0) return undefined;
  return `A limit stops this purchase: ${notCheckedOut(whose)} ${reasons.join(" ")}`;
}

function notCheckedOut(whose: CartKey): string {
  return `${cartName(whose)} was not checked out in this run.`;
}

/** Says what is bought and what it costs, a line each, in one piece: other resources speak at the same time. */
export function announcePurchase(context: Context, whose: CartKey, lines: CartLineItem[]): void {
  const all = withAddons(lines);
  const said = [...all.map(describeLine), ...(all.length > 1 ? [describeTotal(lines)] : [])];
  context.info([`${cartName(whose)}:`, ...said.map((line) => `  ${line}`)].join("\n"));
}
