import type { FaultScript, Modes } from "../../emulator";

/** The operations that call Partner Center, each with the request that is hit. */
export const OPERATIONS = [
  "checkout",
  "guardOrders",
  "guardSubscriptions",
  "listOrders",
  "listSubscriptions",
  "createCart",
  "updateCart",
  "preview",
  "read",
  "wait",
  "token",
] as const;
export type MatrixOperation = (typeof OPERATIONS)[number];

/** What arrives, or what the service says, when the trouble strikes. */
export type Answer =
  /** Nothing certain: no answer, or one that settles nothing. */
  | "none"
  /** A definite 4xx of Partner Center, or of the token service. */
  | "refusal"
  /** 404 with the code of an order that Partner Center does not know. */
  | "unknownOrder"
  /** 404 with the code of a cart that Partner Center does not know. */
  | "unknownCart"
  /** A 4xx that a gateway wrote, which does not speak for Partner Center. */
  | "gatewayPage"
  /** 3xx: not followed, and nothing that another try would change. */
  | "redirect"
  | "unauthorised"
  /** 409, 800064 or 800060: another request is at work on the cart. */
  | "busy"
  /** 400, 800065: the cart was submitted before. */
  | "submitted"
  /** A 2xx that carries an error. */
  | "errorInside"
  /** A checkout that refused one group, or all of them. */
  | "someRefused"
  | "allRefused"
  /** All is said, in an unusual form. */
  | "oddForm"
  /** Orders that end otherwise than well. */
  | "staysPending"
  | "needsPerson"
  | "endsBadly";

/** What is true about a trouble. The expectation is derived from this and nothing else. */
export interface Facts {
  answer: Answer;
  lasts: "once" | "several" | "forever";
  /** Whether a byte of the request leaves this machine. */
  leaves: boolean;
  /** Whether a checkout that is hit buys, or a cart is made or changed: at once, never, or only after everybody has stopped waiting. */
  buys: "yes" | "no" | "later";
  /** A try without an answer, before this answer came. */
  afterSilence?: boolean;
  /** New orders are not in the customer's list yet. */
  listLags?: boolean;
  /** What `Retry-After` asks for, in milliseconds. */
  retryAfterMs?: number;
  /** No pause belongs before the next try: a kept connection was stale, a token was refused. */
  atOnce?: boolean;
  /** The connection is cut: on a kept one that can't be told from a stale one, so there may be a pause or none. */
  cut?: boolean;
  /** The request takes all the time that a request may take. */
  timesOut?: boolean;
  /** Trying again can't help: certificates don't mend by themselves. */
  hopeless?: boolean;
}

/** How a trouble is made. `faults` hit the operation's request. */
export interface SetUp {
  faults?: Omit<FaultScript, "operation">[];
  /** A request that goes where no emulator is. */
  detour?: { to: "closedPort" | "unknownHost" | "tls" | "silence"; times: number | "always" };
  /** The request is never answered while this lasts, so the client's time-out is made short. */
  silent?: boolean;
  modes?: Partial<Modes>;
  refusedGroups?: "0" | "all";
}

export interface Trouble {
  name: string;
  operations: readonly MatrixOperation[];
  facts: Facts;
  setUp: SetUp;
}
