import type { Cart, Order, OrderProvisioningStatus } from "../client/schemas";
import { lookUp, outputForm, valueOf, type CustomerLookupArgs } from "./lookup";

/** Arguments of {@link getCart}. */
export interface GetCartArgs extends CustomerLookupArgs {
  /** As Partner Center returned it, a GUID. */
  cartId: string;
}

/** Arguments of {@link getOrder} and {@link getProvisioningStatus}. */
export interface GetOrderArgs extends CustomerLookupArgs {
  /** As Partner Center returned it, such as `a3f09c5d7e12`. */
  orderId: string;
}

/** Arguments of {@link getOrders}. */
export type GetOrdersArgs = CustomerLookupArgs;

/** Arguments of {@link getProvisioningStatus}. */
export type GetProvisioningStatusArgs = GetOrderArgs;

/**
 * A cart with its lines, prices where the caller may see them, and what is wrong with a line. Prices are decimal text,
 * before tax. A cart is gone 7 days after its creation.
 *
 * @example
 * ```ts
 * const { lineItems } = await getCart({ customerId, cartId });
 * ```
 * @throws LookupError with code 800008 for a cart that doesn't exist (any more).
 * @see "Get a cart", "Cart resources", Partner Center developer documentation
 */
export function getCart(args: GetCartArgs): Promise<Cart> {
  const { customerId, cartId } = args;
  return lookUp("getCart", args, ["customerId", "cartId"], (client) =>
    valueOf(client.getCart(customerId, cartId)),
  );
}

/** The Output form of {@link getCart}. */
export const getCartOutput = outputForm(getCart);

/**
 * An order, with prices where the caller may see them: decimal text, before tax.
 *
 * @example
 * ```ts
 * const { status, totalPrice } = await getOrder({ customerId, orderId: "a3f09c5d7e12" });
 * ```
 * @throws LookupError with code 20000 for an order that doesn't exist.
 * @see "Get an order by ID", Partner Center developer documentation
 */
export function getOrder(args: GetOrderArgs): Promise<Order> {
  const { customerId, orderId } = args;
  return lookUp("getOrder", args, ["customerId", "orderId"], (client) =>
    valueOf(client.getOrder(customerId, orderId)),
  );
}

/** The Output form of {@link getOrder}. */
export const getOrderOutput = outputForm(getOrder);

/**
 * All orders of a customer, with prices where the caller may see them. A new order may take 15 minutes to appear.
 *
 * @example
 * ```ts
 * const orders = await getOrders({ customerId });
 * ```
 * @throws LookupError when settings or arguments are missing, and when Partner Center refuses or can't be reached.
 * @see "Get all of a customer's orders", Partner Center developer documentation
 */
export function getOrders(args: GetOrdersArgs): Promise<Order[]> {
  return lookUp("getOrders", args, ["customerId"], (client) => valueOf(client.listOrders(args.customerId)));
}

/** The Output form of {@link getOrders}. */
export const getOrdersOutput = outputForm(getOrders);

/**
 * How far each line of an order is provisioned. It takes App+User credentials: without the setting `refreshToken`
 * Partner Center refuses it, while the order itself ({@link getOrder}) tells its status to App-only callers too.
 *
 * @example
 * ```ts
 * const lines = await getProvisioningStatus({ customerId, orderId: "a3f09c5d7e12" });
 * ```
 * @throws LookupError with code 900329 when the credentials are App-only, and 800007 while there is nothing to tell.
 * @see "Get order provisioning status", Partner Center developer documentation
 */
export function getProvisioningStatus(args: GetProvisioningStatusArgs): Promise<OrderProvisioningStatus[]> {
  const { customerId, orderId } = args;
  return lookUp("getProvisioningStatus", args, ["customerId", "orderId"], (client) =>
    valueOf(client.getOrderProvisioningStatus(customerId, orderId)),
  );
}

/** The Output form of {@link getProvisioningStatus}. */
export const getProvisioningStatusOutput = outputForm(getProvisioningStatus);
