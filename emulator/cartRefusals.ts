import type { Answer } from "./alterations";
import { settles } from "./checkoutPlan";
import { Refusal } from "./errors";
import { modesOf, type Passage, type Service } from "./service";

/** What the answer to POST of a cart is remembered by. */
export function cartKey(customerId: string, requestId: string): string {
  return `${customerId.toLowerCase()} ${requestId}`;
}

/** Repeats a definite refusal of POST of a cart to its MS-RequestId where the mode says so, those of faults too. */
export async function withRepeatedRefusals(
  service: Service,
  { params, requestId }: Passage,
  answer: () => Promise<Answer>,
): Promise<Answer> {
  if (modesOf(service).cartRefusals === "forgotten") return answer();
  const { state } = service.store;
  const key = cartKey(params.customerId ?? "", requestId);
  const known = state.cartRefusals?.[key];
  if (known) throw new Refusal(known.status, known.body, known.headers);
  try {
    return await answer();
  } catch (error) {
    // An id under which a cart was made stands for that cart.
    if (error instanceof Refusal && !state.answers[key] && error.status >= 400 && settles(error.status)) {
      const { status, body, headers } = error;
      (state.cartRefusals ??= {})[key] = { status, body, headers };
      service.store.touch();
    }
    throw error;
  }
}
