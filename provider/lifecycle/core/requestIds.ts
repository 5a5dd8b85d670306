import { v5 as uuidV5 } from "uuid";

/**
 * Frozen for ever: another namespace or another spelling of the names below gives other request ids, and a purchase
 * that was interrupted under an older version could no longer be recognised as the same one.
 */
const NAMESPACE = "6f1d3b52-8c0e-5a47-9b7d-2e4c1a90f3d8";

export interface RequestIds {
  /** `MS-RequestId`, Partner Center's idempotency key. */
  requestId: string;
  /** `MS-CorrelationId`, what Microsoft support and the audit log search by. */
  correlationId: string;
}

/**
 * The ids of one attempt to check a cart out. They are derived, not random, so every retry, the run after a crash and
 * another machine send the same ones. A new attempt starts only after a definite answer.
 * Source: "Partner Center REST headers" (MS-RequestId).
 */
export function checkoutRequestIds(customerId: string, cartId: string, attempt: number): RequestIds {
  const name = `${customerId}/${cartId}/checkout/${attempt}`;
  return idsOf(name);
}

/**
 * The ids of the creation of one cart: the same for every try and every run that declares the same cart, so that a
 * run whose answer was lost gets the cart that was made. What the cart holds is a part of them: Partner Center doesn't
 * say what it does with a known id and another body.
 * @param resource its project, stack and name, as its first run had them. @param generation which cart of this resource it is, from 1.
 */
export function cartRequestIds(
  resource: string,
  customerId: string,
  generation: number,
  content: string,
): RequestIds {
  const name = `${resource}/${customerId}/cart/${generation}/${content}`;
  return idsOf(name);
}

/** Its bytes are taken, since text that was damaged on its way may not be text for every encoder. */
function idsOf(name: string): RequestIds {
  return {
    requestId: uuidV5(Buffer.from(name), NAMESPACE),
    correlationId: uuidV5(Buffer.from(`${name}/correlation`), NAMESPACE),
  };
}
