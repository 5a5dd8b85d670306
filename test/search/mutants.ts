import { CAN_BUY, type CanBuy, type OpenGroups } from "../../provider/lifecycle/checkout/authorization";
import { CART_MUTANTS } from "./cartMutants";
import { CHECKOUT_MUTANTS } from "./checkoutMutants";

/** A guard that is taken out of the product's source: one text in one file becomes another one. */
export interface Mutant {
  /** What the product no longer does. */
  without: string;
  /** The cause that is searched before all others: it is known to miss the guard. */
  cause?: string;
  /** Why it is no defect of the search that it finds nothing without it. */
  survives?: string;
  file: string;
  find: string;
  replace: string;
}

const AUTHORIZATION = "provider/lifecycle/checkout/authorization.ts";
const ALREADY = "provider/lifecycle/orders/alreadyOrdered.ts";
const PURCHASES = "provider/lifecycle/orders/customerPurchases.ts";

/** The reasons of the guard, each left out of the list by which it judges. */
const reasons = (["unreadable", "undeclared", "beyondLimits", "twiceInRun", "alreadyOrdered"] as const).map(
  (reason): Mutant => ({
    without: `the guard's reason "${reason}"`,
    cause: {
      unreadable: "says nothing",
      undeclared: "a cart that waits",
      beyondLimits: "limits",
      twiceInRun: "two carts by their ids",
      alreadyOrdered: "flags beside what",
    }[reason],
    file: AUTHORIZATION,
    find: `"${reason}"`,
    replace: `"forbidden"`,
  }),
);

/** The cells of the table that can buy, each taken for a cart that buys nothing. */
const cells = Object.entries(CAN_BUY).flatMap(([cart, row]) =>
  Object.entries(row).flatMap(([groups, can]): Mutant[] =>
    can === "nothing"
      ? []
      : [
          {
            without: `the table's cell: cart ${cart}, open groups ${groups}`,
            cause: cart === "ordered" ? "of a cart that reads Ordered" : "a group that is refused",
            file: AUTHORIZATION,
            find: rowText(cart, row),
            replace: rowText(cart, { ...row, [groups]: "nothing" }),
          },
        ],
  ),
);

/** A row as its source spells it. */
function rowText(cart: string, { none, some }: Record<OpenGroups, CanBuy>): string {
  return `  ${cart}: { none: "${none}", some: "${some}" },\n`;
}

export const MUTANTS: readonly Mutant[] = [
  {
    without: "the switch for all purchases",
    file: AUTHORIZATION,
    find: `if (facts.forbidden !== undefined) return facts.forbidden;`,
    replace: "",
  },
  ...reasons,
  ...cells,
  {
    without: "the subscriptions in what a customer has",
    cause: "flags beside an order of two lines",
    file: ALREADY,
    find: `for (const subscription of purchases.subscriptions) {`,
    replace: `for (const subscription of [] as Subscription[]) {`,
  },
  {
    without: "the orders in what a customer has",
    cause: "the calendar",
    file: ALREADY,
    find: `for (const order of [...purchases.orders, ...purchases.incomplete]) {\n    if (isCancelled`,
    replace: `for (const order of [] as OrderState[]) {\n    if (isCancelled`,
  },
  {
    without: "what ended counting for a while",
    cause: "the calendar",
    file: ALREADY,
    find: `onlyAlive ? ENDED : ["deleted"]`,
    replace: "ENDED",
  },
  {
    without: "one line in common being enough",
    cause: "software that waits",
    file: ALREADY,
    find: `!counts.some(isWanted)`,
    replace: `!(counts.length === lines.length && counts.every(isWanted))`,
  },
  {
    without: "other availabilities of the same product and SKU",
    cause: "a cart that waits",
    file: "provider/lifecycle/core/items.ts",
    find: `return catalogItemId?.split(":").slice(0, 2).join(":").toLowerCase();`,
    replace: `return catalogItemId?.toLowerCase();`,
  },
  {
    without: "orders that only their subscriptions name",
    cause: "a stranger in the same moment",
    file: PURCHASES,
    find: `unlistedOrders(orders, subscriptions.value, Math.min(now, ours()), isWanted)`,
    replace: `unlistedOrders(orders, [], Math.min(now, ours()), isWanted)`,
  },
  {
    without: "its own part of a cart being told from a stranger's",
    cause: "a cart that waits",
    file: "provider/lifecycle/orders/cartOrders.ts",
    find: `return created >= made && inAMoment && isPartOf(order, cartLines(cart));`,
    replace: `return isPartOf(order, cartLines(cart));`,
  },
  {
    without: "lists being read to their end",
    cause: "lists of several pages",
    file: "provider/client/listing.ts",
    find: `return next === undefined && promised > came`,
    replace: `return next === undefined && promised < 0`,
  },
  ...CART_MUTANTS,
  ...CHECKOUT_MUTANTS,
];
