import type { CartCheckoutResult, Order } from "../wire";

/** A cart of the Partner Center documents with the answer to its checkout. */
export interface SampleCart {
  customerId: string;
  cartId: string;
  /** Order group of each order in `result`. */
  groups: string[];
  /** Exactly the documented body. */
  result: CartCheckoutResult & { orders: Order[] };
}
