import type { Mutant } from "./mutants";

const CART_UPDATE = "provider/lifecycle/cart/update.ts";
const CART_LIFECYCLE = "provider/lifecycle/cart/cartLifecycle.ts";

const DIFFERENCES = "provider/lifecycle/core/cartDifferences.ts";

/** Guards of carts. */
export const CART_MUTANTS: readonly Mutant[] = [
  {
    without: "the look at what the customer has before a cart is made",
    file: "provider/lifecycle/cart/create.ts",
    find: `  await refuseBought(context, partnerCenter, state, declared);\n  return usableCart`,
    replace: `  return usableCart`,
  },
  {
    without: "the refusal of a cart that was made and ordered before",
    cause: "other names and parents",
    survives:
      "what its own cart became is taken over and nothing is bought; it keeps a program that names that in besides from a success it didn't mean",
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
    find: `if (now < readyAt && (!isAsDeclared || edited.length > 0))\n    throw new Refusal(messages.partMayBeLate(old, readyAt));`,
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
    without: "the look for a part of a cart before another one takes its place",
    cause: "in the place of one that was ordered in part",
    file: "provider/lifecycle/cart/replacement.ts",
    find: `if (observed.kind === "open") return await partsOf(context, state, observed.cart, besides);`,
    replace: `if (observed.kind === "open") return undefined;`,
  },
  {
    without: "the refusal of what somebody adds to a line",
    cause: "what an answer may leave out",
    file: DIFFERENCES,
    find: `if (isHeld && !isDeclared) found.blocking.push(`,
    replace: `if (isHeld && !isDeclared) found.details.push(`,
  },
  {
    without: "the refusal of what somebody takes out of a line",
    cause: "what an answer may leave out",
    file: DIFFERENCES,
    find: `const isTold = isHeld || repeated === "all" || repeated.includes(what);`,
    replace: `const isTold = isHeld;`,
  },
];
