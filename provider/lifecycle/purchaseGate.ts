import type { CartLineItem } from "../client/schemas";
import { limitsInForce, withAddons } from "./cartInputs";
import type { CartLook, Whose } from "./cartLook";
import { adoptExpected } from "./cartMessages";
import { describeLine, describeTotal } from "./cartPrices";
import { cartName } from "./checkoutMessages";
import { checkoutId } from "./checkoutState";
import type { CheckoutSurroundings } from "./checkoutSurroundings";
import { Refusal } from "./lifecycle";
import { breachesOfLines, breachesOfTotal, type LimitBreach, type NamedLimits } from "./limits";

/** What speaks against buying these lines. `unknown`: what can't be judged, such as a price that isn't given. */
export function judgeLines(
  lines: CartLineItem[],
  limits: NamedLimits[],
): { breaches: LimitBreach[]; unknown: LimitBreach[] } {
  const { breaches, unknown } = breachesOfTotal(lines, limits);
  return { breaches: [...breachesOfLines(lines, limits), ...breaches], unknown };
}

/**
 * Why a cart must not be checked out, asked with the cart as it reads in the last moment before the POST. Fails closed:
 * what can't be judged counts as too much. A cart that was ordered as a whole costs nothing more, so limits leave its
 * repetition alone.
 * @param partlyOpen the checkout is to order what an earlier one left open.
 */
export function purchaseRefusal(
  around: CheckoutSurroundings,
  whose: Whose,
  news: Record<string, unknown>,
  look: CartLook,
  partlyOpen: boolean,
): string | undefined {
  const rules = around.rules();
  if (news["adopt"] !== true && around.memory.expectsAdoption(checkoutId(whose.customerId, whose.cartId)))
    return adoptExpected(whose);
  const sent = `${cartName(whose)} was not checked out in this run.`;
  const by = rules.forbiddenBy ?? "partnercenter:allowPurchases";
  if (!rules.allowPurchases)
    return (
      `Purchases are switched off (${by} is false): ${sent} ` +
      `To buy, ${by.includes(":") ? `run \`pulumi config set ${by} true\`` : `unset ${by}`} and run \`pulumi up\` again.`
    );
  if (!("cart" in look) || (look.kind === "ordered" && !partlyOpen)) return undefined;
  // Without its lines there is nothing that could be too much, or too often.
  if (look.cart.lineItems.length === 0)
    return `Partner Center's answer doesn't tell what the cart holds: ${sent} Run \`pulumi up\` again.`;
  let limits;
  try {
    limits = limitsInForce(news, rules.limits);
  } catch (error) {
    // Limits of an older version that nobody can read: nothing was sent, so this is a refusal and no uncertain end.
    if (error instanceof Refusal) return `${error.message} ${sent}`;
    throw error;
  }
  const { breaches, unknown } = judgeLines(look.cart.lineItems, limits);
  const reasons = [...breaches, ...unknown].map(({ reason }) => reason);
  if (reasons.length > 0) return `A limit stops this purchase: ${sent} ${reasons.join(" ")}`;
  return undefined;
}

/** Says what is bought and what it costs, a line each, in one piece: other resources speak at the same time. */
export function announcePurchase(around: CheckoutSurroundings, whose: Whose, lines: CartLineItem[]): void {
  const all = withAddons(lines);
  const said = [...all.map(describeLine), ...(all.length > 1 ? [describeTotal(lines)] : [])];
  around.info([`${cartName(whose)}:`, ...said.map((line) => `  ${line}`)].join("\n"));
}
