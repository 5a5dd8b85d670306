import type { PartnerCenterError } from "./errors";
import type { Failure } from "./http/judge";
import type { CheckoutReply } from "./partnerCenter";
import type { CheckoutResult } from "./schemas";
import type { Sent } from "./http/send";

/** What a checkout's tries add up to, in the terms of {@link CheckoutReply}. */
export function checkoutReply(
  sent: Sent<CheckoutResult>,
  toError: (failure: Failure) => PartnerCenterError,
): CheckoutReply {
  const { tries, earlierUnknown, retryAt } = sent;
  if (!sent.failure) {
    return { tries, earlierUnknown, kind: "answered", meta: sent.meta, result: sent.value };
  }
  const error = toError(sent.failure);
  const { arrival, meta } = sent.failure;
  if (arrival === "answered" && meta) {
    return { tries, earlierUnknown, kind: "answered", meta, error };
  }
  const kind = arrival === "no" ? "notSent" : "noAnswer";
  return { tries, earlierUnknown, kind, error, ...(retryAt !== undefined && { retryAt }) };
}
