import type { PartnerCenterError } from "../../client/errors";
import { LIST_LAG_MS, type ObservedCart } from "../core/observedCart";
import type { Became } from "../orders/cartOrders";
import type { CheckoutOutcome } from "./outcome";
import type { DoubtState } from "./doubt";

/** An outcome that carries what Partner Center, or the way to it, said against it. */
export type Troubled = Extract<CheckoutOutcome, { error?: PartnerCenterError }>;

export interface RefusalFacts {
  outcome: Troubled;
  /** The cart, as it was read after the refusal. */
  cart: ObservedCart["kind"];
  found: Became;
  doubt?: DoubtState;
  /** Another request was seen at work on the cart. */
  busy: boolean;
  /** An earlier attempt ordered a part of the cart. */
  orderedInPart: boolean;
  /** The cart tells when it was last ordered: it was changed no earlier than an order of it was placed. */
  tellsWhen: boolean;
  /** A run that was killed can have placed one of its orders, which no list shows yet. */
  hidesPart: boolean;
  /** For how long nothing that is uncertain was sent, in ms. */
  silence: number;
}

/** What the server answered without saying no: it may still be at work. */
const NOT_A_REFUSAL = [408, 409, 429];

/**
 * A refusal is believed once nothing before it can still come true: no order of the cart exists that isn't known, and
 * whatever was uncertain is longer ago than the list lags. A cart that reads `Ordered` was ordered in part by an
 * earlier attempt, or the refusal means nothing.
 */
export function refusalHolds({ outcome, cart, found, ...facts }: RefusalFacts): boolean {
  if (found.match.kind !== "none" || found.match.candidates.length > 0) return false;
  const status = outcome.error?.status ?? 0;
  const refused =
    outcome.kind === "odd" || (status >= 400 && status < 500 && !NOT_A_REFUSAL.includes(status));
  const quiet = !facts.hidesPart && (facts.doubt ? facts.silence > LIST_LAG_MS : !facts.busy);
  if (!refused || !quiet) return false;
  // Where the cart doesn't tell when it was ordered, the wait begins now.
  const isListed = found.complete && (facts.tellsWhen || facts.doubt !== undefined);
  if (cart === "ordered") return facts.orderedInPart && isListed && !facts.busy;
  return cart === "open" && outcome.kind !== "submitted";
}
