import * as v from "valibot";
import { distinctOrders, orderSchema, type Order } from "./order";
import { list, object, read, readAll, text } from "./scalars";

/** What a checkout placed and what it didn't. Page: "Cart resources", CartCheckoutResult. */
export interface CheckoutResult {
  /** Each id once. */
  orders: Order[];
  /** The groups of lines that became no order. */
  orderErrors: OrderError[];
  /** Elements of `orders` without a usable id: something was bought that can't be named. */
  unreadableOrders: number;
}

/** Why a group of lines became no order. */
export interface OrderError {
  /** `orderGroup` of the cart lines concerned. */
  orderGroupId?: string;
  /** Partner Center's code as text; "unknown" when the answer has none that can be read. */
  code: string;
  /** In Partner Center's words. */
  description: string;
}

const orderErrorSchema: v.GenericSchema<unknown, OrderError> = v.pipe(
  object({ orderGroupId: text, code: text, description: text }),
  v.transform((error) => ({
    ...error,
    code: error.code ?? "unknown",
    description: error.description ?? "no description",
  })),
);

const resultSchema = v.object({
  orders: v.optional(v.unknown()),
  orderErrors: list(orderErrorSchema),
});

/** The result of a checkout, or undefined when the answer has neither orders nor order errors. */
export function readCheckoutResult(body: unknown): CheckoutResult | undefined {
  const result = read(resultSchema, body);
  if (!result) {
    return undefined;
  }
  const sent = Array.isArray(result.orders) ? result.orders.length : 0;
  const orders = readAll(orderSchema, result.orders);
  const { orderErrors } = result;
  if (sent === 0 && orderErrors.length === 0) {
    return undefined;
  }
  return { orders: distinctOrders(orders), orderErrors, unreadableOrders: sent - orders.length };
}
