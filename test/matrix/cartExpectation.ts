import { GROUPS, tried, type Expectation } from "./expectation";
import type { Facts } from "./trouble";

/**
 * Making or changing the cart of a declared purchase, before its checkout, and the looks that come before it is made:
 * a look without an answer stops it like a cart without one. It costs nothing, so it is repeated under the
 * same request id; a cart that isn't there for certain, or isn't certainly as declared, is never checked out.
 */
export function ofCartChange(facts: Facts): Expectation {
  const { answer, lasts, hopeless } = facts;
  const bought: Expectation = {
    run: "ok",
    status: "pending",
    purchases: GROUPS,
    checkouts: "one",
    cartTries: "several",
    ...tried(facts),
    then: "nothing to do",
  };
  const refused: Expectation = {
    run: "refused",
    status: undefined,
    purchases: 0,
    checkouts: "none",
    cartTries: "one",
    waits: false,
    then: "up",
    nextAttempt: 1,
  };
  if (answer === "oddForm") return { ...bought, cartTries: "one", waits: false };
  if (answer === "none")
    return lasts === "forever"
      ? { ...refused, cartTries: hopeless ? "one" : "several", waits: !hopeless }
      : bought;
  if (answer === "unauthorised") return lasts === "once" ? bought : { ...refused, cartTries: "several" };
  return refused;
}

/**
 * A cart of several orders whose lines were set without an answer may have been set by others: it waits until no part of it
 * can be missing from the list.
 */
export function ofCartUpdate(facts: Facts): Expectation {
  const expected = ofCartChange(facts);
  const isUntold = facts.answer === "none" && expected.run === "refused";
  return isUntold ? { ...expected, then: "up within or after 15 minutes" } : expected;
}

/**
 * The look at the customer's lists right before any checkout: without an answer within a minute nothing is bought. A
 * request that takes all its time leaves none for another one.
 */
export function ofGuard(facts: Facts): Expectation {
  if (facts.timesOut) return ofCartChange({ ...facts, lasts: "forever", hopeless: true });
  return ofCartChange(facts);
}

/**
 * A look at the cart in a preview: it changes nothing and takes 15 seconds at most. Only what Partner Center says about
 * the cart stops a preview; that it can't be asked is a warning.
 */
export function ofPreview(facts: Facts): Expectation {
  const told: Expectation = {
    run: "ok",
    status: undefined,
    purchases: 0,
    checkouts: "none",
    told: true,
    ...tried(facts),
    then: "nothing to do",
    nextAttempt: 1,
  };
  const { answer, lasts, timesOut, hopeless } = facts;
  switch (answer) {
    case "oddForm":
      return { ...told, waits: false };
    case "unknownCart":
      return { ...told, run: "refused", told: false, waits: false };
    case "unauthorised":
      return { ...told, told: lasts === "once" };
    case "none":
      if (timesOut) return { ...told, told: false, waits: false };
      return lasts === "forever" ? { ...told, told: false, waits: !hopeless } : told;
    default:
      return { ...told, told: false, waits: false };
  }
}
