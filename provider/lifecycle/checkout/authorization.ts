/**
 * The one place that lets money go. Everything here is pure; `guard.ts` gathers the facts, in the moment before
 * the POST. Decision record: docs/decisions/0007-one-guard-before-money.md.
 */

/** What the cart reads. `open`: active, or a status that this version doesn't know. */
export type CartReads = "open" | "ordered";
/** What is known of this resource's own checkouts of the cart. */
export type OwnCheckout =
  /** None is known; a run that was killed may have sent one. */
  | "none"
  /** One got no certain answer. */
  | "unanswered"
  /** The last one was refused, as a whole or in part. */
  | "refused";
/** Whether an earlier answer left groups of the cart open. */
export type OpenGroups = "none" | "some";

/** What a checkout can buy in a situation: that, and nothing less, has to be authorized. */
export type CanBuy = "nothing" | "openGroups" | "wholeCart";

/**
 * A cart that reads `Ordered` as a whole buys nothing more, whoever ordered it: a POST repeats the answer. One that is
 * open is bought now. Where groups were refused, a POST tries those again, whatever the cart reads. Own checkouts of before
 * make no difference: days may lie between one that got no answer and the next. Source: "Check out an order for a customer
 * in a cart".
 */
export const CAN_BUY: Readonly<Record<CartReads, Record<OpenGroups, CanBuy>>> = {
  open: { none: "wholeCart", some: "openGroups" },
  ordered: { none: "nothing", some: "openGroups" },
};

/** What speaks against a checkout, each reason in words for people; absent where nothing does. */
export interface CheckoutFacts {
  canBuy: CanBuy;
  /** Purchases are switched off. */
  forbidden?: string;
  /** The answer doesn't tell what the cart holds. */
  unreadable?: string;
  /** The cart holds something else than was declared. */
  undeclared?: string;
  /** A limit is crossed, or can't be judged. */
  beyondLimits?: string;
  /** Another resource of this run buys the same. */
  twiceInRun?: string;
  /** The customer has the same already, or nobody can tell. */
  alreadyOrdered?: string;
}

/** The reasons in the order in which they are told: what a person can mend in the program comes first. */
const REASONS = ["unreadable", "undeclared", "beyondLimits", "twiceInRun", "alreadyOrdered"] as const;

/** Why the checkout must not be sent; undefined when it is authorized. */
export function authorizeCheckout(facts: CheckoutFacts): string | undefined {
  if (facts.forbidden !== undefined) return facts.forbidden;
  if (facts.canBuy === "nothing") return undefined;
  return REASONS.map((reason) => facts[reason]).find((why) => why !== undefined);
}
