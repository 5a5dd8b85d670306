import type { Mutant } from "./mutants";

const LEFT_OUT = "provider/lifecycle/checkout/leftOut.ts";
const BEFORE_SENDING = "provider/lifecycle/checkout/endBeforeSending.ts";
const SETTLEMENT = "provider/lifecycle/checkout/settlement.ts";
const UPDATE = "provider/lifecycle/checkout/update.ts";
const DIFF = "provider/lifecycle/checkout/diff.ts";
const ADOPT = "provider/lifecycle/checkout/adopt.ts";
const LIFECYCLE = "provider/lifecycle/checkout/checkoutLifecycle.ts";

/** Guards of checkouts, but the table that lets money go. */
export const CHECKOUT_MUTANTS: readonly Mutant[] = [
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
    find: `if (observed.kind === "ordered" && !groups)`,
    replace: `if ((observed.kind as string) === "never")`,
  },
  {
    without: "the orders being read before a refusal is believed",
    cause: "a refusal after a run that was killed",
    survives:
      "of a cart of several orders a refusal is not believed at once in any case; the orders are what the message names",
    file: SETTLEMENT,
    find: `if (candidates.length > 0) return progress.unknown(problem, { candidates });\n  if (canHideAPart`,
    replace: `if (canHideAPart`,
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
    file: BEFORE_SENDING,
    find: `const none = found.complete && found.match.kind === "none" && candidates.length === 0;`,
    replace: `const none = true;`,
  },
  {
    without: "doubt where a part of a refused cart can be late in the list",
    cause: "while retries are refused outright",
    file: SETTLEMENT,
    find: `if (canHideAPart(progress, observed)) return`,
    replace: `if (observed.kind === ("never" as string)) return`,
  },
  {
    without: "the look at the lines that a cart held when it was sent",
    cause: "lines that are edited while",
    file: BEFORE_SENDING,
    find: `: endOfEditedCart(progress, observed);`,
    replace: `: undefined;`,
  },
  {
    without: "the memory that a cart's lines were set anew",
    cause: "lines that are edited while",
    file: BEFORE_SENDING,
    find: `if (!task.sent?.edited && !holdsOther) return undefined;`,
    replace: `if (!holdsOther) return undefined;`,
  },
  {
    without: "what was bought being held against all lines that are declared",
    cause: "a cart by its id",
    file: "provider/lifecycle/checkout/boughtLines.ts",
    find: `return lines.length === others.length && linesWithout(lines, others, isSame).length === 0;`,
    replace: `return lines.every((line) => linesWithout([line], others, isSame).length === 0);`,
  },
  {
    without: "what touched a refused cart before another one takes its place, or it is forgotten",
    cause: "a retry that was killed",
    file: "provider/lifecycle/orders/cartOrders.ts",
    find: `const isTouched = hasSeveralGroups(cart) && isTouchedAfter(cart, answeredAt);`,
    replace: `const isTouched = false;`,
  },
  {
    without: "what touched a cart before a refusal is believed",
    cause: "a retry that was killed",
    file: SETTLEMENT,
    find: `&& !(sinceTouched <= LIST_LAG_MS));`,
    replace: `&& sinceTouched !== Infinity);`,
  },
  {
    without: "the wait after the last minutes of a refused cart",
    cause: "the last minutes of a cart by its id",
    file: "provider/lifecycle/orders/cartOrders.ts",
    find: `if (!cart) return end - LAST_MOMENT_MS <= now ? end + LIST_LAG_MS : -Infinity;`,
    replace: `if (!cart) return -Infinity;`,
  },
  {
    without: "doubt about a cart that is gone until its last minutes are listed",
    cause: "the last minutes of a cart by its id",
    file: "provider/lifecycle/orders/cartOrders.ts",
    find: `return end - LAST_MOMENT_MS <= now ? Math.max(told, end) : told;`,
    replace: `return told;`,
  },
  {
    without: "nothing being sent of what is to be left out",
    cause: "two groups that are refused",
    file: "provider/lifecycle/checkout/state.ts",
    find: `if (state.status === "unknown") return state.orderErrors.length === 0 || !orderErrorsAccepted(state);`,
    replace: `if (state.status === "unknown") return true;`,
  },
  {
    without: "a read telling that what was refused can't come true any more",
    cause: "a retry that was killed",
    survives:
      "without it nothing is bought or lost: who gives up on a refused purchase has to run `up` or `state delete`",
    file: SETTLEMENT,
    find: `if (!isOver || canHideAPart(progress, observed)) return progress.unknown(undefined);`,
    replace: `if (!isOver || observed !== undefined) return progress.unknown(undefined);`,
  },
  {
    without: "an unexplained touch being remembered as doubt",
    cause: "a retry that was killed",
    file: "provider/lifecycle/checkout/progress.ts",
    find: `const since = this.touchedAt > Date.parse(told) ? new Date(this.touchedAt).toISOString() : told;`,
    replace: `const since = told;`,
  },
];
