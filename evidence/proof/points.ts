import type { FaultScript } from "../../emulator";
import { LIVES, type LifeName } from "./lives";
import type { ModeName } from "./modes";

/**
 * What is killed. `machine`: the CLI, the program and the provider host at once, as when the power goes. `cli` leaves
 * the host alive, which then finishes what it is doing. The emulator is killed and started again with its journal.
 * `nobody`: the harm comes without a crash, see lives.ts.
 */
export type Victim = "host" | "cli" | "program" | "machine" | "emulator" | "nobody";

/** What a user does afterwards, see recovery.ts. */
export type RecoveryName =
  "up" | "refreshThenUp" | "besideOrphan" | "eightDays" | "destroyThenUp" | "otherCart" | "newName";

/** What the program declares: checkouts of carts that somebody else made, or purchases by their line items. */
export type Declares = "carts" | "purchases";

/** What has happened before the run that is interrupted. */
export type Past =
  /** Nothing: the stack is empty. */
  | "nothing"
  /** Everything was bought, nothing was provisioned. */
  | "bought"
  /** Everything but one order group of one cart was bought. */
  | "refusedGroup"
  /** Every checkout was refused: the customers had not accepted the agreement. */
  | "refusedCheckout"
  /** Every checkout bought, and its answer was lost. */
  | "lostAnswers"
  /** The carts were made, and a limit stopped their checkouts. */
  | "stopped"
  /** The same, eight days ago: the carts have expired. */
  | "stoppedLongAgo"
  /** Every checkout was refused eight days ago. */
  | "refusedLongAgo";

/** How it is known that the moment has come. */
export type Moment =
  /** The emulator holds this request. */
  | { kind: "held"; fault: Omit<FaultScript, "action"> }
  /** The emulator has answered the checkout with a 503 that asks to wait. */
  | { kind: "retryWait"; phase: "before" | "after" }
  /** The CLI was stopped before the host's answer reached it, and the host has answered. */
  | { kind: "returned" }
  /** A random time after the start. */
  | { kind: "random" }
  /** Nothing is interrupted. */
  | { kind: "never" };

/** A moment in the life of a checkout at which a process dies. */
export interface Point {
  what: string;
  past: Past;
  interrupts: "up" | "refresh";
  moment: Moment;
  victims: readonly Victim[];
  /** One order group of one cart is refused in the interrupted run itself, once. */
  refusesGroup?: true;
  /** The lifecycle answers only after it has seen its orders provisioned. */
  waitsForProvisioning?: true;
  /** The only modes in which this moment exists. */
  modes?: readonly ModeName[];
  /** Default: either. */
  declares?: Declares;
  /** The program has other line items for one purchase than in the run before. */
  edits?: true;
}

const ANY: readonly Victim[] = ["host", "cli", "program", "machine", "emulator"];
/** A refresh has no program. */
const NO_PROGRAM: readonly Victim[] = ["host", "cli", "machine", "emulator"];

const checkout = (phase: "before" | "after"): Moment => ({
  kind: "held",
  fault: { operation: "checkout", phase },
});
const cart = (operation: "createCart" | "updateCart", phase: "before" | "after"): Moment => ({
  kind: "held",
  fault: { operation, phase },
});
const reading = (operation: "token" | "getCart" | "getOrder" | "listOrders", skip = 0): Moment => ({
  kind: "held",
  fault: { operation, phase: "arrival", skip },
});

const up = { past: "nothing", interrupts: "up", victims: ANY } as const;
const purchase = { ...up, declares: "purchases" } as const;

export const POINTS = {
  beforeToken: { ...up, what: "before the token, so before anything is known", moment: reading("token") },
  beforePost: { ...up, what: "before the POST leaves (the cart is being read)", moment: reading("getCart") },
  beforeCommit: { ...up, what: "the POST has left, nothing is bought", moment: checkout("before") },
  afterCommit: { ...up, what: "bought, the answer has not left", moment: checkout("after") },
  partlyBought: {
    ...up,
    what: "bought but for one group, the answer has not left",
    moment: checkout("after"),
    refusesGroup: true,
  },
  afterAnswer: {
    ...up,
    what: "the answer has come, nothing is in state (first look at the orders)",
    moment: reading("getOrder"),
    waitsForProvisioning: true,
  },
  polling: {
    ...up,
    what: "in the middle of polling the orders",
    moment: reading("getOrder", 6),
    waitsForProvisioning: true,
  },
  beforeState: {
    ...up,
    what: "the host has answered the engine, nothing is in state",
    moment: { kind: "returned" },
    victims: ["cli", "machine"],
  },
  retryWait: {
    ...up,
    what: "waiting to retry after a 503, nothing is bought",
    moment: { kind: "retryWait", phase: "before" },
  },
  retryWaitBought: {
    ...up,
    what: "waiting to retry after a 503 that hid a purchase",
    moment: { kind: "retryWait", phase: "after" },
  },
  settling: {
    ...up,
    what: "looking for the orders of a cart that was submitted before",
    past: "lostAnswers",
    moment: reading("listOrders"),
    modes: ["bothListsLagSubmitted"],
  },
  unknownRetry: {
    ...up,
    what: "repeating a checkout whose end is unknown",
    past: "lostAnswers",
    moment: checkout("after"),
    modes: ["bothListsLag"],
  },
  partialRetry: {
    ...up,
    what: "the retry of a refused group has left, nothing more is bought",
    past: "refusedGroup",
    moment: checkout("before"),
  },
  partialRetryBought: {
    ...up,
    what: "the retry of a refused group has bought it, the answer has not left",
    past: "refusedGroup",
    moment: checkout("after"),
  },
  refusedThenBought: {
    ...up,
    what: "bought after a refusal, the answer has not left",
    past: "refusedCheckout",
    moment: checkout("after"),
  },
  refreshing: {
    ...up,
    what: "in the middle of a refresh",
    past: "bought",
    interrupts: "refresh",
    moment: reading("getOrder"),
    victims: NO_PROGRAM,
  },
  beforeCart: {
    ...purchase,
    what: "before the POST of the cart leaves (the customer's orders are being listed)",
    moment: reading("listOrders"),
  },
  cartLeft: {
    ...purchase,
    what: "the POST of the cart has left, no cart is made",
    moment: cart("createCart", "before"),
  },
  cartMade: {
    ...purchase,
    what: "the cart is made, its answer has not left",
    moment: cart("createCart", "after"),
  },
  cartStored: {
    ...purchase,
    what: "the cart is in state, its checkout has not left (the cart is being read)",
    moment: reading("getCart"),
  },
  cartChanging: {
    ...purchase,
    what: "the PUT of other line items has left, the cart is as it was",
    past: "stopped",
    edits: true,
    moment: cart("updateCart", "before"),
  },
  cartChanged: {
    ...purchase,
    what: "the cart has other line items, the answer has not left",
    past: "stopped",
    edits: true,
    moment: cart("updateCart", "after"),
  },
  cartReplacing: {
    ...purchase,
    what: "the POST of a cart in an expired one's place has left, no cart is made",
    past: "stoppedLongAgo",
    moment: cart("createCart", "before"),
  },
  cartReplaced: {
    ...purchase,
    what: "a cart is made in an expired one's place, its answer has not left",
    past: "stoppedLongAgo",
    moment: cart("createCart", "after"),
  },
  replacedThenBought: {
    ...purchase,
    what: "bought by the cart that replaced a refused and expired one, the answer has not left",
    past: "refusedLongAgo",
    moment: checkout("after"),
  },
  random: { ...up, what: "a random moment", moment: { kind: "random" }, victims: ANY },
} as const satisfies Record<string, Point>;

export type CrashPointName = keyof typeof POINTS;
export type PointName = CrashPointName | LifeName;

export const POINT_NAMES = Object.keys(POINTS) as CrashPointName[];

export function pointOf(name: PointName): Point {
  return { ...POINTS, ...LIVES }[name];
}
