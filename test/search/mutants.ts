import { CAN_BUY, type CanBuy, type OpenGroups } from "../../provider/lifecycle/checkout/authorization";

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
const LEFT_OUT = "provider/lifecycle/checkout/leftOut.ts";
const CART_UPDATE = "provider/lifecycle/cart/update.ts";
const CART_LIFECYCLE = "provider/lifecycle/cart/cartLifecycle.ts";
const SETTLEMENT = "provider/lifecycle/checkout/settlement.ts";
const UPDATE = "provider/lifecycle/checkout/update.ts";
const DIFF = "provider/lifecycle/checkout/diff.ts";
const ADOPT = "provider/lifecycle/checkout/adopt.ts";
const LIFECYCLE = "provider/lifecycle/checkout/checkoutLifecycle.ts";

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
    without: "the look at what the customer has before a cart is made",
    file: "provider/lifecycle/cart/create.ts",
    find: `  await refuseBought(context, partnerCenter, state, declared);\n  return usableCart`,
    replace: `  return usableCart`,
  },
  {
    without: "the refusal of a cart that was made and ordered before",
    cause: "other names and parents",
    file: "provider/lifecycle/cart/create.ts",
    find: `if (declared.ifAlreadyOrdered === "adopt") return withCart(made, observed.cart);\n      throw new Refusal(messages.madeAndOrdered(made));`,
    replace: `return withCart(made, observed.cart);`,
  },
  {
    without: "the look at an ordered cart before an edit",
    cause: "edits",
    file: CART_UPDATE,
    find: `if (edited.length > 0) throw new Refusal(messages.boughtCartStays(old, edited, []));\n    return { ...withCart`,
    replace: `return { ...withCart`,
  },
  {
    without: "the look for a part that was ordered before an edit",
    cause: "a group that is refused",
    file: CART_UPDATE,
    find: `if (edited.length > 0 || blocking.length > 0) throw new Refusal(why);\n    context.warn(\`warning: \${why}\`);\n    return seen;`,
    replace: "",
  },
  {
    without: "the wait for a part that may be late before an edit",
    cause: "a part that a killed run ordered",
    file: CART_UPDATE,
    find: `if (now < readyAt) throw new Refusal(messages.partMayBeLate(old, readyAt));`,
    replace: "",
  },
  {
    without: "the end of a cart being told by its orders",
    cause: "the last minutes",
    file: CART_UPDATE,
    find: `if (end.kind === "ordered") {`,
    replace: `if ((end.kind as string) === "never") {`,
  },
  {
    without: "the wait until every order of a cart that is gone is listed",
    cause: "the last minutes",
    file: CART_UPDATE,
    find: `if (end.kind === "unsure") throw new Refusal(messages.endUnsure(old, end.readyAt));`,
    replace: "",
  },
  {
    without: "the preview of another cart in the place of an ordered one",
    cause: "everything",
    file: CART_LIFECYCLE,
    find: `const changed = [...change.replaces, ...edited];`,
    replace: `const changed = edited;`,
  },
  {
    without: "the look for twins in a program",
    cause: "a line in common",
    file: CART_LIFECYCLE,
    find: `if (reason !== undefined) failures.push({ property: "lineItems", reason });\n    else if`,
    replace: `if`,
  },
  {
    without: "a purchase staying with its cart",
    cause: "a checkout that is refused",
    file: DIFF,
    find: `if (replaces.length > 0 && !boughtNothing(state)) throw new Refusal(anotherCart(state, declared));`,
    replace: "",
  },
  {
    without: "what was bought keeping its lines",
    cause: "a cart by its id",
    file: DIFF,
    find: `if (stays !== undefined) throw new Refusal(stays);`,
    replace: "",
  },
  {
    without: "the look at a refused cart before another one takes its place",
    cause: "another cart in a refused one's place",
    file: LIFECYCLE,
    find: `if (why) throw new Refusal(why);`,
    replace: "",
  },
  {
    without: "the look at what a killed run bought before it is forgotten",
    cause: "another cart in a refused one's place",
    file: LIFECYCLE,
    find: `if (!this.context.memory.holds(id)) await refuseOrderedSince(this.context, id, state);`,
    replace: "",
  },
  {
    without: "what a cart held of which a part was refused being kept",
    cause: "a refused group of a cart by its id",
    file: "provider/lifecycle/checkout/conclusion.ts",
    find: `const isRefused = end.kind === "notPlaced" || end.kind === "open";`,
    replace: `const isRefused = end.kind === "notPlaced";`,
  },
  {
    without: "the look for what a killed run bought before it is left out",
    cause: "a group that is refused",
    file: UPDATE,
    find: `await refuseLeftOut(context, partnerCenter, { state, orders, cart, declared, isTaken });`,
    replace: "",
  },
  {
    without: "the same for a cart that is gone",
    cause: "a group that is refused",
    file: UPDATE,
    find: `const cart = "cart" in observed ? observed.cart : undefined;`,
    replace: `const cart = "cart" in observed ? observed.cart : undefined;\n  if (!cart) return;`,
  },
  {
    without: "the wait for what a killed run bought before it is left out",
    cause: "a group that is refused, while the lists lag",
    file: LEFT_OUT,
    find: `if (purchases.now >= readyAt) return;`,
    replace: "if (purchases.now > 0) return;",
  },
  {
    without: "the look for what orders that are named leave out",
    cause: "a checkout without an answer",
    file: ADOPT,
    find: `await refuseLeftOut(context, partnerCenter, { state, orders, cart, declared, isTaken });`,
    replace: "",
  },
  {
    without: "doubt in what is taken over",
    cause: "flags beside an order of two lines",
    file: ADOPT,
    find: `if (found.length > 0) throw doubtful(state, found, declared.besides);`,
    replace: "",
  },
  {
    without: "what `besides` names being left out of what an ordered cart became",
    cause: "an order that was cancelled",
    file: ADOPT,
    find: `becameOf({ ...question, lines, known: [], besides }, purchases)`,
    replace: `becameOf({ ...question, lines, known: [] }, purchases)`,
  },
  {
    without: "a checkout that goes on keeping its cart when one of another name is deleted",
    cause: "a refused group of a cart by its id",
    file: LIFECYCLE,
    find: `this.context.memory.keep(id);\n    if ("problems" in resumed)`,
    replace: `if ("problems" in resumed)`,
  },
  {
    without: "the declared lines when a cart is taken over",
    survives:
      "of a cart that is open the guard asks the same; one that somebody edited and somebody ordered takes two strangers",
    cause: "made elsewhere",
    file: ADOPT,
    find: `if (other) throw new Refusal(other);`,
    replace: "",
  },
  {
    without: "one request id for the attempts at one checkout",
    cause: "crashes where request ids are forgotten",
    file: LIFECYCLE,
    find: `state.status === "unknown" ? state.attempt : state.attempt + 1`,
    replace: "state.attempt + 1",
  },
  {
    without: "the cart being read before a refusal is believed",
    cause: "a checkout that arrives late",
    file: SETTLEMENT,
    find: `if (observed.kind === "ordered")\n    return found.certain && progress.orderedAsAWhole`,
    replace: `if ((observed.kind as string) === "never")\n    return found.certain && progress.orderedAsAWhole`,
  },
  {
    without: "the orders being read before a refusal is believed",
    cause: "a refusal after a run that was killed",
    file: SETTLEMENT,
    find: `if (candidates.length > 0) return progress.unknown(problem, { candidates });\n  return observed.kind`,
    replace: `return observed.kind`,
  },
  {
    without: "doubt after a checkout without an answer",
    cause: "a checkout that arrives late",
    file: "provider/lifecycle/checkout/outcome.ts",
    find: `return { kind: "unknown", orders: [], error: reply.error };\n    case "answered"`,
    replace: `return { kind: "refused", error: reply.error };\n    case "answered"`,
  },
  {
    without: "the whole list in what a cart became that is gone",
    cause: "the last minutes",
    file: SETTLEMENT,
    find: `const none = found.complete && found.match.kind === "none" && candidates.length === 0;`,
    replace: `const none = true;`,
  },
  {
    without: "doubt where a part of a refused cart can be late in the list",
    cause: "while retries are refused outright",
    file: SETTLEMENT,
    find: `return observed.kind === "open" && canHideAPart(progress, observed)`,
    replace: `return observed.kind === ("never" as string)`,
  },
  {
    without: "the look at the lines that a cart held when it was sent",
    cause: "lines that are edited while",
    file: SETTLEMENT,
    find: `: endOfEditedCart(progress, observed);`,
    replace: `: undefined;`,
  },
  {
    without: "the memory that a cart's lines were set anew",
    cause: "lines that are edited while",
    file: SETTLEMENT,
    find: `if (!task.sent?.edited && !holdsOther) return undefined;`,
    replace: `if (!holdsOther) return undefined;`,
  },
  {
    without: "the look for a part of a cart before another one takes its place",
    cause: "in the place of one that was ordered in part",
    file: "provider/lifecycle/cart/replacement.ts",
    find: `if (observed.kind === "open") return await partsOf(context, state, observed.cart, besides);`,
    replace: `if (observed.kind === "open") return undefined;`,
  },
  {
    without: "lists being read to their end",
    cause: "lists of several pages",
    file: "provider/client/listing.ts",
    find: `return next === undefined && promised > came`,
    replace: `return next === undefined && promised < 0`,
  },
  {
    without: "what was bought being held against all lines that are declared",
    cause: "a cart by its id",
    file: "provider/lifecycle/checkout/boughtLines.ts",
    find: `return lines.length === others.length && linesWithout(lines, others, isSame).length === 0;`,
    replace: `return lines.every((line) => linesWithout([line], others, isSame).length === 0);`,
  },
];
