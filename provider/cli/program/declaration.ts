import { normaliseId } from "../../lifecycle/core/ids";
import { isProvisioning } from "../../lifecycle/orders/orderProgress";
import type { OrderState } from "../../lifecycle/orders/order";

/** The arguments of a checkout that takes an order over. */
export interface CheckoutArguments {
  customerId: string;
  orderIds: string[];
  /** Left out where there is something to wait for. */
  waitForProvisioning?: false;
  profile?: string;
}

/** An order and the resource that takes it over. */
export interface Declaration {
  name: string;
  order: OrderState;
  args: CheckoutArguments;
}

export function declarationOf(
  name: string,
  order: OrderState,
  { customerId, profile }: { customerId: string; profile?: string },
): Declaration {
  const args: CheckoutArguments = {
    customerId,
    orderIds: [normaliseId(order.id)],
    ...(!isProvisioning(order) && { waitForProvisioning: false }),
    ...(profile !== undefined && { profile }),
  };
  return { name, order, args };
}
