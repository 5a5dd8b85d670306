import type { Answer } from "./alterations";
import { refusalAnswer } from "./answer";
import { withRepeatedRefusals } from "./cartRefusals";
import { ConnectionCut, gatewayError, partnerError, Refusal, throttled } from "./errors";
import type { Operation } from "./faultScript";
import * as carts from "./handlers/carts";
import { getCustomer } from "./handlers/customers";
import * as orders from "./handlers/orders";
import * as products from "./handlers/products";
import * as subscriptions from "./handlers/subscriptions";
import { issueToken } from "./handlers/tokens";
import { type Handler, modesOf, type Passage, type Service } from "./service";

const HANDLERS: Record<Operation, Handler> = {
  token: issueToken,
  getCustomer,
  ...carts,
  ...orders,
  ...products,
  ...subscriptions,
};

/**
 * The answer of the API or of the token service. Order: rate limit, token, repeated refusal, fault "before", handler;
 * one place writes refusals.
 */
export async function answerTo(service: Service, passage: Passage): Promise<Answer> {
  try {
    return await handled(service, admitted(service, passage));
  } catch (error) {
    if (error instanceof ConnectionCut) throw error;
    if (!(error instanceof Refusal)) console.error(error);
    return refusalAnswer(service, passage, error instanceof Refusal ? error : partnerError("800003"));
  }
}

function admitted(service: Service, passage: Passage): Passage {
  if (!passage.path.startsWith("/v1/")) return passage;
  countRequest(service);
  return { ...passage, claims: service.tokens.authenticate(passage.headers.authorization) };
}

async function handled(service: Service, passage: Passage): Promise<Answer> {
  const { operation, visit } = passage;
  const answer = async () => {
    // A checkout strikes for itself, once its cart is locked.
    if (operation !== "checkout") await visit.strike("before");
    if (operation === undefined) throw gatewayError(404);
    return HANDLERS[operation](service, passage);
  };
  return operation === "createCart" ? withRepeatedRefusals(service, passage, answer) : answer();
}

/** Counts a request in its window of the emulator's clock and refuses it beyond the limit. */
function countRequest(service: Service): void {
  const { rateLimit: limit } = modesOf(service);
  if (!limit) return;
  const { state } = service.store;
  const now = service.clock.now();
  let { rateWindow: window } = state;
  if (!window || now >= window.end || window.end - now > limit.windowMs)
    state.rateWindow = window = { end: now + limit.windowMs, requests: 0 };
  window.requests += 1;
  if (window.requests > limit.requests) throw throttled(Math.max(1, Math.ceil((window.end - now) / 1000)));
}
