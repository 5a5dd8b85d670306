import * as v from "valibot";
import { each, stored, text, textOr, yes } from "../core/storedValues";

/** As state has it. */
export const doubtState = v.object({
  /** Whether a checkout of this attempt may have been carried out without a certain answer, so that sending it again is a repetition. */
  unanswered: stored((value) => value !== false),
  /** When the last such checkout was sent, by Partner Center's clock where known. ISO 8601. */
  since: textOr(""),
  /** The cart was seen `Ordered`: it was bought, whatever the list of orders shows. */
  ordered: yes,
  /** The cart read `Ordered` before this resource had sent anything: a run that was killed may have ordered it, or others. */
  foundOrdered: yes,
  /** The cart's lines were set anew since a part of it was, or may have been, ordered. */
  edited: yes,
  cartCreatedAt: text,
  lines: each(
    v.object({
      catalogItemId: textOr(""),
      // Not 0: that is an amount which a cancelled line of an order has.
      quantity: stored((value) => (typeof value === "number" ? value : NaN)),
      termDuration: text,
      orderGroup: text,
    }),
  ),
});

/** What is kept about a cart while it isn't settled what it bought, so that its orders can still be found once it has expired. */
export type DoubtState = v.InferOutput<typeof doubtState>;
