import type { ApiCall } from "./caller";
import type { CallOptions } from "./calls";

/** A GET without the reading of its body. */
export type ReadCall = Omit<ApiCall<unknown>, "method" | "kind" | "accept">;

/** A call for something below a customer. */
export function ofCustomer(
  action: string,
  customerId: string,
  segments: string[],
  options: CallOptions = {},
): ReadCall {
  return {
    ...options,
    action: `${action} of customer ${customerId}`,
    segments: ["customers", customerId, ...segments],
  };
}
