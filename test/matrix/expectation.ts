import { ofCartChange, ofCartUpdate, ofGuard, ofPreview } from "./cartExpectation";
import type { Facts, MatrixOperation } from "./trouble";

/** Order groups of the cart in every cell. */
export const GROUPS = 2;

type Tries = "none" | "one" | "several";

export interface Expectation {
  /** `initFailure`: the run fails and the resource is in state. `refused`: it fails and state is as it was. */
  run: "ok" | "initFailure" | "refused";
  /** In state afterwards; undefined when nothing is there, or what was there before is unchanged. */
  status: string | undefined;
  /** Orders that the journal holds afterwards. */
  purchases: number;
  /** Checkouts that were tried, those that never left included. */
  checkouts: Tries;
  /** The same of the request that makes or changes the cart, or looks before that, where it is the one which is hit. */
  cartTries?: Tries;
  /** Whether a preview tells what the checkout would buy; otherwise it warns that it can't. */
  told?: boolean;
  /** Whether time passes between the tries (undefined: it may), and at least how much of it. */
  waits: boolean | undefined;
  waitsMs?: number;
  /** What brings everything in order once the trouble is over. */
  then: "nothing to do" | "up" | "up within or after 15 minutes" | "refresh";
  /** Which attempt's request id the next `up` may send. */
  nextAttempt?: 1 | 2;
}

/** What the rules of a purchase (architecture, section 3) say about a trouble that hits an operation. */
export function expectation(facts: Facts, operation: MatrixOperation): Expectation {
  switch (operation) {
    case "checkout":
      return ofCheckout(facts);
    case "listOrders":
    case "listSubscriptions":
      // The lists are read before the cart is made, and again before its checkout.
      return { ...ofCartChange(facts), ...(facts.answer === "oddForm" && { cartTries: "several" }) };
    case "createCart":
      // A definite refusal is followed by one more POST, under an id of its own.
      return { ...ofCartChange(facts), ...(isDefinite(facts) && { cartTries: "several" }) };
    case "guardOrders":
    case "guardSubscriptions":
      return ofGuard(facts);
    case "updateCart":
      return ofCartUpdate(facts);
    case "preview":
      return ofPreview(facts);
    case "read":
      return ofRead(facts);
    case "wait":
      return ofWait(facts);
    case "token":
      return ofToken(facts);
  }
}

/** Whether time passes between tries, as far as the trouble says. */
export const tried = ({ answer, lasts, atOnce, cut, retryAfterMs }: Facts) => {
  const cutOnce = cut && !(answer === "none" && lasts === "forever");
  return { waits: cutOnce ? undefined : !atOnce, waitsMs: retryAfterMs };
};

function isDefinite({ answer }: Facts): boolean {
  return ["refusal", "unknownOrder", "unknownCart"].includes(answer);
}

function ofCheckout(facts: Facts): Expectation {
  const bought = facts.buys === "yes" ? GROUPS : 0;
  const placed: Expectation = {
    run: "ok",
    status: "pending",
    purchases: GROUPS,
    checkouts: "several",
    ...tried(facts),
    then: "nothing to do",
  };
  const unknown: Expectation = {
    ...placed,
    run: "initFailure",
    status: "unknown",
    purchases: bought,
    then: "up within or after 15 minutes",
    nextAttempt: 1,
  };
  // Looking before speaking: an ordered cart whose orders can be seen is a purchase, whatever the answers were.
  const looked = facts.buys === "yes" && !facts.listLags ? placed : unknown;
  const definite = {
    run: "initFailure",
    waits: false,
    checkouts: "one",
    then: "up",
    nextAttempt: 2,
  } as const;

  switch (facts.answer) {
    case "none":
    case "gatewayPage":
      if (facts.lasts !== "forever") return placed;
      if (!facts.leaves)
        return {
          run: "refused",
          status: undefined,
          purchases: 0,
          checkouts: facts.hopeless ? "one" : "several",
          waits: !facts.hopeless,
          then: "up",
          nextAttempt: 1,
        };
      // An order that was named without its id is an answer, so it is not asked for again.
      return facts.atOnce ? { ...looked, checkouts: "one", waits: false } : looked;
    case "redirect":
      return { ...looked, checkouts: "one", waits: false };
    case "unauthorised":
      if (facts.lasts === "once") return placed;
      return { ...definite, status: "notPlaced", purchases: 0, checkouts: "several" };
    case "refusal":
    case "unknownOrder":
    case "unknownCart":
      if (facts.afterSilence) return looked;
      return { ...definite, status: "notPlaced", purchases: 0 };
    case "busy":
      if (facts.buys === "yes") return { ...looked, checkouts: "one" };
      return facts.lasts === "once" ? placed : unknown;
    case "submitted":
      return looked;
    case "errorInside":
      if (facts.buys === "yes") return { ...looked, checkouts: "one", waits: false };
      return { ...definite, status: "notPlaced", purchases: 0 };
    case "someRefused":
      return { ...definite, status: "partiallyFailed", purchases: GROUPS - 1 };
    case "allRefused":
      return { ...definite, status: "partiallyFailed", purchases: 0 };
    case "oddForm":
    case "staysPending":
    case "needsPerson":
    case "endsBadly":
      return { ...placed, checkouts: "one", waits: false };
  }
}

/** A refresh of a completed purchase: it never buys, and half a refresh would be a claim about the other half. */
function ofRead(facts: Facts): Expectation {
  const fresh = {
    run: "ok",
    purchases: GROUPS,
    checkouts: "none",
    waits: false,
    then: "nothing to do",
  } as const;
  const completed: Expectation = { ...fresh, status: "completed" };
  const refused: Expectation = { ...completed, run: "refused", status: undefined, then: "refresh" };
  switch (facts.answer) {
    case "none":
      if (facts.lasts === "forever") return { ...refused, waits: !facts.hopeless };
      return { ...completed, ...tried(facts) };
    case "unauthorised":
      return facts.lasts === "once" ? completed : refused;
    case "unknownOrder":
      return { ...completed, status: "missing", then: "refresh" };
    case "oddForm":
      return completed;
    case "staysPending":
      return { ...completed, status: "pending", then: "refresh" };
    case "needsPerson":
      return { ...completed, status: "actionRequired", then: "refresh" };
    case "endsBadly":
      return { ...completed, status: "failed", then: "refresh" };
    default:
      return refused;
  }
}

/** Waiting for provisioning, behind a checkout that went well: the purchase is made, so nothing can fail the run. */
function ofWait(facts: Facts): Expectation {
  const done: Expectation = {
    run: "ok",
    status: "completed",
    purchases: GROUPS,
    checkouts: "one",
    waits: true,
    waitsMs: facts.retryAfterMs,
    then: "nothing to do",
  };
  switch (facts.answer) {
    case "needsPerson":
      return { ...done, status: "actionRequired", then: "refresh" };
    case "endsBadly":
      return { ...done, status: "failed", then: "refresh" };
    case "oddForm":
      return done;
    default:
      return facts.lasts === "forever" ? { ...done, status: "pending", then: "refresh" } : done;
  }
}

/** No token, no request: nothing that could buy has left. The token service may be asked again at will. */
function ofToken(facts: Facts): Expectation {
  const bought: Expectation = {
    run: "ok",
    status: "pending",
    purchases: GROUPS,
    checkouts: "one",
    ...tried(facts),
    then: "nothing to do",
  };
  if (facts.answer === "oddForm") return { ...bought, waits: false };
  if (facts.answer === "none" && facts.lasts !== "forever") return bought;
  const waits = facts.answer === "none" && !facts.hopeless;
  return {
    run: "refused",
    status: undefined,
    purchases: 0,
    checkouts: "none",
    waits,
    then: "up",
    nextAttempt: 1,
  };
}
