import type { CheckoutCall } from "../../provider/client/partnerCenter";
import type { CheckoutResult, Order } from "../../provider/client/schemas";
import type { FakePartnerCenter, ScriptedReply } from "./fakePartnerCenter";
import { connectionError, serviceError } from "./partnerCenterErrors";

interface HowSent {
  earlierUnknown?: boolean;
}

/** A 2xx. The orders exist from now on, and the cart is ordered unless groups stayed open. */
export function places(
  result: Partial<CheckoutResult>,
  { earlierUnknown = false }: HowSent = {},
): ScriptedReply {
  return (call, fake) => {
    const full = { orders: [], orderErrors: [], unreadableOrders: 0, ...result };
    buys(...full.orders)(call, fake);
    return { kind: "answered", tries: 1, earlierUnknown, meta: fake.meta(201), result: full };
  };
}

/** The same as {@link places}, but the answer is lost. */
export function buysSilently(...orders: Order[]): ScriptedReply {
  return (call, fake) => {
    buys(...orders)(call, fake);
    return noAnswer()(call, fake);
  };
}

function buys(...orders: Order[]) {
  return (call: CheckoutCall, fake: FakePartnerCenter): void => {
    fake.orders.push(...orders.filter((o) => !fake.orders.some((known) => known.id === o.id)));
    fake.markOrdered(call.cartId);
  };
}

export function refuses(
  status: number,
  code?: string,
  { earlierUnknown = false }: HowSent = {},
): ScriptedReply {
  return (_call, fake) => {
    const error = serviceError(status, code, "check out", fake.clock.now());
    return { kind: "answered", tries: 1, earlierUnknown, meta: fake.meta(status), error };
  };
}

export function isBusy(code: "800064" | "800060" = "800064", retryAfterMs?: number): ScriptedReply {
  return (_call, fake) => {
    const error = serviceError(409, code, "check out", fake.clock.now(), retryAfterMs);
    return { kind: "answered", tries: 1, earlierUnknown: false, meta: fake.meta(409), error };
  };
}

export function noAnswer(error = connectionError("timeout")): ScriptedReply {
  return () => ({ kind: "noAnswer", tries: 3, earlierUnknown: false, error });
}

/** Partner Center asks to wait, longer than what authorizes the checkout holds good. */
export function isPutOff(ms: number): ScriptedReply {
  return (_call, { clock }) => ({
    kind: "noAnswer",
    tries: 1,
    earlierUnknown: false,
    error: serviceError(429, undefined, "check out", clock.now(), ms),
    retryAt: clock.now() + ms,
  });
}

export function notSent({ earlierUnknown = false }: HowSent = {}): ScriptedReply {
  return () => ({ kind: "notSent", tries: 1, earlierUnknown, error: connectionError("refused") });
}
