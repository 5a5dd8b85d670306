import type { MiddlewareHandler } from "hono";
import { settles } from "./checkoutPlan";
import { Refusal } from "./errors";
import { type Env, modesOf, type Service } from "./service";

/** What the answer to POST of a cart is remembered by. */
export function cartKey(customerId: string, requestId: string): string {
  return `${customerId.toLowerCase()} ${requestId}`;
}

/** Repeats a definite refusal of POST of a cart to its MS-RequestId where the mode says so, those of faults too. */
export function repeatedRefusals(service: Service): MiddlewareHandler<Env, "/:customerId"> {
  return async (c, next) => {
    if (modesOf(service).cartRefusals === "forgotten") return next();
    const { state } = service.store;
    const key = cartKey(c.req.param("customerId"), c.env.requestId);
    const known = state.cartRefusals?.[key];
    if (known) throw new Refusal(known.status, known.body, known.headers);
    await next();
    // An id under which a cart was made stands for that cart.
    if (!(c.error instanceof Refusal) || state.answers[key]) return;
    const { status, body, headers } = c.error;
    if (status < 400 || !settles(status)) return;
    (state.cartRefusals ??= {})[key] = { status, body, headers };
    service.store.touch();
  };
}
